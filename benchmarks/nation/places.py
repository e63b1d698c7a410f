"""The places of a synthetic nation: codes of twelve digits like those of administrative divisions, ascending."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.nation.rule_files import LEVELS, PROVINCES, province


def provinces(places: int, first: int, last: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the number of the province in which each place lies."""
    return np.arange(first, last, dtype=np.int64) * PROVINCES // places


def codes(places: int, first: int, last: int) -> pa.Array:
    """Return the codes of the places `first` to `last` (not included) of so many: text."""
    inside = provinces(places, first, last)
    numbers = np.arange(first, last, dtype=np.int64) - -(-inside * places // PROVINCES)
    return pc.cast(pa.array((inside + 11) * 10**10 + (numbers + 1) * 1000), pa.string())


def roster(level: str, places: int) -> pa.Table:
    """Return the roster (名册) of all places."""
    ids = codes(places, 0, places)
    kind = pa.scalar(LEVELS[level])
    ids_of_provinces = pa.array([province(number) for number in range(PROVINCES)])
    return pa.table(
        {
            "编号": ids,
            "名称": pc.binary_join_element_wise("第", ids, kind, ""),
            "级别": pa.repeat(level, places),
            "上级": ids_of_provinces.take(pa.array(provinces(places, 0, places))),
        }
    )
