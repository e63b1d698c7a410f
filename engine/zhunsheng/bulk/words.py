"""Whole numbers of 128 bits as two columns of 64: what Arrow keeps decimals in, made without a Python integer a row."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Int64 = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]

NARROW = 2**62
"""Numbers below this in size are held in one word: two of them can be added and still fit."""
WIDEST = 10**38
"""Numbers from here on have more digits than a DECIMAL(38) can write."""

_LOW_HALF = np.int64(2**32 - 1)
_WORD = 2**64 - 1


class Words(NamedTuple):
    """Whole numbers high·2⁶⁴ + low, `low` taken without sign; `high` is None where all of them fit into one word."""

    low: Int64
    high: Int64 | None

    @property
    def upper(self) -> Int64:
        """The high words, whether they are held or not."""
        return self.low >> 63 if self.high is None else self.high

    def into(self, out: Int64) -> None:
        """Write into an array of the same shape with one more axis of 2: the layout of DECIMAL in Arrow."""
        out[..., 0] = self.low
        out[..., 1] = self.upper

    def scatter(self, out: Int64, rows: npt.NDArray[np.intp]) -> None:
        """Write into those rows of an (n, 2) array: word by word, which is far quicker than pair by pair."""
        out[:, 0][rows] = self.low
        out[:, 1][rows] = self.upper


def of_integers(numbers: Iterable[int], count: int) -> Int64:
    """Lay Python integers (less than 2¹²⁷ in size) out as (count, 2) words."""
    joined = b"".join(number.to_bytes(16, "little", signed=True) for number in numbers)
    return np.frombuffer(joined, dtype="<i8").reshape(count, 2)


def of_objects(numbers: Objects) -> Words:
    """Split an array of Python integers (less than 2¹²⁷ in size)."""
    low = (numbers & _WORD).astype(np.uint64).view(np.int64)
    return Words(low, (numbers >> 64).astype(np.int64))


def too_wide(numbers: Objects) -> Bools:
    """Tell which Python integers have more than 38 digits."""
    wide: Bools = (np.abs(numbers) >= WIDEST).astype(bool)
    return wide


def product(left: Int64, right: int) -> Words:
    """Multiply 64-bit integers by one 0 <= `right` < 2⁶³: by halves of 32 bits, as on paper.

    No partial sum leaves 64 bits: a signed half times an unsigned one is at least −2⁶³, and at most
    (2³¹ − 1)(2³² − 1), which leaves room for a carry of 2³².
    """
    over, under = np.int64(right >> 32), np.int64(right & 0xFFFFFFFF)
    top, bottom = left >> 32, left & _LOW_HALF
    carry = ((bottom.view(np.uint64) * np.uint64(under)) >> np.uint64(32)).view(np.int64)
    middle = top * under
    middle += carry
    cross = bottom * over
    cross += middle & _LOW_HALF
    high = top * over
    high += middle >> 32
    high += cross >> 32
    low = left.view(np.uint64) * np.uint64(right)
    return Words(low.view(np.int64), high)


def plus(left: Words, right: Int64) -> Words:
    """Add 64-bit integers to wide ones."""
    low = left.low + right
    carry = low.view(np.uint64) < left.low.view(np.uint64)
    return Words(low, left.upper + (right >> 63) + carry)


def minus(left: Words, right: Words) -> Words:
    """Subtract; both of one shape, or broadcasting. Numbers of one word are less than 2⁶² in size."""
    low = left.low - right.low
    if left.high is None and right.high is None:
        return Words(low, None)
    borrow = left.low.view(np.uint64) < right.low.view(np.uint64)
    return Words(low, left.upper - right.upper - borrow)


def less(left: Words, right: Words) -> Bools:
    """Tell where `left` is less than `right`."""
    if left.high is None and right.high is None:
        return left.low < right.low
    above, below = left.upper, right.upper
    smaller: Bools = (above < below) | ((above == below) & (left.low.view(np.uint64) < right.low.view(np.uint64)))
    return smaller


def chosen(condition: Bools, yes: Words, no: Words) -> Words:
    """Take from `yes` where `condition` holds, from `no` elsewhere."""
    low = np.where(condition, yes.low, no.low)
    if yes.high is None and no.high is None:
        return Words(low, None)
    return Words(low, np.where(condition, yes.upper, no.upper))
