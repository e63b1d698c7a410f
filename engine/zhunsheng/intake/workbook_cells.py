"""One cell of a workbook -> what it says.

A number cell holds a binary float. The figure is the shortest decimal that reads back to the same float, provided
that it has at most 15 significant digits: that is what Excel itself keeps and shows, so 95.1 stays 95.1. Where more
digits are needed (0.1+0.2), the float is rounded once to 15 significant digits, and a note says so.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Protocol

import msgspec

from zhunsheng.intake.characters import shown
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.number_format import shown_as
from zhunsheng.intake.numbers import out_of_bounds
from zhunsheng.intake.plain_cells import field_too_long, logical_cell
from zhunsheng.intake.table import BLANK, MAX_FIELD, Cell
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.quantity import decimal_text, in_bounds
from zhunsheng.model.text import Text

EXCEL_DIGITS = 15

_ESCAPED = re.compile(r"_x(?!D[89A-F])([0-9A-F]{4})_", re.I)
"""How a workbook writes a character that XML cannot hold: _x000D_ is the line end of a text pasted in."""
_STRING = re.compile(r'"(?:[^"]|"")*"')
_EXTERNAL = re.compile(
    r"\||(?<![\w\]\[])\[\d+\]|\[[^\[\]]+\.(?:xl\w+|csv|et|ods)\]|\b(?:WEBSERVICE|RTD|DDE|CALL|REGISTER\.ID)\s*\(", re.I
)


class OpenpyxlCell(Protocol):
    """What is used of an openpyxl cell, read-only or empty."""

    @property
    def value(self) -> object:
        """The stored value, or the formula."""

    @property
    def data_type(self) -> str:
        """One letter: n, s, b, e, d, f; or `str` for a formula whose result is an empty text."""

    @property
    def number_format(self) -> str | None:
        """The format code."""


def read_cell(stored: OpenpyxlCell, formula: OpenpyxlCell | None) -> Cell:
    """Turn a cell into what it says. `stored` has the value, `formula` the same cell read for its formula."""
    remarks: tuple[Complaint, ...] = ()
    if formula is not None and formula.data_type == "f":
        text = _formula_text(formula.value)
        if _EXTERNAL.search(_STRING.sub("", text)):
            return Cell(text, fault=_external(text))
        if stored.value is None and stored.data_type != "str":
            return Cell(text, fault=_never_calculated(text))
        remarks = (_formula_used(text),)
    cell = _plain(stored)
    return msgspec.structs.replace(cell, remarks=remarks + cell.remarks)


def _plain(stored: OpenpyxlCell) -> Cell:
    value = stored.value
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return logical_cell(value)
    if stored.data_type == "e":
        return Cell(str(value), fault=_error_value(str(value)))
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Cell(value.isoformat() if isinstance(value, dt.date) else str(value), fault=_date(str(value)))
    if isinstance(value, int | float):
        return _number(value, stored.number_format)
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), str(value))
    return Cell(text) if len(text) <= MAX_FIELD else Cell(text[:MAX_FIELD], fault=field_too_long())


def _number(value: float, number_format: str | None) -> Cell:
    figure, remarks = exact(value)
    if figure is None:
        return Cell(str(value), fault=out_of_bounds(str(value)))
    display = shown_as(number_format, float(value))
    if display is None or display.scaled or display.percents > 1:
        return Cell(format(figure, "f"), fault=_misleading_format(str(number_format)))
    if display.percents:
        figure = Decimal(format(figure.scaleb(2), "f"))
        if not in_bounds(figure):
            return Cell(str(value), fault=out_of_bounds(str(value)))
        return Cell(f"{figure:f}%", figure, "%", remarks=remarks)
    return Cell(format(figure, "f"), figure, display.words, remarks=remarks)


def exact(value: float) -> tuple[Decimal | None, tuple[Complaint, ...]]:
    """Turn a workbook's number into the decimal that was meant (see the top of this file).

    None where it is not finite or beyond all bounds.
    """
    try:
        binary = float(value)
    except OverflowError:
        return None, ()
    shortest, meant = Decimal(repr(binary)), Decimal(f"{binary:.{EXCEL_DIGITS}g}")
    if not in_bounds(shortest):
        return None, ()
    figure = Decimal(decimal_text(meant))
    if not in_bounds(figure):
        return None, ()
    return figure, (() if meant == shortest else (_rounded(shortest, figure),))


def _formula_text(value: object) -> str:
    """Return the text of a formula: a string, or openpyxl's array formula, or a data table without text."""
    text = value if isinstance(value, str) else getattr(value, "text", None)
    return str(text or "=TABLE()")


def _rounded(stored: Decimal, figure: Decimal) -> Complaint:
    return Complaint(
        code="rounded-to-15-digits",
        severity=Severity.NOTE,
        message=Text(
            f"单元格存的是 {stored}，按 15 位有效数字取为 {figure:f}",
            f"the cell stores {stored}; taken to 15 significant digits, {figure:f}",
        ),
    )


def _formula_used(text: str) -> Complaint:
    return Complaint(
        code="formula-result-used",
        severity=Severity.WARNING,
        message=Text(
            f"该单元格是公式 {shown(text)}，采用文件中存的上次计算结果",
            f"the cell is the formula {shown(text)}; the result stored at its last calculation is used",
        ),
        hint=Text("报送前请粘贴为数值", "paste it as a value before sending"),
    )


def _never_calculated(text: str) -> Complaint:
    return Complaint(
        code="formula-not-calculated",
        message=Text(f"公式 {shown(text)} 没有计算结果", f"the formula {shown(text)} has no stored result"),
        hint=Text(
            "请用 Excel 或 WPS 打开并保存，使其重新计算", "open and save it in Excel or WPS, so that it is calculated"
        ),
    )


def _external(text: str) -> Complaint:
    return Complaint(
        code="external-formula",
        message=Text(
            f"公式 {shown(text)} 取自别的文件或程序，不予采用",
            f"the formula {shown(text)} draws on another file or program: not used",
        ),
        hint=Text("请填写数值本身", "write the figure itself"),
    )


def _date(text: str) -> Complaint:
    return Complaint(
        code="date-value",
        message=Text(f"单元格是日期或时间（{text}）", f"the cell is a date or time ({text})"),
        hint=Text("请把单元格格式改为“常规”后重新键入", "set the format to General and type it again"),
    )


def _error_value(text: str) -> Complaint:
    return Complaint(
        code="error-value",
        message=Text(f"单元格是错误值 {shown(text)}", f"the cell is the error {shown(text)}"),
        hint=Text("请先改正公式", "put the formula right first"),
    )


def _misleading_format(code: str) -> Complaint:
    return Complaint(
        code="misleading-number-format",
        message=Text(
            f"数字格式 {shown(code)} 使显示的数与存的数不同，无法判断以哪个为准",
            f"the number format {shown(code)} shows another number than is stored: it cannot be told which is meant",
        ),
        hint=Text("请把格式改为“常规”或“百分比”", "set the format to General or Percentage"),
    )
