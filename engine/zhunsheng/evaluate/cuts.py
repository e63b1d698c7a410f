"""Limits and bands as regions of the number line: everything a verdict asks is whether a figure lies above a cut.

A rounded comparison needs no rounding here: round(y) >= t holds exactly for y above a certain half step, that half
step itself included where half-even takes it upward (GB/T 8170-2008, 修约值比较法, one step from the raw value).
"""

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from zhunsheng.model.growth import Threshold
from zhunsheng.model.limits import Limit
from zhunsheng.model.quantity import Operator


class Cut(NamedTuple):
    """A rational place on the line: above it lies what is greater, and `at` itself where `inclusive`."""

    at: Fraction
    inclusive: bool

    def below(self, figure: Fraction) -> bool:
        """Tell whether `figure` lies above this cut."""
        return figure > self.at or (self.inclusive and figure == self.at)

    def first_multiple(self, unit: Fraction) -> int:
        """Return the smallest integer n such that n·`unit` lies above this cut; `unit` > 0."""
        over, under = self.at.numerator * unit.denominator, self.at.denominator * unit.numerator
        return -(-over // under) if self.inclusive else over // under + 1


class GrowthCut(NamedTuple):
    """An irrational place on the line (a threshold without an exact value). No figure is equal to it."""

    at: Threshold

    def below(self, figure: Fraction) -> bool:
        """Tell whether `figure` lies above this cut."""
        return self.at.sign(figure) > 0

    def first_multiple(self, unit: Fraction) -> int:
        """Return the smallest integer n such that n·`unit` lies above this cut; `unit` > 0."""
        ends = ((floor(low / unit), floor(high / unit)) for low, high in self.at.brackets())
        return next(low for low, high in ends if low == high) + 1


AnyCut = Cut | GrowthCut


class Region(NamedTuple):
    """The figures above `lower` and not above `upper`; None leaves that side open."""

    lower: AnyCut | None = None
    upper: AnyCut | None = None

    def contains(self, figure: Fraction) -> bool:
        """Tell whether `figure` lies in the region."""
        over_lower = self.lower is None or self.lower.below(figure)
        return over_lower and not (self.upper is not None and self.upper.below(figure))


def limit_region(limit: Limit, decimals: int | None) -> Region:
    """Return the raw figures that satisfy `limit`, judged in full or rounded to `decimals` places."""
    match limit.operator:
        case Operator.AT_LEAST:
            return Region(lower=_from(limit.target, decimals))
        case Operator.ABOVE:
            return Region(lower=_past(limit.target, decimals))
        case Operator.AT_MOST:
            return Region(upper=_past(limit.target, decimals))
        case Operator.BELOW:
            return Region(upper=_from(limit.target, decimals))
        case _:
            return Region(_from(limit.target, decimals), _past(limit.upper_end, decimals))


def _from(limit: Fraction, decimals: int | None) -> Cut:
    """Cut below the raw figures y with y >= `limit`, or round(y) >= `limit`."""
    if decimals is None:
        return Cut(limit, True)
    return _half_step_below(ceil(limit * 10**decimals), decimals)


def _past(limit: Fraction, decimals: int | None) -> Cut:
    """Cut below the raw figures y with y > `limit`, or round(y) > `limit`."""
    if decimals is None:
        return Cut(limit, False)
    return _half_step_below(floor(limit * 10**decimals) + 1, decimals)


def _half_step_below(steps: int, decimals: int) -> Cut:
    """Cut below the raw figures that round to at least `steps` units of the last place: a tie goes to the even."""
    return Cut(Fraction(2 * steps - 1, 2 * 10**decimals), inclusive=steps % 2 == 0)


class Bound(NamedTuple):
    """A figure of which only a bound is known (“>95”)."""

    operator: Operator
    figure: Fraction


def settle(bound: Bound, region: Region) -> bool | None:
    """Tell whether everything that `bound` allows lies inside `region` (True), or outside (False), or neither (None).

    A region's cuts are rational here: bounds are held against limits, never against bands.
    """
    if bound.operator.rising:
        if region.upper is not None:
            return False if _all_above(bound, region.upper) else None
        return True if region.lower is None or _all_above(bound, region.lower) else None
    if bound.operator.falling:
        if region.lower is not None:
            return False if _none_above(bound, region.lower) else None
        return True if region.upper is None or _none_above(bound, region.upper) else None
    return None


def _all_above(bound: Bound, cut: AnyCut) -> bool:
    """Whether every figure that a lower bound allows lies above `cut`: the bound's own figure may be left out."""
    return cut.below(bound.figure) or (bound.operator is Operator.ABOVE and bound.figure == cut.at)


def _none_above(bound: Bound, cut: AnyCut) -> bool:
    """Whether no figure that an upper bound allows lies above `cut`."""
    return not cut.below(bound.figure) or (bound.operator is Operator.BELOW and bound.figure == cut.at)
