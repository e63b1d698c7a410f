"""Data that are no workbook: their rows as text in a workbook of their own, or, where there are none, only the list."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import msgspec

from zhunsheng.mark.asked import Asked
from zhunsheng.mark.spots import letters
from zhunsheng.mark.workbook import mark_workbook
from zhunsheng.mark.xml import plain

SHEET = "数据"
_LONGEST = 32_000
_WIDTH = 16
_MOST_ROWS, _MOST_COLUMNS = 1_000_000, 1_000


class Line(msgspec.Struct, frozen=True):
    """One row: the line of the file that it begins in, and its fields."""

    number: int
    fields: tuple[str, ...]


def mark_rows(lines: Iterable[Line], name: str, asked: Sequence[Asked]) -> bytes:
    """Write rows into the rows of a sheet that bear their numbers, each field as text, and mark the cells asked about.

    A place in the file (line and field) becomes the cell in which that field now stands.
    """
    return mark_workbook(_workbook(lines), name, [_in_cells(each) for each in asked])


def _workbook(lines: Iterable[Line]) -> bytes:
    import xlsxwriter

    stream = BytesIO()
    options = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, 30, _WIDTH)
        text = book.add_format({"num_format": "@", "font_name": "宋体", "font_size": 10})
        for line in lines:
            if 1 <= line.number <= _MOST_ROWS:
                for column, field in enumerate(line.fields[:_MOST_COLUMNS]):
                    sheet.write_string(line.number - 1, column, plain(field)[:_LONGEST], text)
    return stream.getvalue()


def _in_cells(asked: Asked) -> Asked:
    places = tuple(
        msgspec.structs.replace(at, sheet=SHEET, cell=f"{letters(at.column)}{at.line}" if at.column else None)
        if at.line is not None
        else at
        for at in asked.at
    )
    return msgspec.structs.replace(asked, at=places)
