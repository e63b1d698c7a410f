"""The columns 完成情况 and 完成日期 of a form: whether a milestone is done, and since when."""

import datetime as dt

import msgspec

from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.milestones import read_milestone, says_whether_done
from zhunsheng.intake.table import Cell, Row
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.text import Text

_FIRST_DAY = dt.date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Days as spreadsheets count them: the years 1954 to 2119."""
_ISO_DAY = len("2024-06-30")


def settled(row: Row, indicator: Indicator | None) -> Row:
    """Take 完成情况 for the value of a milestone where nothing else says it; beside a figure it is only a remark."""
    if Field.STATE not in row.columns:
        return row
    if Field.VALUE not in row.columns:
        return _with_state(row)
    value, state = row.cell(Field.VALUE), row.cell(Field.STATE)
    milestone = says_whether_done(state.text) if indicator is None else indicator.kind is Kind.MILESTONE
    if not milestone or state.blank or Field.VALUE in row.covered:
        return row
    if value.blank:
        return _with_state(row)
    agree = read_milestone(value) == read_milestone(state)
    return row if agree or row.fault is not None else msgspec.structs.replace(row, fault=_contradicted())


def _with_state(row: Row) -> Row:
    """Put what stands under 完成情况 where the value is looked for, with its address."""
    columns, lines, cells, covered = dict(row.columns), dict(row.lines), dict(row.cells), dict(row.covered)
    columns[Field.VALUE] = columns.pop(Field.STATE)
    for kept in (lines, cells, covered):
        if Field.STATE in kept:
            kept[Field.VALUE] = kept.pop(Field.STATE)  # type: ignore[assignment]
    return msgspec.structs.replace(row, columns=columns, lines=lines, cells=cells, covered=covered)


def completed(row: Row) -> str:
    """Return what stands under 完成日期: the day as 2024-06-30 where the cell holds a date, else the text as it is."""
    cell = row.cell(Field.COMPLETED)
    if cell.fault is not None and cell.fault.code == "date-value":
        return cell.text[:_ISO_DAY]
    return _day(cell) or cell.text.strip()


def _day(cell: Cell) -> str | None:
    """Read a day that lost its format: spreadsheets then show and store the number of days."""
    number = cell.number
    if number is None or number != number.to_integral_value() or int(number) not in _SERIALS:
        return None
    return (_FIRST_DAY + dt.timedelta(days=int(number))).isoformat()


def date_without_state() -> Complaint:
    """Ask about a row that gives a date of completion and does not say that it is done."""
    return Complaint(
        code="date-without-state",
        severity=Severity.WARNING,
        message=Text("填了完成日期，“完成情况”空白；按未报送处理", "a date of completion without a word on being done"),
        expected=Text("已完成 或 未完成", "done or not done"),
        hint=Text("已经完成的，请选“已完成”", "say that it is done, if it is"),
    )


def date_of_the_undone() -> Complaint:
    """Ask about something that is not done and has a date of completion."""
    return Complaint(
        code="date-of-the-undone",
        severity=Severity.WARNING,
        message=Text(
            "报的是未完成，却填了完成日期；按未完成判定", "not done, yet with a date of completion; judged as not done"
        ),
        hint=Text("计划完成的日期请写在备注", "the day on which it is planned belongs in the note"),
    )


def _contradicted() -> Complaint:
    return Complaint(
        code="states-disagree",
        message=Text("“数值”与“完成情况”说法不一", "value and state contradict each other"),
        hint=Text("请只填“完成情况”", "fill in the state only"),
    )
