"""Milestones: done or not done, since when, and what proves it."""

from tests.seeded.bases import MILESTONE_FORM, PLAIN
from tests.seeded.filled import Filled
from tests.seeded.kinds import ERROR, WARNING, Kind, Spoil, put, spoils

from zhunsheng.model.diagnostic import Severity

STATE, DAY = "完成情况", "完成日期"
CENTRE, STANDARD = "大数据中心建设", "统一数据标准出台"


def milestone(name: str, spoil: Spoil, code: str, level: Severity = ERROR, lost: int | None = None) -> Kind:
    return Kind(name, spoil, code, level, MILESTONE_FORM, lost)


@spoils("完成日期")
def undone_with_a_day(filled: Filled) -> str:
    filled.cell(STATE).value = "未完成"
    return filled.place(DAY)


@spoils("完成情况")
def day_alone(filled: Filled) -> str:
    filled.cell(STATE).value = None
    return filled.place(STATE)


@spoils("本行")
def states_disagree(filled: Filled) -> str:
    column = filled.sheet.max_column + 1
    filled.sheet.cell(filled.header_row, column, "数值")
    filled.sheet.cell(filled.row(), column, "未完成")
    return filled.at(filled.row())


KINDS = (
    milestone("大部分完成", put(STATE, "大部分完成"), "milestone-not-understood"),
    milestone("基本完成", put(STATE, "基本完成"), "milestone-not-understood"),
    milestone("60%", put(STATE, "60%"), "milestone-not-understood"),
    milestone("60% 的数", put(STATE, 0.6), "milestone-not-understood"),
    milestone("2024年6月", put(STATE, "2024年6月"), "milestone-not-understood"),
    milestone("已完成？", put(STATE, "已完成？"), "milestone-not-understood"),
    milestone("2（不是 0 或 1）", put(STATE, 2), "milestone-not-understood"),
    milestone("错误值 #REF!", put(STATE, "#REF!"), "error-value"),
    milestone("已完成，后有零宽空格", put(STATE, "已完成\u200b"), "hidden-characters"),
    milestone("未完成，却有完成日期", undone_with_a_day, "date-of-the-undone", WARNING),
    milestone("只填完成日期", day_alone, "date-without-state", WARNING, 1),
    milestone("已完成，没有依据", put("依据", None), "done-without-evidence", WARNING),
    milestone("“数值”“完成情况”说法不一", states_disagree, "states-disagree"),
    Kind("节点的单位写万元", put("单位", "万元", CENTRE), "unit-of-milestone", base=PLAIN),
    Kind("节点报进度 60%", put("数值", "60%", STANDARD), "milestone-not-understood", base=PLAIN),
)
