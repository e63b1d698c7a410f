"""Units as a text writes them, and whether they agree with the unit of a rule."""

from decimal import Decimal

_LISTED = (
    "个百分点 百分点 % ‰ 平方公里 平方千米 平方米 立方米 公里 千米 公顷 千瓦时 千瓦 标准煤 小时 分钟 人次 班次 美元 "
    "km m2 m3 kW MW 米 亩 吨 元 人 户 "
    "家 个 所 名 条 项 座 场 处 份 栋 幢 套 张 辆 间 床 台 件 宗 支 艘 枚 层 次 倍 岁 天 年"
)
UNITS = "|".join(_LISTED.split())
"""A regular expression of the units and classifiers that may stand behind a number."""

SCALES = {"百": 2, "千": 3, "万": 4, "亿": 8}
_SHARES = frozenset({"%", "percent"})
_ALIKE = {
    "percent": "%",
    "per_mille": "‰",
    "百分点": "个百分点",
    "percentage_point": "个百分点",
    "名": "人",
    "千米": "公里",
}


def parts(unit: str) -> tuple[Decimal, str]:
    """Split the unit of an amount into its scale and what is counted: 万平方米/百户 → 10000, 平方米."""
    counted = unit.partition("/")[0].strip()
    power = Decimal(1)
    while counted[:1] in SCALES and counted != "":
        power, counted = power.scaleb(SCALES[counted[0]]), counted[1:]
    return power, _ALIKE.get(counted, counted)


def scale_of(scale: str) -> Decimal:
    """Return the factor that 万, 亿, 百万 stand for."""
    return parts(scale)[0]


def same_unit(printed: str, unit: str) -> bool:
    """Tell whether a quantity printed in `printed` can be one of a rule in `unit`, scales aside.

    A number that stands alone agrees with any unit but a share: percent must be printed where a sentence states it.
    """
    ours, theirs = parts(unit)[1], parts(printed)[1]
    if theirs == "":
        return ours != "%"
    return ours == theirs
