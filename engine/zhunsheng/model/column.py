"""Exact columns: whole arrays of fractions, in 64-bit integers while they provably fit, in Python integers beyond.

Every column carries the largest size that its numbers can have; an operation whose result could leave 64 bits is
done on Python integers instead (dtype object). Nothing is rounded, and nothing wraps around unseen.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

INT64_MAX = 2**63 - 1
Integers = NDArray[Any]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """Fractions scale·over/under, element by element.

    - `over`: numerators, int64 or object (Python integers), of any shape that broadcasts.
    - `under`: denominators > 0, int64 or object, broadcasting with `over`; None where they are all 1.
    - `scale`: one exact factor > 0 for all: a unit, a power of ten, 100 for a percentage.
    - `over_peak`, `under_peak`: no numerator or denominator is larger in size.
    """

    over: Integers
    under: Integers | None
    scale: Fraction
    over_peak: int
    under_peak: int = 1

    @staticmethod
    def of(over: Integers, scale: Fraction = Fraction(1)) -> "Column":
        """Take an array of int64 (or of Python integers, dtype object) as figures over·`scale`; `scale` > 0."""
        peak = max(int(over.max()), -int(over.min())) if over.size else 0
        return Column(over if peak <= INT64_MAX else _wide(over), None, scale, peak)

    @staticmethod
    def constant(value: Fraction) -> "Column":
        """Return a column of one element that broadcasts."""
        return Column.of(np.array([[1]], dtype=np.int64)).scaled(value)

    @property
    def narrow(self) -> bool:
        """Whether everything is held in 64 bits."""
        return self.over.dtype != object and (self.under is None or self.under.dtype != object)

    def __getitem__(self, key: Any) -> "Column":  # noqa: ANN401 (whatever indexes an array)
        under = None if self.under is None else self.under[key]
        return Column(self.over[key], under, self.scale, self.over_peak, self.under_peak)

    def figure(self, place: Any) -> Fraction:  # noqa: ANN401 (whatever indexes an array)
        """Return one element."""
        under = 1 if self.under is None else int(self.under[place])
        return self.scale * Fraction(int(self.over[place]), under)

    def figures(self, wanted: Bools) -> list[list[Fraction | None]]:
        """Return the elements of a two-dimensional column that are `wanted`, row by row; equal ones are one object."""
        made: dict[tuple[int, int], Fraction] = {}

        def figure(over: int, under: int) -> Fraction:
            if (over, under) not in made:
                made[over, under] = self.scale * Fraction(over, under)
            return made[over, under]

        unders = np.ones_like(self.over) if self.under is None else np.broadcast_to(self.under, self.over.shape)
        rows = zip(self.over.tolist(), unders.tolist(), wanted.tolist(), strict=True)
        return [[figure(n, d) if want else None for n, d, want in zip(*row, strict=True)] for row in rows]

    def spread(self, shape: tuple[int, ...]) -> "Column":
        """Broadcast to `shape`."""
        under = None if self.under is None else np.broadcast_to(self.under, shape)
        return replace(self, over=np.broadcast_to(self.over, shape), under=under)

    def scaled(self, factor: Fraction) -> "Column":
        """Multiply by a constant: only the scale changes."""
        if factor == 0:
            return replace(self, over=np.zeros_like(self.over), over_peak=0)
        column = self if factor > 0 else self.negated()
        return replace(column, scale=self.scale * abs(factor))

    def negated(self) -> "Column":
        """Minus each figure."""
        return replace(self, over=-self.over)

    def plus(self, other: "Column") -> "Column":
        """Add element by element; equal denominators stay as they are."""
        unit, mine, others = _common_unit(self.scale, other.scale)
        left, left_peak = _multiple(self.over, self.over_peak, mine)
        right, right_peak = _multiple(other.over, other.over_peak, others)
        under, under_peak = self.under, self.under_peak
        if self.under is not other.under:
            left, left_peak = _product(left, other.under, left_peak, other.under_peak)
            right, right_peak = _product(right, self.under, right_peak, self.under_peak)
            under, under_peak = _denominators(self, other)
        peak = left_peak + right_peak
        return Column((left if peak <= INT64_MAX else _wide(left)) + right, under, unit, peak, under_peak)

    def times(self, other: "Column") -> "Column":
        """Multiply element by element."""
        over, over_peak = _product(self.over, other.over, self.over_peak, other.over_peak)
        under, under_peak = _denominators(self, other)
        return Column(over, under, self.scale * other.scale, over_peak, under_peak)

    def divided(self, other: "Column") -> "tuple[Column, Bools]":
        """Divide element by element; also tell where the divisor is zero (the quotient there is without meaning)."""
        over, over_peak = _product(self.over, other.under, self.over_peak, other.under_peak)
        under, under_peak = _product(other.over, self.under, other.over_peak, self.under_peak)
        zero = other.over == 0
        negative = other.over < 0
        if negative.any():
            over, under = np.where(negative, -over, over), np.abs(under)
        if zero.any():
            under = np.where(zero, 1, under)
        return Column(over, under, self.scale / other.scale, over_peak, max(under_peak, 1)), zero

    def summed(self) -> "Column":
        """Sum along the first axis so far: row i holds the sum of rows 0..i. Only without denominators of its own."""
        peak = self.over_peak * len(self.over)
        over = self.over if peak <= INT64_MAX else _wide(self.over)
        return replace(self, over=np.cumsum(over, axis=0), over_peak=peak)


def _wide(array: Integers) -> Integers:
    return array.astype(object)


def _product(left: Integers, right: Integers | None, left_peak: int, right_peak: int) -> tuple[Integers, int]:
    """Multiply arrays (None is one), in Python integers where a product could leave 64 bits."""
    if right is None:
        return left, left_peak
    peak = left_peak * right_peak
    return (left if peak <= INT64_MAX else _wide(left)) * right, peak


def _multiple(array: Integers, peak: int, factor: int) -> tuple[Integers, int]:
    """Multiply an array by a positive constant, which may itself be wider than 64 bits."""
    if factor == 1:
        return array, peak
    return (array if max(peak, 1) * factor <= INT64_MAX else _wide(array)) * factor, peak * factor


def _denominators(left: Column, right: Column) -> tuple[Integers | None, int]:
    """Multiply the denominators of two columns."""
    if left.under is None:
        return right.under, right.under_peak
    return _product(left.under, right.under, left.under_peak, right.under_peak)


def _common_unit(left: Fraction, right: Fraction) -> tuple[Fraction, int, int]:
    """Return the largest unit of which both scales are whole multiples, and those multiples."""
    mine, others = left.numerator * right.denominator, right.numerator * left.denominator
    common = gcd(mine, others)
    return Fraction(common, left.denominator * right.denominator), mine // common, others // common
