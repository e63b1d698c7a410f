"""Texts of a roster made tidy, and looked through for what does not belong there: by their bytes, all at once."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhunsheng.arrow_columns import flags, integers
from zhunsheng.intake.columnar.coded import texts_of
from zhunsheng.intake.columnar.listing import raw

Mask = NDArray[np.bool_]
_HIDDEN = r"[\p{Cc}\p{Cf}]"
_LONGEST_ID = 40


Bytes = Sequence[range]
"""Kinds of bytes."""
_ORDINARY = (range(0x21, 0x7F), range(0x80, 0xC0), range(0xE4, 0xEE))
"""Bytes of ASCII that is seen, and of U+4000 to U+DFFF: neither white space nor hidden."""
_FIRST_OF_ID = (range(ord("0"), ord("9") + 1), range(ord("A"), ord("Z") + 1), range(ord("a"), ord("z") + 1))
_IN_ID = (*_FIRST_OF_ID, *(range(ord(each), ord(each) + 1) for each in "._-"))


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
    return _holding_others(array, _ORDINARY)


def tidy(array: pa.Array, rows: NDArray[np.int64]) -> pa.Array:
    """Return strings without white space at the ends and with one blank for any inside; `rows` are the odd ones."""
    some = array.take(integers(rows))
    cleaned = pc.replace_substring_regex(pc.utf8_trim_whitespace(some), r"\s+", " ")
    return array if cleaned.equals(some) else pc.replace_with_mask(array, flags(_mask(array, rows)), cleaned)


def hiding(array: pa.Array, rows: NDArray[np.int64]) -> Mask:
    """Tell which strings hold characters that are not seen; `rows` are the odd ones."""
    found = np.array(pc.match_substring_regex(array.take(integers(rows)), _HIDDEN), np.bool_)
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
    wrong[_holding_others(array, _IN_ID)] = True
    wrong[filled] |= _others(data[bounds[:-1][filled]], _FIRST_OF_ID)
    return wrong


def _holding_others(array: pa.Array, ordinary: Bytes) -> NDArray[np.int64]:
    """Return the positions of the strings that hold any other than some bytes."""
    data, bounds = raw(array)
    at = np.flatnonzero(_others(data, ordinary))
    found: NDArray[np.int64] = np.searchsorted(bounds, at, side="right") - 1
    return found[np.diff(found, prepend=-1) > 0]


def _others(data: NDArray[np.uint8], ordinary: Bytes) -> Mask:
    """Tell which bytes are of none of some kinds: by comparing all, which is faster than to look each up."""
    others: Mask = np.ones(len(data), np.bool_)
    for kind in ordinary:
        others &= (data - np.uint8(kind.start)) >= len(kind)  # bytes below the first wrap around
    return others


def _mask(array: pa.Array, rows: NDArray[np.int64]) -> Mask:
    mask = np.zeros(len(array), np.bool_)
    mask[rows] = True
    return mask
