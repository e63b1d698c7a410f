"""Sheets that are not read: whose figures may stand there, so that nobody is accused of silence on their account."""

from collections.abc import Iterable, Iterator, Sequence

from zhunsheng.intake.columns import Field
from zhunsheng.intake.numbers import Figure, read_figure
from zhunsheng.intake.table import MAX_FIELD, Cell, Row, Where
from zhunsheng.intake.workbook_cells import OpenpyxlCell

MAX_ROWS_ASIDE = 10_000
"""A table without a header is looked through so far."""


def figures_beside_names(where: Where, rows: Iterable[Sequence[OpenpyxlCell]], code: str) -> Iterator[Row]:
    """Give each text that has a figure behind it in its row or below it in its column: it may name an indicator.

    Whether it does is for the reader of rows to say. Each text is given once a sheet.
    """
    above: dict[int, str] = {}
    given: set[str] = set()
    for number, cells in enumerate(rows, start=1):
        if number > MAX_ROWS_ASIDE:
            return
        behind = ""
        for column, cell in enumerate(cells):
            if not _is_figure(cell.value):
                if isinstance(cell.value, str) and cell.value.strip() and len(cell.value) <= MAX_FIELD:
                    behind = above[column] = cell.value
                continue
            for name in (behind, above.get(column, "")):
                if name and name not in given:
                    given.add(name)
                    yield _row(where, number, column, name, code)


def _is_figure(value: object) -> bool:
    if isinstance(value, str):
        return isinstance(read_figure(value), Figure)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _row(where: Where, number: int, column: int, name: str, code: str) -> Row:
    cells = {Field.INDICATOR: Cell(name), Field.VALUE: Cell("?")}
    return Row(where=where, number=number, columns={Field.VALUE: column}, cells=cells, aside=code)
