"""Rows of a table on their way from a file to the figures: what a cell says and where it stands."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import msgspec

from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.model.form import FormIdentity
from zhunsheng.model.location import Location

MAX_ROWS = 1_000_000
MAX_FIELD = 32_767
"""Characters in a cell: Excel's own limit."""


class Cell(msgspec.Struct, frozen=True):
    """What a cell says.

    `number` is set where a workbook stores a number, not text; `unit` is then what its number format shows beside it.
    `fault` says why the cell cannot be used; `remarks` are said only if the cell is used.
    `logical` marks TRUE and FALSE: a fault to whoever looks for a number, an answer to whoever asks “done?”.
    """

    text: str
    number: Decimal | None = None
    unit: str = ""
    fault: Complaint | None = None
    remarks: tuple[Complaint, ...] = ()
    logical: bool = False

    @property
    def blank(self) -> bool:
        """Whether there is nothing at all in the cell."""
        return self.number is None and self.fault is None and not self.text.strip()


BLANK = Cell("")


class Where(msgspec.Struct, frozen=True):
    """The file, and the sheet of a workbook."""

    file: str
    sheet: str | None = None

    def at(self, line: int | None = None, column: int | None = None) -> Location:
        """Return the place of a row (`line` from 1) or of a cell in it (`column` from 1; in a CSV, the field)."""
        if self.sheet is None or line is None:
            return Location(file=self.file, line=line, column=column, sheet=self.sheet)
        if column is None:
            return Location(file=self.file, line=line, sheet=self.sheet)
        return Location(file=self.file, sheet=self.sheet, cell=f"{column_letters(column)}{line}")


class Covered(msgspec.Struct, frozen=True):
    """A cell swallowed by a merge: what the merge shows, and its range (“A2:A5”)."""

    shown: Cell
    area: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A data row. `columns` gives the column of each field, from 0; `fault` spoils the row as a whole.

    `aside` is set where the row's sheet is not read, to the code that says so: the row only tells whose figures may
    stand there. `form` is set where the row stands in a form that was sent out (填报表). `unit` is what the heading of
    the values has in parentheses. `under_heading` marks the rows into which a wide table (宽表) was taken apart: the
    indicator is the heading of the column in which the value stands.

    Where records do not keep to lines (JSON), `column` says at which character of its line the row begins (from 1).
    `lines` says in which line a field stands that does not stand in that of the row; None for one that stands in none.
    """

    where: Where
    number: int
    columns: dict[Field, int]
    cells: dict[Field, Cell]
    fault: Complaint | None = None
    covered: dict[Field, Covered] = {}
    aside: str | None = None
    form: FormIdentity | None = None
    unit: str = ""
    column: int | None = None
    lines: Mapping[Field, int | None] = {}
    under_heading: bool = False

    def cell(self, field: Field) -> Cell:
        """Return the cell of `field`, blank where the table has no such column."""
        return self.cells.get(field, BLANK)

    def at(self, field: Field | None = None) -> Location:
        """Return where the row stands, or its cell of `field`."""
        column = None if field is None else self.columns.get(field)
        if field is None or column is None:
            return self.where.at(self.number, self.column)
        return self.where.at(self.lines.get(field, self.number), column + 1)

    @property
    def lists_a_place(self) -> bool:
        """Whether the row stands in a roster (名册), not in a table of figures."""
        return Field.NAME in self.columns

    @property
    def blank(self) -> bool:
        """Whether nothing stands in any column that is read."""
        return self.fault is None and all(cell.blank for cell in self.cells.values())


Take = Callable[[Row], None]
"""What a file reader hands each row to."""


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
