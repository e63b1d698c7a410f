"""Whether there is a figure to judge, and what stands in its way: one byte a cell, looked up and never branched on.

The byte of a cell is its `Readiness`, shifted, plus the number of cuts that its figure lies above: one look-up in a
table of 256 tells how the cell stands.
"""

from collections.abc import Iterable
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.outcomes import translate
from zhunsheng.model.column import Bools
from zhunsheng.model.judgement import Reason
from zhunsheng.model.panel import Mark


class Readiness(IntEnum):
    """Whether there is a figure to judge, and if not, why."""

    READY = 0
    BOUND = 1
    """A reported figure of which only a bound is known."""
    NO_OBSERVATION = 2
    MISSING_COMPONENT = 3
    MISSING_YEAR = 4
    REFUSED = 5
    ONLY_A_BOUND = 6
    """A bound inside a sum or a formula."""
    ZERO_DENOMINATOR = 7

    @property
    def reason(self) -> Reason:
        """The reason that a judgement gives for it. Not for READY and BOUND."""
        return Reason[self.name]


SHIFT = 5
ROOM = 1 << SHIFT
"""Numbers of cuts that a figure can lie above: 0..31."""

READY_END, FIGURE_END = (Readiness.READY + 1) << SHIFT, (Readiness.BOUND + 1) << SHIFT
"""Bytes below these have a figure; with the latter, also figures of which only a bound is known."""

Bytes = NDArray[np.uint8]

_MISSING, _PRESENT, _REFUSED, _BOUND, _LACKING, _ZERO = (1 << bit for bit in range(6))
_CARRIED = np.uint8(_MISSING | _REFUSED | _BOUND)
_TO_LACKING = np.uint8(_LACKING // _MISSING)

_BITS = {
    Mark.SILENT: _MISSING,
    Mark.REPORTED: _PRESENT,
    Mark.REFUSED: _REFUSED,
    Mark.BOUND: _PRESENT | _BOUND,
}


def _gravest(bits: int) -> Readiness:
    """Say what stands in the way, where several things do."""
    if bits & _REFUSED:
        return Readiness.REFUSED
    if bits & _MISSING:
        return Readiness.MISSING_COMPONENT if bits & _PRESENT else Readiness.NO_OBSERVATION
    for bit, state in (
        (_LACKING, Readiness.MISSING_YEAR),
        (_BOUND, Readiness.ONLY_A_BOUND),
        (_ZERO, Readiness.ZERO_DENOMINATOR),
    ):
        if bits & bit:
            return state
    return Readiness.READY


_ALONE = {
    Mark.SILENT: Readiness.NO_OBSERVATION,
    Mark.REPORTED: Readiness.READY,
    Mark.REFUSED: Readiness.REFUSED,
    Mark.BOUND: Readiness.BOUND,
}
_OF_MARK = bytes(_ALONE[mark] << SHIFT for mark in Mark).ljust(256, b"\0")
_BITS_OF_MARK = bytes(_BITS[mark] for mark in Mark).ljust(256, b"\0")
_OF_BITS = bytes(_gravest(bits) << SHIFT for bits in range(256))


def of_reported(marks: NDArray[np.int8]) -> Bytes:
    """Tell of figures that are judged as they were reported. Returns shifted `Readiness`."""
    return translate(marks, _OF_MARK).view(np.uint8).copy()


def of_made(
    parts: Iterable[NDArray[np.int8]], shape: tuple[int, ...], first: int | None, zero: Bools | None = None
) -> Bytes:
    """Tell of figures made of several: `parts` are their marks, (years, …).

    `first` is the first row of a flow's sum, None for what is no sum; `zero` tells where a denominator is zero.
    Returns shifted `Readiness`.
    """
    bits = np.zeros(shape, dtype=np.uint8)
    for marks in parts:
        bits |= translate(marks, _BITS_OF_MARK).view(np.uint8)
    if zero is not None:
        bits |= zero.view(np.uint8) * np.uint8(_ZERO)
    if first is None:
        return translate(bits, _OF_BITS).view(np.uint8).copy()
    so_far = np.bitwise_or.accumulate(bits[first:] & _CARRIED, axis=0)
    bits[first:] |= (so_far & np.uint8(_REFUSED | _BOUND)) | (so_far & np.uint8(_MISSING)) * _TO_LACKING
    found = translate(bits, _OF_BITS).view(np.uint8).copy()
    found[:first] = Readiness.NO_OBSERVATION << SHIFT
    return found


def unshifted(code: Bytes) -> NDArray[np.int8]:
    """Return the `Readiness` in each byte."""
    return (code >> SHIFT).astype(np.int8)
