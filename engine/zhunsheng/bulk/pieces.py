"""Judgements of one rule that are written together: all of some years and places, or single ones."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from zhunsheng.bulk.words import Bools, Int64, Words

Array = npt.NDArray[Any]


class Block(NamedTuple):
    """All judgements of some years (positions among those written) and places (of the panel), in that order."""

    years: slice
    places: slice

    @property
    def shape(self) -> tuple[int, ...]:
        """Years and places."""
        return self.years.stop - self.years.start, self.places.stop - self.places.start

    @property
    def size(self) -> int:
        """Judgements."""
        years, places = self.shape
        return years * places

    def of(self, array: Array) -> Array:
        """Cut an array of (years, places), or of (years, 1) that holds for all places."""
        return array[self.years] if array.shape[1] == 1 else array[self.years, self.places]

    def by_year(self, array: Array) -> Array:
        """Cut an array of years."""
        return array[self.years, None]

    def cut(self, array: Array, rows: npt.NDArray[np.intp]) -> Array:
        """Cut an array of (rows, places), where `rows` are those of the years: no copy where they follow each other."""
        rows = rows[self.years]
        first, last = int(rows[0]), int(rows[-1])
        if last - first + 1 == rows.size:
            return array[first : last + 1, self.places]
        return array[rows, self.places]

    def within(self, year: int) -> Bools:
        """Tell which judgements are of a year."""
        found = np.zeros(self.shape, dtype=bool)
        if self.years.start <= year < self.years.stop:
            found[year - self.years.start] = True
        return found

    def position(self, year: int, place: int) -> int | None:
        """Find a judgement; None where it is not among these."""
        if not (self.years.start <= year < self.years.stop and self.places.start <= place < self.places.stop):
            return None
        position: int = (year - self.years.start) * self.shape[1] + place - self.places.start
        return position

    def only(self, positions: Int64) -> "Points":
        """Choose single ones, by their ascending positions."""
        years, places = np.divmod(positions, self.shape[1])
        return Points(years + self.years.start, places + self.places.start, self, positions)


class Points(NamedTuple):
    """Single judgements: their years (positions among those written) and places (of the panel), ascending.

    `positions` are theirs in the `block` that they were chosen from.
    """

    years: Int64
    places: Int64
    block: Block
    positions: Int64

    @property
    def shape(self) -> tuple[int, ...]:
        """How many."""
        return self.years.shape

    @property
    def size(self) -> int:
        """Judgements."""
        return self.years.size

    def of(self, array: Array) -> Array:
        """Take from an array of (years, places), or of (years, 1) that holds for all places."""
        taken: Array = array[self.years, 0 if array.shape[1] == 1 else self.places]
        return taken

    def by_year(self, array: Array) -> Array:
        """Take from an array of years."""
        return array[self.years]

    def cut(self, array: Array, rows: npt.NDArray[np.intp]) -> Array:
        """Take from an array of (rows, places), where `rows` are those of the years."""
        return array[rows[self.years], self.places]

    def within(self, year: int) -> Bools:
        """Tell which judgements are of a year."""
        found: Bools = self.years == year
        return found

    def position(self, year: int, place: int) -> int | None:
        """Find a judgement; None where it is not among these."""
        wanted = self.block.position(year, place)
        if wanted is None:
            return None
        found = bisect_left(self.positions, wanted)
        return found if found < self.size and self.positions[found] == wanted else None


Piece = Block | Points


def of_words(piece: Piece, numbers: Words) -> Words:
    """Take words from arrays of (years, places) or (years, 1)."""
    return Words(piece.of(numbers.low), None if numbers.high is None else piece.of(numbers.high))


def blocks(years: int, places: int, capacity: int) -> Iterator[Block]:
    """Cut years × places, in their order, into blocks of at most `capacity`: whole years as long as one fits."""
    if places <= capacity:
        step = max(capacity // max(places, 1), 1)
        for first in range(0, years, step):
            yield Block(slice(first, min(first + step, years)), slice(0, places))
        return
    for year in range(years):
        for first in range(0, places, capacity):
            yield Block(slice(year, year + 1), slice(first, min(first + capacity, places)))
