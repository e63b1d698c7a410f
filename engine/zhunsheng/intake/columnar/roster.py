"""Rosters (名册) of any size -> places. Unlike in a small check, a place is known by its id alone: names repeat."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhunsheng.arrow_columns import integers
from zhunsheng.intake import roster_messages as spoken
from zhunsheng.intake.characters import fold
from zhunsheng.intake.columnar import messages, tidy
from zhunsheng.intake.columnar.coded import Coded, as_text, texts_of
from zhunsheng.intake.columnar.entries import Entries, ascending, firsts, reaching
from zhunsheng.intake.columnar.listing import texts
from zhunsheng.intake.columnar.problems import Problems, Said
from zhunsheng.intake.columns import Field
from zhunsheng.intake.names import Names
from zhunsheng.intake.numbers import hidden_characters
from zhunsheng.intake.roster import MAX_NAME
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.places import Codes, Places, coded, occurring
from zhunsheng.model.plan import Roster

Mask = NDArray[np.bool_]


def read_rosters(tables: Sequence[tuple[pa.Table, int]], catalogue: Catalogue, problems: Problems) -> Places:
    """Return the places of all rosters. Tables have columns named by field; rows count from a number.

    What is wrong with rows is noted in `problems`; such rows yield no place.
    """
    if not tables:
        return Places.of(())
    if not catalogue.plan.rosters:
        for _, first in tables:
            problems.add(spoken.not_awaited(), first)
        return Places.of(())
    reader = _Reader(catalogue, problems)
    entries = Entries.of_all([reader.entries(table, first) for table, first in tables])
    return reader.placed(reader.unique(entries))


class _Reader:
    """Reads whole columns, and notes what is wrong with them."""

    def __init__(self, catalogue: Catalogue, problems: Problems) -> None:
        self._problems = problems
        self._names = Names(catalogue)
        self._plan = {place.id for place in catalogue.plan.places}
        self._rosters = {fold(name): each for each in catalogue.plan.rosters for name in (each.level, each.title)}

    def entries(self, table: pa.Table, first: int) -> Entries:
        """Understand rows for themselves; leave out those that are wrong."""
        fine, numbers = np.ones(table.num_rows, np.bool_), np.arange(first, first + table.num_rows)
        ids, names = (_column(table, field) for field in (Field.ID, Field.NAME))
        level, kind, around = (_coded(table, field) for field in (Field.LEVEL, Field.KIND, Field.WITHIN))
        ids = tidy.tidy(ids, tidy.odd(ids))
        odd = tidy.odd(names)
        names = tidy.tidy(names, odd)
        self._refuse(fine, numbers, tidy.blank(ids), spoken.blank(Field.ID))
        self._refuse(fine, numbers, tidy.blank(names), spoken.blank(Field.NAME))
        self._refuse(fine, numbers, _blank(level), spoken.blank(Field.LEVEL))
        self._refuse(fine, numbers, _blank(around), spoken.blank(Field.WITHIN))
        self._refuse(fine, numbers, tidy.unsafe(ids), messages.unsafe_ids())
        self._refuse(fine, numbers, pc.utf8_length(names).to_numpy() > MAX_NAME, spoken.name_too_long(MAX_NAME))
        self._refuse(fine, numbers, tidy.hiding(names, odd), hidden_characters("\u200b"))
        kinds, kind_of = self._levels(level, kind, fine, numbers)
        return Entries(ids, names, kinds, kind_of, around.texts, around.codes, numbers).kept(fine)

    def _levels(
        self, level: Coded, kind: Coded, fine: Mask, numbers: NDArray[np.int64]
    ) -> tuple[tuple[tuple[str, str | None], ...], Codes]:
        """Look up the distinct pairs of level and kind; several may mean the same."""
        both = integers(level.codes.astype(np.int64) * len(kind.texts) + kind.codes).dictionary_encode()
        pairs, codes = both.dictionary.to_pylist(), both.indices.to_numpy()
        found: list[tuple[str, str | None]] = []
        said: list[Said | None] = []
        for pair in pairs:
            meant, wrong = self._pair(level.texts[pair // len(kind.texts)], kind.texts[pair % len(kind.texts)])
            found.append(meant)
            said.append(wrong)
        bad = np.array([each is not None for each in said], np.bool_)[codes] & fine
        if bad.any():
            self._problems.add_rows(said, codes[bad], numbers[bad])
            fine &= ~bad
        kinds, numbered = coded(found)
        return kinds, numbered[codes]

    def _pair(self, level: str, kind: str) -> tuple[tuple[str, str | None], Said | None]:
        roster: Roster | None = self._rosters.get(fold(level))
        if roster is None:
            return ("", None), spoken.unknown_level(level, list(self._rosters)) if level else None
        kinds = {fold(each): each for each in roster.kinds} or {"": ""}
        if fold(kind) not in kinds:
            return (roster.level, None), spoken.unknown_kind(kind, roster)
        return (roster.level, kinds[fold(kind)] or None), None

    def unique(self, entries: Entries) -> Entries:
        """Keep each place once; none of those that contradict each other, and none that the plan lists itself."""
        planned = np.array(pc.is_in(entries.ids, value_set=pa.array(sorted(self._plan), pa.string())), np.bool_)
        if ascending(entries.ids) and not planned.any():
            return entries
        first = firsts(entries.ids)
        same = pc.equal(entries.names, entries.names.take(integers(first))).to_numpy(zero_copy_only=False)
        same &= (entries.kind_of == entries.kind_of[first]) & (entries.around_of == entries.around_of[first])
        differing = np.isin(first, first[~same])
        repeated = ~differing & (first != np.arange(len(first)))
        planned &= ~differing & ~repeated
        for wrong, said in ((differing, messages.places_disagree()), (repeated, messages.place_repeated())):
            if wrong.any():
                self._problems.add(said, int(entries.rows[wrong][0]), int(wrong.sum()))
        for position in np.flatnonzero(planned).tolist():
            self._problems.add(spoken.in_the_plan(entries.ids[position].as_py()), int(entries.rows[position]))
        return entries.kept(~(differing | repeated | planned))

    def placed(self, entries: Entries) -> Places:
        """Put each place into the one around it, from the plan's places inwards; refuse those that lie nowhere."""
        outer = entries.around()
        named = {
            text: self._names.known_place(text)
            for text, row in zip(entries.arounds, outer.tolist(), strict=True)
            if row < 0
        }
        sure = np.array([text in self._plan or named.get(text) is not None for text in entries.arounds], np.bool_)
        inside = reaching(outer[entries.around_of], sure[entries.around_of])
        self._refuse_lost(entries.kept(~inside))
        entries = entries.kept(inside).sorted()
        withins, codes = coded((named.get(text) or text,) for text in entries.arounds)
        kinds, kind_of = occurring(entries.kinds, entries.kind_of)
        arounds, around_of = occurring(withins, codes[entries.around_of])
        return Places(
            ids=texts(entries.ids),
            titles=texts(entries.names),
            kinds=kinds,
            kind_of=kind_of,
            arounds=arounds,
            around_of=around_of,
        )

    def _refuse_lost(self, entries: Entries) -> None:
        """Say of rows that they lie nowhere, the first of them first."""
        lost = integers(entries.around_of).dictionary_encode()
        said = [spoken.lies_nowhere(entries.arounds[code], None) for code in lost.dictionary.to_pylist()]
        self._problems.add_rows(said, lost.indices.to_numpy(), entries.rows)

    def _refuse(self, fine: Mask, numbers: NDArray[np.int64], wrong: Mask, said: Said) -> None:
        wrong &= fine
        if wrong.any():
            self._problems.add(said, int(numbers[wrong][0]), int(wrong.sum()))
            fine &= ~wrong


def _column(table: pa.Table, field: Field) -> pa.Array:
    """Return a column as strings; empty ones where there is none."""
    if field.value not in table.column_names:
        return pa.repeat("", table.num_rows)
    chunks = [as_text(chunk) for chunk in table.column(field.value).chunks]
    return tidy.valid(pa.concat_arrays(chunks or [pa.array([], pa.string())]))


def _coded(table: pa.Table, field: Field) -> Coded:
    """Return a column as its distinct texts, tidy; an empty one where there is none."""
    if field.value not in table.column_names:
        return Coded(np.zeros(table.num_rows, np.int32), [""])
    column = table.column(field.value)
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string(), safe=False).dictionary_encode()
    column = column.unify_dictionaries().combine_chunks()
    texts = pa.concat_arrays([tidy.valid(as_text(column.dictionary)), pa.array([""])])
    found = tidy.tidy(texts, tidy.odd(texts)).dictionary_encode()
    codes = column.indices.cast(pa.int32()).fill_null(len(texts) - 1).to_numpy()
    return Coded(found.indices.to_numpy()[codes], texts_of(found.dictionary))


def _blank(column: Coded) -> Mask:
    return np.array([not text for text in column.texts], np.bool_)[column.codes]
