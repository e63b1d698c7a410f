"""Formulas that draw on another file or program: none of them enters a copy."""

import re

import msgspec

from zhunsheng.mark.nodes import tag_at

_LONGEST = 40_000
"""Characters of a formula; a spreadsheet takes 8,192."""
_STRING = re.compile(r'"(?:[^"]|"")*"')
_OUTSIDE = re.compile(
    r"\||(?<![\w\]\[])\[\d+\]|\[[^\[\]]+\.(?:xl\w+|csv|et|ods)\]|\b(?:WEBSERVICE|RTD|DDE|CALL|REGISTER\.ID)\s*\(", re.I
)


def leads_outside(formula: str) -> bool:
    """Tell whether a formula draws on another file or program."""
    return _OUTSIDE.search(_STRING.sub("", formula)) is not None


class Calculated(msgspec.Struct, frozen=True):
    """A cell with a formula: its bytes, its style, the result that is stored, the group that shares the formula."""

    start: int
    end: int
    style: str
    result: str
    shared: str | None


class Formulas:
    """What is heard of formulas, cell by cell. `names` matches the defined names that lead outside.

    `kept` says of which rows the cells are kept, too; `spans` are the bytes of the formulas that lead outside.
    """

    def __init__(self, raw: bytes, kept: frozenset[int], names: re.Pattern[str] | None) -> None:
        self._raw, self._kept, self._names = raw, kept, names
        self._start, self._style = 0, ""
        self._begun: int | None = None
        self._shared: str | None = None
        self._found = self._inside = False
        self._formula: list[str] = []
        self._result: list[str] = []
        self._hearing: list[str] | None = None
        self._alone: list[tuple[int, int]] = []
        self._of_group: dict[str, list[tuple[int, int]]] = {}
        self._groups: set[str] = set()
        self._cells: dict[tuple[int, int], Calculated] = {}

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The bytes of all formulas that lead outside."""
        return [*self._alone, *(span for group in self._groups for span in self._of_group[group])]

    @property
    def cells(self) -> dict[tuple[int, int], Calculated]:
        """The cells of such formulas, as far as they are kept."""
        return {at: each for at, each in self._cells.items() if each.shared is None or each.shared in self._groups}

    def cell(self, start: int, attributes: dict[str, str]) -> None:
        """Hear that a cell begins."""
        self._start, self._style = start, attributes.get("s", "")
        self._found = self._inside = False
        self._result = []

    def formula(self, start: int, attributes: dict[str, str]) -> None:
        """Hear that a formula begins."""
        self._begun, self._shared = start, attributes.get("si")
        self._found = True
        self._formula = self._hearing = []

    def result(self) -> None:
        """Hear that a result begins, or the value of a cell without a formula."""
        self._hearing = self._result if self._found else None

    def say(self, text: str) -> None:
        """Hear text."""
        if self._hearing is not None:
            self._hearing.append(text)

    def end_of_text(self) -> None:
        """Hear that a result ends."""
        self._hearing = None

    def end_of_formula(self, closing: int) -> None:
        """Hear that a formula ends."""
        self._hearing = None
        if self._begun is None:
            return
        span = self._begun, self._end(self._begun, closing)
        self._begun = None
        if self._shared is not None:
            self._of_group.setdefault(self._shared, []).append(span)
        self._inside = not self._leads_outside("".join(self._formula))
        if self._inside:
            return
        if self._shared is None:
            self._alone.append(span)
        else:
            self._groups.add(self._shared)

    def end_of_cell(self, at: tuple[int, int], closing: int) -> None:
        """Hear that a cell ends."""
        if self._found and at[0] in self._kept and (self._shared is not None or not self._inside):
            end = self._end(self._start, closing)
            result = "".join(self._result)
            self._cells[at] = Calculated(self._start, end, self._style, result, self._shared)

    def _leads_outside(self, text: str) -> bool:
        if len(text) > _LONGEST or leads_outside(text):
            return True
        return self._names is not None and self._names.search(text) is not None

    def _end(self, start: int, closing: int) -> int:
        """Return where an element ends; `closing` is where its end tag begins, if it has one."""
        opened = tag_at(self._raw, start).end()
        empty = self._raw[opened - 2 : opened] == b"/>"
        return opened if empty else self._raw.index(b">", closing) + 1
