"""Places looked up by id, however many there are."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from zhunsheng.intake.columnar.coded import as_text, positions, texts_of

_FEW = 2
"""A dictionary of so many times fewer texts than there are places is looked up text by text."""


class Finder:
    """Finds the positions of places among all, ascending by id."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = pa.array(ids, pa.string())
        self._positions = {identity: position for position, identity in enumerate(ids)}

    def find(self, column: pa.Array) -> NDArray[np.int32]:
        """Return where each text of a column stands; -1 for any that is no place."""
        if not pa.types.is_dictionary(column.type):
            column = column.dictionary_encode()
        if len(column.dictionary) * _FEW > len(self._ids):
            return positions(column, self._ids)
        texts = texts_of(as_text(column.dictionary))
        table: NDArray[np.int32] = np.array([self._positions.get(text, -1) for text in texts] + [-1], np.int32)
        indices = column.indices
        if indices.null_count:
            indices = indices.cast(pa.int32()).fill_null(len(texts))
        found: NDArray[np.int32] = np.take(table, indices.to_numpy(zero_copy_only=False))
        return found
