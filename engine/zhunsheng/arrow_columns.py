"""Columns of ours as columns of Arrow, which share their memory."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhunsheng.model.places import Texts

Mask = NDArray[np.bool_]


def strings(texts: Texts) -> pa.Array:
    """Return texts as strings."""
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(texts.bounds), pa.py_buffer(texts.data))


def integers(whole: NDArray[Any], given: Mask | None = None) -> pa.Array:
    """Return whole numbers; those that are not `given` are missing.

    `pyarrow.array` would load NumPy's masked arrays first, just to ask whether this is one of them.
    """
    return _column(pa.from_numpy_dtype(whole.dtype), whole, given)


def decimals(words: NDArray[np.int64], kind: pa.DataType, given: Mask | None = None) -> pa.Array:
    """Return decimals of 128 bits, of which `words` (n, 2) are the lower and upper halves."""
    return _column(kind, words, given)


def flags(column: Mask, given: Mask | None = None) -> pa.Array:
    """Return truth values; these are packed anew."""
    return pa.Array.from_buffers(pa.bool_(), len(column), [None if given is None else _bits(given), _bits(column)])


def _column(kind: pa.DataType, values: NDArray[Any], given: Mask | None) -> pa.Array:
    valid = None if given is None else _bits(given)
    return pa.Array.from_buffers(kind, len(values), [valid, pa.py_buffer(np.ascontiguousarray(values))])


def _bits(mask: Mask) -> pa.Buffer:
    return pa.py_buffer(np.packbits(mask, bitorder="little"))
