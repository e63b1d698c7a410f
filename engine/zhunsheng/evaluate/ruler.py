"""A ruler for one ladder and one column: figures are measured once, and then held against any cut of the ladder."""

from collections.abc import Iterable
from fractions import Fraction
from math import floor, lcm
from typing import NamedTuple

import numpy as np

from zhunsheng.evaluate.cuts import AnyCut, Cut, GrowthCut, Region
from zhunsheng.evaluate.exact_position import REACH, positions
from zhunsheng.model.column import Bools, Column, Integers


class Ruler:
    """Marks at whole multiples of `unit`, such that every rational cut of the regions falls on a mark.

    Figures with one denominator are whole multiples of their own scale and need no other marks. Quotients are placed
    by `exact_position` where columns and marks are narrow enough, and by Python integers where they are not.
    """

    def __init__(self, regions: Iterable[Region], figures: Column) -> None:
        self.unit = figures.scale
        self._steps, self._narrow = 1, False
        if figures.under is not None:
            cuts = [cut for region in regions for cut in region if cut is not None]
            self._steps, reach = marks(cuts, figures.scale)
            self.unit = figures.scale / self._steps
            self._narrow = figures.narrow and max(self._steps, reach) <= REACH

    def lay(self, figures: Column) -> "Measured":
        """Measure a part of the column."""
        if figures.under is None:
            return Measured(figures, figures.over, self.unit)
        if self._narrow:
            return Measured(figures, positions(figures.over, figures.under, self._steps), self.unit)
        wide, under = figures.over.astype(object) * self._steps, figures.under.astype(object)
        return Measured(figures, 2 * (wide // under) + (wide % under != 0), self.unit)


class Measured(NamedTuple):
    """Figures on a ruler: `at` holds whole multiples of `unit`, or for quotients positions on and between marks."""

    figures: Column
    at: Integers
    unit: Fraction

    def inside(self, region: Region) -> Bools:
        """Tell which figures lie in `region`."""
        over_lower = np.asarray(True) if region.lower is None else self._above(region.lower)
        return over_lower if region.upper is None else over_lower & ~self._above(region.upper)

    def _above(self, cut: AnyCut) -> Bools:
        first = first_above(cut, self.unit, marked=self.figures.under is not None)
        answer: Bools = self.at >= first
        if self.figures.under is not None and isinstance(cut, GrowthCut):
            for place in zip(*np.nonzero(self.at == first), strict=True):
                answer[place] = cut.below(self.figures.figure(place))
        return answer


def first_above(cut: AnyCut, unit: Fraction, *, marked: bool) -> int:
    """Return the first place on a ruler of `unit` that lies above `cut`: whole multiples, or positions (`marked`).

    An irrational cut lies between two marks: what lies there too has this very position, and is asked one by one.
    """
    if not marked:
        return cut.first_multiple(unit)
    if isinstance(cut, Cut):
        return 2 * (cut.at / unit).numerator + (not cut.inclusive)
    return 2 * cut.first_multiple(unit) - 1


def marks(cuts: Iterable[AnyCut], scale: Fraction) -> tuple[int, int]:
    """Choose how many marks there are to `scale`: enough for every cut; and say how far from zero they are asked for.

    An irrational cut falls between marks: they are made as fine as 64-bit columns allow, so that few figures share
    its step.
    """
    places = [cut.at / scale for cut in cuts if isinstance(cut, Cut)]
    algebraic = [next(iter(cut.at.brackets()))[1] / scale for cut in cuts if isinstance(cut, GrowthCut)]
    steps = lcm(*(place.denominator for place in places))
    farthest = max((abs(place) for place in (*places, *algebraic)), default=Fraction(0))
    if algebraic:
        room = floor(REACH / max(farthest + 1, Fraction(1)) / steps)
        steps *= max(1, room)
    return steps, floor(farthest * steps) + 1
