"""Rows of rosters that are understood for themselves, by columns; and where each of them lies."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from zhunsheng.arrow_columns import integers
from zhunsheng.model.places import Codes, coded

Mask = NDArray[np.bool_]


class Entries(NamedTuple):
    """Rows: `kinds[kind_of]` are level and kind, `arounds[around_of]` an id in a roster or a name in the plan."""

    ids: pa.Array
    names: pa.Array
    kinds: Sequence[tuple[str, str | None]]
    kind_of: Codes
    arounds: Sequence[str]
    around_of: Codes
    rows: NDArray[np.int64]

    @classmethod
    def of_all(cls, tables: Sequence["Entries"]) -> "Entries":
        """Return the rows of several tables, each pair of level and kind and each text once."""
        if len(tables) == 1:
            return tables[0]
        kinds, kind_codes = coded(pair for each in tables for pair in each.kinds)
        arounds, around_codes = coded(text for each in tables for text in each.arounds)
        return cls(
            ids=pa.concat_arrays([each.ids for each in tables]),
            names=pa.concat_arrays([each.names for each in tables]),
            kinds=kinds,
            kind_of=kind_codes[_shifted([(each.kind_of, len(each.kinds)) for each in tables])],
            arounds=arounds,
            around_of=around_codes[_shifted([(each.around_of, len(each.arounds)) for each in tables])],
            rows=np.concatenate([each.rows for each in tables]),
        )

    def kept(self, wanted: Mask) -> "Entries":
        """Return some of the rows."""
        return self if wanted.all() else self.at(np.flatnonzero(wanted))

    def at(self, positions: NDArray[np.integer]) -> "Entries":
        """Return the rows at some positions, in that order."""
        chosen = integers(positions)
        return self._replace(
            ids=self.ids.take(chosen),
            names=self.names.take(chosen),
            kind_of=self.kind_of[positions],
            around_of=self.around_of[positions],
            rows=self.rows[positions],
        )

    def sorted(self) -> "Entries":
        """Return the rows ascending by id."""
        if ascending(self.ids):
            return self
        return self.at(pc.sort_indices(self.ids).to_numpy())

    def around(self) -> NDArray[np.int64]:
        """Return for each of `arounds` the position of the row that it is the id of; -1 for none. Ids stand once."""
        found = pc.index_in(self.ids, value_set=pa.array(self.arounds, pa.string()))
        positions = np.full(len(self.arounds), -1, np.int64)
        positions[found.drop_null().to_numpy()] = np.flatnonzero(np.array(found.is_valid()))
        return positions


def reaching(outer: NDArray[np.int64], sure: Mask) -> Mask:
    """Tell from which rows one that is `sure` is reached by going outwards; rows that lie in a circle reach none.

    `outer` is the position of the row around each, -1 for none. Each step goes twice as far as the one before.
    """
    way = np.where(outer < 0, np.arange(len(outer)), outer)
    for _ in range(len(outer).bit_length()):
        further = way[way]
        if np.array_equal(further, way):
            break
        way = further
    return sure[way]


def firsts(ids: pa.Array) -> NDArray[np.int64]:
    """Return for each row the position of the first one that has its id."""
    encoded = ids.dictionary_encode()
    codes = encoded.indices.to_numpy()
    first = np.zeros(len(encoded.dictionary), np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    found: NDArray[np.int64] = first[codes]
    return found


def ascending(ids: pa.Array) -> bool:
    """Tell whether ids ascend, none of them twice."""
    return bool(pc.all(pc.less(ids[:-1], ids[1:])).as_py()) if len(ids) > 1 else True


def _shifted(codes: Sequence[tuple[Codes, int]]) -> Codes:
    """Number codes of several tables, each with its count of values, one behind the other."""
    begins = np.cumsum([0, *(count for _, count in codes)], dtype=np.int32)
    return np.concatenate([each + begin for (each, _), begin in zip(codes, begins.tolist(), strict=False)])
