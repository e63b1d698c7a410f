"""All rows of a part together -> the cube: two rows for one figure, and figures of which another row is unreadable.

What comes out does not depend on the order of the rows, but for the row that a figure is cited by: the lowest.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar import messages
from zhunsheng.intake.columnar.direct import Direct
from zhunsheng.intake.columnar.heap import Figures, Heap
from zhunsheng.intake.columnar.scales import MOST, Scaled, Wide, scaled
from zhunsheng.intake.columnar.values import NARROW, PIECE
from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.panel import Mark
from zhunsheng.model.quantity import Operator

Cells = NDArray[np.int64]


class Flat:
    """The arrays of a cube in one dimension, while it is settled."""

    def __init__(self, heap: Heap, direct: Direct | None, shape: tuple[int, int, int]) -> None:
        """Settle the figures of a heap, and those entered directly. Raises `NotPlainError`."""
        self.bounds: dict[int, Operator] = {}
        self.wide: dict[int, int] = {}
        """Counts of the indicators that leave 64 bits, by cell."""
        self._heap = heap
        self._adopted: Direct | None = None
        if direct is not None:
            for way in direct.ways.values():
                heap.way(way)
            given, scales = direct.given(), direct.scales
            if heap.settled and all(scale.numerator * NARROW < MOST * scale.denominator for scale in scales):
                self._adopted = direct
                self.counts, self.rows, self.marks = direct.counts, direct.rows, given.view(np.int8)
                self.got = Scaled(heap.figures, np.empty(0, np.int64), scales, [], frozenset())
            elif direct.entered:
                heap.add(direct.figures(heap))
        self.ways = list(heap.ways)
        if self._adopted is None:
            cells = shape[0] * shape[1] * shape[2]
            self.counts, self.rows = np.zeros(cells, np.int64), np.full(cells, -1, np.int64)
            self.marks = np.zeros(cells, np.int8)
            self.got = self._fit(scaled(heap, shape[1]))
            self._enter(self.got)

    @property
    def scales(self) -> tuple[Fraction, ...]:
        """The size that counts of each indicator are of."""
        return self.got.scales

    def given_in(self, ways: Sequence[int]) -> Figures:
        """Return the figures given in some ways; of those entered directly, only the ones up to 1."""
        if self._adopted is not None:
            return self._adopted.small({self.ways[way].indicator: way for way in ways})
        return self.got.figures.picked(np.isin(self.got.figures.ways, ways))

    def tell(self, say: Callable[[], Complaint], cells: Cells, rows: Cells) -> None:
        """Say something of cells, in a word for all of them."""
        if len(cells):
            self._heap.problems.add(say(), int(rows.min()), len(np.unique(cells)))

    def refuse(self, cells: Cells, rows: Cells) -> None:
        """Refuse figures, on account of some rows: the lowest of them is kept."""
        order = np.argsort(rows, kind="stable")[::-1]
        self.marks[cells] = Mark.REFUSED
        self.counts[cells] = 0
        self.rows[cells[order]] = rows[order]
        for cell in cells.tolist() if self.bounds or self.wide else ():
            self.bounds.pop(cell, None)
            self.wide.pop(cell, None)

    def _fit(self, got: Scaled) -> Scaled:
        """Refuse the figures that are larger than any that is kept."""
        limits = [ceil(MOST / scale) for scale in got.scales]
        wide = []
        for each in got.wide:
            if abs(each.times) < limits[self.ways[each.way].indicator]:
                wide.append(each)
            else:
                self._too_large(np.array([each.cell]), np.array([each.row]))
        most = np.array([min(limits[way.indicator], np.iinfo(np.int64).max) for way in self.ways] or [0])
        figures, counts = got.figures, got.counts
        if len(most) and len(counts) and max(-int(counts.min()), int(counts.max())) >= most.min():
            bad = np.abs(counts) >= most[figures.ways]
            self._too_large(figures.cells[bad], figures.rows[bad])
            figures, counts = figures.picked(~bad), counts[~bad]
        return got._replace(figures=figures, counts=counts, wide=wide)

    def _too_large(self, cells: Cells, rows: Cells) -> None:
        self.tell(messages.too_large, cells, rows)
        self._heap.refuse(cells, rows)

    def _enter(self, got: Scaled) -> None:
        """Enter all figures, then refuse those that other rows contradict, or that another row leaves unreadable."""
        figures, counts = got.figures, got.counts
        for begin in range(0, len(counts), PIECE):
            piece = slice(begin, begin + PIECE)
            cells = figures.cells[piece]
            self.counts[cells] = counts[piece]
            self.rows[cells] = figures.rows[piece]
        np.greater_equal(self.rows, 0, out=self.marks, casting="unsafe")
        if bounded := [number for number, way in enumerate(self.ways) if way.bound is not None]:
            self._enter_bounds(figures, np.isin(figures.ways, bounded))
        cells, rows = self._heap.refused
        differing = [self._repeated(figures, counts, cells)] if self._any_twice(figures) else []
        differing.append(self._enter_wide(got.wide, set(cells.tolist()) if got.wide else set()))
        contested = self.marks[cells] != Mark.SILENT
        self.tell(messages.contested, cells[contested], rows[contested])
        self.refuse(cells, rows)
        for found in differing:
            at = self.rows[found]
            self.tell(messages.differ, found, at)
            self.refuse(found, at)

    def _any_twice(self, figures: Figures) -> bool:
        return int(np.count_nonzero(self.marks)) < len(figures.rows)

    def _enter_bounds(self, figures: Figures, bounded: NDArray[np.bool_]) -> None:
        for cell, way in zip(figures.cells[bounded].tolist(), figures.ways[bounded].tolist(), strict=True):
            bound = self.ways[way].bound
            if bound is not None:
                self.bounds[cell] = bound
        self.marks[figures.cells[bounded]] = Mark.BOUND

    def _repeated(self, figures: Figures, counts: Cells, unreadable: Cells) -> Cells:
        """Let the lowest row stand for those that say the same; return the cells of which rows differ."""
        cells, rows = figures.cells, figures.rows
        self.counts[cells[::-1]] = counts[::-1]
        self.rows[cells[::-1]] = rows[::-1]
        bounds = np.array([list(Operator).index(way.bound) + 1 if way.bound else 0 for way in self.ways])[figures.ways]
        held = np.zeros(len(self.marks), np.int8)
        held[cells[::-1]] = bounds[::-1]
        differ = (counts != self.counts[cells]) | (bounds != held[cells])
        apart = np.unique(cells[differ])
        again = rows != self.rows[cells]
        again &= ~np.isin(cells, np.concatenate([apart, unreadable]))
        self.tell(messages.repeated, cells[again], rows[again])
        return np.setdiff1d(apart, unreadable)

    def _enter_wide(self, wide: list[Wide], unreadable: set[int]) -> Cells:
        """Enter figures that leave 64 bits; return the cells of which rows differ."""
        first: dict[int, Wide] = {}
        differ: set[int] = set()
        for each in wide:
            held = first.setdefault(each.cell, each)
            bounds = self.ways[held.way].bound, self.ways[each.way].bound
            if held.times != each.times or bounds[0] != bounds[1]:
                differ.add(each.cell)
            elif held is not each and each.cell not in unreadable:
                self.tell(messages.repeated, np.array([each.cell]), np.array([each.row]))
        for cell, each in first.items():
            bound = self.ways[each.way].bound
            self.wide[cell], self.rows[cell] = each.times, each.row
            self.marks[cell] = Mark.BOUND if bound else Mark.REPORTED
            if bound:
                self.bounds[cell] = bound
        return np.array(sorted(differ - unreadable), np.int64)
