"""XLSX -> rows, through openpyxl's read-only mode. Macros never run; formulas are never calculated."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, redirect_stdout
from io import BytesIO, StringIO
from itertools import islice
from typing import Protocol, TypeVar, cast

import msgspec

from zhunsheng.intake.aside import figures_beside_names
from zhunsheng.intake.columns import (
    HEADER_WITHIN,
    MAX_COLUMNS,
    ROSTER,
    Field,
    Header,
    no_header,
)
from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.intake.csv_file import no_rows, too_many_rows, unknown_columns
from zhunsheng.intake.form_identity import by_properties, on_cover
from zhunsheng.intake.merges import Merges
from zhunsheng.intake.table import MAX_ROWS, Cell, Row, Take, Where
from zhunsheng.intake.wide import Apart, find_table, table_fault
from zhunsheng.intake.workbook_cells import OpenpyxlCell, read_cell
from zhunsheng.intake.zip_guard import Package, broken_workbook, entities, inspect
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.form import FormIdentity
from zhunsheng.model.marked import is_question_list
from zhunsheng.model.text import Text

_Cells = tuple[Sequence[OpenpyxlCell], Sequence[OpenpyxlCell] | None]
"""One row of cells as stored, and the same row read for its formulas, if the sheet has any."""
_Key = TypeVar("_Key")


class _OpenpyxlSheet(Protocol):
    """What is used of openpyxl's read-only sheet."""

    title: str
    sheet_state: str

    def reset_dimensions(self) -> None:
        """Forget the size that the file declares."""

    def iter_rows(self, *, max_col: int) -> Iterator[Sequence[OpenpyxlCell]]:
        """Go through all rows from the first, each with `max_col` cells or none."""


class _Sheet(msgspec.Struct, frozen=True, kw_only=True):
    where: Where
    hidden: bool
    rows: Iterator[_Cells]
    head: list[_Cells]
    merges: tuple[str, ...]


def read(raw: bytes, file: str, take: Take) -> list[Diagnostic]:
    """Hand each row of every visible sheet that has a header to `take`; return what is to be said about the workbook.

    Raises `FileRefusedError` where nothing of it can be used.
    """
    package = inspect(raw)
    # openpyxl costs more to import than a small check does to run.
    from defusedxml.common import DefusedXmlException

    # openpyxl prints, of all things, an index out of range: standard output may be a report.
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        # openpyxl warns of drawings, extensions and styles that it drops; none of them holds a figure.
        warnings.simplefilter("ignore")
        try:
            return _read_sheets(raw, file, take, package)
        except FileRefusedError:
            raise
        # A hostile or damaged part surfaces in openpyxl as almost any exception; the file is refused whole.
        except Exception as error:
            # openpyxl wraps what defusedxml raises.
            if isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException):
                raise FileRefusedError(entities()) from error
            raise FileRefusedError(broken_workbook(error)) from error


def _read_sheets(raw: bytes, file: str, take: Take, package: Package) -> list[Diagnostic]:
    where = Where(file)
    problems = [_macros().at(where.at())] if package.macros else []
    recognised = False
    with ExitStack() as stack:
        form, sheets = _open(raw, file, package, stack)
        for sheet in sheets:
            texts = _texts(sheet)
            if is_question_list(texts):  # of a marked copy that came back
                continue
            header = find_table(texts)
            fault = table_fault(header, MAX_COLUMNS) if header else None
            if header is None or (fault and sheet.hidden):
                passed_over = sheet.hidden or _empty(sheet.head) or on_cover(texts) is not None
                problems += [] if passed_over else [_no_header_here().at(sheet.where.at())]
                _look_aside(sheet, take)
                continue
            recognised = True
            if sheet.hidden:
                problems.append(_hidden_sheet().at(sheet.where.at()))
                _read_table(sheet, header, form, lambda row: take(_aside(row)))
            elif fault:
                problems.append(fault.at(sheet.where.at(header.index + 1)))
            else:
                problems += _read_table(sheet, header, form, take)
    if not recognised:
        problems.append(no_header().at(where.at()))
    return problems


