"""Figures entered straight into the arrays of the cube, as long as nothing about them is open.

Each indicator has one way in which its figures are given, and no cell is given twice: then nothing is to be settled,
and a row costs no memory. What else turns up is settled with all figures, which the arrays still tell.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar.heap import Figures, Heap, Way


class NotPlainError(Exception):
    """What was entered directly turns out not to be plain: the part must be read again, nothing entered directly.

    A cell was given twice, a figure leaves 64 bits, or a milestone is neither done nor not done.
    """


class Direct:
    """The arrays, flat: years × indicators × places. `entered` counts the rows."""

    def __init__(self, shape: tuple[int, int, int]) -> None:
        cells = shape[0] * shape[1] * shape[2]
        self.shape = shape
        self.counts = np.zeros(cells, np.int64)
        self.rows = np.full(cells, -1, np.int64)
        self.entered = 0
        self._ways: dict[int, Way] = {}

    def takes(self, ways: list[Way]) -> bool:
        """Tell whether figures may be given in these ways; from then on their indicators are given in no other."""
        if any(self._ways.get(way.indicator, way) != way for way in ways):
            return False
        self._ways |= {way.indicator: way for way in ways}
        return True

    def enter(self, cells: NDArray[np.int64], mantissas: NDArray[np.int64], rows: NDArray[np.int64]) -> None:
        """Enter figures."""
        self.counts[cells] = mantissas
        self.rows[cells] = rows
        self.entered += len(rows)

    def check(self) -> None:
        """Raise `NotPlainError` if any cell was given twice."""
        if int(np.count_nonzero(self.rows >= 0)) < self.entered:
            raise NotPlainError

    @property
    def scales(self) -> tuple[Fraction, ...]:
        """The size of the counts of each indicator."""
        return tuple(
            self._ways[number].size if number in self._ways else Fraction(1) for number in range(self.shape[1])
        )

    def figures(self, heap: Heap) -> Figures:
        """Return all figures that were entered."""
        return self._at(np.flatnonzero(self.rows >= 0), heap)

    def small(self, heap: Heap, ways: set[int]) -> Figures:
        """Return the figures above 0 and up to 1, as written, that are given in one of some ways."""
        counts, rows = self.counts.reshape(self.shape), self.rows.reshape(self.shape)
        found: list[NDArray[np.intp]] = []
        for number, way in self._ways.items():
            if heap.way(way) in ways:
                years, places = np.nonzero(
                    (rows[:, number] >= 0) & (counts[:, number] > 0) & (counts[:, number] <= 10**way.decimals)
                )
                found.append((years * self.shape[1] + number) * self.shape[2] + places)
        return self._at(np.concatenate([np.empty(0, np.intp), *found]), heap)

    def _at(self, cells: NDArray[np.intp], heap: Heap) -> Figures:
        table = np.zeros(self.shape[1], np.int32)
        for number, way in self._ways.items():
            table[number] = heap.way(way)
        ways = table[cells // self.shape[2] % self.shape[1]]
        return Figures(cells.astype(np.int64), self.counts[cells], ways, self.rows[cells])
