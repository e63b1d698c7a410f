"""Rosters (名册): rows that name places of a level that the plan leaves open -> places, and what is wrong with rows.

Neither the order of rows nor that of files matters: of rows that contradict each other none is taken.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence

import msgspec

from zhunsheng.intake import roster_messages as messages
from zhunsheng.intake.characters import fold, hidden
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.names import Names
from zhunsheng.intake.numbers import hidden_characters
from zhunsheng.intake.row_messages import merged
from zhunsheng.intake.table import Row
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.plan import Place, Roster

MAX_NAME = 60
"""Characters in the name of a place."""
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)
_DIGEST = 12


class Listed(msgspec.Struct, frozen=True):
    """The places of all rosters, ordered by level, place around them and name; and what is wrong with rows."""

    places: tuple[Place, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is understood for itself. `within` is the id of a place of the plan, or a name yet to be found."""

    row: Row
    id: str
    title: str
    level: str
    kind: str | None
    within: str
    known: bool

    @property
    def says(self) -> tuple[object, ...]:
        """What the row says: rows that say the same are one."""
        return self.id, fold(self.title), self.level, self.kind, self.within, self.known

    @property
    def spellings(self) -> set[str]:
        """The names by which other rows may speak of the place."""
        return {fold(self.title), fold(self.id)}


def read_roster(rows: Iterable[Row], catalogue: Catalogue) -> Listed:
    """Read the rows of all rosters against a plan."""
    rows = list(rows)
    if not rows:
        return Listed()
    if not catalogue.plan.rosters:
        first = {row.where: row for row in reversed(rows)}
        return Listed(problems=tuple(messages.not_awaited().at(where.at()) for where in reversed(first)))
    reader = _Reader(catalogue)
    entries = [entry for row in rows if (entry := reader.entry(row)) is not None]
    placed = reader.placed(reader.unique(entries))
    return Listed(places=_in_order(placed, catalogue), problems=tuple(reader.problems))


