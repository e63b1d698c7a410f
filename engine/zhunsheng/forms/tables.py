"""The sheets that are filled in: a title, a line that says how, the header, one row a figure."""

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from zhunsheng.forms.columns import Column, Input
from zhunsheng.forms.entries import Entry
from zhunsheng.forms.layout import height
from zhunsheng.forms.plain import plain
from zhunsheng.forms.sheet import Sheet
from zhunsheng.forms.styles import Styles
from zhunsheng.forms.validation import validation

HEADER_ROW = 2
"""The header's row, counted from 0: above it stand a title and a remark."""
MOST_ROWS = 100_000
"""Rows of one sheet: more are nobody's form."""
_INPUT_LOOKS = {Input.NUMBER: "input-centred", Input.TEXT: "input", Input.STATE: "input-centred", Input.DATE: "date"}


class Table:
    """One sheet of rows. `name` is the sheet's, `title` and `remark` stand above the header."""

    def __init__(
        self, book: xlsxwriter.Workbook, styles: Styles, columns: Sequence[Column], *, name: str, named: str
    ) -> None:
        self._columns = tuple(columns)
        self._sheet = Sheet(book.add_worksheet(name), styles, [column.width for column in columns], named)
        self._positions = {column.heading: index for index, column in enumerate(columns)}

    def write(self, title: str, remark: str, entries: Sequence[Entry], year: int) -> None:
        """Fill the sheet."""
        sheet = self._sheet
        sheet.across(0, title, "subtitle", least=2)
        sheet.across(1, remark, "remark")
        for index, column in enumerate(self._columns):
            sheet.put(HEADER_ROW, index, column.heading, "heading")
        sheet.sheet.set_row(HEADER_ROW, 24)
        for row, entry in enumerate(entries, start=HEADER_ROW + 1):
            self._row(row, entry, year)
        sheet.sheet.freeze_panes(HEADER_ROW + 1, self._positions["指标"] + 1)
        sheet.sheet.repeat_rows(HEADER_ROW)
        last = HEADER_ROW + len(entries)
        sheet.sheet.print_area(0, 0, last, len(self._columns) - 1)
        self._ask_for_evidence(last)

    def _row(self, row: int, entry: Entry, year: int) -> None:
        cells: list[tuple[str, float]] = []
        for index, column in enumerate(self._columns):
            text = column.text(entry) if column.text is not None else ""
            cells.append((text, column.room))
            if column.input is not None:
                self._input(row, index, column.input, entry, year)
            elif column.counted:
                self._sheet.sheet.write_number(row, index, int(text), self._sheet.styles.of("centred"))
            else:
                look = "small" if column.small else "centred" if column.centred else "text"
                self._sheet.put(row, index, text, look)
        self._sheet.sheet.set_row(row, height(((plain(text), room) for text, room in cells), least=2))

    def _input(self, row: int, index: int, kind: Input, entry: Entry, year: int) -> None:
        look = "percent" if kind is Input.NUMBER and entry.unit == "%" else _INPUT_LOOKS[kind]
        self._sheet.put(row, index, "", look)
        rules = validation(kind, entry, year)
        if rules is not None:
            self._sheet.sheet.data_validation(row, index, row, index, rules)

    def _ask_for_evidence(self, last: int) -> None:
        """Colour the cell of the evidence while it is blank and needed: beside “done”, beside an issued figure."""
        needed = "完成情况" if "完成情况" in self._positions else "类型" if "类型" in self._positions else None
        if needed is None:
            return
        said = self._positions["完成情况" if needed == "完成情况" else "数值"]
        evidence, first = self._positions["依据"], HEADER_ROW + 1
        cell = xl_rowcol_to_cell(first, said, col_abs=True)
        proof = xl_rowcol_to_cell(first, evidence, col_abs=True)
        filled = f'{cell}="已完成"' if needed == "完成情况" else f"LEN({cell})>0"
        criteria = f"=AND({filled},LEN(TRIM({proof}))=0)"
        self._sheet.sheet.conditional_format(
            first,
            evidence,
            max(last, first),
            evidence,
            {"type": "formula", "criteria": criteria, "format": self._sheet.styles.of("missing")},
        )
