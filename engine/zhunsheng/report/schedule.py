"""What a rule asks for in each year: its limits as they stand, and the path between base and limit.

For showing only: verdicts come with the judgements. The path is the one that R measures against (docs/verdicts.md).
"""

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from zhunsheng.model.indicator import Kind
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.path import Path, lay_path
from zhunsheng.model.plan import Period
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import IssuedTarget


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
    if begin is None or not due:
        return ()
    points = [(begin.year, begin.value)]
    for year in range(begin.year + 1, due[-1].year + 1):
        ahead = next(limit for limit in due if limit.year >= year)
        laid = lay_path(rule, kind, period, ahead, year)
        if not isinstance(laid, Path) or laid.flat:
            return ()
        points.append((year, laid.expected))
    return tuple(points)
