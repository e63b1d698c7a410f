"""A synthetic nation on disk: rules, roster, and figures: Parquet by place, long or wide, or shuffled, or as CSV."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from benchmarks.nation.figures import SCALE, Bools, Integers
from benchmarks.nation.nation import Nation
from benchmarks.nation.places import codes, roster
from benchmarks.nation.promises import YEARS
from benchmarks.nation.rule_files import write_rules
from zhunsheng import arrow_columns

FIGURE = pa.decimal128(18, SCALE)
SCHEMA = pa.schema(
    {
        "地区": pa.dictionary(pa.int32(), pa.string()),
        "年份": pa.int16(),
        "指标": pa.dictionary(pa.int32(), pa.string()),
        "数值": FIGURE,
        "单位": pa.dictionary(pa.int32(), pa.string()),
    }
)


class Written(NamedTuple):
    """Where a nation lies: `rules` for `--rules`, `figures` and `roster` as data."""

    rules: Path
    figures: Path
    roster: Path
    rows: int


def write(nation: Nation, folder: Path, *, shuffled: bool = False, csv: bool = False, wide: bool = False) -> Written:
    """Write a nation into `folder`. Only what is shuffled or written as CSV is held in memory as a whole."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    write_rules(folder / "rules", nation.level, nation.rules)
    pq.write_table(roster(nation.level, nation.places), data / "roster.parquet")
    path = data / ("figures.csv" if csv else "figures.parquet")
    tables = wide_batches(nation) if wide else batches(nation)
    if shuffled:
        whole = pa.concat_tables(tables).combine_chunks()
        order = np.random.default_rng(nation.seed).permutation(len(whole))
        tables = iter([whole.take(pa.array(order))])
    rows = _write_csv(path, tables) if csv else _write_parquet(path, tables)
    return Written(folder / "rules", path, data / "roster.parquet", rows)


def batches(nation: Nation) -> Iterator[pa.Table]:
    """Make the figures of a nation, some places at a time: by place, indicator and year."""
    for first, last in nation.blocks():
        reported = list(nation.reported(first, last))
        names, units = [each.indicator for each in reported], sorted({each.unit for each in reported})
        places, each_place = last - first, len(reported) * len(YEARS)
        counts = np.stack([each.counts for each in reported]).transpose(2, 0, 1).ravel()
        present = np.stack([each.present for each in reported]).transpose(2, 0, 1).ravel()
        unit = np.array([units.index(each.unit) for each in reported], dtype=np.int32)
        indicator = np.repeat(np.arange(len(names), dtype=np.int32), len(YEARS))
        columns = (
            _named(
                np.repeat(np.arange(places, dtype=np.int32), each_place)[present], codes(nation.places, first, last)
            ),
            pa.array(np.tile(np.array(YEARS, dtype=np.int16), places * len(names))[present]),
            _named(np.tile(indicator, places)[present], pa.array(names)),
            decimals(counts[present]),
            _named(np.tile(unit[indicator], places)[present], pa.array(units)),
        )
        yield pa.table(dict(zip(SCHEMA.names, columns, strict=True)), schema=SCHEMA)


def wide_batches(nation: Nation) -> Iterator[pa.Table]:
    """Make the figures of a nation, some places at a time: a row for each place and year, a column an indicator."""
    for first, last in nation.blocks():
        places = np.repeat(np.arange(last - first, dtype=np.int32), len(YEARS))
        columns = {
            "地区": _named(places, codes(nation.places, first, last)),
            "年份": pa.array(np.tile(np.array(YEARS, dtype=np.int16), last - first)),
        }
        for each in nation.reported(first, last):
            heading = f"{each.indicator}（{each.unit}）" if each.unit else each.indicator
            columns[heading] = decimals(each.counts.T.ravel(), each.present.T.ravel())
        yield pa.table(columns)


def decimals(counts: Integers, present: Bools | None = None, kind: pa.DataType = FIGURE) -> pa.Array:
    """Return integers as decimals, counted in the last place, without one ever being anything but an integer."""
    words = np.empty((len(counts), 2), dtype=np.int64)
    words[:, 0], words[:, 1] = counts, counts >> 63
    return arrow_columns.decimals(words, kind, present)


def _named(indices: np.ndarray[tuple[int], np.dtype[np.int32]], names: pa.Array) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(indices), names)


def _write_parquet(path: Path, tables: Iterator[pa.Table]) -> int:
    """Write a row group for each table, integers inside as other writers of decimals of 18 digits do."""
    rows = 0
    first = next(tables)
    dictionaries = [field.name for field in first.schema if pa.types.is_dictionary(field.type)]
    with pq.ParquetWriter(path, first.schema, use_dictionary=dictionaries, store_decimal_as_integer=True) as writer:
        for table in chain([first], tables):
            writer.write_table(table, row_group_size=len(table))
            rows += len(table)
    return rows


def _write_csv(path: Path, tables: Iterator[pa.Table]) -> int:
    rows = 0
    first = next(tables)
    plain = pa.schema([(name, pa.string()) for name in first.column_names])
    with pcsv.CSVWriter(path, plain) as writer:
        for table in chain([first], tables):
            writer.write_table(table.cast(plain))
            rows += len(table)
    return rows
