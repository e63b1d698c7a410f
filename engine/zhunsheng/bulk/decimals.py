"""Exact figures as decimals of 12 places: rounded half to even, once, where they do not end.

No float decides a digit. Figures are counted in units of 10⁻¹². A quotient n/d is taken in two steps: a whole number q
next to it and what is left, r = n − q·d, less than d in size; then the units k in what is left. A float guesses the
nearest k, and wrap-around arithmetic computes the remainder r·10¹² − k·d modulo 2⁶⁴. With u = 2⁻⁵³ the guess errs by
less than 4.01·u·|r·10¹²/d| < 0.0005, hence the remainder is at most 0.51·d in size, and with d < 2⁶² it *is* what 64
bits hold: it alone tells which way to round, whether the figure lies in the middle, and whether it ends. Where n < 2⁵⁰
q is guessed likewise, by less than 0.26 wrong; beyond that it is taken by integer division. What leaves these bounds is
computed with Python integers.
"""

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from zhunsheng.bulk import words
from zhunsheng.bulk.words import NARROW, Bools, Int64, Objects, Words

PLACES = 12
UNITS = 10**PLACES
"""A figure of 1, counted in units of the last place."""

Integers = npt.NDArray[Any]
"""int64, or Python integers (object)."""
Positions = npt.NDArray[np.intp]

_GUESSED = 2**50
"""Below this in size a float comes near enough to the whole part of a quotient."""


class Digits(NamedTuple):
    """Figures in units of 10⁻¹², and what rounding left out.

    - `ties`: where a figure lay in the middle of two units, +1 if above the one taken, -1 if below; None: nowhere.
    - `lost`: where a figure has more than 38 digits and cannot be written, or was rounded and has an exact fraction of
      more than 38 digits: a figure that stands alone is exact. None: nowhere.
    - `inexact`: flat positions of all others that were rounded; `numerator`, `denominator`: what these are exactly, in
      lowest terms.
    """

    words: Words
    ties: npt.NDArray[np.int8] | None
    lost: Bools | None
    inexact: Positions
    numerator: Words
    denominator: Words


