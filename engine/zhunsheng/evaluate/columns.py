"""From a submission to exact cubes: figures over years × subjects, side by side, and what stands in their way."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.cells import Known
from zhunsheng.evaluate.column import INT64_MAX, Bools, Column
from zhunsheng.evaluate.cuts import Bound
from zhunsheng.evaluate.expression import Formula
from zhunsheng.model.indicator import Indicator, Kind, parts
from zhunsheng.model.judgement import Reason
from zhunsheng.model.plan import Period


class Readiness(IntEnum):
    """Whether there is a figure to judge, and if not, why."""

    READY = 0
    BOUND = 1
    """A reported figure of which only a bound is known."""
    NO_OBSERVATION = 2
    MISSING_COMPONENT = 3
    MISSING_YEAR = 4
    REFUSED = 5
    ONLY_A_BOUND = 6
    """A bound inside a sum or a formula."""
    ZERO_DENOMINATOR = 7

    @property
    def reason(self) -> Reason:
        """The reason that a judgement gives for it. Not for READY and BOUND."""
        return Reason[self.name]


class Subject(NamedTuple):
    """What a column of figures is about."""

    indicator: str
    place: str


class Figures(NamedTuple):
    """The figures of some subjects, of shape (years, subjects); one row for each year of the period.

    `readiness` is int8, holding `Readiness`; where it is neither READY nor BOUND the column's figure means nothing.
    `bounds` holds each BOUND cell by (row, subject).
    """

    column: Column
    readiness: NDArray[np.int8]
    bounds: Mapping[tuple[int, int], Bound]


class _Reported(NamedTuple):
    """Reported figures (0 where there is none), and where each kind of cell is. All (years, subjects)."""

    column: Column
    present: Bools
    refused: Bools
    bounds: dict[tuple[int, int], Bound]


class Columns:
    """The cubes of one submission, each built when it is asked for."""

    def __init__(self, indicators: Mapping[str, Indicator], period: Period, known: Known) -> None:
        self._indicators = indicators
        self._period = period
        self._known = known

    def figures(self, subjects: Sequence[Subject]) -> Figures:
        """Return the figures of `subjects` for every year of the period.

        All are of one derived indicator, or all of reported ones of one kind.
        """
        indicator = self._indicators[subjects[0].indicator]
        if indicator.expression is not None:
            return self._derived(indicator, [subject.place for subject in subjects])
        read = self._build(subjects, stays=indicator.kind is Kind.MILESTONE)
        readiness, first = self._readiness((read,), indicator.kind, read.present.shape)
        if first is not None:
            return Figures(from_row(read.column, first), readiness, {})
        readiness[readiness == Readiness.ONLY_A_BOUND] = Readiness.BOUND
        return Figures(read.column, readiness, read.bounds)

    def _derived(self, indicator: Indicator, places: Sequence[str]) -> Figures:
        used = {
            part: self._build([Subject(part, place) for place in places], stays=False)
            for part in parts(self._indicators, indicator.id)
        }
        shape = (len(self._period.years), len(places))
        readiness, first = self._readiness(tuple(used.values()), indicator.kind, shape)
        columns = {part: from_row(read.column, first) for part, read in used.items()}
        formula = Formula(self._indicators, columns, shape)
        column = formula.figures(indicator.id).spread(shape)
        readiness[formula.zero & (readiness == Readiness.READY)] = Readiness.ZERO_DENOMINATOR
        return Figures(column, readiness, {})

    def _readiness(
        self, used: Sequence[_Reported], kind: Kind, shape: tuple[int, ...]
    ) -> tuple[NDArray[np.int8], int | None]:
        """Say of each cell what stands in the way, the gravest last; also the first row of a flow's sum."""
        missing, present, refused, bound = (np.zeros(shape, dtype=np.bool_) for _ in range(4))
        for read in used:
            missing |= ~(read.present | read.refused)
            present |= read.present
            refused |= read.refused
            for cell in read.bounds:
                bound[cell] = True
        first, lacking = None, np.zeros(shape, dtype=np.bool_)
        if kind is Kind.FLOW:
            first = self._period.start - self._period.base
            for seen in (refused, bound):
                np.logical_or.accumulate(seen[first:], axis=0, out=seen[first:])
            np.logical_or.accumulate(missing[first:], axis=0, out=lacking[first:])
        readiness = np.full(shape, Readiness.READY, dtype=np.int8)
        for where, obstacle in (
            (bound, Readiness.ONLY_A_BOUND),
            (lacking, Readiness.MISSING_YEAR),
            (missing, Readiness.MISSING_COMPONENT),
            (missing & ~present, Readiness.NO_OBSERVATION),
            (refused, Readiness.REFUSED),
        ):
            readiness[where] = obstacle
        if first is not None:
            readiness[:first] = Readiness.NO_OBSERVATION
        return readiness, first

    def _build(self, subjects: Sequence[Subject], *, stays: bool) -> _Reported:
        """Bring every figure to one unit: the largest of which all are whole multiples needs one scale for all.

        `stays` says that what is done stays done: a silent year repeats the last word, or the doubt about it.
        """
        shape = (len(self._period.years), len(subjects))
        present, refused = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
        figures: dict[tuple[int, int], Fraction] = {}
        bounds: dict[tuple[int, int], Bound] = {}
        for column, (indicator, place) in enumerate(subjects):
            known = self._known.of(indicator, stays=stays)
            unread = self._known.refused(indicator, stays=stays)
            for row, year in enumerate(self._period.years):
                refused[row, column] = (place, year) in unread
                seen = known.get((place, year))
                if seen is None:
                    continue
                present[row, column] = True
                figures[row, column] = figure = seen.figure
                if seen.bound is not None:
                    bounds[row, column] = Bound(seen.bound, figure)
        return _Reported(_common_column(figures, shape), present, refused, bounds)


def _common_column(figures: Mapping[tuple[int, int], Fraction], shape: tuple[int, int]) -> Column:
    """Write all figures over one denominator, the least common multiple of their own."""
    under = lcm(*(figure.denominator for figure in figures.values()))
    counts = {cell: figure.numerator * (under // figure.denominator) for cell, figure in figures.items()}
    peak = max(map(abs, counts.values()), default=0)
    over = np.zeros(shape, dtype=np.int64 if peak <= INT64_MAX else object)
    for cell, count in counts.items():
        over[cell] = count
    return Column(over, None, Fraction(1, under), peak)


def from_row(column: Column, first: int | None) -> Column:
    """Sum a flow from its first row on; leave anything else as it is."""
    if first is None:
        return column
    over = column.over.copy()
    over[:first] = 0
    return Column.of(over, column.scale).summed()
