"""Looks and acts, in the order of the log -> the items of a ledger.

Only news moves an item: a run that sees the same figures in the same year changes nothing, however often it is made.
What a run cannot tell (not reported, not evaluable, pending, not due) resolves nothing.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from zhunsheng.ledger.looks import KINDS, LEVELS
from zhunsheng.model.judgement import Status
from zhunsheng.model.ledger import BEIJING, Act, Course, Deed, Item, ItemKey, Look, Sighting, State, Step, Terms
from zhunsheng.model.waiver import Waiver

_STATUSES = {Status.BEHIND: 1, Status.FAR_BEHIND: 2, Status.REGRESSING: 3, Status.NOT_REPORTED: 3, Status.MISSED: 4}


@dataclass(slots=True)
class _Life:
    """An item while its events are gone through."""

    key: ItemKey
    course: Course
    opened: dt.datetime
    look: Look
    steps: list[Step] = field(default_factory=list)
    latest: dict[int, Look] = field(default_factory=dict)
    served: dt.date | None = None
    due: dt.date | None = None
    waiver: Waiver | None = None
    revoked: bool = False
    verified: bool = False
    extended: int = 0
    reopened: int = 0


def fold(events: Iterable[Sighting | Act], terms: Terms, today: dt.date) -> tuple[Item, ...]:
    """Go through `events` in the order of the log and return all items as they stand on `today`, by id.

    Acts on items that no run has seen are passed over: the log is checked before an act enters it.
    """
    lives: dict[str, _Life] = {}
    for event in events:
        if isinstance(event, Act):
            life = lives.get(event.item)
            if life is not None:
                _act(life, event, terms)
        else:
            for key, look in (*event.seen, *_gone(lives, event)):
                _see(lives, key, look, event)
    return tuple(_item(lives[each], today) for each in sorted(lives))


def _gone(lives: dict[str, _Life], run: Sighting) -> list[tuple[ItemKey, Look]]:
    """Look at conclusions about departments that a run no longer draws, though it judged their year.

    A rule always has a judgement to look at; a conclusion about a department is there or it is not.
    """
    years = {*run.years, *(look.year for _, look in run.seen)}
    keys = {key for key, _ in run.seen}
    return [
        (life.key, Look(year=life.look.year, status=Status.MET, owner=life.look.owner))
        for life in lives.values()
        if life.look.status is None and life.course.open and life.look.year in years and life.key not in keys
    ]


def _see(lives: dict[str, _Life], key: ItemKey, look: Look, run: Sighting) -> None:
    """Let one look move its item, or begin one."""
    life = lives.get(key.id)
    if look.status is Status.WAIVED:  # set aside: nobody looked
        return
    if life is None:
        if look.off:
            lives[key.id] = life = _Life(key, Course.NEW, run.at, look)
            _note(life, look, run)
        return
    before = life.latest.get(look.year)
    if before is not None and _same(before, look):
        return
    course = _moved(life, look, before)
    if course is None:
        life.latest[look.year] = look  # a later look at an earlier year is kept for comparison, and moves nothing
        return
    if course is Course.REOPENED and life.course is not Course.REOPENED:
        # What comes back is served anew: nobody is late on account of an old notice.
        life.opened, life.served, life.due, life.verified = run.at, None, None, False
        life.reopened += 1
    life.course, life.look = course, look
    _note(life, look, run)


def _note(life: _Life, look: Look, run: Sighting) -> None:
    life.latest[look.year] = look
    life.steps.append(Step(entry=run.entry, at=run.at, course=life.course, look=look))


def _same(before: Look, look: Look) -> bool:
    return (before.evidence, before.kind, before.level, before.status) == (
        look.evidence,
        look.kind,
        look.level,
        look.status,
    )


def _moved(life: _Life, look: Look, before: Look | None) -> Course | None:
    """Return where a look leads an item, or None where it leads nowhere."""
    if look.year < life.look.year:
        return None
    if look.off:
        if not life.course.open:
            return Course.REOPENED
        return Course.WORSENED if _graver(look, life.look) else Course.PERSISTING
    if not life.course.open or not look.fine:
        return None
    # A figure handed in late puts silence right; a figure put right takes back what was found.
    put_right = look.year == life.look.year and before is not None and before.status is not Status.NOT_REPORTED
    return Course.RESTATED if put_right else Course.RESOLVED


def _graver(look: Look, before: Look) -> bool:
    """Tell whether a finding weighs more: by kind, level and status; then by distance, where the limit is the same."""
    grades = _grade(look), _grade(before)
    if grades[0] != grades[1]:
        return grades[0] > grades[1]
    comparable = look.limit == before.limit and look.shortfall is not None and before.shortfall is not None
    return comparable and look.shortfall > before.shortfall  # type: ignore[operator]


def _grade(look: Look) -> tuple[int, int, int]:
    kind = -1 if look.kind is None else KINDS[look.kind]
    level = -1 if look.level is None else LEVELS[look.level]
    return kind, level, 0 if look.status is None else _STATUSES.get(look.status, 0)


def _act(life: _Life, act: Act, terms: Terms) -> None:
    day = act.at.astimezone(BEIJING).date()
    match act.deed:
        case Deed.SERVE if life.served is None:  # a second notice moves no date: only an extension does
            life.served = day
            life.due = act.due or day + dt.timedelta(days=terms.of(life.look))
        case Deed.EXTEND:
            life.due = act.due
            life.extended += 1
        case Deed.VERIFY | Deed.REJECT:
            life.verified = act.deed is Deed.VERIFY
        case Deed.CLOSE:
            life.course = Course.CLOSED
        case Deed.WAIVE if act.until is not None:
            life.waiver = Waiver(
                by=act.by,
                approver=act.approver,
                reason=act.reason,
                since=act.at,
                until=act.until,
                document=act.document,
            )
            life.revoked = False
        case Deed.REVOKE:
            life.revoked = True
        case _:
            pass
    life.steps.append(Step(entry=act.entry, at=act.at, course=life.course, act=act))


def _item(life: _Life, today: dt.date) -> Item:
    return Item(
        key=life.key,
        state=_state(life, today),
        course=life.course,
        owner=life.look.owner,
        opened=life.opened,
        look=life.look,
        steps=tuple(life.steps),
        served=life.served,
        due=life.due,
        waiver=None if life.revoked else life.waiver,
        verified=life.verified,
        extended=life.extended,
        reopened=life.reopened,
    )


def _state(life: _Life, today: dt.date) -> State:
    """Return what dates and waivers make of the course: a waiver shields from being late, and lapses by itself."""
    if not life.course.open:
        return State(life.course)
    waiver = None if life.revoked else life.waiver
    if waiver is not None and today <= waiver.until:
        return State.WAIVED
    if life.due is not None and today > life.due:
        return State.OVERDUE
    return State.WAIVER_EXPIRED if waiver is not None else State(life.course)
