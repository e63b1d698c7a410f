"""Words for done and not done, and days of completion."""

import datetime as dt

from tests.seeded.filled import Filled
from tests.seeded.variations.change import PLAIN, STEPS, Change, each

DONE = ("完成", "是", "√", "✓", "☑", "done", "Yes", "1", 1, True, " 已完成 ", "TRUE")
UNDONE = ("否", "×", "✗", "进行中", "推进中", "未开工", "not done", "No", "0", 0, False, "正在办理")
DAYS = (dt.date(2024, 6, 30), "2024-06-30", "2024年6月30日", 45473, "6月底")


def said(done: object, undone: object, heading: str, bases: tuple[str, ...]) -> Change:
    """Use other words than 已完成 and 未完成."""

    def other(value: object) -> object:
        return {"已完成": done, "未完成": undone}.get(str(value), value)

    return Change(f"{done!r}、{undone!r}", "state", each(heading, other), bases)


def unit(text: str) -> Change:
    """Write something as the unit of milestones."""

    def make(filled: Filled) -> None:
        columns = filled.columns()
        for number in range(filled.header_row + 1, filled.sheet.max_row + 1):
            if filled.sheet.cell(number, columns["数值"]).value in ("已完成", "未完成"):
                filled.sheet.cell(number, columns["单位"]).value = text

    return Change(f"节点的单位写 {text}", "unit", make, PLAIN)


def in_a_column_of_values(filled: Filled) -> None:
    """Call the column 数值 instead of 完成情况."""
    filled.sheet.cell(filled.header_row, filled.columns()["完成情况"], "数值")


CHANGES = (
    *(said(done, undone, "数值", PLAIN) for done, undone in zip(DONE, UNDONE, strict=True)),
    *(said(done, undone, "完成情况", STEPS) for done, undone in zip(DONE[::3], UNDONE[::3], strict=True)),
    *(Change(f"完成日期 {day!r}", "day", each("完成日期", lambda _, day=day: day), STEPS) for day in DAYS),
    unit("项"),
    unit("完成情况"),
    Change("完成情况一栏叫数值", "heading", in_a_column_of_values, STEPS),
)
