"""The way from base to target over the years between: what R is measured along, and what a chart draws."""

from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model import growth
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Reason
from zhunsheng.model.limits import Limit
from zhunsheng.model.plan import Period
from zhunsheng.model.rule import Rule, Trajectory


class Path(NamedTuple):
    """A path from `start` at the end of `since` to `goal` at the end of `until`, as it stands in `year`.

    `compound` paths grow by a constant yearly factor, others by a constant yearly amount.
    """

    start: Fraction
    since: int
    goal: Fraction
    until: int
    year: int
    rising: bool
    compound: bool

    @property
    def flat(self) -> bool:
        """Whether nothing lies ahead in the declared direction: direction is never inferred from goal − start."""
        return self.goal <= self.start if self.rising else self.goal >= self.start

    @property
    def elapsed(self) -> int:
        """Years gone since the start."""
        return self.year - self.since

    @property
    def span(self) -> int:
        """Years from start to goal."""
        return self.until - self.since

    @property
    def expected(self) -> Fraction:
        """The figure that the path asks for in its year; on a compound path irrational, and given to 12 places."""
        if self.compound:
            return growth.expected(self.start, self.goal, self.span, self.elapsed)
        return self.start + Fraction(self.elapsed, self.span) * (self.goal - self.start)


def lay_path(rule: Rule, kind: Kind, period: Period, due: Limit, year: int) -> Path | Reason:
    """Lay the path of an interim year towards `due`, or say why there is none (NO_TRAJECTORY or NO_BASE).

    A flow starts from nothing at the end of the year before the period, whatever the last period's total was;
    a flow with an upper end has no path, because less now promises nothing for later.
    """
    operator = due.operator
    directed = operator.rising or (operator.falling and kind is not Kind.FLOW)
    if rule.trajectory in (Trajectory.NONE, Trajectory.MAINTAIN) or kind.year_by_year or not directed:
        return Reason.NO_TRAJECTORY
    start = _start(rule, kind, period)
    compound = rule.trajectory is Trajectory.CAGR
    if start is None or start[1] >= year or (compound and min(start[0], due.target) <= 0):
        return Reason.NO_BASE
    return Path(start[0], start[1], due.target, due.year, year, operator.rising, compound)


def _start(rule: Rule, kind: Kind, period: Period) -> tuple[Fraction, int] | None:
    """Return where the path starts, and at the end of which year."""
    if kind is Kind.FLOW:
        return Fraction(0), period.start - 1
    if rule.base is None or rule.base.bound is not None:
        return None
    return Fraction(rule.base.value), rule.base.last_year
