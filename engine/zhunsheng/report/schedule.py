"""What a rule asks for in each year: its limits as they stand, and the path between base and limit.

For showing only: verdicts come with the judgements. The path is the one that R measures against (docs/verdicts.md).
"""

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

import msgspec

from zhunsheng.model.indicator import Kind
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.plan import Period
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule, Trajectory
from zhunsheng.model.submission import IssuedTarget

_POWER = Context(prec=40)

OF_ONE_YEAR = (Kind.YEARLY, Kind.GROWTH)
"""Kinds whose limits hold in their own year only: none stands on, and none is led up to."""


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """Where the path starts. A flow starts from zero in the year before the period."""

    year: int
    value: Fraction
    bound: Operator | None = None


def limits(rule: Rule, issued: Sequence[IssuedTarget] = (), place: str | None = None) -> tuple[Limit, ...]:
    """List the limits that have a figure, by year: those of the plan, and those issued to `place`."""
    to_place = [i for i in issued if i.indicator == rule.indicator and i.entity == place]
    return effective_limits(rule, to_place)


def start(rule: Rule, kind: Kind, period: Period) -> Start | None:
    """Return where the path of `rule` starts; None where the plan gives no base."""
    if kind is Kind.FLOW:
        return Start(year=period.start - 1, value=Fraction(0))
    if rule.base is None:
        return None
    return Start(year=rule.base.last_year, value=Fraction(rule.base.value), bound=rule.base.bound)


def path(rule: Rule, kind: Kind, period: Period, due: Sequence[Limit]) -> tuple[tuple[int, Fraction], ...]:
    """List (year, figure) from the base to the last limit; empty where no path is promised or none can be laid."""
    begin = start(rule, kind, period)
    if begin is None or begin.bound is not None or not due or not _has_path(rule, kind, begin, due):
        return ()
    points = [(begin.year, begin.value)]
    for year in range(begin.year + 1, due[-1].year + 1):
        ahead = next(limit for limit in due if limit.year >= year)
        points.append((year, _on_path(rule.trajectory, begin, ahead, year)))
    return tuple(points)


def _has_path(rule: Rule, kind: Kind, begin: Start, due: Sequence[Limit]) -> bool:
    if rule.trajectory in (Trajectory.NONE, Trajectory.MAINTAIN) or kind in (*OF_ONE_YEAR, Kind.MILESTONE):
        return False
    if any(not (limit.operator.rising or limit.operator.falling) for limit in due):
        return False
    if any(limit.target == begin.value for limit in due):
        return False
    if rule.trajectory is Trajectory.CAGR and (begin.value <= 0 or any(limit.target <= 0 for limit in due)):
        return False
    if kind is Kind.FLOW:
        return due[0].operator.rising
    return not any(limit.holds(begin.value) for limit in due)


def _on_path(trajectory: Trajectory, begin: Start, ahead: Limit, year: int) -> Fraction:
    share = Fraction(year - begin.year, ahead.year - begin.year)
    if trajectory is Trajectory.LINEAR or share == 1:
        return begin.value + share * (ahead.target - begin.value)
    ratio = ahead.target / begin.value
    base = _POWER.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))
    power = _POWER.power(base, _POWER.divide(Decimal(share.numerator), Decimal(share.denominator)))
    return begin.value * Fraction(power.quantize(Decimal(1).scaleb(-12), context=_POWER))