class _Reader:
    """Reads rows, and collects what is wrong with them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.problems: list[Diagnostic] = []
        self._names = Names(catalogue)
        self._rosters = {fold(name): each for each in catalogue.plan.rosters for name in (each.level, each.title)}

    def entry(self, row: Row) -> _Entry | None:
        """Understand one row for itself; None where anything in it is wrong, which is then said."""
        if row.fault is not None:
            self._say(row, None, row.fault)
            return None
        name, identity, within = self._name(row), self._id(row), self._needed(row, Field.WITHIN)
        roster = self._roster(row)
        kind = self._kind(row, roster) if roster is not None else None
        if name is None or identity is None or within is None or roster is None or kind is None:
            return None
        around = self._names.known_place(within)
        return _Entry(
            row=row,
            id=identity or f"{roster.level}-{hashlib.sha256(fold(name).encode()).hexdigest()[:_DIGEST]}",
            title=name,
            level=roster.level,
            kind=kind or None,
            within=around or fold(within),
            known=around is not None,
        )

    def unique(self, entries: Sequence[_Entry]) -> list[_Entry]:
        """Keep each place once; none of those that contradict each other, and none that the plan lists itself."""
        first: dict[tuple[object, ...], _Entry] = {}
        bearers: dict[str, dict[tuple[object, ...], _Entry]] = {}
        for each in entries:
            if each.says in first:
                if each.row.form is None and first[each.says].row.form is None:  # a form lists what is known already
                    self._say(each.row, Field.NAME, messages.repeated(first[each.says].row))
                continue
            first[each.says] = each
            for spelling in each.spellings:
                bearers.setdefault(spelling, {})[each.says] = each
        kept: list[_Entry] = []
        for says, each in first.items():
            rivals = {key: other for name in each.spellings for key, other in bearers[name].items() if key != says}
            if rivals:
                self._say(each.row, Field.NAME, messages.contradicted([other.row for other in rivals.values()]))
            elif any(self._names.names_a_place(name) for name in each.spellings):
                self._say(each.row, Field.NAME, messages.in_the_plan(each.title))
            else:
                kept.append(each)
        return kept

    def placed(self, entries: Sequence[_Entry]) -> list[Place]:
        """Put each place into the one around it, from the plan's places inwards; refuse those that lie nowhere."""
        inside: dict[str, list[_Entry]] = {}
        for each in entries:
            if not each.known:
                inside.setdefault(each.within, []).append(each)
        done: dict[str, Place] = {}
        waiting = [(each, each.within) for each in entries if each.known]
        while waiting:
            entry, around = waiting.pop()
            done[entry.id] = Place(id=entry.id, title=entry.title, level=entry.level, kind=entry.kind, within=(around,))
            waiting += [(each, entry.id) for name in entry.spellings for each in inside.get(name, ())]
        for each in entries:
            if each.id not in done:
                text = each.row.cell(Field.WITHIN).text
                self._say(each.row, Field.WITHIN, messages.lies_nowhere(text, self._names.place_like(text)))
        return list(done.values())

    def _name(self, row: Row) -> str | None:
        name = self._needed(row, Field.NAME)
        if name is not None and len(name) > MAX_NAME:
            self._say(row, Field.NAME, messages.name_too_long(MAX_NAME))
            return None
        return name

    def _id(self, row: Row) -> str | None:
        """Return the id that a row gives, or an empty text where it gives none."""
        identity = self._text(row, Field.ID)
        if identity and not _SAFE_ID.fullmatch(identity):
            self._say(row, Field.ID, messages.unsafe_id(identity))
            return None
        return identity

    def _roster(self, row: Row) -> Roster | None:
        level = self._needed(row, Field.LEVEL)
        roster = self._rosters.get(fold(level)) if level is not None else None
        if level is not None and roster is None:
            self._say(row, Field.LEVEL, messages.unknown_level(level, list(self._rosters)))
        return roster

    def _kind(self, row: Row, roster: Roster) -> str | None:
        """Return the kind as the plan writes it; an empty text where the plan tells none apart."""
        text = self._text(row, Field.KIND)
        if text is None:
            return None
        kinds = {fold(each): each for each in roster.kinds} or {"": ""}
        if fold(text) not in kinds:
            self._say(row, Field.KIND, messages.unknown_kind(text, roster))
        return kinds.get(fold(text))

    def _needed(self, row: Row, field: Field) -> str | None:
        """Return what a cell says, if it says anything."""
        text = self._text(row, field)
        if text == "":
            self._say(row, field, messages.blank(field))
        return text or None

    def _text(self, row: Row, field: Field) -> str | None:
        """Return what a cell says, trimmed; None where it cannot be used, which is then said."""
        cell, covered = row.cell(field), row.covered.get(field)
        fault = merged(field, covered) if covered else cell.fault
        if fault is None and (unseen := hidden(cell.text)):
            fault = hidden_characters(unseen)
        if fault is not None:
            self._say(row, field, fault)
            return None
        for remark in cell.remarks:
            self._say(row, field, remark)
        return " ".join(cell.text.split())

    def _say(self, row: Row, field: Field | None, complaint: Complaint) -> None:
        self.problems.append(complaint.at(row.at(field)))


def _in_order(places: Sequence[Place], catalogue: Catalogue) -> tuple[Place, ...]:
    """Order places as a person would: by level, by the place around, by name, 第2网格 before 第10网格."""
    levels = [roster.level for roster in catalogue.plan.rosters]
    plan = {place.id: index for index, place in enumerate(catalogue.plan.places)}
    titles = {place.id: place.title for place in places}

    def rank(place: Place) -> tuple[object, ...]:
        (around,) = place.within
        beside = plan.get(around, len(plan)), _counted(titles.get(around, ""))
        return levels.index(place.level), beside, _counted(place.title), place.id

    return tuple(sorted(places, key=rank))


def _counted(title: str) -> list[tuple[str, int]]:
    """Take a name apart into words and numbers, so that numbers are compared as such."""
    pieces = re.split(r"(\d+)", fold(title))
    words, numbers = pieces[::2], [int(number) for number in pieces[1::2]]
    return list(zip(words, [*numbers, 0], strict=True))
