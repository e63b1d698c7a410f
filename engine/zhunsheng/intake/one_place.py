"""The rows of one place (下钻): of files that are small all rows are read first, of large ones only these.

In a large file (data of a bulk run) a place is written by its id.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from zhunsheng.intake import picking
from zhunsheng.intake.characters import fold, shown
from zhunsheng.intake.columns import ROSTER, Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.files import find
from zhunsheng.intake.large_file import Large, large
from zhunsheng.intake.records import RECORDS, Record
from zhunsheng.intake.table import Cell, Row
from zhunsheng.intake.tables import Table, Tables, read_file
from zhunsheng.model.text import Text

_OUTWARDS = 12
"""So many places around one another are looked up: village, town, county, city, province, country …"""


def scan(
    paths: Sequence[Path],
    names: Sequence[str],
    of_plans: Collection[str],
    progress: Callable[[Path, int, int], None] | None = None,
) -> Tables:
    """Read what the files that `paths` name may say of the place that bears one of `names`, its ids and names.

    `of_plans` are the ids of all places that plans list. Nothing is raised for bad input. Of rosters the place is left,
    and those around it. Of figures the rows are left out that name another place of a roster; of the rest,
    `interpret` knows what the plan's places are called.
    """
    found = find(paths)
    sources = [large(path) or read_file(path, path.as_posix())[0] for path in found.files]
    listed = _outwards(sources, names)
    called = frozenset(name for name in (*names, *(row.cell(Field.ID).text.strip() for row in listed[:1])) if name)
    others = frozenset(_others(sources, listed))
    keep = _Keep(called, listed, others)
    of_figures = picking.of_place(called, others.union(of_plans, _ids(listed)))
    of_rosters = picking.of_roster(frozenset(_ids(listed)))
    tables: list[Table] = []
    for done, (path, source) in enumerate(zip(found.files, sources, strict=True), start=1):
        if isinstance(source, Large):
            source = source.table(of_rosters if source.form is ROSTER else of_figures)
        tables.append(msgspec.structs.replace(source, rows=tuple(keep.of(source.rows))))
        if progress is not None:
            progress(path, done, len(found.files))
    return Tables(tables=tuple(tables), problems=found.problems)


def narrowed(tables: Tables, kept: Callable[[Row], bool]) -> Tables:
    """Return the tables without the rows of results that are not `kept`. Rosters stay, and what may concern many."""
    return msgspec.structs.replace(
        tables,
        tables=tuple(
            msgspec.structs.replace(
                table, rows=tuple(row for row in table.rows if row.lists_a_place or not _is_result(row) or kept(row))
            )
            for table in tables.tables
        ),
    )


def _outwards(sources: Iterable[Large | Table], names: Sequence[str]) -> list[Row]:
    """Return the rows of rosters about the place itself, then about the places around it, the nearest first."""
    rosters = [each for each in sources if isinstance(each, Table) or each.form is ROSTER]
    chain: list[Row] = []
    sought: Collection[str] = [name for name in names if name]
    for _ in range(_OUTWARDS):
        found = [row for each in rosters for row in _listed(each, sought) if row not in chain]
        ids = {fold(text) for text in sought}
        # A name may be that of many places, an id is that of one.
        found = [row for row in found if fold(row.cell(Field.ID).text) in ids] or found
        chain += found
        sought = {text for row in found if (text := row.cell(Field.WITHIN).text.strip())}
        if not sought:
            break
    return chain


def _listed(source: Large | Table, texts: Collection[str]) -> Iterator[Row]:
    """Give the rows of a roster about places with these ids or names."""
    if isinstance(source, Large):
        yield from source.rows(picking.of_roster(frozenset(texts)))
        return
    names = {fold(text) for text in texts}
    yield from (row for row in source.of_rosters if not names.isdisjoint(_names(row)))


def _names(row: Row) -> set[str]:
    """The names that a row of a roster gives its place, folded."""
    return {fold(text) for field in (Field.ID, Field.NAME) if (text := row.cell(field).text.strip())}


def _ids(rows: Iterable[Row]) -> set[str]:
    return {text for row in rows if (text := row.cell(Field.ID).text.strip())}


def _others(sources: Iterable[Large | Table], listed: Sequence[Row]) -> Iterator[str]:
    """Give the names of all other places of rosters; of a large one their ids, which alone its figures speak of."""
    mine = _ids(listed)
    for source in sources:
        if isinstance(source, Table):
            yield from (name for row in source.of_rosters if row not in listed for name in _names(row))
        elif source.form is ROSTER:
            yield from (identity for identity in source.ids() if identity not in mine)


def _is_result(row: Row) -> bool:
    return RECORDS.get(fold(row.cell(Field.RECORD).text).lower()) is Record.RESULT


class _Keep:
    """Which rows are kept: those of rosters that were `listed`, and those that may be about the place itself."""

    def __init__(self, called: Collection[str], listed: Sequence[Row], others: frozenset[str]) -> None:
        self._called = {fold(name) for name in called if name}
        self._listed = listed
        self._others = others
        own = _names(listed[0]) if listed else set()
        self._shared = own.intersection(others).difference(self._called)

    def of(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Give the rows that are kept."""
        for row in rows:
            if row.lists_a_place:
                if row in self._listed:
                    yield row
            elif fold(row.cell(Field.ENTITY).text) in self._shared:
                yield _ambiguous(row)
            elif self._may_be_meant(row):
                yield row

    def _may_be_meant(self, row: Row) -> bool:
        text = fold(row.cell(Field.ENTITY).text)
        return not _is_result(row) or text in self._called or text not in self._others


def _ambiguous(row: Row) -> Row:
    """Spoil the place of a row: several places of the rosters are called that, and only one of them is looked at."""
    text = row.cell(Field.ENTITY).text
    fault = Complaint(
        code="ambiguous-entity",
        message=Text(f"名册中有几处叫“{shown(text)}”", f"several places of the rosters are called {shown(text)}"),
        hint=Text("请写编号", "write its id"),
    )
    return msgspec.structs.replace(row, cells={**row.cells, Field.ENTITY: Cell(text, fault=fault)})
