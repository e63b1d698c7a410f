"""Two years of one promise: the facts that tell them apart, read off the two judgements."""

from collections.abc import Iterator

from zhunsheng.model.change import Cause, CauseKind, Row
from zhunsheng.model.indicator import DONE
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.turned import Turned


def turned(old: Row, new: Row, causes: tuple[Cause, ...]) -> tuple[Turned, ...]:
    """List the facts, of the figure first, then of what the year asks for. Each is true; which decided is not said."""
    return (*_figure(old, new, causes), *_year(old, new), *_leave(old, new))


def _figure(old: Row, new: Row, causes: tuple[Cause, ...]) -> Iterator[Turned]:
    refused = Reason.REFUSED in (old.reason, new.reason)
    if refused and (old.reason is not new.reason):
        yield Turned.UNREADABLE if new.reason is Reason.REFUSED else Turned.READABLE
    elif any(cause.kind is CauseKind.FIGURE for cause in causes) or old.value != new.value:
        yield from _moved(old, new)
    if new.relapsed and not old.relapsed:
        yield Turned.RELAPSED


def _moved(old: Row, new: Row) -> Iterator[Turned]:
    if old.value is None or new.value is None:
        if old.value is not new.value:
            yield Turned.REPORTED if old.value is None else Turned.MISSING
    elif old.unit == new.unit and old.value != new.value:
        up = new.value > old.value
        if new.unit == DONE:
            yield Turned.DONE if up else Turned.UNDONE
        else:
            yield Turned.RISEN if up else Turned.FALLEN


def _year(old: Row, new: Row) -> Iterator[Turned]:
    if old.phase is Phase.BASE and new.phase is not Phase.BASE:
        yield Turned.BEGAN
    yield from _awaited(old, new)
    unasked, due = new.reason is Reason.NO_TARGET_THIS_YEAR, _is_due(new)
    if unasked != (old.reason is Reason.NO_TARGET_THIS_YEAR):
        yield Turned.NOT_ASKED if unasked else Turned.ASKED
    elif due != _is_due(old):
        yield Turned.CAME_DUE if due else Turned.NOT_YET_DUE
    yield from _limit(old, new)


def _awaited(old: Row, new: Row) -> Iterator[Turned]:
    """Tell whether what somebody else is to hand down is there for one of the years only."""
    for reason, there, gone in (
        (Reason.NO_TARGET_ISSUED, Turned.ISSUED, Turned.NOT_ISSUED),
        (Reason.NO_BENCHMARK, Turned.BENCHMARK, Turned.NO_BENCHMARK),
    ):
        if (old.reason is reason) != (new.reason is reason):
            yield gone if new.reason is reason else there


def _is_due(row: Row) -> bool:
    """Tell whether the year has a limit of its own, or one that was due earlier and stands."""
    if row.phase is not None:
        return row.phase in (Phase.DUE, Phase.STANDING)
    return row.due is not None and row.due <= row.year


def _limit(old: Row, new: Row) -> Iterator[Turned]:
    if old.target is None or new.target is None or old.unit != new.unit:
        return
    if (old.operator, old.upper) != (new.operator, new.upper):
        yield Turned.OTHER_LIMIT
    elif old.target != new.target:
        yield Turned.HIGHER if new.target > old.target else Turned.LOWER
    elif old.expected is not None and new.expected is not None and old.expected != new.expected:
        yield Turned.PATH


def _leave(old: Row, new: Row) -> Iterator[Turned]:
    if (old.status is Status.WAIVED) != (new.status is Status.WAIVED):
        yield Turned.WAIVED if new.status is Status.WAIVED else Turned.NOT_WAIVED
