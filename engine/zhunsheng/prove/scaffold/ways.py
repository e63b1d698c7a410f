"""The way to a limit: the paces to show on it, the figure of a year at a pace, and the band that a pace lies in."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Reason
from zhunsheng.model.plan import Bands
from zhunsheng.model.rule import Target, Trajectory
from zhunsheng.prove.situations.amounts import ends, exact, places_of, plain
from zhunsheng.prove.situations.subject import Subject

PACES = ("1", "0.96", "0.8", "0.3", "-0.1")


class Way(NamedTuple):
    """The way from `start` (at the end of year `since`) to the figure due in `until`: straight, or of steady growth."""

    start: Decimal
    since: int
    goal: Decimal
    until: int
    steady: bool = False

    def share(self, year: int) -> Fraction:
        """The part of the time that has passed."""
        return Fraction(year - self.since, self.until - self.since)

    def at(self, pace: Fraction, year: int) -> Fraction:
        """The figure of `year` at that pace."""
        if self.steady:
            growth = 1 + Decimal(pace.numerator) / Decimal(pace.denominator) * (self._growth() - 1)
            return Fraction(self.start * growth ** (year - self.since))
        return Fraction(self.start) + pace * self.share(year) * Fraction(self.goal - self.start)

    def pace(self, figure: Decimal, year: int) -> Fraction:
        """The pace of a figure."""
        if self.steady:
            growth = (figure / self.start) ** (Decimal(1) / (year - self.since))
            return Fraction((growth - 1) / (self._growth() - 1))
        return Fraction(figure - self.start) / Fraction(self.goal - self.start) / self.share(year)

    def _growth(self) -> Decimal:
        return (self.goal / self.start) ** (Decimal(1) / (self.until - self.since))


def way_to(subject: Subject, target: Target) -> Way:
    """Return the way that a year before `target` is due is held against."""
    rule, (goal, _) = subject.rule, ends(target)
    if subject.kind is Kind.FLOW or rule.base is None:
        return Way(Decimal(0), subject.period.start - 1, goal, target.year)
    return Way(rule.base.value, rule.base.last_year, goal, target.year, rule.trajectory is Trajectory.CAGR)


def paces(subject: Subject, way: Way) -> tuple[str, ...]:
    """Paces to show. No decimal lies on a steady growth, which is irrational: two so near that its base shows."""
    if not way.steady:
        return PACES
    seen = min(Decimal("0.0001"), subject.last_place(way.start) / way.start / 100)
    hair = Decimal(1).scaleb(seen.adjusted())
    return (str(1 + hair), str(1 - hair), *PACES[1:])


def figure_at(subject: Subject, way: Way, pace: Fraction, year: int) -> Decimal:
    """The figure of `year` at `pace`, in as few decimals as keep it in its band."""
    wanted = way.at(pace, year)
    least = 0 if subject.whole else max(places_of(way.start), places_of(way.goal))
    apart = min(Fraction(1, 100), abs(pace - 1) / 2 or Fraction(1, 100))
    for places in range(least, 12):
        # A pace on the edge of its band may be no decimal: then the nearest one on the right side of it.
        for rounding in (ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR):
            figure = Decimal(wanted.numerator) / Decimal(wanted.denominator)
            figure = figure.quantize(Decimal(1).scaleb(-places), rounding)
            close_by = abs(way.pace(figure, year) - pace) <= apart
            if close_by and band(way.pace(figure, year), subject.rule.bands) is band(pace, subject.rule.bands):
                return Decimal(plain(figure))
    raise ValueError(f"{subject.rule.id}：写不出时序进度为{pace}的数")


def band(pace: Fraction, bands: Bands) -> Reason:
    """Return the band that a pace lies in."""
    if pace >= bands.on_track:
        return Reason.PACE_ON_TRACK
    if pace >= bands.nearly:
        return Reason.PACE_NEARLY
    if pace >= bands.behind:
        return Reason.PACE_BEHIND
    return Reason.PACE_FAR_BEHIND if pace >= 0 else Reason.PACE_REGRESSING


def ratio(pace: Fraction) -> str:
    """Write a pace: as a short decimal if it is one, else as a fraction."""
    written = exact(pace)
    return plain(written) if written is not None and len(plain(written)) <= 6 else str(pace)
