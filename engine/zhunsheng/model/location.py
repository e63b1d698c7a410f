"""Where something stands: a place in a text file or a cell of a workbook."""

import msgspec


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """A position that a person can go to.

    A text file has `line` (and `column`), both counted from 1; a workbook has `sheet` and `cell` ("B7").
    `file` is the path as the user gave it, or relative to the folder that the user named.
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.file}[{self.sheet}!{self.cell}]"
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n is not None)]
        where = ":".join(parts)
        return where if self.sheet is None else f"{where}[{self.sheet}]"
