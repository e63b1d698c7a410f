"""Which plan do the data speak of? The one that knows every row that any plan knows."""

from collections.abc import Sequence

import msgspec

from zhunsheng.intake.roster import read_roster
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.table import Row
from zhunsheng.intake.tables import Tables
from zhunsheng.model.catalogue import Catalogue, peopled

_Line = tuple[str, str | None, int, int | None]
"""File, sheet, line, and the column in which the row begins, where a line may hold several."""


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """Which of several plans the data speak of: the index of the one `chosen`, if it is one.

    `telling` lists, for each plan, the files with rows that it knows and another does not; where no row tells the
    plans apart, the files with rows that it knows at all. `silent` says that no plan knows any row.
    """

    chosen: int | None
    telling: tuple[tuple[str, ...], ...]
    silent: bool


def spoken(tables: Tables, catalogues: Sequence[Catalogue]) -> Spoken:
    """Choose the plan that knows place, year and indicator of every row of which any plan knows them.

    It must be one alone. Where no row is known so far, that the indicator is known has to do. A row is known whatever
    is wrong with its figure; a row that says that there is nothing to report counts too. A row of a form speaks of the
    form's own plan, if that is among them.
    """
    plans = frozenset(catalogue.plan.id for catalogue in catalogues)
    views = [_Knowledge(tables, catalogue, plans - {catalogue.plan.id}) for catalogue in catalogues]
    full = [view.full for view in views]
    silent = not any(full)
    knows = [view.by_indicator for view in views] if silent else full
    most = frozenset[_Line]().union(*knows)
    chosen = [index for index, lines in enumerate(knows) if most and lines == most]
    shared = most.intersection(*knows)
    return Spoken(
        chosen=chosen[0] if len(chosen) == 1 else None,
        telling=tuple(_files(lines - shared or lines) for lines in knows),
        silent=silent and not any(knows),
    )


def _files(lines: frozenset[_Line]) -> tuple[str, ...]:
    return tuple(sorted({file for file, *_ in lines}))


class _Knowledge:
    """The rows that one plan knows in full, and those of which it knows at least the indicator.

    Rows of forms of the `other` plans do not count.
    """

    def __init__(self, tables: Tables, catalogue: Catalogue, other: frozenset[str]) -> None:
        own = (row for row in tables.rows if row.form is None or row.form.plan not in other)
        rows = [row for row in own if row.aside is None]
        roster = [row for row in rows if row.lists_a_place]
        listed = read_roster(roster, catalogue)
        reader = RowReader(peopled(catalogue, listed.places))
        full: list[Row] = []
        partly: list[Row] = []
        for row in rows:
            key = reader.key(row)
            if key.indicator is not None:
                partly.append(row)
                if key.place is not None and key.year is not None:
                    full.append(row)
        # A roster that a plan makes nothing of is no sign of that plan.
        full += roster if listed.places else []
        self.full = frozenset(map(_line, full))
        self.by_indicator = frozenset(map(_line, partly))


def _line(row: Row) -> _Line:
    return row.where.file, row.where.sheet, row.number, row.column
