"""A workbook as a department fills it in: opened, changed, saved in memory, and read by the program."""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Rewrite = Callable[[dict[str, bytes]], dict[str, bytes]]
"""Takes the parts of a package by name, and returns them changed."""


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
        self.results: dict[Cell, float | str] = {}
        self.compression = zipfile.ZIP_DEFLATED
        self.damage: Callable[[bytes], bytes] | None = None
        self._rewrites: list[Rewrite] = []

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

    def rewrite(self, change: Rewrite) -> None:
        """Change the parts of the package when it is saved: what openpyxl would not write itself."""
        self._rewrites.append(change)

    def formula(self, cell: Cell, formula: str, result: float | str | None) -> None:
        """Write a formula with the result that Excel stored with it, as a saved workbook has it."""
        cell.value = formula
        if result is not None:
            self.results[cell] = result

    def saved(self) -> bytes:
        """Return the bytes that arrive."""
        raw = self._written()
        return raw if self.damage is None else self.damage(raw)

    def _written(self) -> bytes:
        stream = BytesIO()
        self.book.save(stream)
        if not (self.results or self._rewrites) and self.compression == zipfile.ZIP_DEFLATED:
            return stream.getvalue()
        parts = unpacked(stream.getvalue())
        if self.results:
            part = f"xl/worksheets/sheet{self.book.sheetnames.index(self.title) + 1}.xml"
            parts[part] = _with_results(parts[part].decode(), self.results).encode()
        for change in self._rewrites:
            parts = change(parts)
        return packed(parts, self.compression)


def _with_results(xml: str, results: Mapping[Cell, float | str]) -> str:
    for cell, result in results.items():
        kind = ' t="str"' if isinstance(result, str) else ""
        written = re.compile(rf'<c r="{cell.coordinate}"([^>]*)><f>(.*?)</f><v ?(?:/>|></v>)</c>', re.DOTALL)
        stored = rf'<c r="{cell.coordinate}"\1{kind}><f>\2</f><v>{result}</v></c>'
        xml, times = written.subn(stored, xml)
        assert times == 1
    return xml


def unpacked(raw: bytes) -> dict[str, bytes]:
    """Return the parts of a package, by name."""
    with zipfile.ZipFile(BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the package that has these parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()
