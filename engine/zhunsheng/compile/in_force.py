"""Which limit of a rule is in force in which year, as far as the plan itself gives the figures."""

from fractions import Fraction
from typing import NamedTuple

from zhunsheng.compile import spans
from zhunsheng.compile.satisfaction import satisfies
from zhunsheng.compile.spans import Span
from zhunsheng.model.indicator import Kind
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.plan import Period
from zhunsheng.model.rule import Rule, Trajectory


class InForce(NamedTuple):
    """A limit, and the figures of the year that it leaves room for."""

    limit: Limit
    span: Span


def in_force(rule: Rule, kind: Kind, period: Period) -> dict[int, InForce]:
    """Give, for each year in which `rule` holds a figure to a limit, that limit.

    A limit that is due stands on. Between base and target only a rule that maintains a level, or an upper end of a sum,
    is in force. Where a figure is still to be issued nothing is.
    """
    limits = {limit.year: limit for limit in effective_limits(rule, ())}
    if kind.year_by_year:
        return {year: _wholly(limit, rule) for year, limit in limits.items()}
    found: dict[int, InForce] = {}
    for year in range(period.start, period.end + 1):
        coming = min((due for due in limits if due >= year), default=None)
        if coming is None and any(target.year >= year for target in rule.targets):
            continue
        limit = limits.get(max(limits, default=0) if coming is None else coming)
        if limit is not None:
            part = _of_year(limit, year, rule, kind)
            found |= {} if part is None else {year: part}
    return found


def _wholly(limit: Limit, rule: Rule) -> InForce:
    return InForce(limit, spans.of(limit, rule.decimals))


def _of_year(limit: Limit, year: int, rule: Rule, kind: Kind) -> InForce | None:
    """Return what `limit` asks for in `year`, which may lie before it is due."""
    if limit.year <= year or _maintains(rule, kind, limit):
        return _wholly(limit, rule)
    if kind is Kind.FLOW and not limit.operator.rising:
        whole = spans.of(limit, rule.decimals)
        return InForce(limit, Span(high=whole.high, with_high=whole.with_high))
    return None


def _maintains(rule: Rule, kind: Kind, limit: Limit) -> bool:
    if rule.trajectory is Trajectory.MAINTAIN:
        return True
    if rule.trajectory is Trajectory.NONE or kind is Kind.FLOW or rule.base is None:
        return False
    target = next(target for target in rule.targets if target.year == limit.year)
    return satisfies(rule.base, target, rule.decimals)


def scaled(part: InForce, factor: Fraction) -> InForce:
    """Return the same in a unit of which one is `factor` of another."""
    limit = part.limit
    upper = None if limit.upper is None else limit.upper * factor
    return InForce(limit._replace(target=limit.target * factor, upper=upper), part.span.times(factor))
