"""Evaluation -> a workbook: findings, judgements, flags, problems, and what it was made from.

A figure becomes a number only where a double shows every digit of it, else text. Everything else is written as text,
whatever it begins with. The same evaluation gives the same bytes.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.figures import figure
from zhunsheng.model.quantity import decimal_text, terminates
from zhunsheng.model.readable import readable
from zhunsheng.model.text import Lang, Text
from zhunsheng.report.export import found
from zhunsheng.report.export.about import about
from zhunsheng.report.export.harmless import shortened
from zhunsheng.report.export.heights import height
from zhunsheng.report.export.judged import judgements
from zhunsheng.report.export.styles import Styles
from zhunsheng.report.export.table import Amount, Table, Value, Word
from zhunsheng.report.lookup import Lookup

MOST_ROWS = 1_048_570
"""Rows of a sheet; the others are counted under the table."""
DIGITS = 15
"""So many decimal digits a double shows without changing one."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_PROPERTY = 200
_HEAD = 2
"""Rows above the first row of data: title and remark in one, headings in the other."""
_A4 = 9
_NONE = Text("无", "None")
_LEFT_OUT = Text("另有 {0} 行放不下，见 JSON 报告。", "{0} more rows do not fit: see the JSON report.")
_PAGES = Text("第 &P 页，共 &N 页", "page &P of &N")


def render(evaluation: Evaluation, lang: Lang) -> bytes:
    """Return the evaluation as XLSX."""
    lookup = Lookup.of(evaluation)
    tables = (
        found.findings(lookup, lang),
        judgements(lookup, lang),
        found.flagged(lookup, lang),
        found.problems(lookup, lang),
    )
    created = dt.datetime(lookup.latest, 1, 1, tzinfo=dt.UTC)  # no day: it must not move
    stream = BytesIO()
    with _book(stream, readable(evaluation.catalogue.plan.title), created) as book:
        styles = _write(book, tables, readable(evaluation.catalogue.plan.title), lang)
        about(book, styles, lookup, lang)
    return stream.getvalue()


def of_tables(tables: Iterable[Table], plan: str, created: dt.datetime, lang: Lang) -> bytes:
    """Return a workbook of these tables, a sheet each. `plan` is the plan's title, `created` a moment that stays."""
    stream = BytesIO()
    with _book(stream, plan, created) as book:
        _write(book, tables, plan, lang)
    return stream.getvalue()


def _book(stream: BytesIO, plan: str, created: dt.datetime) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    book.set_properties({"title": plan[:_PROPERTY], "created": created})
    return book


def _write(book: xlsxwriter.Workbook, tables: Iterable[Table], plan: str, lang: Lang) -> Styles:
    styles = Styles(book)
    for table in tables:
        _Sheet(book.add_worksheet(table.name), styles, table, plan, lang).write()
    return styles


class _Sheet:
    """One table on its sheet."""

    def __init__(self, sheet: Worksheet, styles: Styles, table: Table, plan: str, lang: Lang) -> None:
        self._sheet = sheet
        self._styles = styles
        self._table = table
        self._plan = plan
        self._lang = lang

    def write(self) -> None:
        """Write heading, rows and print set-up."""
        table, last = self._table, len(self._table.titles) - 1
        self._heading(last)
        for number, row in enumerate(table.rows[:MOST_ROWS], start=_HEAD):
            for column, value in enumerate(row):
                self._cell(number, column, value)
            self._sheet.set_row(number, height(self._printed_texts(row)))
        under = _HEAD + len(table.rows[:MOST_ROWS])
        if len(table.rows) > MOST_ROWS:
            self._text(under, 0, _LEFT_OUT.to(self._lang).format(len(table.rows) - MOST_ROWS), "remark")
        if not table.rows:
            self._text(under, 0, _NONE.to(self._lang), "remark")
        self._sheet.autofilter(_HEAD - 1, 0, max(under - 1, _HEAD - 1), last)
        self._print(under)

    def _printed_texts(self, row: tuple[Value, ...]) -> Iterator[tuple[str, int]]:
        """Give the texts that a page shows: what is there to be looked up makes no row higher."""
        for value, width in zip(row[: self._table.printed], self._table.widths, strict=False):
            if isinstance(value, str | Word):
                yield (value if isinstance(value, str) else value.text), width

    def _heading(self, last: int) -> None:
        table, sheet = self._table, self._sheet
        for column, (title, width) in enumerate(zip(table.titles, table.widths, strict=True)):
            sheet.set_column(column, column, width)
            self._text(_HEAD - 1, column, title, "heading")
        text = f"{table.name}  {table.remark}"
        sheet.merge_range(0, 0, 0, min(table.printed - 1, last), "", self._styles.of("remark"))
        sheet.write_string(0, 0, shortened(text), self._styles.of("remark", text))
        sheet.set_row(0, 36)
        sheet.set_row(_HEAD - 1, 30)
        sheet.freeze_panes(_HEAD, 1)

    def _print(self, under: int) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, _HEAD - 1)
        sheet.print_area(0, 0, under, self._table.printed - 1)
        sheet.set_footer(f"&L{_in_footer(self._plan)}&C{self._table.name}&R{_PAGES.to(self._lang)}")

    def _cell(self, row: int, column: int, value: Value) -> None:
        match value:
            case None:
                self._sheet.write_blank(row, column, None, self._styles.of("text"))
            case Amount():
                self._amount(row, column, value)
            case Word():
                self._text(row, column, value.text, value.look)
            case int():
                self._sheet.write_number(row, column, value, self._styles.of("year"))
            case _:
                self._text(row, column, value, "text" if column < self._table.printed else "aside")

    def _amount(self, row: int, column: int, amount: Amount) -> None:
        digits = decimal_text(amount.value)
        if not shows_as_number(amount.value):
            rounded = not terminates(amount.value)
            text = figure(amount.value, amount.apart).brief() if rounded else digits
            self._text(row, column, text, "number")
            return
        decimals = len(digits.partition(".")[2])
        self._sheet.write_number(row, column, float(digits), self._styles.number(decimals))

    def _text(self, row: int, column: int, text: str, look: str) -> None:
        self._sheet.write_string(row, column, shortened(text), self._styles.of(look, text))


def shows_as_number(value: Fraction) -> bool:
    """Tell whether a cell that holds `value` as a double shows every digit of it."""
    return terminates(value) and sum(character.isdigit() for character in decimal_text(value)) <= DIGITS


def _in_footer(text: str) -> str:
    """Write foreign text into a footer, where & begins a code and 255 characters are all."""
    return text[:60].replace("&", "&&")
