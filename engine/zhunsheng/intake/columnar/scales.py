"""Whole numbers of several sizes -> one exact size for each indicator, in 64 bits where that is enough."""

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar.heap import Figures, Heap, Way
from zhunsheng.intake.columnar.values import NARROW

MOST = 10**26
"""A figure of this size, in its indicator's unit, is refused: results keep 38 digits, 12 of them decimals."""
_SURELY_SMALL = 10**12
"""Below this, nobody needs to know the largest number of each way."""


class Wide(NamedTuple):
    """A figure of an indicator whose figures leave 64 bits: how many times the indicator's size it is."""

    cell: int
    times: int
    way: int
    row: int


class Scaled(NamedTuple):
    """Figures brought to one size for each indicator, in the order of their rows.

    `counts` are those of `figures`, `wide` the figures of indicators that leave 64 bits, `indicators` which these are.
    """

    figures: Figures
    counts: NDArray[np.int64]
    scales: tuple[Fraction, ...]
    wide: list[Wide]
    indicators: frozenset[int]


def scaled(heap: Heap, size: int) -> Scaled:
    """Bring all figures of a heap, of `size` indicators, to common sizes. Figures that are too large are left as is."""
    figures, ways = heap.figures, list(heap.ways)
    scales = common_sizes(ways, size)
    factors = [int(way.size / scales[way.indicator]) for way in ways]
    leaving = _leaving(heap, figures, ways, factors)
    wide = [Wide(cell, whole * factors[way], way, row) for cell, whole, way, row in heap.big]
    if leaving:
        many = np.array([way.indicator in leaving for way in ways], np.bool_)[figures.ways]
        rows = zip(*(each[many].tolist() for each in figures), strict=True)
        wide += [Wide(cell, whole * factors[way], way, row) for cell, whole, way, row in rows]
        figures = figures.picked(~many)
    counts = figures.mantissas
    if any(factor != 1 for factor in factors):
        narrow = [0 if way.indicator in leaving else factor for way, factor in zip(ways, factors, strict=True)]
        counts = counts * np.array(narrow, np.int64)[figures.ways]
    return Scaled(figures, counts, scales, sorted(wide, key=lambda each: each.row), leaving)


def common_sizes(ways: Iterable[Way], size: int) -> tuple[Fraction, ...]:
    """Return, for each indicator, the largest size of which the sizes of all its figures are whole multiples."""
    found = [Fraction(0)] * size
    for way in ways:
        # What was typed into a cell formatted as percent is a hundredth of what stands there.
        each = way.size / 100 if way.signed else way.size
        held = found[way.indicator]
        below = math.lcm(held.denominator, each.denominator)
        found[way.indicator] = Fraction(math.gcd(int(held * below), int(each * below)), below)
    return tuple(each or Fraction(1) for each in found)


def _leaving(heap: Heap, figures: Figures, ways: list[Way], factors: list[int]) -> frozenset[int]:
    """Return the indicators with figures that leave 64 bits."""
    found = {ways[way].indicator for _, _, way, _ in heap.big}
    peaks = zip(ways, factors, _peaks(figures, len(ways)), strict=True)
    return frozenset(found | {way.indicator for way, factor, peak in peaks if peak * factor >= NARROW})


def _peaks(figures: Figures, ways: int) -> list[int]:
    """Return the largest whole number, in size, of each way: one for all where that says enough."""
    if not len(figures.rows):
        return [0] * ways
    peak = max(-int(figures.mantissas.min()), int(figures.mantissas.max()))
    if peak < _SURELY_SMALL:
        return [peak] * ways
    peaks = np.zeros(ways, np.int64)
    np.maximum.at(peaks, figures.ways, np.abs(figures.mantissas))
    return [int(each) for each in peaks]
