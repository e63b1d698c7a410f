"""Figures, places and problems as rows of their tables, and figures back again."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Place
from zhunsheng.model.statement import State, Statement

Row = tuple[object, ...]

FIGURE = (
    "record, state, entity, year, indicator, vintage, value, unit, factor, bound, text, sheet, cell, line, field, "
    "note, evidence, illustrative, code"
)
"""The columns of `figure` after its key and its plan, in the order of `figure_row`."""


def figure_row(figure: Statement, vintage: int | None) -> Row:
    """Write a figure. Numbers are texts: no binary float, no digit lost."""
    return (
        figure.record,
        figure.state.value,
        figure.entity,
        figure.year,
        figure.indicator,
        vintage,
        None if figure.value is None else str(figure.value),
        plain(figure.unit),
        None if figure.factor is None else str(figure.factor),
        figure.bound,
        plain(figure.text),
        None if figure.at.sheet is None else plain(figure.at.sheet),
        figure.at.cell,
        figure.at.line,
        figure.at.column,
        plain(figure.note),
        plain(figure.evidence),
        int(figure.illustrative),
        figure.code,
    )


def figure_of(row: Sequence[object], path: str) -> tuple[Statement, int | None]:
    """Read a figure and its vintage back; `path` is its file's. Raises `ValueError` for any other row."""
    record, state, entity, year, indicator, vintage, value, unit, factor, bound, text = row[:11]
    sheet, cell, line, column, note, evidence, illustrative, code = row[11:]
    at = Location(file=path, sheet=_text(sheet), cell=_text(cell), line=_number(line), column=_number(column))
    figure = Statement(
        record=str(record),
        state=State(str(state)),
        at=at,
        entity=_text(entity),
        year=_number(year),
        indicator=_text(indicator),
        value=None if value is None else Decimal(str(value)),
        unit=str(unit),
        factor=None if factor is None else Fraction(str(factor)),
        bound=str(bound),
        text=str(text),
        note=str(note),
        evidence=str(evidence),
        illustrative=bool(illustrative),
        code=str(code),
    )
    return figure, _number(vintage)


def place_row(place: Place) -> Row:
    """Write a place of a roster."""
    return place.id, plain(place.title), place.level, place.kind, " ".join(place.within)


def problem_row(problem: Diagnostic) -> Row:
    """Write what was wrong, with its expectation and hint."""
    parts = [part for part in (problem.message, problem.expected, problem.hint) if part is not None]
    zh, en = "；".join(part.zh for part in parts), "; ".join(part.en for part in parts)
    return problem.code, problem.severity.value, plain(str(problem.at)), plain(zh), plain(en)


def digest(connection: sqlite3.Connection, seq: int) -> str:
    """The digest over all that a file's entry says of its figures, places and problems, as it stands in the tables."""
    total = hashlib.sha256()
    for table in ("figure", "place", "problem"):
        query = f"SELECT * FROM {table} WHERE seq = ? ORDER BY n"  # noqa: S608 - one of three names
        for row in connection.execute(query, (seq,)):
            total.update(msgspec.json.encode(row) + b"\n")
    return total.hexdigest()


def insert(connection: sqlite3.Connection, table: str, head: Row, rows: Iterable[Row]) -> None:
    """Add numbered rows under the key `head`: (seq,) or (seq, …) where more columns lead."""
    seq, *rest = head
    values = [(seq, n, *rest, *row) for n, row in enumerate(rows)]
    if values:
        marks = ", ".join("?" * len(values[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 - one of three names


def plain(text: str) -> str:
    """Replace what UTF-8 cannot carry: a file's name may hold bytes that are not text."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int | None:
    if value is None or isinstance(value, int):
        return value
    raise ValueError(value)
