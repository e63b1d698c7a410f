"""The usual batch: nothing in it is wrong, and nothing a target. Its figures are entered in two passes.

Whether a batch is so shows in its dictionaries and in the extremes of its columns; any other goes the general way and
comes to the same. Rows are worked on in pieces that stay in the cache of the processor.
"""

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhunsheng.intake.columnar.coded import texts_of
from zhunsheng.intake.columnar.direct import Direct, NotPlainError
from zhunsheng.intake.columnar.frame import Frame
from zhunsheng.intake.columnar.heap import Heap, Way
from zhunsheng.intake.columnar.sheet import FAULT, Sheet
from zhunsheng.intake.columnar.values import PIECE, mantissas_of
from zhunsheng.intake.columnar.words import Words
from zhunsheng.intake.columns import Field

_MOST_TEXTS = 1 << 14
"""A dictionary with more texts goes the general way."""


class _Texts(NamedTuple):
    """A column of texts without a gap."""

    codes: NDArray[Any]
    texts: list[str]


class Plain:
    """Enters plain batches of one file directly."""

    def __init__(self, direct: Direct, heap: Heap, sheet: Sheet, words: Words, frame: Frame) -> None:
        self._direct, self._heap, self._sheet, self._words, self._frame = direct, heap, sheet, words, frame

    def enter(self, batch: pa.RecordBatch, places: NDArray[np.int32], rows: NDArray[np.int64] | int) -> bool:
        """Enter a batch; False where it has to go the general way. Rows of places that are not known are passed over.
        `rows` are their numbers, or that of the first.

        Raises `NotPlainError` for figures that leave 64 bits, and for milestones that are neither done nor not done.
        """
        columns = {field: batch.column(name) for field, name in self._sheet.columns.items()}
        indicator, unit = _texts(columns.get(Field.INDICATOR)), _texts(columns.get(Field.UNIT))
        years = _whole(columns[Field.YEAR], self._frame.years)
        if indicator is None or unit is None or years is None or not self._all_results(batch, columns):
            return False
        first = np.array([self._begin(text) for text in indicator.texts], np.int64)
        units = _unit_of_each(indicator, unit)
        value = columns[Field.VALUE]
        decimals = 0 if pa.types.is_integer(value.type) else value.type.scale if pa.types.is_decimal(value.type) else -1
        if decimals < 0 or units is None or first.min() < 0 or not self._take_ways(indicator, unit, units, decimals):
            return False
        stride = self._frame.size * len(self._frame.ids)
        first -= self._frame.years.start * stride
        milestone = self._milestones(indicator)
        valid = np.asarray(value.is_valid()) if value.null_count else None
        for begin in range(0, len(years), PIECE):
            piece = slice(begin, begin + PIECE)
            cells = np.multiply(years[piece], stride, dtype=np.int64, casting="unsafe")
            cells += np.take(first, indicator.codes[piece])
            cells += places[piece]
            _, mantissas, big = mantissas_of(value[piece])
            if big:
                raise NotPlainError
            numbers = np.arange(rows + begin, rows + begin + len(cells)) if isinstance(rows, int) else rows[piece]
            known = _known(places[piece], None if valid is None else valid[piece])
            if milestone is not None and not _say_whether_done(
                mantissas, np.take(milestone, indicator.codes[piece]), known, 10**decimals
            ):
                raise NotPlainError
            self._enter(cells, mantissas, numbers, known)
        return True

    def _enter(
        self,
        cells: NDArray[np.int64],
        mantissas: NDArray[np.int64],
        rows: NDArray[np.int64],
        known: NDArray[np.bool_] | None,
    ) -> None:
        if known is None:
            self._direct.enter(cells, mantissas, rows)
        elif known.any():
            self._direct.enter(cells[known], mantissas[known], rows[known])

    def _all_results(self, batch: pa.RecordBatch, columns: dict[Field, pa.Array]) -> bool:
        """Tell whether no row can be anything but a result, and none is spoilt."""
        if self._sheet.fault and batch.column(FAULT).null_count < batch.num_rows:
            return False
        for field, meaning in ((Field.RECORD, self._words.record), (Field.BASIS, self._words.basis)):
            column = columns.get(field)
            if column is None:
                continue
            if not pa.types.is_dictionary(column.type) or len(column.dictionary) > _MOST_TEXTS:
                return False
            said = [meaning(text) for text in texts_of(column.dictionary)]
            if any(each.wrong or (field is Field.RECORD and each.number) for each in said):
                return False
        return True

    def _begin(self, text: str) -> int:
        """Return where the cells of an indicator begin in a year; -1 for one that is not simply entered."""
        meaning = self._words.indicator(text)
        if meaning.wrong or meaning.number < 0:
            return -1
        within = int(self._frame.cube[meaning.number])
        return within * len(self._frame.ids) if within >= 0 else -1

    def _milestones(self, indicator: _Texts) -> NDArray[np.bool_] | None:
        """Tell which texts name milestones; None where none does."""
        found = [self._words.is_milestone(self._words.indicator(text).number) for text in indicator.texts]
        return np.array(found, np.bool_) if any(found) else None

    def _take_ways(self, indicator: _Texts, unit: _Texts, units: NDArray[Any], decimals: int) -> bool:
        """Tell whether the units of all indicators convert, and none is given in another way elsewhere."""
        ways: list[Way] = []
        for code, of_unit in enumerate(units.tolist()):
            if of_unit >= 0:
                text = indicator.texts[code]
                factor = self._words.unit(text, unit.texts[of_unit], "", self._sheet.heading)
                if not isinstance(factor, Fraction):
                    return False
                number = int(self._frame.cube[self._words.indicator(text).number])
                ways.append(Way(number, decimals, factor, None, False))
        if not self._direct.takes(ways):
            return False
        for way in ways:
            self._heap.way(way)
        return True


