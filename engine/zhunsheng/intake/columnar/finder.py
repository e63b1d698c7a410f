"""Places looked up by id, however many there are."""

from bisect import bisect_left
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhunsheng.arrow_columns import strings
from zhunsheng.intake.columnar.coded import as_text, texts_of
from zhunsheng.intake.columnar.entries import ascending
from zhunsheng.model.places import Texts

_FEW = 2
"""A dictionary of so many times fewer texts than there are places is looked up text by text."""


class Finder:
    """Finds the positions of places among all, ascending by id."""

    def __init__(self, ids: Texts) -> None:
        self._texts = ids
        self._ids = strings(ids)

    def find(self, column: pa.Array) -> NDArray[np.int32]:
        """Return where each text of a column stands; -1 for any that is no place."""
        table, codes = self._coded(column)
        found: NDArray[np.int32] = np.take(table, codes)
        return found

    def met(self, column: pa.Array) -> NDArray[np.int32]:
        """Return where the texts of a column stand, each at least once, in no order; -1 if any is no place."""
        table, codes = self._coded(column)
        return table[np.bincount(codes, minlength=len(table)) > 0]

    def _coded(self, column: pa.Array) -> tuple[NDArray[np.int32], NDArray[np.integer]]:
        """Return where the distinct texts of a column stand, and which of them each row has; the last one is null."""
        if not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        table = np.append(self._positions(as_text(column.dictionary)), np.int32(-1))
        indices = column.indices
        if indices.null_count:
            indices = indices.cast(pa.int32()).fill_null(len(table) - 1)
        return table, indices.to_numpy(zero_copy_only=False)

    def _positions(self, texts: pa.Array) -> NDArray[np.int32]:
        side_by_side = self._side_by_side(texts)
        if side_by_side is not None:
            return side_by_side
        if len(texts) * _FEW > len(self._ids):
            found = pc.index_in(texts, value_set=self._ids).fill_null(-1)
            positions: NDArray[np.int32] = found.to_numpy(zero_copy_only=False).astype(np.int32)
            return positions
        return np.array([self._numbers.get(text, -1) for text in texts_of(texts)], np.int32)

    def _side_by_side(self, texts: pa.Array) -> NDArray[np.int32] | None:
        """Look texts up as figures that are sorted by place have them: ids that follow each other, maybe others before
        the first or after the last of all. None where they are not so.
        """
        if not len(texts) or not len(self._ids) or texts.null_count:
            return None
        begin = bisect_left(self._texts, texts_of(texts[:1])[0])
        before = bisect_left(range(len(texts)), self._texts[0], key=lambda at: texts_of(texts[at : at + 1])[0])
        count = min(len(texts) - before, len(self._ids) - begin)
        if not texts[before : before + count].equals(self._ids[begin : begin + count]):
            return None
        if count < len(texts) and not ascending(texts):
            return None
        found = np.full(len(texts), -1, np.int32)
        found[before : before + count] = np.arange(begin, begin + count)
        return found

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {identity: position for position, identity in enumerate(self._texts)}
