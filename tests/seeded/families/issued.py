"""Issued targets (下达目标) and benchmarks (基准值): each needs its citation, and a rule that awaits it."""

from tests.seeded.bases import ISSUED_FORM, PLAIN, ZONES
from tests.seeded.filled import Filled
from tests.seeded.kinds import Kind, Spoil, put, spoils, typed

RATE, BOTH, MIXED = "项目落地率", "优良率", "投产率"


def added(place: str, indicator: str, value: object, record: str, where: str, evidence: str = "统计公报") -> Spoil:
    """Write a row of one's own: an issued target, or a benchmark."""

    @spoils(where)
    def spoil(filled: Filled) -> str:
        told = {"地区": place, "年份": filled.sheet["B2"].value, "指标": indicator, "数值": value, "单位": "%"}
        number = filled.add(told | {"类型": record, "依据": evidence})
        columns = {"地区": "A", "指标": "C", "数值": "D", "依据": "G", "类型": "H"}
        return filled.at(f"{columns[where]}{number}")

    return spoil


AWAITS_NONE = ("江海区", "城镇污水集中收集率", 96)

KINDS = (
    Kind("下达目标没有文号", put("依据", None), "missing-citation", base=ISSUED_FORM),
    Kind("下达目标：约76", typed("约76"), "approximate-figure", base=ISSUED_FORM),
    Kind("下达目标的单位写万套", put("单位", "万套"), "unit-not-convertible", base=ISSUED_FORM),
    Kind("类型：目标值", put("类型", "目标值"), "unknown-record", base=ISSUED_FORM),
    Kind(
        "规划自己定了目标，又填下达目标",
        added(*AWAITS_NONE, "下达目标", "数值"),
        "no-issued-target",
        base=PLAIN,
        lost=0,
    ),
    Kind("规划没有基准，却填基准值", added(*AWAITS_NONE, "基准值", "类型"), "no-benchmark", base=PLAIN, lost=0),
    Kind("基准值写成 ≥78", added("全省", RATE, "≥78", "基准值", "数值"), "benchmark-with-bound", base=ZONES, lost=0),
    Kind("基准值没有出处", added("全省", RATE, 78, "基准值", "依据", ""), "missing-citation", base=ZONES, lost=0),
    Kind("火星的基准值", added("火星", RATE, 78, "基准值", "地区"), "benchmark-place", base=ZONES, lost=0),
    Kind(
        "两种基准，分不清是哪一个",
        added("江门市", MIXED, 78, "基准值", "地区"),
        "benchmark-unclear",
        base=ZONES,
        lost=0,
    ),
    Kind(
        "对别的地区下达目标", added("开平市", BOTH, 78, "下达目标", "数值"), "issued-out-of-scope", base=ZONES, lost=0
    ),
    Kind(
        "下达目标的方向反了：<80",
        added("江门市", BOTH, "<80", "下达目标", "数值"),
        "issued-operator",
        base=ZONES,
        lost=0,
    ),
    Kind("性质：推测", put("数据性质", "推测"), "unknown-basis", base=PLAIN),
)
