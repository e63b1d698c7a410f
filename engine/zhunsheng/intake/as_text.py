"""The rows of a file as text, for showing them to a person, and where each place of the file is among them."""

from collections.abc import Sequence

import msgspec

from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.intake.csv_file import records
from zhunsheng.intake.files import Content
from zhunsheng.intake.tables import Kind, kind, read_content
from zhunsheng.model.location import Location

MOST_ROWS = 50_000
"""Of a longer file nothing is shown: nobody corrects it by hand."""

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
    if kind(name, content.raw) is Kind.CSV:
        try:
            return Shown(tuple((record.line, record.fields) for record in records(content.raw, MOST_ROWS)))
        except FileRefusedError:
            return Shown()
    rows = read_content(name, content).rows
    if not rows or len(rows) > MOST_ROWS:
        return Shown()
    fields = list(dict.fromkeys(field for row in rows for field in row.columns))
    lines: list[Line] = [(1, [field.zh for field in fields])]
    cells: dict[Location, tuple[int, int]] = {}
    for number, row in enumerate(rows, start=2):
        lines.append((number, [row.cell(field).text for field in fields]))
        cells.setdefault(row.at(), (number, 1))
        for column, field in enumerate(fields, start=1):
            cells.setdefault(row.at(field), (number, column))
    return Shown(tuple(lines), cells)
