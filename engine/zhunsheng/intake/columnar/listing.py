"""The columns of places as Arrow has them: the same bytes, whole columns at a time."""

from bisect import bisect_left

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhunsheng.arrow_columns import integers, strings
from zhunsheng.model.places import Places, Texts, coded, occurring

_LONG = 64
"""Strings in a stretch, on average, from which on it pays to copy stretches."""


def texts(array: pa.Array) -> Texts:
    """Return strings of Arrow, none of them null, as texts."""
    data, bounds = raw(array)
    return Texts(data.tobytes(), bounds)


def raw(array: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Return the bytes of strings, and where among them each begins and the last ends."""
    _, offsets, data = array.buffers()
    if not len(array) or data is None:
        return np.zeros(0, np.uint8), np.zeros(len(array) + 1, np.int32)
    bounds = np.frombuffer(offsets, np.int32)[array.offset : array.offset + len(array) + 1]
    return np.frombuffer(data, np.uint8)[bounds[0] : bounds[-1]], bounds - bounds[0]


def together(few: Places, many: Places) -> Places:
    """Return the places of both, ascending by id; none is in both."""
    before = [bisect_left(many.ids, identity) for identity in few.ids]
    order = np.insert(np.arange(len(few), len(few) + len(many)), before, np.arange(len(few)))
    kinds, kind_codes = coded([*few.kinds, *many.kinds])
    arounds, around_codes = coded([*few.arounds, *many.arounds])
    both = Places(
        ids=texts(pa.concat_arrays([strings(few.ids), strings(many.ids)])),
        titles=texts(pa.concat_arrays([strings(few.titles), strings(many.titles)])),
        kinds=kinds,
        kind_of=kind_codes[np.concatenate([few.kind_of, many.kind_of + np.int32(len(few.kinds))])],
        arounds=arounds,
        around_of=around_codes[np.concatenate([few.around_of, many.around_of + np.int32(len(few.arounds))])],
    )
    return taken(both, order)


def taken(places: Places, positions: NDArray[np.integer]) -> Places:
    """Return the places at some positions, in that order, which is to be the order of their ids."""
    kinds, kind_of = occurring(places.kinds, places.kind_of[positions])
    arounds, around_of = occurring(places.arounds, places.around_of[positions])
    return Places(
        ids=texts(_picked(strings(places.ids), positions)),
        titles=texts(_picked(strings(places.titles), positions)),
        kinds=kinds,
        kind_of=kind_of,
        arounds=arounds,
        around_of=around_of,
    )


def _picked(column: pa.Array, positions: NDArray[np.integer]) -> pa.Array:
    """Take strings at some positions: stretch by stretch where these are few, which is a copy of bytes."""
    breaks = np.flatnonzero(np.diff(positions) != 1) + 1
    if not len(positions) or len(breaks) > len(positions) // _LONG:
        return column.take(integers(positions))
    begins, lengths = positions[np.append(0, breaks)], np.diff(np.concatenate([[0], breaks, [len(positions)]]))
    return pa.concat_arrays(map(column.slice, begins.tolist(), lengths.tolist()))
