"""What came in with one file, as the store keeps it: figures taken and refused, rows that nobody could read, places."""

from collections.abc import Sequence

import msgspec

from zhunsheng.intake.characters import fold
from zhunsheng.intake.columns import Field
from zhunsheng.intake.gather import gather
from zhunsheng.intake.records import Record
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.tables import Table
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Place
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal
from zhunsheng.store import Figure, State

_DOUBT = "place-not-asked"
"""The doubt that a figure of another place casts is no figure that was handed in."""


class Understood(msgspec.Struct, frozen=True):
    """What one file says for itself, before anything else that came in is looked at."""

    figures: tuple[Figure, ...]
    places: tuple[Place, ...]
    problems: tuple[Diagnostic, ...]


def understand(
    known: Catalogue, reader: RowReader, table: Table, places: Sequence[Place], of_rosters: Sequence[Diagnostic]
) -> Understood:
    """Read one file against a plan whose rosters are filled; of `places` and `of_rosters`, those of this file count."""
    outcomes = [reader.read(row) for row in table.rows if not row.lists_a_place]
    unread = [each.unread for each in outcomes if each.unread]
    own = gather(known, (), [msgspec.structs.replace(each, unread=None) for each in outcomes], ())
    refused = [each for each in own.refusals if each.code != _DOUBT]
    figures = [_figure(each) for each in own.observations]
    figures += [_issued(each) for each in own.issued]
    figures += [_refused(each) for each in refused]
    figures += [_unread(each.at[0], each.code, each.entity, each.year, each.indicator) for each in unread]
    figures += [_unread(each.at, each.code) for each in table.problems if each.severity is Severity.ERROR]
    rows = [row for row in table.rows if row.lists_a_place and row.aside is None]
    listed = {fold(row.cell(field).text) for row in rows for field in (Field.NAME, Field.ID)}
    about = [problem for problem in of_rosters if problem.at.file == table.name]
    return Understood(
        figures=tuple(figures),
        places=tuple(place for place in places if {fold(place.title), fold(place.id)} & listed),
        problems=(*table.problems, *about, *own.problems),
    )


def _figure(each: Observation) -> Figure:
    return Figure(
        record=Record.RESULT.value,
        state=State.TAKEN,
        at=each.at,
        entity=each.entity,
        year=each.year,
        indicator=each.indicator,
        value=each.value,
        unit=each.unit,
        factor=each.factor,
        bound=each.bound or "",
        text=each.text,
        note=each.note,
        evidence=each.evidence,
        illustrative=each.illustrative,
    )


def _issued(each: IssuedTarget) -> Figure:
    return Figure(
        record=(Record.BENCHMARK if each.benchmark else Record.ISSUED).value,
        state=State.TAKEN,
        at=each.at,
        entity=each.entity,
        year=each.year,
        indicator=each.indicator,
        value=each.value,
        unit=each.unit,
        factor=each.factor,
        bound=each.operator or "",
        evidence=each.citation,
        illustrative=each.illustrative,
    )


def _refused(each: Refusal) -> Figure:
    return Figure(
        record=(Record.ISSUED if each.issued else Record.RESULT).value,
        state=State.REFUSED,
        at=each.at[0],
        entity=each.entity,
        year=each.year,
        indicator=each.indicator,
        code=each.code,
        text="、".join(map(str, each.at)) if len(each.at) > 1 else "",
    )


def _unread(
    at: Location, code: str, entity: str | None = None, year: int | None = None, indicator: str | None = None
) -> Figure:
    record = Record.RESULT.value
    return Figure(record=record, state=State.UNREAD, at=at, entity=entity, year=year, indicator=indicator, code=code)
