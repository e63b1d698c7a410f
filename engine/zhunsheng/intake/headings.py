"""Columns of wide tables whose heading is no indicator of the plan: they are named, and not read.

A long table states of each figure what it is of; a wide one may hold anything beside. So a column is passed over where
its heading comes near no indicator; one that comes near is refused row by row, for it may be just what is missing.
"""

from collections.abc import Callable, Iterable, Sequence

from zhunsheng.intake.characters import shown
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.table import Row, Where
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.text import Text

_HINT = Text(
    "要报的数，表头写指标的名称或编号，括号里写单位，如“护理型床位占比（%）”",
    "head what is to be read with the name or id of an indicator, its unit in parentheses",
)


def passed_over(rows: Iterable[Row], may_mean: Callable[[str], bool]) -> list[Diagnostic]:
    """Say of one file which columns are passed over; `may_mean` tells whether a heading may mean an indicator.

    Where nothing else stands in the file, that is no remark but an error: it was handed in to be read.
    """
    first: dict[int, Row] = {}
    others = False
    for row in rows:
        if row.aside is None and not row.under_heading:
            others = True
        elif row.aside is None and (_heading(row) or not row.cell(Field.VALUE).blank):
            first.setdefault(id(row.columns), row)  # rows of one column share what says where
    idle = [row for row in first.values() if not may_mean(_heading(row))]
    tables: dict[tuple[Where, int | None], list[str]] = {}
    for row in idle:
        tables.setdefault((row.where, row.lines[Field.INDICATOR]), []).append(_heading(row))
    say = not_read if others or len(idle) < len(first) else nothing_read
    return [say(named).at(where.at(line)) for (where, line), named in tables.items()]


def not_read(headings: Sequence[str]) -> Complaint:
    """Say which columns of a wide table are passed over."""
    listed = _listed(headings)
    return Complaint(
        code="columns-not-indicators",
        severity=Severity.WARNING,
        message=Text(
            "以下各列的表头不是规划的指标，没有读：" + "、".join(listed),
            "these columns are headed by no indicator of the plan and not read: " + ", ".join(listed),
        ),
        hint=_HINT,
    )


def nothing_read(headings: Sequence[str]) -> Complaint:
    """Say that no column of a wide table could be read."""
    listed = _listed(headings)
    return Complaint(
        code="no-indicator-column",
        message=Text(
            "宽表里没有一列的表头是规划的指标：" + "、".join(listed),
            "no column of this wide table is headed by an indicator of the plan: " + ", ".join(listed),
        ),
        hint=_HINT,
    )


def _listed(headings: Sequence[str]) -> list[str]:
    return [shown(each) or "（空白）" for each in headings]


def _heading(row: Row) -> str:
    return row.cell(Field.INDICATOR).text
