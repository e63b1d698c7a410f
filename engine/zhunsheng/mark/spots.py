"""Cells by number and by address."""

import re
from collections.abc import Sequence

import msgspec

from zhunsheng.mark.asked import Asked

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class Spot(msgspec.Struct, frozen=True, order=True):
    """A cell; row and column are counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """The address in the sheet: “I7”."""
        return address(self.row, self.column)

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A question with its number in the list and the cells that are marked; none where it concerns the file."""

    number: int
    asked: Asked
    spots: tuple[Spot, ...] = ()


class Area(msgspec.Struct, frozen=True):
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def address(row: int, column: int) -> str:
    """Write the address of a cell."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    written = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        written = chr(ord("A") + rest) + written
    return written


def cell(text: str) -> tuple[int, int] | None:
    """Read an address; None for what is none."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row, column) if 1 <= row <= _LAST_ROW and column <= _LAST_COLUMN else None


def area(text: str) -> Area | None:
    """Read a range (“A2:B5”); None for what is none."""
    first, colon, last = text.partition(":")
    begin, end = cell(first), cell(last if colon else first)
    return Area(*begin, *end) if begin and end else None


def addresses(cells: Sequence[tuple[int, int]]) -> str:
    """Write many cells, as a sheet refers to them."""
    return " ".join(address(row, column) for row, column in cells)
