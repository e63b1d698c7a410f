"""Findings on their way out: what matched in a slot, spread over all groups that are in it."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.panel.codes import Cell
from zhunsheng.model.panel import Drawn

Beside = tuple[Cell, ...]


class Item(NamedTuple):
    """A finding in a slot: the number of the policy rule, and positions among the group's cells."""

    policy: int
    position: int
    beside: tuple[int, ...]


class Spread:
    """Items by slot, laid out as arrays. `positions` and `sides` belong to the items, `besides` to the sides."""

    def __init__(self, items: Sequence[Sequence[Item]]) -> None:
        counts = [len(each) for each in items]
        flat = [item for each in items for item in each]
        self._filled = np.array(counts) > 0
        self._counts = np.array(counts, np.int32)
        self._starts = np.array([0, *accumulate(counts)][:-1], np.int32)
        self._single = max(counts, default=0) <= 1
        numbers: dict[tuple[int, ...], int] = {}
        self.policies = np.array([item.policy for item in flat], np.int16)
        self.positions = np.array([item.position for item in flat], np.intp)
        self.sides = np.array([numbers.setdefault(item.beside, len(numbers)) for item in flat], np.intp)
        self.besides = tuple(numbers)

    def over(self, slots: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """Return the groups, by number, in whose slots there are items, and those items."""
        groups = np.flatnonzero(self._filled.take(slots))
        slots = slots.take(groups)
        starts = self._starts.take(slots)
        if self._single:
            return groups, starts
        counts = self._counts.take(slots)
        ends = np.cumsum(counts)
        within = np.arange(counts.sum(), dtype=np.int32) - np.repeat(ends - counts, counts)
        return np.repeat(groups, counts), (np.repeat(starts, counts) + within).astype(np.int32)


class Hits:
    """Findings collected; `besides` numbers what was matched beside them, nothing being number 0."""

    def __init__(self) -> None:
        self._pieces: list[Drawn] = []
        self._besides: dict[Beside, int] = {(): 0}

    def add(self, spread: Spread, cells: Sequence[Cell], slots: NDArray[Any], places: NDArray[np.int32]) -> None:
        """Add what stands in the slots of one group of `cells`, place by place."""
        groups, items = spread.over(slots)
        if not len(groups):
            return
        shown = places.take(groups)
        policies = spread.policies.take(items)
        if len(cells) == 1:
            rule, year = (np.full(len(items), n, kind) for n, kind in zip(cells[0], (np.int32, np.int16), strict=True))
            beside = np.zeros(len(items), np.int32)
        else:
            positions = spread.positions.take(items)
            rule = np.array([rule for rule, _ in cells], np.int32).take(positions)
            year = np.array([year for _, year in cells], np.int16).take(positions)
            named = [tuple([cells[position] for position in of]) for of in spread.besides]
            numbers = [self._besides.setdefault(each, len(self._besides)) for each in named]
            beside = np.array(numbers, np.int32).take(spread.sides.take(items))
        self._pieces.append(Drawn(policies, rule, year, shown, beside, ()))

    def drawn(self) -> Drawn:
        """Return all findings collected so far."""
        pieces = self._pieces or [_NONE]
        whole = Drawn(
            np.concatenate([piece.policy for piece in pieces]),
            np.concatenate([piece.rule for piece in pieces]),
            np.concatenate([piece.year for piece in pieces]),
            np.concatenate([piece.place for piece in pieces]),
            np.concatenate([piece.beside for piece in pieces]),
            (),
        )
        self._pieces = [whole]
        return whole._replace(besides=tuple(self._besides))


_NONE = Drawn(
    np.empty(0, np.int16),
    np.empty(0, np.int32),
    np.empty(0, np.int16),
    np.empty(0, np.int32),
    np.empty(0, np.int32),
    (),
)
