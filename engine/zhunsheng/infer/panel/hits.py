"""Findings on their way out: what matched in a slot, spread over all groups that are in it."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.panel.codes import look_up
from zhunsheng.model.panel import Drawn

Beside = tuple[tuple[int, int], ...]
"""Positions of rules and rows of years."""

WIDTH = 1 << 17
"""About so many groups are gone through at once: few enough for the cache, enough for Python not to be felt."""


def batches(rows: int, places: int) -> Iterator[slice]:
    """Cut rows of groups, each of so many places, into batches."""
    step = max(1, WIDTH // places)
    return (slice(begin, begin + step) for begin in range(0, rows, step))


class Item(NamedTuple):
    """A finding in a slot: the number of the policy rule, and positions among the group's cells."""

    policy: int
    position: int
    beside: tuple[int, ...]


class _Layer(NamedTuple):
    """One item of each slot that has so many. Arrays by slot; where nothing is `filled`, they mean nothing."""

    filled: NDArray[np.bool_]
    policies: NDArray[np.int16]
    positions: NDArray[np.intp]
    sides: NDArray[np.intp]


class Spread:
    """Items by slot, laid out as arrays. `besides` are the different sets of positions beside them, by number."""

    def __init__(self, items: Sequence[Sequence[Item]]) -> None:
        numbers: dict[tuple[int, ...], int] = {}
        flat = [(slot, item) for slot, each in enumerate(items) for item in each]
        self._slots = np.array([slot for slot, _ in flat], np.intp)
        self._policies = np.array([item.policy for _, item in flat], np.intp)
        self._positions = np.array([item.position for _, item in flat], np.intp)
        self.counts = np.array([len(each) for each in items], np.int64)
        self.layers = [_layer(items, depth, numbers) for depth in range(int(self.counts.max(initial=0)))]
        self.besides = tuple(numbers)

    def what(self, used: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """List what is in the slots that are `used` (rows of groups, slots): row, policy rule, position."""
        rows, items = used[:, self._slots].nonzero()
        return rows, self._policies[items], self._positions[items]


def _layer(items: Sequence[Sequence[Item]], depth: int, numbers: dict[tuple[int, ...], int]) -> _Layer:
    nothing = Item(0, 0, ())
    chosen = [each[depth] if depth < len(each) else nothing for each in items]
    return _Layer(
        np.array([depth < len(each) for each in items], np.bool_),
        np.array([item.policy for item in chosen], np.int16),
        np.array([item.position for item in chosen], np.intp),
        np.array([numbers.setdefault(item.beside, len(numbers)) for item in chosen], np.intp),
    )


class Hits:
    """Findings collected. `there` tells of which (policy rule, rule, year) there are any, whatever the place."""

    def __init__(self, shape: tuple[int, int, int]) -> None:
        self.there = np.zeros(shape, np.bool_)
        self._filled = 0
        self._room = _room(0)
        self._besides: dict[Beside, int] = {(): 0}

    def reserve(self, more: int) -> None:
        """Make room: what is known to come is written where it will stay."""
        if self._filled + more > len(self._room[0]):
            larger = _room(self._filled + more)
            for old, new in zip(self._room, larger, strict=True):
                new[: self._filled] = old[: self._filled]
            self._room = larger

    def add(
        self,
        spread: Spread,
        groups: NDArray[np.intp],
        slots: NDArray[Any],
        used: NDArray[np.bool_],
        places: NDArray[np.int32],
    ) -> None:
        """Add what stands in `slots` (rows of groups, places) of `groups` (rows, cells); there is room for it.

        `used` tells, group by group and slot by slot, which of them some place is in.
        """
        rules, years = np.divmod(groups, self.there.shape[2])
        rows, policies, positions = spread.what(used)
        self.there[policies, rules[rows, positions], years[rows, positions]] = True
        rules, years = rules.astype(np.int32), years.astype(np.int16)
        begins = np.arange(len(groups) + 1) * len(places)
        inside, at = slots.reshape(-1), None
        for layer in spread.layers:
            if not (layer.filled & used).any():
                break
            chosen = look_up(layer.filled, inside).nonzero()[0]  # deeper layers hold less and less
            at, inside = chosen if at is None else at.take(chosen), inside.take(chosen)
            times = np.diff(at.searchsorted(begins))
            begin, self._filled = self._filled, self._filled + len(at)
            policy, rule, year, place, beside = (array[begin : self._filled] for array in self._room)
            # No position is out of bounds, and to look is dear: hence “clip”.
            places.take(at - begins[:-1].repeat(times), out=place, mode="clip")
            layer.policies.take(inside, out=policy, mode="clip")
            if groups.shape[1] == 1:
                rule[:], year[:], beside[:] = rules.repeat(times), years.repeat(times), 0
            else:
                row = np.arange(len(groups)).repeat(times)
                cell = row * groups.shape[1] + layer.positions.take(inside)
                rules.take(cell, out=rule, mode="clip")
                years.take(cell, out=year, mode="clip")
                beside[:] = self._numbered(spread, (rules, years), row, layer.sides.take(inside))

    def _numbered(
        self, spread: Spread, cells: tuple[NDArray[Any], NDArray[Any]], row: NDArray[np.intp], sides: NDArray[np.intp]
    ) -> NDArray[np.int32]:
        """Number what stands beside items, each in a group (by `row`) of `cells`: rules and years of all groups."""
        among = len(spread.besides)
        keys = row * among + sides
        rules, years = (each.tolist() for each in cells)
        numbers = np.zeros(len(rules) * among, np.int32)
        for key in np.bincount(keys).nonzero()[0].tolist():
            group, side = divmod(key, among)
            named = tuple([(rules[group][position], years[group][position]) for position in spread.besides[side]])
            numbers[key] = self._besides.setdefault(named, len(self._besides))
        return numbers.take(keys)

    def drawn(self) -> Drawn:
        """Return all findings collected so far."""
        policy, rule, year, place, beside = (array[: self._filled] for array in self._room)
        return Drawn(policy, rule, year, place, beside, tuple(self._besides))


def _room(size: int) -> tuple[NDArray[Any], ...]:
    """Make the arrays of `Drawn`, in one piece: the larger it is, the larger the pages of memory that it takes."""
    whole = np.empty((4, size), np.int32)
    policy, year = whole[3].view(np.int16).reshape(2, size)
    return policy, whole[0], year, whole[1], whole[2]
