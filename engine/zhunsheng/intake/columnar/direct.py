"""Figures entered straight into the arrays of the cube, as long as nothing about them is open.

Each indicator has one way in which its figures are given, and no cell is given twice: then nothing is to be settled,
and a row costs no memory. What else turns up is settled with all figures, which the arrays still tell.
"""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar.heap import Figures, Heap, Way
from zhunsheng.intake.columnar.layouts import Layout
from zhunsheng.intake.columnar.values import NARROW


class NotPlainError(Exception):
    """What was entered directly turns out not to be plain: the part must be read again, nothing entered directly.

    A cell was given twice, a figure leaves 64 bits, or a milestone is neither done (1) nor not done (0).
    """


class Direct:
    """The arrays, flat: years × indicators × places. `entered` counts the rows; `ways` are by number in the cube."""

    def __init__(self, shape: tuple[int, int, int]) -> None:
        cells = shape[0] * shape[1] * shape[2]
        self.shape = shape
        self.counts = np.zeros(cells, np.int64)
        self.rows = np.full(cells, -1, np.int64)
        self.entered = 0
        self.ways: dict[int, Way] = {}
        self._milestones: set[int] = set()

    def takes(self, laid: Layout) -> bool:
        """Tell whether figures may be given in this way; from then on their indicators are given in no other."""
        if any(self.ways.get(number, way) != way for number, way in laid.ways.items()):
            return False
        self.ways |= laid.ways
        self._milestones.update(laid.milestones)
        return True

    def enter(
        self,
        cells: NDArray[np.int64],
        mantissas: NDArray[np.int64],
        rows: NDArray[np.int64],
        known: NDArray[np.bool_] | None,
    ) -> None:
        """Enter figures: those that are `known`, or all of them."""
        if known is not None:
            cells, mantissas, rows = cells[known], mantissas[known], rows[known]
        self.counts[cells] = mantissas
        self.rows[cells] = rows
        self.entered += len(rows)

    def given(self) -> NDArray[np.bool_]:
        """Tell which cells were entered. Raises `NotPlainError`."""
        given: NDArray[np.bool_] = self.rows >= 0
        if int(np.count_nonzero(given)) < self.entered or not all(map(self._is_clear, self._milestones)):
            raise NotPlainError
        return given

    @property
    def scales(self) -> tuple[Fraction, ...]:
        """The size of the counts of each indicator."""
        return tuple(self.ways[number].size if number in self.ways else Fraction(1) for number in range(self.shape[1]))

    def figures(self, heap: Heap) -> Figures:
        """Return all figures that were entered."""
        ways = {number: heap.way(way) for number, way in self.ways.items()}
        return self._at(np.flatnonzero(self.rows >= 0), ways)

    def small(self, ways: Mapping[int, int]) -> Figures:
        """Return the figures above 0 and up to 1, as written, of some indicators; `ways` has the way of each."""
        counts = self.counts.reshape(self.shape)
        found: list[NDArray[np.intp]] = []
        for number in ways:
            # Of 0, which also stands where nothing was entered, and below, 1 less is huge without a sign.
            one = np.uint64(min(10 ** self.ways[number].decimals, NARROW))
            small = counts[:, number].view(np.uint64) - np.uint64(1) < one
            years, places = np.divmod(np.flatnonzero(small), self.shape[2])
            found.append((years * self.shape[1] + number) * self.shape[2] + places)
        return self._at(np.concatenate([np.empty(0, np.intp), *found]), ways)

    def _is_clear(self, milestone: int) -> bool:
        counts = self.counts.reshape(self.shape)[:, milestone]
        return bool(((counts == 0) | (counts == 10 ** self.ways[milestone].decimals)).all())

    def _at(self, cells: NDArray[np.intp], ways: Mapping[int, int]) -> Figures:
        table = np.zeros(self.shape[1], np.int32)
        table[list(ways)] = list(ways.values())
        given = table[cells // self.shape[2] % self.shape[1]]
        return Figures(cells.astype(np.int64), self.counts[cells], given, self.rows[cells])
