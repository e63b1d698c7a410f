"""Targets that no figure can meet: beyond the whole, below nothing, outside of what the plan itself calls possible."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.lint.given import Given
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.figures import is_percent
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.quantity import Operator, decimal_text
from zhunsheng.model.rule import Target
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Range

_MAY_BE_NEGATIVE = ("百分点", "元", "摄氏度", "℃")
"""Units of what may well be below zero: changes, balances, degrees."""


class _Possible(NamedTuple):
    """What figures there can be, ends included; `why` says so."""

    low: Fraction | None
    high: Fraction | None
    why: Text


def infeasible(given: Given) -> Iterator[Diagnostic]:
    """Remark on each target that lies wholly outside of what is possible."""
    declared = {
        name: _declared(check)
        for check in given.catalogue.checks
        if isinstance(check, Range)
        for name in check.indicators
    }
    for rule in given.catalogue.rules.values():
        indicator = given.indicator(rule)
        possible = [each for each in (_by_nature(indicator), declared.get(indicator.id)) if each is not None]
        for target in rule.targets:
            why = next((each.why for each in possible if _outside(target, each)), None)
            if why is None or _told_by_the_compiler(indicator, target):
                continue
            written = f"{target.operator} {decimal_text(target.value or Decimal(0))}"
            message = Text(f"没有数能达到目标“{written}”。", f"No figure can meet the target “{written}”.")
            yield given.remark("infeasible-target", rule, ("target", target.year), message, expected=why)


def _told_by_the_compiler(indicator: Indicator, target: Target) -> bool:
    """Tell whether a share has a figure beyond 0 and 100: that is `share-outside` already."""
    share = is_percent(indicator.unit) and indicator.kind in (Kind.LEVEL, Kind.YEARLY)
    return share and any(not 0 <= figure <= 100 for figure in (target.value, target.upper) if figure is not None)


def _declared(check: Range) -> _Possible:
    ends = "—".join("" if end is None else decimal_text(end) for end in (check.low, check.high))
    return _Possible(
        check.low, check.high, Text(f"检查“{check.title}”给出的可能范围 {ends}", f"{ends}, the range of “{check.id}”")
    )


def _by_nature(indicator: Indicator) -> _Possible | None:
    """What a unit and a kind allow of themselves."""
    share = is_percent(indicator.unit)
    if indicator.kind is Kind.MILESTONE or any(unit in indicator.units for unit in _MAY_BE_NEGATIVE):
        return None
    if indicator.kind is Kind.GROWTH:
        return (
            _Possible(Fraction(-100), None, Text("增速不会低于 -100%", "growth is never below -100 %"))
            if share
            else None
        )
    if share and indicator.kind is not Kind.FLOW:
        return _Possible(Fraction(0), Fraction(100), Text("0 至 100", "0 to 100"))
    return _Possible(Fraction(0), None, Text("不小于零", "not below zero"))


def _outside(target: Target, possible: _Possible) -> bool:
    """Tell whether no possible figure satisfies `target`. Of a target that is issued later nothing is known."""
    if target.value is None:
        return False
    low, high, operator = target.value, target.value if target.upper is None else target.upper, target.operator
    if possible.high is not None and not operator.falling and low >= possible.high:
        return low > possible.high or operator is Operator.ABOVE
    if possible.low is not None and not operator.rising and high <= possible.low:
        return high < possible.low or operator is Operator.BELOW
    return False
