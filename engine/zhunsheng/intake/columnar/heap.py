"""What the rows of a part say, gathered as arrays before any of it is settled."""

from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar.problems import Problems
from zhunsheng.intake.columns import Field
from zhunsheng.model.quantity import Operator


class Way(NamedTuple):
    """How a figure of an indicator (by number in the cube) is given: all that makes its whole number a figure.

    `signed` says that a percent sign stands behind it.
    """

    indicator: int
    decimals: int
    factor: Fraction
    bound: Operator | None
    signed: bool

    @property
    def size(self) -> Fraction:
        """What one of the whole number is, in the indicator's unit."""
        return _size(self.factor, self.decimals)


@lru_cache(1024)
def _size(factor: Fraction, decimals: int) -> Fraction:
    return factor * Fraction(1, 10**decimals)


class Target(NamedTuple):
    """A row that gives an issued target or a benchmark: the texts of its cells, and its number."""

    texts: dict[Field, str]
    heading: str
    fault: str
    row: int


class Doubts(NamedTuple):
    """Rows that may hold any figure of a place, year and indicator: -1 is “any”. Indicators are the catalogue's."""

    places: NDArray[np.int64]
    years: NDArray[np.int64]
    indicators: NDArray[np.int64]
    rows: NDArray[np.int64]


class Figures(NamedTuple):
    """Figures of rows: `cells` are places in the flat cube, `ways` index the ways of the heap."""

    cells: NDArray[np.int64]
    mantissas: NDArray[np.int64]
    ways: NDArray[np.int32]
    rows: NDArray[np.int64]

    def picked(self, which: NDArray[Any]) -> "Figures":
        """Return some of the figures, by mask or by position."""
        return Figures(self.cells[which], self.mantissas[which], self.ways[which], self.rows[which])


class Heap:
    """Everything that the rows of a part say."""

    def __init__(self) -> None:
        self.problems = Problems()
        self.ways: dict[Way, int] = {}
        self._figures: list[Figures] = []
        self.big: list[tuple[int, int, int, int]] = []
        """Cell, whole number, way and row of figures that leave 64 bits."""
        self._refused: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        self._withdrawn: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        self._doubts: list[Doubts] = []
        self.targets: list[Target] = []

    def way(self, way: Way) -> int:
        """Return the number of a way."""
        return self.ways.setdefault(way, len(self.ways))

    def add(self, figures: Figures) -> None:
        """Add figures."""
        self._figures.append(figures)

    def refuse(self, cells: NDArray[np.int64], rows: NDArray[np.int64]) -> None:
        """Add rows that cannot be used, of figures that are known."""
        self._refused.append((cells, rows))

    def withdraw(self, cells: NDArray[np.int64], rows: NDArray[np.int64]) -> None:
        """Add rows that take figures back."""
        self._withdrawn.append((cells, rows))

    def doubt(self, doubts: Doubts) -> None:
        """Add rows that cannot be used, and of which it is not known whose figure they were."""
        self._doubts.append(doubts)

    @property
    def settled(self) -> bool:
        """Whether there is nothing to settle: neither figures nor refusals."""
        return not (self._figures or self.big or self._refused)

    @property
    def figures(self) -> Figures:
        """All figures in the order of their rows."""
        empty = np.empty(0, np.int64)
        parts = self._figures or [Figures(empty, empty, empty.astype(np.int32), empty)]
        joined = parts[0] if len(parts) == 1 else Figures(*map(np.concatenate, zip(*parts, strict=True)))
        if len(joined.rows) > 1 and not (joined.rows[1:] >= joined.rows[:-1]).all():
            order = np.argsort(joined.rows, kind="stable")
            joined = joined.picked(order)
        return joined

    @property
    def refused(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Cells and rows that cannot be used."""
        return _joined(self._refused)

    @property
    def withdrawn(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Cells and rows that take back."""
        return _joined(self._withdrawn)

    @property
    def doubts(self) -> Doubts | None:
        """All doubts, None where there are none."""
        return Doubts(*map(np.concatenate, zip(*self._doubts, strict=True))) if self._doubts else None


def _joined(parts: list[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if not parts:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    return np.concatenate([cells for cells, _ in parts]), np.concatenate([rows for _, rows in parts])
