"""Merged cells: the figure belongs to the top-left cell only; what a merge covers is found row by row."""

import heapq
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from zhunsheng.intake.columns import MAX_COLUMNS
from zhunsheng.intake.table import BLANK, Cell, Covered

_Key = TypeVar("_Key")
_AREA = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


class Merge(msgspec.Struct):
    """A merged area; rows and columns from 1. `corner` becomes what its top-left cell says, once that was read."""

    area: str
    top: int
    left: int
    bottom: int
    right: int
    corner: Cell = BLANK


class Merges:
    """The merges of one sheet, asked for row after row, downwards.

    Raises `ValueError` where more of them meet in one row than can stand side by side.
    """

    def __init__(self, areas: Iterable[str]) -> None:
        merges = [merge for area in areas if (merge := _parse(area)).left <= MAX_COLUMNS]
        self._coming = sorted(merges, key=lambda merge: merge.top, reverse=True)
        self._open: list[tuple[int, int, Merge]] = []
        self._count = 0

    def covering(self, row: int, columns: Mapping[_Key, int], cells: Mapping[_Key, Cell]) -> dict[_Key, Covered]:
        """Return which of some columns of `row` are swallowed by a merge, and what that merge shows."""
        self._advance(row)
        covered: dict[_Key, Covered] = {}
        for _, _, merge in self._open:
            for key, position in columns.items():
                column = position + 1
                if not merge.left <= column <= merge.right:
                    continue
                if (row, column) == (merge.top, merge.left):
                    merge.corner = cells.get(key, BLANK)
                else:
                    covered[key] = Covered(merge.corner, merge.area)
        return covered

    def _advance(self, row: int) -> None:
        while self._coming and self._coming[-1].top <= row:
            merge = self._coming.pop()
            self._count += 1
            heapq.heappush(self._open, (merge.bottom, self._count, merge))
        while self._open and self._open[0][0] < row:
            heapq.heappop(self._open)
        if len(self._open) > MAX_COLUMNS:
            raise ValueError("overlapping merges")


def _parse(area: str) -> Merge:
    match = _AREA.fullmatch(area)
    if match is None:
        raise ValueError(area)
    left, top, right, bottom = match.groups()
    return Merge(area=area, top=int(top), left=_number(left), bottom=int(bottom), right=_number(right))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
