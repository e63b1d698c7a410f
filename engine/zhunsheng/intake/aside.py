"""Sheets that are not read: whose figures may stand there, so that nobody is accused of silence on their account."""

from collections.abc import Iterable, Iterator, Sequence

from zhunsheng.intake.columns import Field
from zhunsheng.intake.milestones import says_whether_done
from zhunsheng.intake.numbers import Figure, read_figure
from zhunsheng.intake.table import MAX_FIELD, Cell, Row, Where
from zhunsheng.intake.workbook_cells import OpenpyxlCell

MAX_ROWS_ASIDE = 10_000
"""A table without a header is looked through so far."""


def figures_beside_names(where: Where, rows: Iterable[Sequence[OpenpyxlCell]], code: str) -> Iterator[Row]:
    """Give each text that has a figure behind it in its row or below it in its column: it may name an indicator.

    A word for done or not done counts as a figure. Whether the text names an indicator is for the reader of rows to
    say. Each text is given once a sheet with a number, and once with such a word.
    """
    above: dict[int, str] = {}
    given: set[tuple[str, str]] = set()
    for number, cells in enumerate(rows, start=1):
        if number > MAX_ROWS_ASIDE:
            return
        behind = ""
        for column, cell in enumerate(cells):
            said = _figure_said(cell.value)
            if said is None:
                if isinstance(cell.value, str) and cell.value.strip() and len(cell.value) <= MAX_FIELD:
                    behind = above[column] = cell.value
                continue
            for name in (behind, above.get(column, "")):
                if name and (name, said) not in given:
                    given.add((name, said))
                    yield _row(where, number, column, name, said, code)


def _figure_said(value: object) -> str | None:
    """Return “?” for a number and the word itself for done or not done; None for anything else."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        if says_whether_done(value):
            return value
        return "?" if isinstance(read_figure(value), Figure) else None
    return "?" if isinstance(value, int | float) else None


def _row(where: Where, number: int, column: int, name: str, said: str, code: str) -> Row:
    cells = {Field.INDICATOR: Cell(name), Field.VALUE: Cell(said)}
    return Row(where=where, number=number, columns={Field.VALUE: column}, cells=cells, aside=code)
