"""How far figures are from their limits, in the same units of 10⁻¹²: rounded once, from the exact difference."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from zhunsheng.bulk import decimals, words
from zhunsheng.bulk.decimals import Digits, Integers
from zhunsheng.bulk.words import Bools, Words

_ROOM = 2**61
"""High words below this in size leave room for a sum."""


class Limits(NamedTuple):
    """The limits that figures are held to, in whole units; arrays that broadcast with the figures.

    `upper` and `ranged` (where there is an upper end) are None where no limit has one.
    """

    target: Words
    upper: Words | None
    ranged: Bools | None


class Gaps(NamedTuple):
    """Gaps in units; `lost` tells where one has more than 38 digits (None: nowhere)."""

    words: Words
    lost: Bools | None


def gaps(figures: Digits, limits: Limits) -> Gaps:
    """Return figure − nearest limit: 0 inside a range, negative below it, positive above it."""
    below, lost = _difference(figures, limits.target)
    if limits.upper is None or limits.ranged is None:
        return Gaps(below, lost)
    above, lost_above = _difference(figures, limits.upper)
    inside = above.upper < 0
    above = Words(np.where(inside, 0, above.low), None if above.high is None else np.where(inside, 0, above.high))
    upwards = limits.ranged & ~words.less(figures.words, limits.target)
    if lost is not None or lost_above is not None:
        none = np.zeros(upwards.shape, dtype=bool)
        lost = np.where(upwards, none if lost_above is None else lost_above, none if lost is None else lost)
    return Gaps(words.chosen(upwards, above, below), lost)


def exact_gaps(over: Integers, under: Integers | None, scale: Fraction, ends: Sequence[Fraction]) -> Gaps:
    """Return the gaps of figures over·scale/under to one limit, its one or two `ends`, which may be any fractions."""
    over = over.astype(object) * scale.numerator
    under = np.ones(over.shape, dtype=object) if under is None else under.astype(object)
    under = under * scale.denominator
    apart = [over * end.denominator - under * end.numerator for end in ends]
    wide = [under * end.denominator for end in ends]
    above = (apart[0] >= 0).astype(bool)
    if len(ends) > 1:
        apart = [np.where(above, np.maximum(apart[1], 0), apart[0])]
        wide = [np.where(above, wide[1], wide[0])]
    counts, _, _ = decimals.nearest(apart[0], wide[0])
    return _written(counts)


def _difference(figures: Digits, limit: Words) -> Gaps:
    """Subtract a limit. A tie that was rounded to an even unit goes to the other one where the limit is odd."""
    if _close(figures.words) and _close(limit):
        apart = words.minus(figures.words, limit)
        if figures.ties is not None:
            step = np.where(limit.low & 1 == 1, figures.ties, 0).astype(np.int64)
            apart = Words(apart.low + step, None) if apart.high is None else words.plus(apart, step)
        return Gaps(apart, None)
    numbers = _numbers(figures.words) - _numbers(limit)
    if figures.ties is not None:
        numbers = numbers + np.where(limit.low & 1 == 1, figures.ties, 0)
    return _written(numbers)


def _written(counts: words.Objects) -> Gaps:
    lost = words.too_wide(counts)
    return Gaps(words.of_objects(np.where(lost, 0, counts)), lost if lost.any() else None)


def _close(numbers: Words) -> bool:
    return numbers.high is None or not (np.abs(numbers.high) >= _ROOM).any()


def _numbers(numbers: Words) -> words.Objects:
    """Return words as Python integers."""
    whole: words.Objects = (numbers.upper.astype(object) << 64) + numbers.low.view(np.uint64).astype(object)
    return whole
