"""The usual batch of a wide table (宽表): whole numbers of places and years, and nothing but numbers in its columns."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhunsheng.intake.columnar.direct import Direct
from zhunsheng.intake.columnar.frame import Frame
from zhunsheng.intake.columnar.heap import Way
from zhunsheng.intake.columnar.layouts import Layout, Spoken, layout
from zhunsheng.intake.columnar.plain import both, decimals_of, few, mine, narrow, spoilt, whole
from zhunsheng.intake.columnar.sheet import Sheet
from zhunsheng.intake.columnar.values import PIECE
from zhunsheng.intake.columnar.words import Words
from zhunsheng.intake.columns import Field

_Given = tuple[tuple[str, ...], tuple[str, ...], tuple[int | None, ...]]
"""The words beside the figures of a batch, and how many decimals each column has (None: it is no column of numbers)."""


class PlainWide:
    """Enters plain batches of one wide file directly."""

    def __init__(self, direct: Direct, sheet: Sheet, words: Words, frame: Frame) -> None:
        self._direct, self._sheet, self._words, self._frame = direct, sheet, words, frame
        self._known: dict[_Given, Layout | None] = {}

    def enter(self, batch: pa.RecordBatch, places: NDArray[np.int32], rows: NDArray[np.int64] | int) -> bool:
        """Enter a batch; False where it has to go the general way. Rows of places that are not known are passed over.
        `rows` are their numbers, or that of the first.

        Raises `NotPlainError` for figures that leave 64 bits.
        """
        years = whole(batch.column(self._sheet.columns[Field.YEAR]), self._frame.years)
        columns = [batch.column(name) for name in self._sheet.spread]
        if years is None or spoilt(batch, self._sheet):
            return False
        laid = self._laid_out(batch, columns)
        if laid is None or not self._direct.takes(laid):
            return False
        count = len(self._frame.ids)
        begins = (laid.numbers * count).tolist()
        for begin in range(0, len(years), PIECE):
            piece = slice(begin, begin + PIECE)
            base = years[piece].astype(np.int64) - self._frame.years.start
            base *= self._frame.size * count
            base += places[piece]
            here = mine(places[piece])
            numbers = np.arange(rows + begin, rows + begin + len(base)) if isinstance(rows, int) else rows[piece]
            for first, column in zip(begins, columns, strict=True):
                valid = np.asarray(column[piece].is_valid()) if column.null_count else None
                self._direct.enter(base + first, narrow(column[piece]), numbers, both(here, valid))
        return True

    def _laid_out(self, batch: pa.RecordBatch, columns: list[pa.Array]) -> Layout | None:
        """Work out where all columns go, and how their figures are given; None where that is not plain."""
        records, bases = (
            few(batch.column(self._sheet.columns[field]) if field in self._sheet.columns else None)
            for field in (Field.RECORD, Field.BASIS)
        )
        if records is None or bases is None:
            return None
        given = records, bases, tuple(decimals_of(column.type) for column in columns)
        if given not in self._known:
            self._known[given] = self._together(*given)
        return self._known[given]

    def _together(
        self, records: tuple[str, ...], bases: tuple[str, ...], decimals: tuple[int | None, ...]
    ) -> Layout | None:
        """Work out the layouts of all columns as one; None where one indicator is given in two ways."""
        numbers: list[NDArray[np.int64]] = []
        ways: dict[int, Way] = {}
        milestones: set[int] = set()
        for heading, places in zip(self._sheet.spread.values(), decimals, strict=True):
            indicator, unit = self._words.headed(heading)
            if places is None:
                return None
            spoken = Spoken((indicator,), (unit,), (0,), records, bases, places, "")
            laid = layout(spoken, self._words, self._frame)
            if laid is None or any(ways.setdefault(number, way) != way for number, way in laid.ways.items()):
                return None
            numbers.append(laid.numbers)
            milestones.update(laid.milestones)
        return Layout(np.concatenate(numbers), ways, tuple(milestones))
