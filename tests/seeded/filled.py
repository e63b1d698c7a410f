"""A workbook as a department fills it in: opened, changed, saved in memory, and read by the program."""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Patch = Callable[[str], str]


class Filled:
    """A workbook in work. `sheet` is the one with the figures; `key` is the row that is spoilt unless another is named.

    A row is known by its indicator's id (of a form), its indicator's title, or the name of a roster's place.
    """

    def __init__(self, book: Workbook, sheet: str, header_row: int, key: str) -> None:
        self.book = book
        self.title = sheet
        self.header_row = header_row
        self.key = key
        self.name = "报表.xlsx"
        self._patches: list[tuple[str, Patch]] = []

    @property
    def sheet(self) -> Worksheet:
        """The sheet with the figures."""
        found: Worksheet = self.book[self.title]
        return found

    def columns(self) -> dict[str, int]:
        """Return the column of each heading, from 1."""
        return {cell.value: cell.column for cell in self.sheet[self.header_row] if isinstance(cell.value, str)}

    def row(self, key: str = "") -> int:
        """Return the row of a figure, from 1."""
        wanted, columns = key or self.key, self.columns()
        names = [columns[each] for each in ("编码", "指标", "名称") if each in columns]
        for number in range(self.header_row + 1, self.sheet.max_row + 1):
            told = [str(self.sheet.cell(number, column).value) for column in names]
            if wanted in told or told[0].partition("@")[0] == wanted:
                return number
        raise LookupError(wanted)

    def cell(self, heading: str, key: str = "") -> Cell:
        """Return a cell of the row of a figure."""
        found = self.sheet.cell(self.row(key), self.columns()[heading])
        assert not isinstance(found, MergedCell)
        return found

    def place(self, heading: str, key: str = "") -> str:
        """Return the address of a cell: `表!I4`."""
        return self.at(f"{get_column_letter(self.columns()[heading])}{self.row(key)}")

    def at(self, cell: object) -> str:
        """Return the address of a cell, or of a row, on the sheet with the figures."""
        return f"{self.title}!{cell}"

    def rows(self) -> list[list[Any]]:
        """Return all rows with figures, as they stand."""
        return [list(row) for row in self.sheet.iter_rows(min_row=self.header_row + 1, values_only=True)]

    def add(self, values: Mapping[str, object]) -> int:
        """Write a row of one's own below the last one; return its number."""
        number, columns = self.sheet.max_row + 1, self.columns()
        for heading, value in values.items():
            self.sheet.cell(number, columns[heading], value)  # type: ignore[arg-type]
        return number

    def repeat(self, key: str = "", **changed: object) -> int:
        """Write the row of a figure once more below the last one, with something changed; return its number."""
        told = {heading: self.sheet.cell(self.row(key), column).value for heading, column in self.columns().items()}
        return self.add(told | changed)

    def patch(self, part: str, change: Patch) -> None:
        """Change a part of the package (`xl/workbook.xml`) when it is saved: what openpyxl would not write itself."""
        self._patches.append((part, change))

    def patch_sheet(self, change: Patch) -> None:
        """Change the part of the sheet with the figures."""
        self.patch(f"xl/worksheets/sheet{self.book.sheetnames.index(self.title) + 1}.xml", change)

    def formula(self, cell: Cell, formula: str, result: float | str | None) -> None:
        """Write a formula with the result that Excel stored with it, as a saved workbook has it."""
        cell.value = formula
        # The place is looked up when the workbook is saved: rows and columns may have moved until then.
        self.patch_sheet(lambda xml: _with_result(xml, cell.coordinate, result))

    def saved(self) -> bytes:
        """Return the workbook's bytes."""
        stream = BytesIO()
        self.book.save(stream)
        return repacked(stream.getvalue(), self._patches) if self._patches else stream.getvalue()


def _with_result(xml: str, coordinate: str, result: float | str | None) -> str:
    if result is None:
        return xml
    kind = ' t="str"' if isinstance(result, str) else ""
    pattern = re.compile(rf'<c r="{coordinate}"([^>]*)><f>(.*?)</f><v ?(?:/>|></v>)</c>', re.DOTALL)
    changed, times = pattern.subn(rf'<c r="{coordinate}"\1{kind}><f>\2</f><v>{result}</v></c>', xml)
    assert times == 1
    return changed


def repacked(raw: bytes, patches: list[tuple[str, Patch]]) -> bytes:
    """Return a package with some of its parts changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            for part, change in patches:
                if part == name:
                    content = change(content.decode()).encode()
            new.writestr(name, content)
    return stream.getvalue()
