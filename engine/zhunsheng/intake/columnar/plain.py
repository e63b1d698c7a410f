"""The usual batch: nothing in it is wrong, and nothing a target. Its figures are entered in two passes.

Whether a batch is so shows in its dictionaries and in the extremes of its columns; any other goes the general way and
comes to the same. Rows are worked on in pieces that stay in the cache of the processor.
"""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhunsheng.intake.columnar.coded import texts_of
from zhunsheng.intake.columnar.direct import Direct, NotPlainError
from zhunsheng.intake.columnar.frame import Frame
from zhunsheng.intake.columnar.layouts import Spoken, layout
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

    def __init__(self, direct: Direct, sheet: Sheet, words: Words, frame: Frame) -> None:
        self._direct, self._sheet, self._words, self._frame = direct, sheet, words, frame

    def enter(self, batch: pa.RecordBatch, places: NDArray[np.int32], rows: NDArray[np.int64] | int) -> bool:
        """Enter a batch; False where it has to go the general way. Rows of places that are not known are passed over.
        `rows` are their numbers, or that of the first.

        Raises `NotPlainError` for figures that leave 64 bits.
        """
        columns = {field: batch.column(name) for field, name in self._sheet.columns.items()}
        years, indicator = whole(columns[Field.YEAR], self._frame.years), _texts(columns[Field.INDICATOR])
        if years is None or indicator is None or spoilt(batch, self._sheet):
            return False
        spoken = self._spoken(indicator, columns)
        laid = None if spoken is None else layout(spoken, self._words, self._frame)
        if laid is None or not self._direct.takes(laid):
            return False
        stride = self._frame.size * len(self._frame.ids)
        first = laid.numbers * len(self._frame.ids) - self._frame.years.start * stride
        value = columns[Field.VALUE]
        valid = np.asarray(value.is_valid()) if value.null_count else None
        for begin in range(0, len(years), PIECE):
            piece = slice(begin, begin + PIECE)
            cells = np.multiply(years[piece], stride, dtype=np.int64, casting="unsafe")
            cells += np.take(first, indicator.codes[piece])
            cells += places[piece]
            mantissas = narrow(value[piece])
            numbers = np.arange(rows + begin, rows + begin + len(cells)) if isinstance(rows, int) else rows[piece]
            known = both(mine(places[piece]), None if valid is None else valid[piece])
            self._direct.enter(cells, mantissas, numbers, known)
        return True

    def _spoken(self, indicator: _Texts, columns: dict[Field, pa.Array]) -> Spoken | None:
        """Return the texts of a batch; None where they are not few, or there is more to see than its texts."""
        unit, decimals = _texts(columns.get(Field.UNIT)), decimals_of(columns[Field.VALUE].type)
        beside = [few(columns.get(field)) for field in (Field.RECORD, Field.BASIS)]
        units = None if unit is None else _unit_of_each(indicator, unit)
        if unit is None or units is None or decimals is None or beside[0] is None or beside[1] is None:
            return None
        return Spoken(
            indicators=tuple(indicator.texts),
            unit_texts=tuple(unit.texts),
            units=tuple(units.tolist()),
            records=beside[0],
            bases=beside[1],
            decimals=decimals,
            heading=self._sheet.heading,
        )


def spoilt(batch: pa.RecordBatch, sheet: Sheet) -> bool:
    """Tell whether any row of a copy is wrong as a whole."""
    return sheet.fault and batch.column(FAULT).null_count < batch.num_rows


def _texts(column: pa.Array | None) -> _Texts | None:
    """Return a column that has a small dictionary and no gap; None for another."""
    if column is None or not pa.types.is_dictionary(column.type):
        return None
    if column.null_count or len(column.dictionary) > _MOST_TEXTS or column.dictionary.null_count:
        return None
    return _Texts(column.indices.to_numpy(zero_copy_only=False), texts_of(column.dictionary))


def few(column: pa.Array | None) -> tuple[str, ...] | None:
    """Return the texts of a column that may have gaps; none for one that is not there, None where they are not few."""
    if column is None:
        return ()
    if not pa.types.is_dictionary(column.type) or len(column.dictionary) > _MOST_TEXTS:
        return None
    return tuple(texts_of(column.dictionary))


def decimals_of(kind: pa.DataType) -> int | None:
    """Return how many decimals a column of numbers has; None for any other."""
    if pa.types.is_integer(kind):
        return 0
    return int(kind.scale) if pa.types.is_decimal(kind) else None


def whole(column: pa.Array, years: range) -> NDArray[Any] | None:
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


def narrow(column: pa.Array) -> NDArray[np.int64]:
    """Return the whole numbers of a column. Raises `NotPlainError` where one leaves 64 bits."""
    _, mantissas, big = mantissas_of(column)
    if big:
        raise NotPlainError
    return mantissas


def mine(places: NDArray[np.int32]) -> NDArray[np.bool_] | None:
    """Return which places are known; None for all."""
    return places >= 0 if int(places.min()) < 0 else None


def both(one: NDArray[np.bool_] | None, other: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
    """Return where both masks hold; None stands for everywhere."""
    if one is None or other is None:
        return other if one is None else one
    return one & other
