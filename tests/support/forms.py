"""Forms in tests: made from a catalogue, opened, filled in as a clerk would, and read back."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from zhunsheng import forms, intake
from zhunsheng.forms import Form
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.submission import Submission

HEADER_ROW = 3


def asked(catalogue: Catalogue, year: int, earlier: Submission | None = None) -> dict[str, Form]:
    """Ask for the figures of a year, by the department's title; the issuer's form is under a blank."""
    known = peopled(catalogue, earlier.roster) if earlier else catalogue
    return {each.department: each for each in forms.forms(known, year, earlier)}


def written(form: Form) -> bytes:
    (one,) = forms.write((form,))
    return one.content


def opened(form: Form) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(written(form)))


def heads(sheet: Worksheet, row: int = HEADER_ROW) -> dict[str, int]:
    """Return the column of each heading, counted from 1."""
    return {cell.value: cell.column for cell in sheet[row] if isinstance(cell.value, str)}


def column(sheet: Worksheet, heading: str) -> list[Any]:
    """Return what stands under a heading."""
    position = heads(sheet)[heading]
    return [sheet.cell(row, position).value for row in range(HEADER_ROW + 1, sheet.max_row + 1)]


def row_of(sheet: Worksheet, code: str) -> int:
    """Return the row with a code."""
    return HEADER_ROW + 1 + column(sheet, "编码").index(code)


def put(sheet: Worksheet, code: str, values: Mapping[str, object]) -> int:
    """Fill in the row with a code; return its number."""
    row, positions = row_of(sheet, code), heads(sheet)
    for heading, value in values.items():
        cell = sheet.cell(row, positions[heading])
        assert not cell.protection.locked, f"{heading} is not to be filled in"
        cell.value = value  # type: ignore[assignment]
    return row


def read_back(catalogue: Catalogue, folder: Path, books: Sequence[openpyxl.Workbook]) -> Submission:
    """Save workbooks under names that say nothing, and read them."""
    for number, book in enumerate(books):
        book.save(folder / f"{number}.xlsx")
    return intake.read([folder], catalogue)
