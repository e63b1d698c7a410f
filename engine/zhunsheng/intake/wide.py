"""Wide tables (宽表): a row holds the figures of one place in one year, each under the heading of its indicator.

A wide table says what the long one says into which it is taken apart: one row a figure, the heading of its column the
indicator, and a unit behind that in parentheses the unit. So all that is understood of a long table is of a wide one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from zhunsheng.intake.characters import shown
from zhunsheng.intake.columns import (
    HEADER_WITHIN,
    Field,
    Form,
    Header,
    also_heading,
    find_header,
    header_fault,
    heading,
)
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.table import BLANK, Cell, Covered, Row
from zhunsheng.model.text import Text

MAX_WIDTH = 2_000
"""Columns of a wide table; a workbook is read no further than `MAX_COLUMNS`."""
WIDE = Form(
    required=(Field.ENTITY, Field.YEAR),
    telling=(Field.ENTITY, Field.YEAR),
    optional=(Field.NOTE, Field.EVIDENCE, Field.RECORD, Field.BASIS, Field.SUBMITTER),
)
"""All figures of a place and year in one row."""


def find_table(rows: Sequence[Sequence[str]]) -> Header | None:
    """Find the header of a table among the first rows: of a long one or a roster, else of a wide one."""
    return find_header(rows) or next(filter(None, map(_wide, range(HEADER_WITHIN), rows)), None)


def _wide(index: int, texts: Sequence[str]) -> Header | None:
    """Recognise a row that names place and year, and behind both of them something else.

    What stands before is of another kind: a running number, or the title of a cover sheet (地区：… 年份：…).
    """
    named: dict[Field, int] = {}
    for recognise in (heading, also_heading):
        for position, text in enumerate(texts):
            field = recognise(text)
            if field is not None and field in WIDE.fields and position not in named.values():
                named.setdefault(field, position)
    if not all(field in named for field in WIDE.required):
        return None
    behind = max(named[field] for field in WIDE.required) + 1
    others = {at: text for at, text in enumerate(texts) if text.strip() and at not in named.values()}
    headed = {at: text for at, text in others.items() if at >= behind and _may_be_heading(text)}
    if not headed:
        return None
    # A column between them whose heading was forgotten may hold figures all the same.
    spread = {at: texts[at].strip() for at in range(behind, max(headed) + 1) if at in headed or not texts[at].strip()}
    repeated = (also_heading(text) for text in others.values())
    return Header(
        form=WIDE,
        index=index,
        width=len(texts),
        columns=named,
        unknown=tuple(text for at, text in others.items() if at not in spread),
        repeated=tuple(field for field in repeated if field in named),
        spread=spread,
    )


def _may_be_heading(text: str) -> bool:
    return also_heading(text) is None and any(map(str.isalpha, text))


def table_fault(header: Header, most: int = MAX_WIDTH) -> Complaint | None:
    """Say what keeps a table from being used, if anything does; `most` is how many columns are read."""
    return header_fault(header) or _wide_fault(header, most)


def _wide_fault(header: Header, most: int) -> Complaint | None:
    """Refuse a wide table that may go on behind the last column that is read, or in which a heading stands twice.

    Else figures were lost unseen, or could not be told apart.
    """
    if header.spread and max(header.spread) >= most - 1:
        return Complaint(
            code="too-many-columns",
            message=Text(f"宽表的列数达到 {most}，未读取", f"a wide table with {most} columns or more: not read"),
            hint=Text("请分成几张表，每张都有地区、年份", "split it into several tables, each with entity and year"),
        )
    twice = [shown(text) for text, times in Counter(header.spread.values()).items() if text and times > 1]
    if twice:
        return Complaint(
            code="repeated-heading",
            message=Text("表头重复：" + "、".join(twice), "headings stand twice: " + ", ".join(twice)),
            hint=Text("每列的表头各不相同", "head each column differently"),
        )
    return None


class _Column(msgspec.Struct, frozen=True):
    """One column of figures: where its rows say that things stand, and its heading as a cell."""

    columns: dict[Field, int]
    heading: Cell


class Apart:
    """Takes the rows of one table apart."""

    def __init__(self, header: Header, line: int | None) -> None:
        """`line` is that of the headings; None where they stand in none, as in a Parquet file."""
        self._lines = {Field.INDICATOR: line, Field.UNIT: line}
        self._columns = {
            at: _Column(header.columns | dict.fromkeys((Field.INDICATOR, Field.UNIT, Field.VALUE), at), Cell(text))
            for at, text in header.spread.items()
        }

    def rows(self, row: Row, figures: Mapping[int, Cell], covered: Mapping[int, Covered] = {}) -> Iterator[Row]:
        """Give one row a figure; the row itself where the table is long.

        `figures` has the cells by column, `covered` those that a merge has swallowed.
        """
        if not self._columns:
            yield row
        for at, column in self._columns.items():
            yield Row(
                where=row.where,
                number=row.number,
                columns=column.columns,
                cells={**row.cells, Field.INDICATOR: column.heading, Field.VALUE: figures.get(at, BLANK)},
                fault=row.fault,
                covered={**row.covered, Field.VALUE: covered[at]} if at in covered else row.covered,
                aside=row.aside,
                form=row.form,
                lines=self._lines,
                under_heading=True,
            )
