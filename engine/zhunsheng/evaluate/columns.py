"""From a submission to exact cubes: figures over years × subjects, side by side, and what stands in their way."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.cells import Known
from zhunsheng.evaluate.cuts import Bound
from zhunsheng.evaluate.readiness import of_made, of_reported, unshifted
from zhunsheng.model.column import INT64_MAX, Column
from zhunsheng.model.formula import Formula
from zhunsheng.model.indicator import Indicator, Kind, parts
from zhunsheng.model.panel import Mark
from zhunsheng.model.plan import Period


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
    """Reported figures (0 where there is none), and what was said of each cell (`Mark`). All (years, subjects)."""

    column: Column
    marks: NDArray[np.int8]
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
        first = self._first(indicator.kind)
        if first is not None:
            made = of_made((read.marks,), read.marks.shape, first)
            return Figures(from_row(read.column, first), unshifted(made), {})
        return Figures(read.column, unshifted(of_reported(read.marks)), read.bounds)

    def _derived(self, indicator: Indicator, places: Sequence[str]) -> Figures:
        used = {
            part: self._build([Subject(part, place) for place in places], stays=False)
            for part in parts(self._indicators, indicator.id)
        }
        shape = (len(self._period.years), len(places))
        first = self._first(indicator.kind)
        columns = {part: from_row(read.column, first) for part, read in used.items()}
        formula = Formula(self._indicators, columns, shape)
        column = formula.figures(indicator.id).spread(shape)
        return Figures(
            column, unshifted(of_made((read.marks for read in used.values()), shape, first, formula.zero)), {}
        )

    def _first(self, kind: Kind) -> int | None:
        """Return the first row of a flow's sum."""
        return self._period.start - self._period.base if kind is Kind.FLOW else None

    def _build(self, subjects: Sequence[Subject], *, stays: bool) -> _Reported:
        """Bring every figure to one unit: the largest of which all are whole multiples needs one scale for all.

        `stays` says that what is done stays done: a silent year repeats the last word, or the doubt about it.
        """
        shape = (len(self._period.years), len(subjects))
        marks = np.zeros(shape, dtype=np.int8)
        figures: dict[tuple[int, int], Fraction] = {}
        bounds: dict[tuple[int, int], Bound] = {}
        for column, (indicator, place) in enumerate(subjects):
            known = self._known.of(indicator, stays=stays)
            unread = self._known.refused(indicator, stays=stays)
            for row, year in enumerate(self._period.years):
                seen = known.get((place, year))
                if (place, year) in unread:
                    marks[row, column] = Mark.REFUSED
                elif seen is not None:
                    figures[row, column] = figure = seen.figure
                    marks[row, column] = Mark.REPORTED
                    if seen.bound is not None:
                        marks[row, column] = Mark.BOUND
                        bounds[row, column] = Bound(seen.bound, figure)
        return _Reported(_common_column(figures, shape), marks, bounds)


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