def _texts(column: pa.Array | None) -> _Texts | None:
    """Return a column that has a small dictionary and no gap; None for another."""
    if column is None or not pa.types.is_dictionary(column.type):
        return None
    if column.null_count or len(column.dictionary) > _MOST_TEXTS or column.dictionary.null_count:
        return None
    return _Texts(column.indices.to_numpy(zero_copy_only=False), texts_of(column.dictionary))


def _whole(column: pa.Array, years: range) -> NDArray[Any] | None:
    """Return a column of whole numbers that are all among `years`; None for another."""
    if not pa.types.is_integer(column.type) or column.null_count:
        return None
    found: NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return found if int(found.min()) >= years.start and int(found.max()) < years.stop else None


def _unit_of_each(indicator: _Texts, unit: _Texts) -> NDArray[Any] | None:
    """Return the code of the one unit that each indicator has, -1 for those without a row; None where any has two."""
    found = np.full(len(indicator.texts), -1, np.int64 if unit.codes.dtype.kind == "u" else unit.codes.dtype)
    for begin in range(0, len(indicator.codes), PIECE):
        codes, units = indicator.codes[begin : begin + PIECE], unit.codes[begin : begin + PIECE]
        held = np.take(found, codes)
        if not np.array_equal(held, units):
            new = held < 0
            found[codes[new]] = units[new]
            if not np.array_equal(np.take(found, codes), units):
                return None
    return found


def _say_whether_done(
    mantissas: NDArray[np.int64], milestone: NDArray[np.bool_], known: NDArray[np.bool_] | None, one: int
) -> bool:
    """Tell whether all milestones of a piece are 1 (done) or 0, as written."""
    said = mantissas[milestone if known is None else milestone & known]
    return bool(((said == 0) | (said == one)).all())


def _known(places: NDArray[np.int32], valid: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
    """Return which rows of a piece are entered; None for all."""
    mine = places >= 0 if int(places.min()) < 0 else None
    if valid is None or mine is None:
        return mine if valid is None else valid
    return mine & valid
