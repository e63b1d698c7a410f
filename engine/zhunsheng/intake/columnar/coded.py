"""Columns of Arrow as small integers and the few texts that they stand for."""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Codes = NDArray[Any]


class Coded(NamedTuple):
    """A column: `texts[codes[row]]` is what stands in a row, an empty text where there is nothing."""

    codes: Codes
    texts: list[str]


def coded(array: pa.Array) -> Coded:
    """Take a column of texts, whole numbers or decimals apart into its distinct texts."""
    if not pa.types.is_dictionary(array.type):
        array = as_text(array).dictionary_encode()
    texts = texts_of(array.dictionary)
    indices = array.indices
    if indices.null_count:
        indices = indices.cast(pa.int32()).fill_null(len(texts))
        texts = [*texts, ""]
    return Coded(indices.to_numpy(zero_copy_only=False), texts)


def years(array: pa.Array, base: int, count: int) -> Coded:
    """Take a column of years apart. Years from `base` on have their distance as code, `count` of them."""
    if not pa.types.is_integer(array.type) or array.null_count:
        return coded(array)
    plain = array.to_numpy(zero_copy_only=False)
    texts = [str(base + each) for each in range(count)]
    if len(plain) and base <= int(plain.min()) and int(plain.max()) < base + count:
        return Coded(plain - plain.dtype.type(base), texts)
    odd, codes = np.unique(plain, return_inverse=True)
    return Coded(codes, [str(each) for each in odd.tolist()])


def as_text(array: pa.Array) -> pa.Array:
    """Return a column as strings. Numbers are written out; nothing is looked up."""
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    return array if pa.types.is_string(array.type) else array.cast(pa.string(), safe=False)


def texts_of(array: pa.Array) -> list[str]:
    """Return texts, an empty one for null. Bytes that are no UTF-8 become U+FFFD."""
    try:
        found = as_text(array).to_pylist()
    except (UnicodeDecodeError, pa.ArrowInvalid):
        plain = array.cast(pa.binary(), safe=False).to_pylist()
        found = [None if each is None else each.decode("utf-8", "replace") for each in plain]
    return [each or "" for each in found]
