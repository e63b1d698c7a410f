"""The rows of a file as text, for showing them to a person, and where each place of the file is among them.

What cannot be used says so beside its text: read again as it stands, it is refused again.
"""

from collections.abc import Iterable, Sequence

import msgspec

from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.intake.csv_file import records
from zhunsheng.intake.files import Content
from zhunsheng.intake.names import unit_behind
from zhunsheng.intake.table import Cell, Row
from zhunsheng.intake.tables import Kind, kind, read_content
from zhunsheng.model.location import Location

MOST_ROWS = 50_000
MOST_BYTES = 8 * 1024 * 1024
"""Of a larger file nothing is shown: nobody corrects it by hand."""

Line = tuple[int, Sequence[str]]
"""The row, counted from 1, that a person sees, and its fields."""


class Shown(msgspec.Struct, frozen=True):
    """Rows as a person sees them; `cells` gives row and column, from 1, of places that do not tell them themselves."""

    lines: tuple[Line, ...] = ()
    cells: dict[Location, tuple[int, int]] = {}

    def cell(self, at: Location) -> tuple[int, int] | None:
        """Return where a place of the file stands."""
        if at in self.cells:
            return self.cells[at]
        if self.cells or at.line is None or not self.lines:
            return None
        return at.line, at.column or 1


def as_text(name: str, content: Content) -> Shown:
    """Show a file: a CSV whole, each record in the row of its line; of any other the columns that are read."""
    if len(content.raw) > MOST_BYTES:
        return Shown()
    rows = [row for row in read_content(name, content).rows if row.aside is None]
    if kind(name, content.raw) is Kind.CSV:
        return _csv(content.raw, rows)
    return _rows(rows) if 0 < len(rows) <= MOST_ROWS else Shown()


def _csv(raw: bytes, rows: Iterable[Row]) -> Shown:
    try:
        lines = {record.line: list(record.fields) for record in records(raw, MOST_ROWS)}
    except FileRefusedError:
        return Shown()
    for row in rows:
        if row.fault is not None and row.number in lines:
            fields, column = lines[row.number], row.columns[_telling(row.columns)]
            fields += [""] * (column + 1 - len(fields))
            fields[column] = _with(fields[column], row.fault)
    return Shown(tuple(lines.items()))


def _rows(rows: Sequence[Row]) -> Shown:
    fields = list(dict.fromkeys(field for row in rows for field in row.columns))
    lines: list[Line] = [(1, [field.zh for field in fields])]
    cells: dict[Location, tuple[int, int]] = {}
    for number, row in enumerate(rows, start=2):
        texts = {field: _text(row.cell(field)) for field in fields}
        if row.under_heading:
            texts[Field.UNIT] = unit_behind(texts[Field.INDICATOR])
        if row.fault is not None:
            field = _telling(row.columns)
            texts[field] = _with(texts[field], row.fault)
        lines.append((number, list(texts.values())))
        cells.setdefault(row.at(), (number, 1))
        for column, field in enumerate(fields, start=1):
            cells.setdefault(row.at(field), (number, column))
    return Shown(tuple(lines), cells)


def _text(cell: Cell) -> str:
    if cell.fault is not None and not cell.logical:
        return _with(cell.text, cell.fault)
    return cell.text if cell.text.endswith(cell.unit) else cell.text + cell.unit


def _with(text: str, fault: Complaint) -> str:
    return f"{text}（{fault.message.zh}）"


def _telling(fields: Iterable[Field]) -> Field:
    """Choose the field without which a row says nothing."""
    known = list(fields)
    return next((field for field in (Field.VALUE, Field.STATE) if field in known), known[0])
