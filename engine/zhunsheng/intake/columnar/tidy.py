"""Texts of a roster made tidy, and looked through for what does not belong there: by their bytes, all at once."""

import string
from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhunsheng.intake.columnar.coded import texts_of
from zhunsheng.intake.columnar.listing import raw

Mask = NDArray[np.bool_]
_HIDDEN = r"[\p{Cc}\p{Cf}]"
_LONGEST_ID = 40


def _all_but(ordinary: Iterable[int]) -> Mask:
    table = np.ones(256, np.bool_)
    table[list(ordinary)] = False
    return table


_ODD = _all_but([*range(0x21, 0x7F), *range(0x80, 0xC0), *range(0xE4, 0xEE)])
"""All bytes but those of ASCII that is seen, and of U+4000 to U+DFFF: neither white space nor hidden."""
_NO_START = _all_but(map(ord, string.ascii_letters + string.digits))
_NOT_IN_ID = _all_but(map(ord, string.ascii_letters + string.digits + "._-"))


def valid(array: pa.Array) -> pa.Array:
    """Return strings with none null; bytes that are no UTF-8 become U+FFFD."""
    if array.null_count:
        array = array.fill_null("")
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        return pa.array(texts_of(array), pa.string())
    return array


def odd(array: pa.Array) -> NDArray[np.int64]:
    """Return the positions of the strings in which there may be white space, or characters that are not seen."""
    return _holding(_ODD, array)


def tidy(array: pa.Array, rows: NDArray[np.int64]) -> pa.Array:
    """Return strings without white space at the ends and with one blank for any inside; `rows` are the odd ones."""
    some = array.take(pa.array(rows))
    cleaned = pc.replace_substring_regex(pc.utf8_trim_whitespace(some), r"\s+", " ")
    return array if cleaned.equals(some) else pc.replace_with_mask(array, pa.array(_mask(array, rows)), cleaned)


def hiding(array: pa.Array, rows: NDArray[np.int64]) -> Mask:
    """Tell which strings hold characters that are not seen; `rows` are the odd ones."""
    found = np.array(pc.match_substring_regex(array.take(pa.array(rows)), _HIDDEN), np.bool_)
    return _mask(array, rows[found])


def blank(array: pa.Array) -> Mask:
    """Tell which strings are empty."""
    _, bounds = raw(array)
    found: Mask = np.diff(bounds) == 0
    return found


def unsafe(array: pa.Array) -> Mask:
    """Tell which strings are no ids: up to 40 letters and digits of ASCII, and dots and dashes behind the first."""
    data, bounds = raw(array)
    lengths = np.diff(bounds)
    filled = lengths > 0
    wrong = lengths > _LONGEST_ID
    wrong[_holding(_NOT_IN_ID, array)] = True
    wrong[filled] |= _NO_START[data[bounds[:-1][filled]]]
    return wrong


def _holding(bytes_looked_for: Mask, array: pa.Array) -> NDArray[np.int64]:
    """Return the positions of the strings that hold any of some bytes."""
    data, bounds = raw(array)
    at = np.flatnonzero(np.frombuffer(data.tobytes().translate(bytes_looked_for.tobytes()), np.bool_))
    return np.unique(np.searchsorted(bounds, at, side="right") - 1)


def _mask(array: pa.Array, rows: NDArray[np.int64]) -> Mask:
    mask = np.zeros(len(array), np.bool_)
    mask[rows] = True
    return mask
