"""Units: none, misspelt, of another kind, or two that contradict each other."""

from tests.seeded.bases import JOBS, LAND, PLAIN, SEWAGE_TITLE, USERS
from tests.seeded.filled import Filled
from tests.seeded.kinds import NOTE, WARNING, Kind, formatted, put, spoils, typed


@spoils("数值")
def printed_behind(filled: Filled) -> str:
    """Write a unit behind the indicator's title that is not the one of the row."""
    place = filled.place("数值", "土地出让收入")
    filled.cell("指标", "土地出让收入").value = "土地出让收入（万元）"
    return place


KINDS = (
    Kind("单位空着", put("单位", None), "missing-unit"),
    Kind("单位：亿園", put("单位", "亿園"), "unknown-unit"),
    Kind("单位：万万元", put("单位", "万万元"), "unknown-unit"),
    Kind("亿元写成亩", put("单位", "亩"), "unit-not-convertible"),
    Kind("百分比写成百分点", put("单位", "百分点", USERS), "unit-not-convertible"),
    Kind("万人写成万元", put("单位", "万元", JOBS), "unit-not-convertible", base=PLAIN),
    Kind("亿元一栏写“330.25万吨”", typed("330.25万吨"), "unknown-unit"),
    Kind("亿元一栏写“330.25亩”", typed("330.25亩"), "units-disagree"),
    Kind("单位列 %，数后写“94.1‰”", typed("94.1‰", SEWAGE_TITLE), "units-disagree", base=PLAIN),
    Kind("单位列 万人，数后写“5400人”", typed("5400人", "城镇常住人口"), "units-disagree", base=PLAIN),
    Kind("数字格式显示“万元”，单位列写亿元", formatted('0.00"万元"', key="土地出让收入"), "units-disagree", base=PLAIN),
    Kind("指标名后印着（万元），单位列写亿元", printed_behind, "units-disagree", base=PLAIN),
    Kind("亿元一栏写“330.25亿”", typed("330.25亿"), "unit-completed", NOTE),
    Kind("填报表的单位由亿元改为万元", put("单位", "万元"), "unit-retyped", WARNING),
    Kind("填报表里写“3302500万元”", typed("3302500万元"), "unit-retyped", WARNING),
    Kind("填报表的单位由亩改为公顷", put("单位", "公顷", LAND), "unit-retyped", WARNING),
)
