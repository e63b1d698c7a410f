"""Which status a reason belongs to, and the small integers that stand for both in arrays."""

from typing import Final

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
"""Every reason belongs to exactly one status."""

STATUSES: Final = tuple(Status)
"""Status codes index this."""

REASONS: Final = tuple(Reason)
"""Reason codes index this."""
