"""The way from base to target over the years between: what R is measured along."""

from fractions import Fraction
from typing import NamedTuple

from zhunsheng.evaluate import growth
from zhunsheng.evaluate.cuts import AnyCut, Cut, GrowthCut, Region
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

    def reached(self, band: Fraction) -> Region:
        """Return the figures of this year with R >= `band`. A compound path speaks of positive figures only."""
        if not self.compound:
            share = band * Fraction(self.elapsed, self.span)
            return self._onward(self.start + share * (self.goal - self.start))
        threshold = growth.Threshold(self.start, self.goal, self.span, self.elapsed, band)
        exact = threshold.exact()
        return self._onward(exact) if exact is not None else self._side(GrowthCut(threshold))

    def behind_start(self) -> Region:
        """Return the figures on the wrong side of the start."""
        return Region(upper=Cut(self.start, True)) if self.rising else Region(lower=Cut(self.start, False))

    def _onward(self, figure: Fraction) -> Region:
        """Return `figure` and all that is better."""
        return self._side(Cut(figure, inclusive=self.rising))

    def _side(self, cut: AnyCut) -> Region:
        return Region(lower=cut) if self.rising else Region(upper=cut)


def lay_path(rule: Rule, kind: Kind, period: Period, due: Limit, year: int) -> Path | Reason:
    """Lay the path of an interim year towards `due`, or say why there is none (NO_TRAJECTORY or NO_BASE).

    A flow starts from nothing at the end of the year before the period, whatever the last period's total was;
    a flow with an upper end has no path, because less now promises nothing for later.
    """
    operator = due.operator
    directed = operator.rising or (operator.falling and kind is not Kind.FLOW)
    if rule.trajectory is Trajectory.NONE or not directed:
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
