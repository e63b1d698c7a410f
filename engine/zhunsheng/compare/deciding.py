"""Which of several causes turned a status: told by judging the old side with one part of the new put in its place."""

from collections.abc import Mapping, Sequence

from zhunsheng.model.change import Cause, CauseKind, Deciding, Part, Row, RowKey
from zhunsheng.model.judgement import Status

Swapped = Mapping[Part, Mapping[RowKey, Status]]
"""The statuses of the old side with one part of the new in its place, by part. Empty where that cannot be judged."""

_PART = {
    CauseKind.RULE: Part.RULES,
    CauseKind.ISSUED: Part.ISSUED,
    CauseKind.BENCHMARK: Part.ISSUED,
    CauseKind.FIGURE: Part.FIGURES,
    CauseKind.REFUSED: Part.FIGURES,
    CauseKind.ROSTER: Part.FIGURES,
    CauseKind.EARLIER: Part.FIGURES,
    CauseKind.WAIVER: Part.WAIVER,
}


_OF_YEAR = {CauseKind.ISSUED: Part.YEAR, CauseKind.BENCHMARK: Part.YEAR, CauseKind.LIMIT: Part.YEAR} | {
    CauseKind.YEAR: Part.YEAR
}
"""Between two years, whatever the year asks for is one part: limits, due dates, what was issued for it."""


def deciding(
    key: RowKey, new: Row, causes: Sequence[Cause], swapped: Swapped, *, unseen: bool
) -> tuple[Deciding, tuple[Part, ...]]:
    """Say which parts, put in place alone, give the new status. `unseen` rules may have changed beside all else."""
    of = _PART if key.year is not None else _PART | _OF_YEAR
    parts = tuple(dict.fromkeys(of[cause.kind] for cause in causes if cause.kind in of))
    if len(parts) <= 1 and (not unseen or parts == (Part.RULES,)):
        return Deciding.ONLY, parts
    if new.status is Status.WAIVED:
        return Deciding.ALONE, (Part.WAIVER,)  # nothing but leave gives this status
    if Part.DATA in swapped:
        data = {Part.DATA if part in (Part.ISSUED, Part.FIGURES) else part for part in parts}
        parts = tuple(part for part in Part if part in data)
        if len(parts) == 1:
            return Deciding.OPEN, ()
    if not all(key in swapped.get(part, ()) for part in parts):
        return Deciding.OPEN, ()
    enough = tuple(part for part in parts if swapped[part][key] is new.status)
    return (Deciding.ALONE, enough) if enough else (Deciding.TOGETHER, ())
