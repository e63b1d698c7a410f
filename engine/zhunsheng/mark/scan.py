"""One look at a sheet: what is there that a mark has to know of, and where it stands in the part."""

import re
from collections.abc import Iterable
from functools import cached_property

from zhunsheng.mark.formulas import Formulas
from zhunsheng.mark.nodes import Node, parse
from zhunsheng.mark.spots import Area, area, cell

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MARKER = "zhunsheng-mark"
"""In the condition of the fill of a marked cell, so that it is known again."""
_BELOW = 60
_MOST_NEAR = 2_000
"""Rows that a comment may reach down over, and of how many rows they are looked at."""
_MOST_MERGES = 5_000
_ROW, _CELL, _FORMULA, _RESULT = (f"{MAIN} {name}" for name in ("row", "c", "f", "v"))


class Sheet:
    """What a sheet holds. `rows` are those of which more is to be known: their first cell, the heights below them.

    `root` is the tree of the part without its rows; `outside` the formulas that draw on another file.
    """

    within = "sheetData"

    def __init__(self, raw: bytes, rows: Iterable[int] = (), names: re.Pattern[str] | None = None) -> None:
        self._wanted = frozenset(rows)
        near = (range(row - 1, row + _BELOW) for row in sorted(self._wanted)[:_MOST_NEAR])
        self._near = frozenset(row for each in near for row in each)
        self.first: tuple[int, int] | None = None
        self.first_in: dict[int, tuple[int, int]] = {}
        self.heights: dict[int, float] = {}
        self._row = self._column = 0
        self._formulas = Formulas(raw, self._wanted, names)
        self.root = parse(raw, self)
        self.outside = self._formulas.spans
        self.calculated = self._formulas.cells
        del self._formulas

    @cached_property
    def merges(self) -> list[Area]:
        """The merged areas, as far as anybody would make them."""
        node = self.root.child("mergeCells")
        found = (area(each.attributes.get("ref", "")) for each in node.children[:_MOST_MERGES]) if node else ()
        return [each for each in found if each is not None]

    def begin(self, name: str, attributes: dict[str, str], start: int) -> None:
        """Hear of a row, a cell, a formula."""
        if name == _CELL:
            self._cell(attributes.get("r"))
            self._formulas.cell(start, attributes)
        elif name == _RESULT:
            self._formulas.result()
        elif name == _ROW:
            self._begin_row(attributes)
        elif name == _FORMULA:
            self._formulas.formula(start, attributes)

    def finish(self, name: str, start: int) -> None:
        """Hear the end of a cell, a formula, a result."""
        if name == _CELL:
            self._formulas.end_of_cell((self._row, self._column), start)
        elif name == _RESULT:
            self._formulas.end_of_text()
        elif name == _FORMULA:
            self._formulas.end_of_formula(start)

    def say(self, text: str) -> None:
        """Hear the text of a formula or a result."""
        self._formulas.say(text)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = _whole(attributes.get("r"), self._row + 1)
        self._column = 0
        if self._row in self._near and "ht" in attributes:
            hidden = attributes.get("hidden") in ("1", "true")
            self.heights[self._row] = 0 if hidden else number(attributes["ht"], 15)

    def _cell(self, reference: str | None) -> None:
        at = cell(reference) if reference else None
        self._row, self._column = at or (self._row, self._column + 1)
        here = self._row, self._column
        if self.first is None:
            self.first = here
        if self._row in self._wanted:
            self.first_in.setdefault(self._row, here)


def number(text: str, otherwise: float) -> float:
    """Read a measure in an attribute; what is none, or beyond all measure, is `otherwise`."""
    try:
        value = float(text)
    except ValueError:
        return otherwise
    return value if 0 <= value <= 10_000 else otherwise


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 8 else otherwise


def refers_to(node: Node, ids: frozenset[str], space: str) -> bool:
    """Tell whether an element, or one below it, refers to one of these relationships."""
    return any(
        name.startswith(space) and value in ids for each in node.walk() for name, value in each.attributes.items()
    )
