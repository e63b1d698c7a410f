"""时序进度: R = p/e, the share of the way that is done over the share of the time that is gone."""

from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model.growth import Threshold, expected, pace
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.plan import Bands

Verdict = tuple[Status, Reason]


class Way(NamedTuple):
    """From `y0` at the end of year `t0` to `y_due` at the end of year `due`, seen in year `t`."""

    y0: Fraction
    t0: int
    y_due: Fraction
    due: int
    t: int
    rising: bool

    @property
    def leads_nowhere(self) -> bool:
        """Whether the base is the limit's own figure (40 → above 40), or past it in the declared direction."""
        return self.y_due <= self.y0 if self.rising else self.y_due >= self.y0

    def wrong_side(self, y: Fraction) -> bool:
        """Whether `y` is worse than the base."""
        return y < self.y0 if self.rising else y > self.y0

    @property
    def e(self) -> Fraction:
        """The share of the time that is gone."""
        return Fraction(self.t - self.t0, self.due - self.t0)

    @property
    def expected(self) -> Fraction:
        """The figure that a straight path asks for."""
        return self.y0 + self.e * (self.y_due - self.y0)

    def pace(self, y: Fraction) -> Fraction:
        """R = p/e."""
        p = (y - self.y0) / (self.y_due - self.y0)
        return p / self.e

    def catch_up(self, y: Fraction) -> Fraction:
        """Yearly pace needed from now, over yearly pace planned."""
        needed = (self.y_due - y) / (self.due - self.t)
        planned = (self.y_due - self.y0) / (self.due - self.t0)
        return needed / planned

    def growth_reaches(self, y: Fraction, band: Fraction) -> bool:
        """Whether R of a compound path is at least `band`; decided exactly, though R is irrational."""
        if y <= 0:
            return False
        sign = Threshold(self.y0, self.y_due, self.due - self.t0, self.t - self.t0, band).sign(y)
        return sign >= 0 if self.rising else sign <= 0

    def growth_pace(self, y: Fraction) -> Fraction:
        """R of a compound path, to 12 places."""
        return pace(y, self.y0, self.y_due, self.due - self.t0, self.t - self.t0)

    def growth_expected(self) -> Fraction:
        """The figure that a compound path asks for, to 12 places."""
        return expected(self.y0, self.y_due, self.due - self.t0, self.t - self.t0)


def judge_linear(way: Way, y: Fraction, bands: Bands) -> Verdict:
    """Hold R of a straight path against the bands."""
    r = way.pace(y)
    return _banded(r >= bands.on_track, r >= bands.nearly, r >= bands.behind, r >= 0)


def judge_growth(way: Way, y: Fraction, bands: Bands) -> Verdict:
    """Hold R of a compound path against the bands."""
    return _banded(*(way.growth_reaches(y, b) for b in (bands.on_track, bands.nearly, bands.behind, Fraction(0))))


def _banded(on_track: bool, nearly: bool, behind: bool, forward: bool) -> Verdict:
    if on_track:
        return Status.ON_TRACK, Reason.PACE_ON_TRACK
    if nearly:
        return Status.ON_TRACK, Reason.PACE_NEARLY
    if behind:
        return Status.BEHIND, Reason.PACE_BEHIND
    if forward:
        return Status.FAR_BEHIND, Reason.PACE_FAR_BEHIND
    return Status.REGRESSING, Reason.PACE_REGRESSING
