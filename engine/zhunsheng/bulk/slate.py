"""Judgements of one row group as columns in memory: filled piece by piece, written, and used again."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhunsheng.arrow_columns import decimals, flags, integers
from zhunsheng.bulk.schema import JUDGEMENTS
from zhunsheng.bulk.words import Bools
from zhunsheng.model.judgement import Phase
from zhunsheng.model.outcome import REASONS, STATUSES
from zhunsheng.model.quantity import Operator

ROWS: Final = 250_000
"""Judgements in a row group: enough for a reader, little enough for the memory of a writer."""

Array = npt.NDArray[Any]

_CODES: Final = ("place", "rule", "status", "reason", "phase", "bound", "operator")
_DECIMALS: Final = ("value", "numerator", "denominator", "target", "upper", "expected", "gap")
_OPTIONAL: Final = tuple(field.name for field in JUDGEMENTS if field.nullable)


class Slate:
    """Columns for up to `capacity` judgements; `filled` of them are taken."""

    def __init__(self, places: pa.Array, rules: pa.Array, capacity: int = ROWS) -> None:
        """Take the texts that codes of places and rules stand for."""
        self.capacity, self.filled = capacity, 0
        self.columns: dict[str, Array] = {
            name: np.empty(capacity, dtype=JUDGEMENTS.field(name).type.index_type.to_pandas_dtype()) for name in _CODES
        }
        self.columns |= {name: np.empty((capacity, 2), dtype=np.int64) for name in _DECIMALS}
        self.columns |= {name: np.empty(capacity, dtype=np.int16) for name in ("year", "due")}
        self.columns["relapsed"] = np.empty(capacity, dtype=bool)
        self.given: dict[str, Bools] = {name: np.zeros(capacity, dtype=bool) for name in _OPTIONAL}
        self._nulls: dict[str, pa.Array] = {}
        self._texts = {"place": places, "rule": rules} | {
            name: pa.array([str(each) for each in kind])
            for name, kind in (
                ("status", STATUSES),
                ("reason", REASONS),
                ("phase", Phase),
                ("bound", Operator),
                ("operator", Operator),
            )
        }

    def batch(self) -> pa.RecordBatch:
        """Return what is filled. It shares its memory with the slate: good until the slate is wiped."""
        return pa.RecordBatch.from_arrays([self._array(name) for name in JUDGEMENTS.names], schema=JUDGEMENTS)

    def wipe(self) -> None:
        """Begin again."""
        self.given["bound"][: self.filled] = False
        self.filled = 0

    def _array(self, name: str) -> pa.Array:
        column = self.columns[name][: self.filled]
        given = self.given[name][: self.filled] if name in self.given else None
        if given is not None and not given.any():
            return self._nothing(name)
        valid = None if given is None or given.all() else given
        if name in _DECIMALS:
            return decimals(column, JUDGEMENTS.field(name).type, valid)
        if column.dtype == np.bool_:
            return flags(column, valid)
        codes = integers(column, valid)
        return pa.DictionaryArray.from_arrays(codes, self._texts[name], safe=False) if name in self._texts else codes

    def _nothing(self, name: str) -> pa.Array:
        """Return a column of nulls: kept, for a decimal of nothing takes as much memory as any."""
        if name not in self._nulls or len(self._nulls[name]) < self.filled:
            self._nulls[name] = pa.nulls(self.filled, JUDGEMENTS.field(name).type)
        return self._nulls[name].slice(0, self.filled)


def texts(codes: Array, known: pa.Array) -> pa.DictionaryArray:
    """Take codes as the texts that they stand for."""
    return pa.DictionaryArray.from_arrays(integers(codes), known, safe=False)
