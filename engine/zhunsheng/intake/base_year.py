"""Figures of the base year against the base that the plan itself prints, and shares against 0..100."""

from collections.abc import Iterator
from fractions import Fraction

from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.figures import is_percent
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.quantity import Operator, decimal_text
from zhunsheng.model.rule import Base, Rule
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Text

_SHARES = (Kind.LEVEL, Kind.YEARLY)


class BaseYear:
    """What a figure that was read well still makes a clerk ask. Nothing here refuses a figure."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._base_year = catalogue.plan.period.base
        self._indicators = catalogue.indicators
        self._rules: dict[str, list[tuple[Rule, Base, frozenset[str]]]] = {}
        for rule in catalogue.rules.values():
            if rule.base is not None:
                self._rules.setdefault(rule.indicator, []).append((rule, rule.base, frozenset(rule.scope)))

    def remarks(self, observation: Observation) -> Iterator[Diagnostic]:
        """Say what is odd about an observation."""
        indicator = self._indicators[observation.indicator]
        if indicator.kind is Kind.MILESTONE:
            return
        if is_percent(indicator.unit) and indicator.kind in _SHARES and not 0 <= observation.figure <= 100:
            yield _share_out_of_range(observation).at(observation.at)
        if indicator.kind is Kind.FLOW:
            if observation.year == self._base_year:
                yield _flow_in_base_year(observation).at(observation.at)
            return
        for rule, base, scope in self._rules.get(indicator.id, []):
            if observation.entity in scope and _differs(observation, rule, base, indicator):
                yield _base_differs(observation, rule, base).at(observation.at)


def _differs(observation: Observation, rule: Rule, base: Base, indicator: Indicator) -> bool:
    """Tell whether the figure is of the very year of the rule's base, and is not what the plan says."""
    if not base.first_year == base.last_year == observation.year:
        return False
    factor = Fraction(1) if rule.unit == indicator.unit else indicator.units.get(rule.unit)
    if factor is None:
        return False
    printed = Fraction(base.value) * factor
    if base.bound is None or observation.bound is not None:
        return (observation.figure, observation.bound) != (printed, base.bound)
    return not _within(observation.figure, base.bound, printed)


def _within(figure: Fraction, bound: Operator, limit: Fraction) -> bool:
    """Tell whether a definite figure agrees with a base that is printed only as a bound (“>95”)."""
    if figure == limit:
        return bound in (Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUAL)
    return figure > limit if bound.rising else figure < limit


def _base_differs(observation: Observation, rule: Rule, base: Base) -> Complaint:
    printed = f"{base.bound or ''}{decimal_text(base.value)}"
    reported = f"{observation.bound or ''}{decimal_text(observation.value)}"
    return Complaint(
        code="base-differs",
        severity=Severity.WARNING,
        message=Text(
            f"“{rule.title}”{observation.year} 年报 {reported} {observation.unit}，规划所列基期数为 {printed}；"
            "按规划的基期数判定",
            f"{rule.title}: {reported} {observation.unit} is reported for {observation.year}, the plan's base is "
            f"{printed}; judged on the plan's base",
        ),
    )


def _flow_in_base_year(observation: Observation) -> Complaint:
    return Complaint(
        code="flow-in-base-year",
        severity=Severity.NOTE,
        message=Text(
            f"累计指标从规划期第一年起算，{observation.year} 年（基期）的数不计入",
            f"the sum starts in the plan's first year: the figure of {observation.year} (base year) does not enter it",
        ),
    )


def _share_out_of_range(observation: Observation) -> Complaint:
    return Complaint(
        code="share-out-of-range",
        severity=Severity.WARNING,
        message=Text(
            f"比例 {decimal_text(observation.value)} {observation.unit} 不在 0 到 100% 之间",
            f"the share {decimal_text(observation.value)} {observation.unit} lies outside 0 to 100 %",
        ),
        hint=Text("请核对数值和单位", "check the figure and its unit"),
    )
