"""From a submission to exact cubes: the figures of one indicator over years × places, and what stands in their way."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.cells import Cells, carried
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


class Figures(NamedTuple):
    """The figures of one indicator, of shape (years, places); one row for each year of the period.

    `readiness` is int8, holding `Readiness`; where it is neither READY nor BOUND the column's figure means nothing.
    `bounds` holds each BOUND cell by (row, place).
    """

    column: Column
    readiness: NDArray[np.int8]
    bounds: Mapping[tuple[int, int], Bound]

    def of_places(self, places: Sequence[int]) -> "Figures":
        """Take some places, in the order given."""
        where = {place: i for i, place in enumerate(places)}
        bounds = {(row, where[place]): bound for (row, place), bound in self.bounds.items() if place in where}
        return Figures(self.column[:, places], self.readiness[:, places], bounds)


class _Reported(NamedTuple):
    """One reported indicator: exact figures (0 where there is none), and where each kind of cell is. All (Y, E)."""

    column: Column
    present: Bools
    refused: Bools
    bounds: dict[tuple[int, int], Bound]


class Columns:
    """The cubes of one submission, each built when it is first asked for."""

    def __init__(self, indicators: Mapping[str, Indicator], period: Period, cells: Cells) -> None:
        self._indicators = indicators
        self._period = period
        self._cells = cells
        self._reported: dict[tuple[str, tuple[str, ...], bool], _Reported] = {}

    def figures(self, indicator_id: str, places: tuple[str, ...]) -> Figures:
        """Return an indicator's figures for every year of the period and each of `places`."""
        indicator = self._indicators[indicator_id]
        stays = indicator.kind is Kind.MILESTONE
        used = {part: self._read(part, places, stays) for part in parts(self._indicators, indicator_id)}
        shape = (len(self._period.years), len(places))
        readiness, first = self._readiness(tuple(used.values()), indicator.kind, shape)
        columns = {part: _from_row(read.column, first) for part, read in used.items()}
        formula = Formula(self._indicators, columns, shape)
        column = formula.figures(indicator_id).spread(shape)
        readiness[formula.zero & (readiness == Readiness.READY)] = Readiness.ZERO_DENOMINATOR
        bounds: dict[tuple[int, int], Bound] = {}
        if indicator.expression is None and first is None:
            bounds = used[indicator_id].bounds
            readiness[readiness == Readiness.ONLY_A_BOUND] = Readiness.BOUND
        return Figures(column, readiness, bounds)

    def _readiness(
        self, used: Sequence[_Reported], kind: Kind, shape: tuple[int, int]
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

    def _read(self, indicator_id: str, places: tuple[str, ...], stays: bool) -> _Reported:
        key = (indicator_id, places, stays)
        if key not in self._reported:
            self._reported[key] = self._build(*key)
        return self._reported[key]

    def _build(self, indicator_id: str, places: tuple[str, ...], stays: bool) -> _Reported:
        """Bring every figure to one unit: the largest of which all are whole multiples needs one scale for all.

        `stays` says that what is done stays done: a silent year repeats the last word.
        """
        reported = self._cells.reported.get(indicator_id, {})
        refused_keys = self._cells.refused.get(indicator_id, set())
        shape = (len(self._period.years), len(places))
        present, refused = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
        figures: dict[tuple[int, int], Fraction] = {}
        bounds: dict[tuple[int, int], Bound] = {}
        for row, year in enumerate(self._period.years):
            for column, place in enumerate(places):
                refused[row, column] = (place, year) in refused_keys
                seen = reported.get((place, year))
                if seen is None and stays and not refused[row, column]:
                    seen = carried(reported, place, self._period, year)
                if seen is None:
                    continue
                figures[row, column] = seen.figure
                if seen.bound is not None:
                    bounds[row, column] = Bound(seen.bound, seen.figure)
        for cell in figures:
            present[cell] = True
        return _Reported(_common_column(figures, shape), present, refused, bounds)


def _common_column(figures: Mapping[tuple[int, int], Fraction], shape: tuple[int, int]) -> Column:
    """Write all figures over one denominator, the least common multiple of their own."""
    under = lcm(*(figure.denominator for figure in figures.values()))
    over = np.zeros(shape, dtype=object)
    for cell, figure in figures.items():
        over[cell] = figure.numerator * (under // figure.denominator)
    peak = max((abs(n) for n in over.flat), default=0)
    return Column.of(over.astype(np.int64) if peak <= INT64_MAX else over, Fraction(1, under))


def _from_row(column: Column, first: int | None) -> Column:
    """Sum a flow from its first row on; leave anything else as it is."""
    if first is None:
        return column
    over = column.over.copy()
    over[:first] = 0
    return Column.of(over, column.scale).summed()
