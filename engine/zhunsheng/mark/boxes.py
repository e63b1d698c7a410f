"""Where the box of a comment lies: right of its cell, measured in the columns and rows that it covers."""

from collections.abc import Callable

from zhunsheng.mark.scan import Sheet
from zhunsheng.mark.sheet_part import column_widths, row_height

_RIGHT, _ABOVE = 15, 4
"""Pixels between the cell and the box, and how far the box begins inside its row."""
_POINT = 4 / 3
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


class Boxes:
    """The measures of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._widths, self._width = column_widths(sheet.root)
        self._heights, self._height = sheet.heights, row_height(sheet.root)

    def anchor(self, at: tuple[int, int], size: tuple[int, int]) -> tuple[int, ...]:
        """Return the eight numbers of an anchor, columns and rows counted from 0, for a box of so many pixels."""
        row, column = at[0] - 1, at[1]
        right, right_by = self._reach(column, _RIGHT + size[0], self._wide, _LAST_COLUMN)
        bottom, bottom_by = self._reach(row, _ABOVE + size[1], self._high, _LAST_ROW)
        return column, _RIGHT, row, _ABOVE, right, right_by, bottom, bottom_by

    def _wide(self, column: int) -> int:
        return self._widths.get(column + 1, self._width)

    def _high(self, row: int) -> int:
        return int(self._heights.get(row + 1, self._height) * _POINT)

    @staticmethod
    def _reach(start: int, pixels: int, measure: Callable[[int], int], last: int) -> tuple[int, int]:
        """Go `pixels` on from the beginning of a column or row; return where that ends, and how far inside."""
        here, left = start, pixels
        while here < last and left >= measure(here) and here < start + 1000:
            left -= measure(here)
            here += 1
        return here, min(left, measure(here))
