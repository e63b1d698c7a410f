"""The figures of a panel's places: as reported, and for milestones as they stand, since what is done stays done."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.cuts import Cut
from zhunsheng.evaluate.panel.recipe import ONE
from zhunsheng.model.column import INT64_MAX, Integers
from zhunsheng.model.panel import Cube, Mark, Panel
from zhunsheng.model.quantity import Operator

BLOCK = 1 << 14
"""Figures of a year carried on at a time: few enough to stay in the processor's cache."""

_SILENT, _REPORTED, _REFUSED = np.int8(Mark.SILENT), np.int8(Mark.REPORTED), np.int8(Mark.REFUSED)

Where = slice | NDArray[np.intp]
"""Some places of a panel, by position."""


class Layer(NamedTuple):
    """What stands in the cells of some indicators. Arrays are (years, indicators, places) as in `Cube`.

    - `number` finds an indicator; `wide` holds those that leave 64 bits, (years, places), whose counts mean nothing.
    - `bounds`: the operator of each cell of which only a bound is known, by indicator, then (year, place).
    """

    number: Mapping[str, int]
    counts: NDArray[np.int64]
    wide: Mapping[int, Integers]
    marks: NDArray[np.int8]
    rows: NDArray[np.int64]
    bounds: Mapping[str, Mapping[tuple[int, int], Operator]]

    def shape(self, indicators: int, where: Where) -> tuple[int, int, int]:
        """Return the shape of what is taken of so many indicators side by side."""
        return len(self.marks), indicators, len(np.arange(self.marks.shape[2])[where])

    def is_narrow(self, indicators: Sequence[str]) -> bool:
        """Tell whether 64 bits do for the counts of some indicators."""
        return self.wide.keys().isdisjoint(self.number[indicator] for indicator in indicators)

    def counts_of(self, indicators: Sequence[str], where: Where) -> Integers:
        """Return the counts of some indicators side by side: (years, indicators, places)."""
        numbers = [self.number[indicator] for indicator in indicators]
        if self.is_narrow(indicators):
            return _pick(self.counts, numbers, where)
        each = [self.wide.get(number, self.counts[:, number])[:, where].astype(object) for number in numbers]
        return np.stack(each, axis=1)

    def marks_of(self, indicators: Sequence[str], where: Where) -> NDArray[np.int8]:
        """Return the marks of some indicators side by side: (years, indicators, places)."""
        return _pick(self.marks, [self.number[indicator] for indicator in indicators], where)

    def over(self, indicator: str) -> Integers:
        """Return the counts of one indicator, (years, places)."""
        number = self.number[indicator]
        return self.wide.get(number, self.counts[:, number])


def _pick(cube: NDArray[Any], numbers: list[int], where: Where) -> NDArray[Any]:
    """Take indicators and places out of a cube: without a copy where they stand side by side already."""
    first, last = numbers[0], numbers[-1] + 1
    if numbers == list(range(first, last)):
        return cube[:, first:last, where]
    return cube[:, :, where][:, numbers]


def reported(cube: Cube, panel: Panel) -> Layer:
    """Return what was reported of a panel's places: views of the cube where they stand side by side."""
    where = _stretch(panel.places)
    at = {int(place): position for position, place in enumerate(panel.places)} if cube.bounds else {}
    bounds: dict[str, dict[tuple[int, int], Operator]] = {}
    for (row, number, place), operator in cube.bounds.items():
        if place in at:
            bounds.setdefault(cube.indicators[number], {})[row, at[place]] = operator
    return Layer(
        {indicator: number for number, indicator in enumerate(cube.indicators)},
        cube.counts[:, :, where],
        {number: figures[:, where] for number, figures in cube.wide.items()},
        cube.marks[:, :, where],
        cube.rows[:, :, where],
        bounds,
    )


def _stretch(places: NDArray[np.intp]) -> Where:
    """Write ascending positions as a slice where none is left out."""
    if len(places) and places[-1] - places[0] + 1 == len(places):
        return slice(int(places[0]), int(places[-1]) + 1)
    return places


def standing(layer: Layer, milestones: Sequence[str], scales: Mapping[str, Fraction]) -> Layer:
    """Return the milestones of a layer as they stand: a silent year repeats “done”, or the doubt about it.

    A silent year after a cell that could not be read is refused too, since that cell may have said “done”; its row is
    that of the cell.
    """
    least = {name: Cut(ONE, True).first_multiple(scales[name]) for name in milestones}
    wide = [name for name in milestones if not layer.is_narrow((name,)) or least[name] > INT64_MAX]
    narrow = [name for name in milestones if name not in wide]
    names = (*narrow, *wide)
    numbers = [layer.number[name] for name in names]
    counts, marks, rows = layer.counts[:, numbers], layer.marks[:, numbers], layer.rows[:, numbers]
    high = max(1, BLOCK // max(1, counts.shape[2]))
    for begin in range(0, len(narrow), high):
        some = slice(begin, min(begin + high, len(narrow)))
        done = np.array([[least[name]] for name in names[some]], dtype=np.int64)
        _carry(counts[:, some], marks[:, some], rows[:, some], done)
    kept = {}
    for number, name in enumerate(wide, start=len(narrow)):
        kept[number] = layer.over(name).astype(object)
        _carry(kept[number], marks[:, number], rows[:, number], least[name])
    return Layer({name: n for n, name in enumerate(names)}, counts, kept, marks, rows, layer.bounds)


def _carry(figures: Integers, marks: NDArray[np.int8], rows: NDArray[np.int64], done: int | Integers) -> None:
    """Fill the silent years in place, year after year; `done` is the least count that says so."""
    last, last_row, doubted_row = np.zeros_like(figures[0]), np.zeros_like(rows[0]), np.zeros_like(rows[0])
    stays, doubted = np.zeros_like(marks[0], dtype=np.bool_), np.zeros_like(marks[0], dtype=np.bool_)
    for figure, mark, row in zip(figures, marks, rows, strict=True):
        silent, refused = mark == _SILENT, mark == _REFUSED
        spoke = ~(silent | refused)
        carried = silent & stays
        shaken = silent & doubted & ~carried
        for held, since in ((figure, last), (row, last_row), (mark, _REPORTED)):
            np.copyto(held, since, where=carried)
        if shaken.any():
            np.copyto(row, doubted_row, where=shaken)
            np.copyto(mark, _REFUSED, where=shaken)
        np.copyto(last, figure, where=spoke)
        np.copyto(last_row, row, where=spoke)
        np.copyto(doubted_row, row, where=refused)
        stays = (stays & ~spoke) | ((mark == _REPORTED) & (figure >= done))
        doubted = (doubted | refused) & ~(spoke | carried)
