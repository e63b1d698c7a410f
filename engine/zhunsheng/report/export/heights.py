"""How high a row has to be for its text: not every program that opens a workbook works that out itself."""

from collections.abc import Iterable

_LINE = 14.0
"""Points a line of text of size 10 takes."""
_MOST = 400
_WIDE = 0x2E80
"""From this code point on characters take nearly the width of two digits."""


def height(cells: Iterable[tuple[str, int]]) -> float:
    """Return the height, in points, of a row with these texts in columns of these widths (in digits)."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(_LINE * lines + 3, _MOST)


def _lines(text: str, width: int) -> int:
    taken = sum(19 if ord(character) >= _WIDE else 10 for character in text)
    return -(-taken // (10 * width - 5)) or 1
