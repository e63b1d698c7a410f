"""Indicators, places and codes that are misspelt, contradict each other, or may mean several."""

from tests.seeded.bases import PLAIN, ZONES
from tests.seeded.filled import Filled
from tests.seeded.kinds import WARNING, Kind, put, spoils

RATIO = "土地出让收入用于农业农村的比例"


@spoils("指标")
def reported_ratio(filled: Filled) -> str:
    """Report a ratio that is computed from two other figures."""
    row = filled.add({"地区": "江海区", "年份": 2024, "指标": RATIO, "数值": 8.5, "单位": "%"})
    return filled.at(f"C{row}")


@spoils("指标")
def code_and_name_gone(filled: Filled) -> tuple[str, ...]:
    """Damage the code, and the name beside it."""
    filled.cell("编码").value = "electronics@jianghai"
    row = filled.row("electronics")
    filled.sheet.cell(row, filled.columns()["指标"], "电子信息")
    return (filled.at(f"D{row}"),)


@spoils("指标")
def code_of_another(filled: Filled) -> str:
    """Write the code of another row; it is the name that contradicts it."""
    place = filled.place("指标")
    filled.cell("编码").value = "appliances-cluster-output@jianghai"
    return place


@spoils("数值")
def elsewhere(filled: Filled) -> str:
    """Report the district's figure for one of its streets."""
    filled.cell("地区").value = "外海街道"
    return filled.place("数值")


@spoils("地区")
def total(filled: Filled) -> str:
    """Sum the table up in a row below it."""
    return filled.at(f"A{filled.add({'地区': '合计', '数值': 94.1})}")


KINDS = (
    Kind("城镇污水集中收集绿", put("指标", "城镇污水集中收集绿"), "unknown-indicator", base=PLAIN),
    Kind("污水处理厂数量（规划没有）", put("指标", "污水处理厂数量"), "unknown-indicator", base=PLAIN),
    Kind("指标空着", put("指标", None), "missing-indicator", base=PLAIN),
    Kind("地区空着", put("地区", None), "missing-entity", base=PLAIN),
    Kind("江海去", put("地区", "江海去"), "unknown-entity", base=PLAIN),
    Kind("蓬江区（规划没有）", put("地区", "蓬江区"), "unknown-entity", base=PLAIN),
    Kind("中心街道（有两个）", put("地区", "中心街道"), "ambiguous-entity", base=ZONES),
    Kind("填了另一级的地区：外海街道", elsewhere, "place-not-asked", WARNING, base=PLAIN, lost=1, added=1),
    Kind("编码改坏，名称还在", put("编码", "electronics@jianghai"), "unknown-code", WARNING),
    Kind("编码改坏，名称也改了", code_and_name_gone, "unknown-indicator", beside=("unknown-code",)),
    Kind("名称改成规划里没有的", put("指标", "电子信息产值"), "name-changed", WARNING),
    Kind("地区改成规划里没有的", put("地区", "本区"), "name-changed", WARNING),
    Kind("名称改成另一个指标", put("指标", "智能家电产业集群产值"), "code-and-name-disagree"),
    Kind("地区改成另一个地区", put("地区", "礼乐街道"), "code-and-name-disagree"),
    Kind("编码改成另一行的编码", code_of_another, "code-and-name-disagree"),
    Kind("表下加一行“合计”", total, "total-row", base=PLAIN, lost=0),
    Kind("计算得出的比例直接报了结果", reported_ratio, "derived-indicator", base=PLAIN, lost=0),
)
