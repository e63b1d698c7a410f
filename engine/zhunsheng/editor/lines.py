"""Where something stands, as editors count: lines from 0, characters in code units, of UTF-16 unless agreed otherwise.

An emoji is two units of UTF-16, and so is a rare Chinese character.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

_BREAK = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"


class Position(NamedTuple):
    """A line and a code unit in it, both from 0."""

    line: int
    character: int


class Span(NamedTuple):
    """Where something starts, and where it ends: after its last character."""

    start: Position
    end: Position


UTF_8, UTF_16, UTF_32 = "utf-8", "utf-16", "utf-32"

_BEYOND_ONE_UNIT = {UTF_8: ("\x7f", "\u07ff", "\uffff"), UTF_16: ("\uffff",), UTF_32: ()}
"""The last characters that take one unit, two units …"""


class Lines:
    """A text, and where its lines begin. Only what ends a line to an editor ends one here."""

    def __init__(self, text: str, encoding: str = UTF_16) -> None:
        self.text = text
        self._steps = _BEYOND_ONE_UNIT[encoding]
        self._starts = [0, *(match.end() for match in _BREAK.finditer(text))]

    def position(self, offset: int) -> Position:
        """Say where the character at `offset` stands; what is beyond the end is the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        return Position(line, sum(map(self._width, self.text[self._starts[line] : offset])))

    def _width(self, character: str) -> int:
        return 1 + sum(character > last for last in self._steps)

    def span(self, start: int, end: int) -> Span:
        """Say where a stretch of the text stands."""
        return Span(self.position(start), self.position(max(start, end)))

    def offset(self, at: Position) -> int:
        """Find the character at a place; beyond the end of a line is its end, within a pair of units its start."""
        if at.line >= len(self._starts):
            return len(self.text)
        line = self.line(at.line)
        left = max(0, at.character)
        for index, character in enumerate(line):
            left -= self._width(character)
            if left < 0:
                return self._starts[at.line] + index
        return self._starts[at.line] + len(line)

    def line(self, number: int) -> str:
        """Return a line without what ends it. Raises `IndexError`."""
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def offset_of(self, line: int, column: int) -> int:
        """Find what the compiler calls `line` and `column`, counted from 1, a mark at the very start left out."""
        number = max(0, min(line - 1, len(self._starts) - 1))
        skipped = 1 if number == 0 and self.text.startswith(_BOM) else 0
        return self._starts[number] + min(column - 1 + skipped, len(self.line(number)))
