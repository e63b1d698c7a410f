"""The records that all peers are given: one Parquet file with a row for each place and year."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.nation.draws import Words, cells
from benchmarks.nation.places import codes
from benchmarks.nation.promises import YEARS

LEAST_COVERAGE = 9500
"""Hundredths of a percent."""
LEAST_TENTHS = 1
"""Of revenue, that are to be spent."""
MISSED, UNREPORTED = 80, 20
"""Of a thousand records: those that miss the first rule, and the second; those that do not report staff."""
SEED = 11


class Records(NamedTuple):
    """Records as arrays, by place and year; figures in hundredths. `reported` tells where `staff` is."""

    place: pa.Array
    year: pa.Array
    coverage: np.ndarray[tuple[int], np.dtype[np.int64]]
    spending: np.ndarray[tuple[int], np.dtype[np.int64]]
    revenue: np.ndarray[tuple[int], np.dtype[np.int64]]
    staff: np.ndarray[tuple[int], np.dtype[np.int64]]
    reported: np.ndarray[tuple[int], np.dtype[np.bool_]]

    @property
    def violations(self) -> tuple[int, int, int]:
        """How many records break each rule."""
        return (
            int((self.coverage < LEAST_COVERAGE).sum()),
            int((self.spending * 10 < self.revenue * LEAST_TENTHS).sum()),
            int((~self.reported).sum()),
        )


def made(places: int) -> Records:
    """Make the records of so many places in five years: each limit is often met, or missed, by one hundredth."""
    years = len(YEARS)

    def drawn(stream: int) -> Words:
        return cells(SEED, stream, years, 0, places).T.ravel()

    share, width = _modulo(drawn(1), 1000), _modulo(drawn(2), 480)
    coverage = np.where(share < MISSED, LEAST_COVERAGE - 1 - width * (width % 3), LEAST_COVERAGE + width * (width % 3))
    revenue = 10**6 + _modulo(drawn(3), 10**12) * 10
    share, width = _modulo(drawn(4), 1000), _modulo(drawn(5), 10**5)
    spending = np.where(share < MISSED, revenue // 10 - 1 - width * (width % 3), revenue // 10 + width * (width % 3))
    reported = _modulo(drawn(6), 1000) >= UNREPORTED
    place = pc_repeat(codes(places, 0, places), years)
    year = pa.array(np.tile(np.array(YEARS, dtype=np.int16), places))
    return Records(place, year, coverage, spending, revenue, 1 + _modulo(drawn(7), 90), reported)


def write_wide(records: Records, path: Path) -> None:
    """Write a row for each record, as peers read it."""
    staff = pa.array(records.staff, mask=~records.reported)
    columns = {
        "place": records.place,
        "year": records.year,
        "coverage": pa.array(records.coverage),
        "spending": pa.array(records.spending),
        "revenue": pa.array(records.revenue),
        "staff": staff,
    }
    pq.write_table(pa.table(columns), path)


def pc_repeat(values: pa.Array, times: int) -> pa.Array:
    """Repeat each value so many times."""
    return values.take(pa.array(np.repeat(np.arange(len(values)), times)))


def _modulo(words: Words, by: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return (words % np.uint64(by)).astype(np.int64)
