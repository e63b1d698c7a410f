"""How much room a text takes in a cell: Chinese characters are twice as wide as digits, and lines wrap anywhere."""

import re
import unicodedata
from collections.abc import Iterable

LINE = 14.5
"""Points a line of 10-point text takes."""
HIGHEST = 409.0
"""Points: no row is higher in a spreadsheet."""
_PADDING = 1.5
"""Of a column's width, so many digits stay blank at its edges."""
_AROUND = 7.0
_WIDE = 1.9
"""Digits of the default font (11 points) that a Chinese character of 10 points takes."""
_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)
"""A Latin word or number stays in one piece where it can; anything else may be parted anywhere."""


def width(text: str) -> float:
    """Return how many digits wide `text` is on one line."""
    return sum(_WIDE if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def lines(text: str, column: float) -> int:
    """Return on how many lines `text` is shown in a column of this width."""
    return sum(_wrapped(paragraph, max(column - _PADDING, 2)) for paragraph in text.split("\n"))


def height(cells: Iterable[tuple[str, float]], least: int = 1) -> float:
    """Return the height in points of a row with these texts and column widths."""
    most = max((lines(text, column) for text, column in cells), default=1)
    return min(max(most, least) * LINE + _AROUND, HIGHEST)


def _wrapped(paragraph: str, room: float) -> int:
    count, used = 1, 0.0
    for piece in _PIECE.findall(paragraph):
        wide = width(piece)
        if used + wide <= room:
            used += wide
        elif wide <= room:
            count, used = count + 1, wide
        else:  # a word longer than a line begins on a line of its own and is parted
            count += 1 if used else 0
            full, used = divmod(wide, room)
            count += int(full) - (0 if used else 1)
            used = used or room
    return count