def digits(over: Integers, under: Integers | None, scale: Fraction, valued: Bools) -> Digits:
    """Count figures over·scale/under in units; arrays of one shape. Where not `valued` the result is 0.

    `under` > 0 (None stands for 1) and `scale` > 0; numbers where not `valued` may be anything.
    """
    if not valued.all():
        over = np.where(valued, over, 0)
        under = None if under is None else np.where(valued, under, 1)
    if under is None and UNITS % scale.denominator == 0:
        return _whole(over, scale.numerator * (UNITS // scale.denominator))
    top, bottom = scale.numerator, scale.denominator
    narrow = over.dtype != object and (under is None or under.dtype != object)
    peak_under = 1 if under is None else _peak(under)
    if narrow and max(_peak(over), 1) * top < NARROW and max(peak_under, 1) * bottom < NARROW:
        below = np.full(over.shape, bottom, dtype=np.int64) if under is None else under * np.int64(bottom)
        return _divided(over * np.int64(top), below)
    ones = np.ones(over.shape, dtype=object) if under is None else under.astype(object)
    return _quotients(over.astype(object) * top, ones * bottom)


def units(figure: Fraction) -> tuple[int, bool]:
    """Count one figure in units, rounded half to even; also tell whether it had to be rounded."""
    under = figure.denominator
    count, rest = divmod(figure.numerator * UNITS, under)
    if not rest:
        return count, False
    return count + (2 * rest > under or (2 * rest == under and count % 2 == 1)), True


def nearest(over: Objects, under: Objects) -> tuple[Objects, npt.NDArray[np.int8] | None, Bools]:
    """Divide Python integers, `under` > 0. Returns units, rounded half to even; the ties; and where it was rounded."""
    counts = over * UNITS // under
    rest = over * UNITS - counts * under
    doubled = rest * 2
    tie = (doubled == under).astype(bool)
    odd = (counts % 2 == 1).astype(bool)
    up = (doubled > under).astype(bool) | (tie & odd)
    ties = np.where(tie, np.where(up, -1, 1), 0).astype(np.int8) if tie.any() else None
    return np.where(up, counts + 1, counts), ties, (rest != 0).astype(bool)


def _quotients(over: Objects, under: Objects) -> Digits:
    """Divide Python integers: the same digits as by columns of 64 bits, of figures of any size."""
    counts, ties, rounded = nearest(over, under)
    common = np.gcd(over, under)
    over, under = over // common, under // common
    lost = words.too_wide(counts) | (rounded & (words.too_wide(over) | words.too_wide(under)))
    inexact = np.flatnonzero(rounded & ~lost)
    told = [words.of_objects(each.reshape(-1)[inexact]) for each in (over, under)]
    return Digits(words.of_objects(np.where(lost, 0, counts)), ties, lost if lost.any() else None, inexact, *told)


def _whole(over: Integers, factor: int) -> Digits:
    """Count figures that are whole numbers of units."""
    if over.dtype != object and max(_peak(over), 1) * factor < NARROW:
        return _exact(Words(over * np.int64(factor), None))
    if over.dtype != object and factor < 2**63:
        return _exact(words.product(over, factor))
    counts = over.astype(object) * factor
    lost = words.too_wide(counts)
    return _exact(words.of_objects(np.where(lost, 0, counts)), lost if lost.any() else None)


def _divided(over: Int64, under: Int64) -> Digits:
    """Divide, both less than 2⁶² in size and `under` > 0."""
    whole, rest = _nearest(over, under)
    guess = rest.astype(np.float64)
    guess *= float(UNITS)
    guess /= under
    count = np.rint(guess, out=guess).astype(np.int64)
    left = rest * np.int64(UNITS)  # wraps around, as does what follows: the remainder is small
    left -= count * under
    ties = _settled(count, left, under)
    inexact = np.flatnonzero(left)
    numerator, denominator = over.reshape(-1)[inexact], under.reshape(-1)[inexact]
    common = np.gcd(rest.reshape(-1)[inexact], denominator)  # what is left shares with the divisor what the whole does
    if (_peak(whole) + 1) * UNITS < NARROW:
        whole *= np.int64(UNITS)
        whole += count
        taken = Words(whole, None)
    else:
        taken = words.plus(words.product(whole, UNITS), count)
    told = [Words(each // common, None) for each in (numerator, denominator)]
    return Digits(taken, ties, None, inexact, *told)


def _nearest(over: Int64, under: Int64) -> tuple[Int64, Int64]:
    """Return a whole number next to each quotient, and what is left, less than `under` in size."""
    if _peak(over) < _GUESSED:
        guess = np.divide(over, under)
        whole = np.rint(guess, out=guess).astype(np.int64)
    else:
        whole = over // under
    return whole, over - whole * under


def _settled(count: Int64, left: Int64, under: Int64) -> npt.NDArray[np.int8] | None:
    """Move counts (in place) to the nearest unit, to the even one in the middle of two; return the ties."""
    doubled = left * 2
    if not (np.abs(doubled) >= under).any():
        return None
    step = (doubled > under).astype(np.int64) - (doubled < -under)
    count += step
    left -= step * under
    middle = np.where(np.abs(left * 2) == under, np.sign(left), 0)
    step = np.where(count & 1 == 1, middle, 0)
    count += step
    left -= step * under
    ties = (middle * np.where(step != 0, -1, 1)).astype(np.int8)
    return ties if ties.any() else None


def _exact(taken: Words, lost: Bools | None = None) -> Digits:
    none = Words(np.empty(0, dtype=np.int64), None)
    return Digits(taken, None, lost, np.empty(0, dtype=np.intp), none, none)


def _peak(numbers: Integers) -> int:
    return max(int(numbers.max()), -int(numbers.min())) if numbers.size else 0
