"""Statuses and reasons as small integers, for arrays. Every reason belongs to exactly one status."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from zhunsheng.model.judgement import Reason, Status

STATUS_OF: Final[dict[Reason, Status]] = {
    Reason.LIMIT_MET: Status.MET,
    Reason.LIMIT_MISSED: Status.MISSED,
    Reason.ALREADY_MET: Status.MET,
    Reason.PACE_ON_TRACK: Status.ON_TRACK,
    Reason.PACE_NEARLY: Status.ON_TRACK,
    Reason.PACE_BEHIND: Status.BEHIND,
    Reason.PACE_FAR_BEHIND: Status.FAR_BEHIND,
    Reason.PACE_REGRESSING: Status.REGRESSING,
    Reason.NO_TARGET_ISSUED: Status.PENDING,
    Reason.NO_BENCHMARK: Status.PENDING,
    Reason.NO_OBSERVATION: Status.NOT_REPORTED,
    Reason.BASE_YEAR: Status.NOT_DUE,
    Reason.NO_TRAJECTORY: Status.NOT_DUE,
    Reason.NO_TARGET_THIS_YEAR: Status.NOT_DUE,
    Reason.NO_ROSTER: Status.NOT_EVALUABLE,
    Reason.FLAT_PATH: Status.NOT_DUE,
    Reason.NO_BASE: Status.NOT_EVALUABLE,
    Reason.ZERO_DENOMINATOR: Status.NOT_EVALUABLE,
    Reason.MISSING_COMPONENT: Status.NOT_EVALUABLE,
    Reason.MISSING_YEAR: Status.NOT_EVALUABLE,
    Reason.ONLY_A_BOUND: Status.NOT_EVALUABLE,
    Reason.REFUSED: Status.NOT_EVALUABLE,
    Reason.WAIVED: Status.WAIVED,
}

STATUSES: Final = tuple(Status)
"""Status codes index this."""

REASONS: Final = tuple(Reason)
"""Reason codes index this."""

CODE: Final = {reason: np.int8(code) for code, reason in enumerate(REASONS)}

STATUS_OF_CODE: Final = bytes(STATUSES.index(STATUS_OF[reason]) for reason in REASONS).ljust(256, b"\xff")
"""A table for `translate`: reason codes to status codes."""


def translate(codes: NDArray[np.int8] | NDArray[np.uint8], table: bytes) -> NDArray[np.int8]:
    """Look up each code in a table of 256 bytes. Bytes know how to do that several times faster than an index does."""
    return np.frombuffer(codes.tobytes().translate(table), dtype=np.int8).reshape(codes.shape)
