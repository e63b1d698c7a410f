"""Data that are no workbook: their rows as text in a workbook of their own, or, where there are none, only the list."""

import datetime as dt
from collections.abc import Iterable, Sequence
from io import BytesIO

from zhunsheng.mark.asked import Asked
from zhunsheng.mark.workbook import mark_workbook
from zhunsheng.mark.xml import plain

SHEET = "数据"
"""What the sheet is called that the rows stand in: questions name their cells there."""
_LONGEST = 32_000
_WIDTH = 16
_MOST_ROWS, _MOST_COLUMNS = 1_000_000, 1_000
_NO_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When a copy says that it was made: never today, or the same questions would not give the same bytes."""
_OPTIONS = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def mark_rows(lines: Iterable[tuple[int, Sequence[str]]], name: str, asked: Sequence[Asked]) -> bytes:
    """Write each line (its row, counted from 1 and growing, and its fields) as text, and mark the cells asked about.

    `name` is that of the file that the rows come from.
    """
    return mark_workbook(_workbook(lines), name, asked)


def _workbook(lines: Iterable[tuple[int, Sequence[str]]]) -> bytes:
    import xlsxwriter

    stream = BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        book.set_properties({"created": _NO_DAY})
        sheet = book.add_worksheet(SHEET)
        text = book.add_format({"num_format": "@", "font_name": "宋体", "font_size": 10})
        sheet.set_column(0, 30, _WIDTH, text)
        for number, fields in lines:
            if 1 <= number <= _MOST_ROWS:
                for column, field in enumerate(fields[:_MOST_COLUMNS]):
                    sheet.write_string(number - 1, column, plain(field)[:_LONGEST], text)
    return stream.getvalue()