def _open(raw: bytes, file: str, package: Package, stack: ExitStack) -> tuple[FormIdentity | None, list[_Sheet]]:
    """Open all sheets, and tell which form the workbook is: by its properties, else by the cover."""
    from openpyxl import load_workbook

    stored = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    stack.callback(stored.close)
    formulas = None
    if package.formulas:
        formulas = load_workbook(BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        stack.callback(formulas.close)
    twins = cast("list[_OpenpyxlSheet]", formulas.worksheets if formulas else [])
    sheets: list[_Sheet] = []
    for index, sheet in enumerate(cast("list[_OpenpyxlSheet]", stored.worksheets)):
        # openpyxl tells a read-only sheet's part only through this attribute.
        path: str = vars(sheet)["_worksheet_path"]
        twin = twins[index] if path in package.formulas else None
        rows = _rows(sheet, twin)
        sheets.append(
            _Sheet(
                where=Where(file, sheet.title),
                hidden=sheet.sheet_state != "visible",
                head=list(islice(rows, HEADER_WITHIN)),
                rows=rows,
                merges=package.merges.get(path, ()),
            )
        )
    covers = (on_cover(_texts(sheet)) for sheet in sheets)
    form = by_properties(stored) or next((each for each in covers if each is not None), None)
    return form, sheets


def _rows(sheet: _OpenpyxlSheet, twin: _OpenpyxlSheet | None) -> Iterator[_Cells]:
    """Go through the rows of a sheet. Its declared size is not trusted: columns and rows are capped."""
    sheet.reset_dimensions()
    stored = sheet.iter_rows(max_col=MAX_COLUMNS)
    if twin is None:
        for cells in stored:
            yield cells, None
        return
    twin.reset_dimensions()
    yield from zip(stored, twin.iter_rows(max_col=MAX_COLUMNS), strict=True)


def _read_table(sheet: _Sheet, header: Header, form: FormIdentity | None, take: Take) -> list[Diagnostic]:
    """Hand on the rows under the header."""
    first = header.index + 1
    begun = sheet.head[first:]
    problems = [unknown_columns(header.unknown).at(sheet.where.at(first))] if header.unknown else []
    merges = Merges(sheet.merges)
    merges.covering(first, header.columns, {})
    spread = {index: index for index in header.spread}
    filled, apart = 0, Apart(header, first)
    gap: Sequence[OpenpyxlCell] | None = None
    for number, cells in enumerate(_both(begun, sheet.rows), start=first + 1):
        if filled > MAX_ROWS:
            raise FileRefusedError(too_many_rows())
        # openpyxl fills a gap, however wide, with one and the same row of no cells.
        if cells[0] is gap:
            continue
        row = _row(sheet.where, number, header, cells, merges, form)
        figures = _read(spread, cells)
        if row.blank and all(cell.blank for cell in figures.values()):
            gap = cells[0]
        elif not _is_heading(row, figures):
            filled += header.figures
            for each in apart.rows(row, figures, merges.covering(number, spread, figures)):
                take(each)
    if filled == 0 and not (form and header.form is ROSTER):  # a form's roster may well stay as blank as it went out
        problems.append(no_rows().at(sheet.where.at(first)))
    return problems


def _look_aside(sheet: _Sheet, take: Take) -> None:
    """Hand on the rows of a sheet without a header that may hold a figure after all."""
    rows = (stored for stored, _ in _both(sheet.head, sheet.rows))
    code = _hidden_sheet().code if sheet.hidden else _no_header_here().code
    for row in figures_beside_names(sheet.where, rows, code):
        take(row)


def _aside(row: Row) -> Row:
    return msgspec.structs.replace(row, aside=_hidden_sheet().code)


def _both(begun: list[_Cells], rest: Iterator[_Cells]) -> Iterator[_Cells]:
    yield from begun
    yield from rest


def _row(
    where: Where,
    number: int,
    header: Header,
    cells: _Cells,
    merges: Merges,
    form: FormIdentity | None,
) -> Row:
    columns = header.columns
    read = _read(columns, cells)
    covered = merges.covering(number, columns, read)
    return Row(where=where, number=number, columns=columns, cells=read, covered=covered, form=form, unit=header.unit)


def _read(columns: Mapping[_Key, int], cells: _Cells) -> dict[_Key, Cell]:
    stored, formulas = cells
    return {
        key: read_cell(stored[index], formulas[index] if formulas else None)
        for key, index in columns.items()
        if index < len(stored)
    }


def _is_heading(row: Row, figures: Mapping[int, Cell]) -> bool:
    """Tell whether one merge lies across the row's key and value: a heading inside the table, which holds no figure."""
    areas = {covered.area for covered in row.covered.values()}
    value = Field.VALUE if Field.VALUE in row.columns else Field.STATE
    key = (Field.YEAR,) if figures else (Field.YEAR, Field.INDICATOR, value)
    beside = (*figures.values(), *(cell for field, cell in row.cells.items() if field in row.covered))
    return all(field in row.covered for field in key) and len(areas) == 1 and all(cell.blank for cell in beside)


def _texts(sheet: _Sheet) -> list[list[str]]:
    """Return what the first rows say, numbers left out."""
    return [[cell.value if isinstance(cell.value, str) else "" for cell in cells] for cells, _ in sheet.head]


def _empty(head: list[_Cells]) -> bool:
    return all(cell.value is None for cells, _ in head for cell in cells)


def _macros() -> Complaint:
    return Complaint(
        code="macros-not-run",
        severity=Severity.WARNING,
        message=Text("工作簿带有宏：只读取数，宏不运行", "the workbook has macros: figures are read, macros never run"),
    )


def _hidden_sheet() -> Complaint:
    return Complaint(
        code="hidden-sheet",
        severity=Severity.WARNING,
        message=Text("隐藏的工作表，未读取", "a hidden sheet: not read"),
        hint=Text("其中的数要报送的，请取消隐藏", "unhide it if its figures are to count"),
    )


def _no_header_here() -> Complaint:
    return Complaint(
        code="sheet-without-header",
        severity=Severity.NOTE,
        message=Text("工作表没有可识别的表头，未读取", "the sheet has no header that is recognised: not read"),
        hint=Text(
            "其中有数要报送的，请加上表头：地区、年份、指标、数值、单位",
            "if its figures are to count, give it the header entity, year, indicator, value, unit",
        ),
    )
