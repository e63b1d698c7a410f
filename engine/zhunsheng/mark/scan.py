"""One look at a sheet: what is there that a mark has to know of, and where it stands in the part."""

import re
from collections.abc import Iterable
from functools import cached_property

from zhunsheng.mark.nodes import Node, parse, tag_at
from zhunsheng.mark.spots import Area, area, cell

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MARKER = "zhunsheng-mark"
"""In the condition of the fill of a marked cell, so that it is known again."""
_BELOW = 60
"""Rows that a comment may reach down over."""
_MOST_MERGES = 5_000
_LONGEST = 40_000
"""Characters of a formula; a spreadsheet takes 8,192."""
_ROW, _CELL, _FORMULA = (f"{MAIN} {name}" for name in ("row", "c", "f"))
_STRING = re.compile(r'"(?:[^"]|"")*"')
_OUTSIDE = re.compile(
    r"\||(?<![\w\]\[])\[\d+\]|\[[^\[\]]+\.(?:xl\w+|csv|et|ods)\]|\b(?:WEBSERVICE|RTD|DDE|CALL|REGISTER\.ID)\s*\(", re.I
)


def leads_outside(formula: str) -> bool:
    """Tell whether a formula draws on another file or program."""
    return _OUTSIDE.search(_STRING.sub("", formula)) is not None


class Sheet:
    """What a sheet holds. `rows` are those of which more is to be known: their first cell, the heights below them.

    `root` is the tree of the part without its rows; `outside` the bytes of formulas that draw on another file.
    """

    within = "sheetData"

    def __init__(self, raw: bytes, rows: Iterable[int] = (), names: re.Pattern[str] | None = None) -> None:
        self._wanted = frozenset(rows)
        near = (range(row - 1, row + _BELOW) for row in self._wanted)
        self._near = frozenset(row for each in near for row in each)
        self._names = names
        self.first: tuple[int, int] | None = None
        self.first_in: dict[int, tuple[int, int]] = {}
        self.heights: dict[int, float] = {}
        self.outside: list[tuple[int, int]] = []
        self._raw = raw
        self._row = self._column = 0
        self._formula: tuple[int, dict[str, str]] | None = None
        self._said: list[str] = []
        self._shared: dict[str, list[tuple[int, int]]] = {}
        self._shared_outside: set[str] = set()
        self.root = parse(raw, self)
        self._raw = b""
        for group in self._shared_outside:
            self.outside += self._shared[group]

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
        elif name == _ROW:
            self._begin_row(attributes)
        elif name == _FORMULA:
            self._formula = start, attributes
            self._said = []

    def finish(self, name: str, start: int) -> None:
        """Hear the end of a formula."""
        if name != _FORMULA or self._formula is None:
            return
        begun, attributes = self._formula
        self._formula = None
        opened = tag_at(self._raw, begun).end()
        empty = self._raw[opened - 2 : opened] == b"/>"
        end = opened if empty else self._raw.index(b">", start) + 1
        group = attributes.get("si")
        if group is not None:
            self._shared.setdefault(group, []).append((begun, end))
        text = "".join(self._said)
        if len(text) > _LONGEST or leads_outside(text) or (self._names is not None and self._names.search(text)):
            if group is None:
                self.outside.append((begun, end))
            else:
                self._shared_outside.add(group)

    def say(self, text: str) -> None:
        """Hear the text of a formula."""
        if self._formula is not None:
            self._said.append(text)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = _whole(attributes.get("r"), self._row + 1)
        self._column = 0
        if self._row in self._near and "ht" in attributes:
            hidden = attributes.get("hidden") in ("1", "true")
            self.heights[self._row] = 0 if hidden else number(attributes["ht"], 15)

    def _cell(self, reference: str | None) -> None:
        at = cell(reference) if reference else None
        self._column = at[1] if at else self._column + 1
        here = at or (self._row, self._column)
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
