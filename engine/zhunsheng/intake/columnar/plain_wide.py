"""The usual batch of a wide table (宽表): whole numbers of places and years, and nothing but numbers in its columns."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhunsheng.intake.columnar.direct import Direct, NotPlainError
from zhunsheng.intake.columnar.frame import Frame
from zhunsheng.intake.columnar.layouts import Layout, Spoken, layout
from zhunsheng.intake.columnar.plain import decimals_of, few, spoilt, whole
from zhunsheng.intake.columnar.sheet import Sheet
from zhunsheng.intake.columnar.values import PIECE, mantissas_of
from zhunsheng.intake.columnar.words import Words
from zhunsheng.intake.columns import Field


class PlainWide:
    """Enters plain batches of one wide file directly."""

    def __init__(self, direct: Direct, sheet: Sheet, words: Words, frame: Frame) -> None:
        self._direct, self._sheet, self._words, self._frame = direct, sheet, words, frame

    def enter(self, batch: pa.RecordBatch, places: NDArray[np.int32], rows: NDArray[np.int64] | int) -> bool:
        """Enter a batch; False where it has to go the general way. Rows of places that are not known are passed over.
        `rows` are their numbers, or that of the first.

        Raises `NotPlainError` for figures that leave 64 bits.
        """
        years = whole(batch.column(self._sheet.columns[Field.YEAR]), self._frame.years)
        columns = [batch.column(name) for name in self._sheet.spread]
        if years is None or spoilt(batch, self._sheet):
            return False
        laid = self._laid_out(batch, columns) if columns else None
        if laid is None or not self._direct.takes(laid):
            return False
        count = len(self._frame.ids)
        begins = (laid.numbers * count).tolist()
        for begin in range(0, len(years), PIECE):
            piece = slice(begin, begin + PIECE)
            base = years[piece].astype(np.int64) - self._frame.years.start
            base *= self._frame.size * count
            base += places[piece]
            mine = places[piece] >= 0 if int(places[piece].min()) < 0 else None
            numbers = np.arange(rows + begin, rows + begin + len(base)) if isinstance(rows, int) else rows[piece]
            for first, column in zip(begins, columns, strict=True):
                self._enter(base + first, column[piece], numbers, mine)
        return True

    def _enter(
        self, cells: NDArray[np.int64], column: pa.Array, rows: NDArray[np.int64], mine: NDArray[np.bool_] | None
    ) -> None:
        _, mantissas, big = mantissas_of(column)
        if big:
            raise NotPlainError
        known = mine
        if column.null_count:
            valid = np.asarray(column.is_valid())
            known = valid if mine is None else valid & mine
        if known is None:
            self._direct.enter(cells, mantissas, rows)
        else:
            self._direct.enter(cells[known], mantissas[known], rows[known])

    def _laid_out(self, batch: pa.RecordBatch, columns: list[pa.Array]) -> Layout | None:
        """Work out where all columns go, and how their figures are given; None where that is not plain."""
        records, bases = (
            few(batch.column(self._sheet.columns[field]) if field in self._sheet.columns else None)
            for field in (Field.RECORD, Field.BASIS)
        )
        if records is None or bases is None:
            return None
        found: list[Layout] = []
        for heading, column in zip(self._sheet.spread.values(), columns, strict=True):
            decimals = decimals_of(column.type)
            if decimals is None:
                return None
            indicator, unit = self._words.headed(heading)
            spoken = Spoken((indicator,), (unit,), (0,), records, bases, decimals, "")
            laid = layout(spoken, self._words, self._frame)
            if laid is None:
                return None
            found.append(laid)
        return _together(found)


def _together(found: list[Layout]) -> Layout | None:
    """Return the layouts of columns as one; None where the same indicator is given in two ways."""
    ways: dict[int, Any] = {}
    for each in found:
        if any(ways.get(number, way) != way for number, way in each.ways.items()):
            return None
        ways.update(each.ways)
    numbers = np.concatenate([each.numbers for each in found])
    return Layout(numbers, ways, tuple({number for each in found for number in each.milestones}))
