"""A year of a rule, as a row of a table has it: the figure and the verdict, or of several places how many stand how."""

from zhunsheng.model.figures import with_unit
from zhunsheng.model.page_panels import Cell
from zhunsheng.papers.items import number_text


def value_text(cell: Cell, unit: str) -> str:
    """Write the figure with its unit, and its exact fraction where it does not terminate."""
    if cell.mark is None or not cell.value.text:
        return "—"
    return number_text(cell.value).replace(cell.value.text, with_unit(cell.value.text, unit), 1)


def verdict_text(cell: Cell) -> str:
    """Name the verdict, or of several places how many stand how."""
    told = "、".join(f"{tile.mark.word} {tile.count}" for tile in cell.tally)
    return told or (cell.mark.word if cell.mark is not None else "—")


def status_text(cell: Cell) -> str:
    """Name the verdict with its sign, and say that the figure was questioned, if it was."""
    sign = f"{cell.mark.sign} " if cell.mark is not None and not cell.tally else ""
    told = sign + verdict_text(cell)
    return f"{told}（{cell.flags.text}）" if cell.flags is not None else told
