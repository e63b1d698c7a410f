"""Figures, limits and gaps as a clerk would write them."""

from fractions import Fraction

from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.quantity import SHOWN_DECIMALS, Operator, decimal_text, fixed_text, terminates
from zhunsheng.model.text import Text

APPROXIMATE_DECIMALS = 4
"""Places of a figure that does not terminate; it is marked 约 (“about”)."""

PERCENT = frozenset({"percent", "%"})
PER_MILLE = frozenset({"per_mille", "‰"})
POINTS = frozenset({"percentage_point", "个百分点", "百分点"})

OPERATORS = {
    Operator.AT_LEAST: "≥",
    Operator.ABOVE: ">",
    Operator.AT_MOST: "≤",
    Operator.BELOW: "<",
    Operator.EQUAL: "=",
    Operator.WITHIN: "",
}

STATUSES = {
    Status.MET: Text("达标", "met"),
    Status.ON_TRACK: Text("进度正常", "on track"),
    Status.BEHIND: Text("滞后", "behind"),
    Status.FAR_BEHIND: Text("严重滞后", "far behind"),
    Status.REGRESSING: Text("倒退", "regressing"),
    Status.MISSED: Text("未达标", "missed"),
    Status.PENDING: Text("待下达", "pending"),
    Status.NOT_REPORTED: Text("未报送", "not reported"),
    Status.NOT_DUE: Text("未到期", "not due"),
    Status.NOT_EVALUABLE: Text("不可判定", "not evaluable"),
    Status.WAIVED: Text("已豁免", "waived"),
}

OBSTACLES = {
    Reason.NO_BASE: Text("缺基期数", "there is no base figure"),
    Reason.ZERO_DENOMINATOR: Text("分母为零", "the denominator is zero"),
    Reason.MISSING_COMPONENT: Text("缺组成数据", "a component is missing"),
    Reason.MISSING_YEAR: Text("缺以前年度数据，无法累计", "a year of the sum is missing"),
    Reason.ONLY_A_BOUND: Text("只报了界限，不足以判定", "only a bound was reported, which does not settle it"),
    Reason.REFUSED: Text("有数据无法读取", "something submitted could not be read"),
}
"""Reasons of `not_evaluable`."""

KINDS = {
    FindingKind.VIOLATION: Text("违反", "in violation"),
    FindingKind.ALERT: Text("预警", "on alert"),
    FindingKind.NOTICE: Text("提示", "under notice"),
}

LEVELS = {
    Level.RED: Text("红色", "red"),
    Level.ORANGE: Text("橙色", "orange"),
    Level.YELLOW: Text("黄色", "yellow"),
    Level.BLUE: Text("蓝色", "blue"),
}


def number(value: Fraction, decimals: int = SHOWN_DECIMALS) -> Text:
    """Write `value` exactly if that takes at most `decimals` places, else to four places, marked 约."""
    exact = decimal_text(value)
    if terminates(value) and len(exact.partition(".")[2]) <= decimals:
        return Text(exact, exact)
    short = fixed_text(value, APPROXIMATE_DECIMALS)
    return Text(f"约{short}", f"about {short}")


def with_unit(figure: Text, unit: str) -> Text:
    """Put `unit` behind `figure`: % close to the number, other units as the rule has them."""
    if unit in PERCENT:
        return Text(f"{figure.zh}%", f"{figure.en}%")
    if unit in PER_MILLE:
        return Text(f"{figure.zh}‰", f"{figure.en}‰")
    return _points(figure) if unit in POINTS else Text(f"{figure.zh}{unit}", f"{figure.en} {unit}".rstrip())


def quantity(value: Fraction, unit: str, decimals: int = SHOWN_DECIMALS) -> Text:
    """Write a figure with its unit: 94.2%, 43个/千人."""
    return with_unit(number(value, decimals), unit)


def difference(value: Fraction, unit: str) -> Text:
    """Write the size of a difference; that of two percentages is counted in percentage points."""
    size = abs(value)
    tiny = Fraction(1, 10**APPROXIMATE_DECIMALS)
    figure = number(size)
    if figure.zh != decimal_text(size) and size < tiny:
        least = decimal_text(tiny)
        figure = Text(f"不足{least}", f"less than {least}")
    return _points(figure) if unit in PERCENT else with_unit(figure, unit)


def limit(operator: Operator, target: Fraction, upper: Fraction | None, unit: str) -> Text:
    """Write a limit: ≥95%, 5～8张/千人."""
    if upper is None:
        end = quantity(target, unit)
        return Text(f"{OPERATORS[operator]}{end.zh}", f"{OPERATORS[operator]} {end.en}")
    low, high = number(target), quantity(upper, unit)
    return Text(f"{low.zh}～{high.zh}", f"{low.en} to {high.en}")


def hundredths_down(value: Fraction) -> str:
    """Write R to two places, cut towards minus infinity: 0.599 is 0.59, so that it never reads as the next band."""
    return fixed_text(Fraction((value * 100).__floor__(), 100), 2)


def _points(figure: Text) -> Text:
    one = figure.en == "1"
    return Text(f"{figure.zh}个百分点", f"{figure.en} percentage {'point' if one else 'points'}")
