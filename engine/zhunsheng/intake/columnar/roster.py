"""Rosters (名册) of any size -> places. Unlike in a small check, a place is known by its id alone: names repeat."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhunsheng.intake import roster_messages as spoken
from zhunsheng.intake.characters import fold
from zhunsheng.intake.columnar import messages
from zhunsheng.intake.columnar.coded import as_text, coded
from zhunsheng.intake.columnar.problems import Problems, Said
from zhunsheng.intake.columns import Field
from zhunsheng.intake.names import Names
from zhunsheng.intake.numbers import hidden_characters
from zhunsheng.intake.roster import MAX_NAME
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.plan import Place, Roster

_SAFE_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"
_HIDDEN = r"[\p{Cc}\p{Cf}]"


class Entry(NamedTuple):
    """A row that is understood for itself; `around` is the id of a place of a roster, or names one of the plan."""

    id: str
    name: str
    level: str
    kind: str | None
    around: str
    row: int


def read_rosters(tables: Sequence[tuple[pa.Table, int]], catalogue: Catalogue, problems: Problems) -> tuple[Place, ...]:
    """Return the places of all rosters, ascending by id. Tables have columns named by field; rows count from a number.

    What is wrong with rows is noted in `problems`; such rows yield no place.
    """
    if not tables:
        return ()
    if not catalogue.plan.rosters:
        for _, first in tables:
            problems.add(spoken.not_awaited(), first)
        return ()
    reader = _Reader(catalogue, problems)
    entries = [entry for table, first in tables for entry in reader.entries(table, first)]
    return tuple(sorted(reader.placed(reader.unique(entries)), key=lambda place: place.id))


class _Reader:
    """Reads whole columns, and notes what is wrong with them."""

    def __init__(self, catalogue: Catalogue, problems: Problems) -> None:
        self._problems = problems
        self._names = Names(catalogue)
        self._plan = {place.id: place for place in catalogue.plan.places}
        self._rosters = {fold(name): each for each in catalogue.plan.rosters for name in (each.level, each.title)}

    def entries(self, table: pa.Table, first: int) -> list[Entry]:
        """Understand rows for themselves; leave out those that are wrong."""
        size = table.num_rows
        texts = {field: _text(table, field) for field in (Field.ID, Field.NAME, Field.LEVEL, Field.KIND, Field.WITHIN)}
        fine = np.ones(size, np.bool_)
        numbers = np.arange(first, first + size)
        for field in (Field.ID, Field.NAME, Field.LEVEL, Field.WITHIN):
            self._refuse(fine, numbers, _where(pc.equal(texts[field], "")), spoken.blank(field))
        unsafe = ~_where(pc.match_substring_regex(texts[Field.ID], _SAFE_ID)) & ~_where(pc.equal(texts[Field.ID], ""))
        self._refuse(fine, numbers, unsafe, messages.unsafe_ids())
        self._refuse(fine, numbers, _where(pc.greater(pc.utf8_length(texts[Field.NAME]), MAX_NAME)), _too_long())
        hidden = _where(pc.match_substring_regex(texts[Field.NAME], _HIDDEN))
        self._refuse(fine, numbers, hidden, hidden_characters("\u200b"))
        levels, kinds = self._levels(texts[Field.LEVEL], texts[Field.KIND], fine, numbers)
        kept = np.flatnonzero(fine)
        chosen = {field: column.take(pa.array(kept)).to_pylist() for field, column in texts.items()}
        pairs = ((levels[row], kinds[row]) for row in kept.tolist())
        columns = (chosen[Field.ID], chosen[Field.NAME], pairs, chosen[Field.WITHIN], numbers[kept].tolist())
        return [Entry(each, name, *pair, around, row) for each, name, pair, around, row in zip(*columns, strict=True)]

    def _levels(
        self, levels: pa.Array, kinds: pa.Array, fine: NDArray[np.bool_], numbers: NDArray[np.int64]
    ) -> tuple[list[str], list[str | None]]:
        """Look up the distinct pairs of level and kind."""
        level, kind = coded(levels), coded(kinds)
        pairs, codes = np.unique(level.codes.astype(np.int64) * len(kind.texts) + kind.codes, return_inverse=True)
        found: list[tuple[str, str | None]] = []
        said: list[Said | None] = []
        for pair in pairs.tolist():
            texts = level.texts[pair // len(kind.texts)], kind.texts[pair % len(kind.texts)]
            meant, wrong = self._pair(*texts)
            found.append(meant)
            said.append(wrong)
        bad = np.array([each is not None for each in said], np.bool_)[codes] & fine
        if bad.any():
            self._problems.add_rows(said, codes[bad], numbers[bad])
            fine &= ~bad
        listed = codes.tolist()
        return [found[code][0] for code in listed], [found[code][1] for code in listed]

    def _pair(self, level: str, kind: str) -> tuple[tuple[str, str | None], Said | None]:
        roster: Roster | None = self._rosters.get(fold(level))
        if roster is None:
            return ("", None), spoken.unknown_level(level, list(self._rosters)) if level else None
        kinds = {fold(each): each for each in roster.kinds} or {"": ""}
        if fold(kind) not in kinds:
            return (roster.level, None), spoken.unknown_kind(kind, roster)
        return (roster.level, kinds[fold(kind)] or None), None

    def unique(self, entries: Sequence[Entry]) -> list[Entry]:
        """Keep each place once; none of those that contradict each other, and none that the plan lists itself."""
        if len({each.id for each in entries} | self._plan.keys()) == len(entries) + len(self._plan):
            return list(entries)
        first: dict[str, Entry] = {}
        differing: set[str] = set()
        for each in entries:
            held = first.setdefault(each.id, each)
            if held[:-1] != each[:-1]:
                differing.add(each.id)
        kept: list[Entry] = []
        for each in entries:
            if each.id in differing:
                self._problems.add(messages.places_disagree(), each.row)
            elif each is not first[each.id]:
                self._problems.add(messages.place_repeated(), each.row)
            elif each.id in self._plan:
                self._problems.add(spoken.in_the_plan(each.id), each.row)
            else:
                kept.append(each)
        return kept

    def placed(self, entries: Sequence[Entry]) -> Iterator[Place]:
        """Put each place into the one around it, from the plan's places inwards; refuse those that lie nowhere."""
        around = {each.id: each.around for each in entries}
        named = {text: self._names.known_place(text) for text in set(around.values()) - around.keys()}
        sure = dict.fromkeys(self._plan, True)
        outer = {text: (found,) for text, found in named.items() if found is not None}
        for each in entries:
            within = outer.get(each.around)
            if within is None:
                _trace(each.id, around, named, sure)
                within = (each.around,) if sure[each.id] else None
            if within is not None:
                yield Place(id=each.id, title=each.name, level=each.level, kind=each.kind, within=within)
            else:
                self._problems.add(spoken.lies_nowhere(each.around, None), each.row)

    def _refuse(
        self, fine: NDArray[np.bool_], numbers: NDArray[np.int64], wrong: NDArray[np.bool_], said: Said
    ) -> None:
        wrong &= fine
        if wrong.any():
            self._problems.add(said, int(numbers[wrong][0]), int(wrong.sum()))
            fine &= ~wrong


def _trace(identity: str, around: dict[str, str], named: dict[str, str | None], sure: dict[str, bool]) -> None:
    """Find out whether a place lies, through others, in one of the plan; note it for all on the way."""
    way: dict[str, None] = {}
    while identity not in sure and identity in around and identity not in way:
        way[identity] = None
        identity = around[identity]
    found = sure.get(identity, False) or (identity not in around and named.get(identity) is not None)
    for each in way:
        sure[each] = found


def _text(table: pa.Table, field: Field) -> pa.Array:
    """Return a column as trimmed text; an empty text where there is none."""
    if field.value not in table.column_names:
        return pa.array([""] * table.num_rows, pa.string())
    column = pa.concat_arrays(
        [as_text(chunk) for chunk in table.column(field.value).chunks] or [pa.array([], pa.string())]
    )
    return pc.replace_substring_regex(pc.utf8_trim_whitespace(column.fill_null("")), r"\s+", " ")


def _where(found: pa.Array) -> NDArray[np.bool_]:
    return np.array(found)


def _too_long() -> Said:
    return spoken.name_too_long(MAX_NAME)
