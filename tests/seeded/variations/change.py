"""One change that keeps what a workbook says."""

from collections.abc import Callable, Iterator, Mapping

import msgspec
from openpyxl.cell.cell import Cell
from tests.seeded.filled import Filled

PLAIN, FORM, STEPS = ("plain",), ("form",), ("milestones",)
TABLES = ("plain", "form")
ALL = ("plain", "form", "milestones")


class Change(msgspec.Struct, frozen=True):
    """A change, and the codes of the remarks that it brings.

    Two changes `of` the same thing, or of what the other says `besides`, are not combined; one that is of its own
    kind entirely is `alone`.
    """

    name: str
    of: str
    make: Callable[[Filled], None]
    bases: tuple[str, ...] = TABLES
    said: tuple[str, ...] = ()
    besides: str = ""
    alone: bool = False

    def goes_with(self, other: "Change") -> bool:
        """Tell whether the two may be combined."""
        return not (self.alone or other.alone or {self.of, self.besides} & {other.of, other.besides} - {""})


def column(filled: Filled, heading: str) -> Iterator[Cell]:
    """Go through the cells under a heading that are not blank."""
    position = filled.columns().get(heading)
    if position is None:
        return
    for number in range(filled.header_row + 1, filled.sheet.max_row + 1):
        cell = filled.sheet.cell(number, position)
        if cell.value is not None:
            assert isinstance(cell, Cell)
            yield cell


def figures(filled: Filled) -> Iterator[Cell]:
    """Go through the figures that are numbers."""
    return (cell for cell in column(filled, "数值") if isinstance(cell.value, int | float))


def unit_of(filled: Filled, cell: Cell) -> str:
    """Return the unit beside a figure."""
    return str(filled.sheet.cell(cell.row, filled.columns()["单位"]).value)


def rearranged(filled: Filled, order: Mapping[tuple[int, int], tuple[int, int]]) -> None:
    """Move cells, each with its format and its formula, from one row and column to another."""
    cells = vars(filled.sheet)["_cells"]
    moved = {old: cells.pop(old) for old in order if old in cells}
    for old, cell in moved.items():
        cell.row, cell.column = order[old]
        cells[order[old]] = cell


def each(heading: str, change: Callable[[object], object]) -> Callable[[Filled], None]:
    """Write something else into every cell under a heading."""

    def make(filled: Filled) -> None:
        for cell in column(filled, heading):
            cell.value = change(cell.value)  # type: ignore[assignment]

    return make
