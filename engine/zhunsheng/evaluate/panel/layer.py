"""The figures of a panel's places: as reported, and for milestones as they stand, since what is done stays done."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.column import Bools, Integers
from zhunsheng.evaluate.cuts import Cut
from zhunsheng.evaluate.panel.recipe import ONE
from zhunsheng.model.panel import Cube, Mark, Panel
from zhunsheng.model.quantity import Operator

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
    if isinstance(where, slice):
        return cube[:, numbers, where]
    return cube[:, np.array(numbers)[:, None], where]


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
    counts, marks, rows = (
        np.array(_pick(cube, [layer.number[name] for name in milestones], slice(None)))
        for cube in (layer.counts, layer.marks, layer.rows)
    )
    wide = {}
    for number, name in enumerate(milestones):
        figures = layer.over(name)
        if layer.number[name] in layer.wide:
            wide[number] = figures = figures.copy()
        else:
            figures = counts[:, number]
        done = Cut(ONE, True).first_multiple(scales[name])
        _carry(figures, marks[:, number], rows[:, number], done)
    return Layer({name: number for number, name in enumerate(milestones)}, counts, wide, marks, rows, layer.bounds)


def _carry(figures: Integers, marks: NDArray[np.int8], rows: NDArray[np.int64], done: int) -> None:
    """Fill the silent years of one milestone in place, year after year; `done` is the least count that says so."""
    places = figures.shape[1]
    last, last_row, doubted_row = figures[0].copy(), rows[0].copy(), rows[0].copy()
    stays: Bools = np.zeros(places, dtype=np.bool_)
    doubted: Bools = np.zeros(places, dtype=np.bool_)
    for figure, mark, row in zip(figures, marks, rows, strict=True):
        silent, refused = mark == Mark.SILENT, mark == Mark.REFUSED
        spoke = ~(silent | refused)
        carried, shaken = silent & stays, silent & doubted & ~stays
        np.copyto(figure, last, where=carried)
        np.copyto(row, last_row, where=carried)
        np.copyto(row, doubted_row, where=shaken)
        mark[carried], mark[shaken] = Mark.REPORTED, Mark.REFUSED
        np.copyto(last, figure, where=spoke)
        np.copyto(last_row, row, where=spoke)
        np.copyto(doubted_row, row, where=refused)
        stays = np.where(spoke, (mark == Mark.REPORTED) & (figure >= done), stays)
        doubted = (doubted | refused) & ~(spoke | carried)
