"""Figures in any order -> copies in which the rows of each part stand together, in one streaming pass.

A run of rows that fits memory is sorted by part and written with one row group a part; a part reads its row groups of
all runs. Rows carry their numbers; those of places that are not known stand elsewhere.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.arrow_columns import flags, integers
from zhunsheng.errors import UnreadableDataError
from zhunsheng.intake.columnar import messages
from zhunsheng.intake.columnar.finder import Finder
from zhunsheng.intake.columnar.model import Source
from zhunsheng.intake.columnar.reading import batches
from zhunsheng.intake.columnar.sheet import FAULT, ROW, Sheet, marks, of_figures, opened
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.model.bulk import Slice
from zhunsheng.model.location import Location
from zhunsheng.model.places import Places

RUN = 1 << 21
"""Rows of one figure that are sorted at once, at most; but a batch is not taken apart."""
_PART = "part"


def sort(source: Source, places: Places, part_size: int, scratch: Path) -> list[tuple[int, Slice]]:
    """Write sorted copies; return the slices of them by number of part. Raises `UnreadableDataError`."""
    try:
        file = opened(Path(source.path), source.headings.__contains__)
        sorter = _Sorter(source, file.sheet, Finder(places.ids), part_size)
        slices: list[tuple[int, Slice]] = []
        for number, run in enumerate(_runs(sorter.numbered(file.parquet), RUN // source.figures)):
            slices += sorter.write(run, scratch / f"sorted-{source.file:05d}-{number:05d}.parquet")
        return slices
    except (pa.ArrowException, FileRefusedError, OSError, IndexError) as error:
        said = messages.changed_meanwhile(Path(source.path).name)
        raise UnreadableDataError([said.at(Location(file=source.path))]) from error


def _runs(tables: Iterator[pa.Table], most: int) -> Iterator[pa.Table]:
    gathered: list[pa.Table] = []
    for table in tables:
        if gathered and sum(each.num_rows for each in gathered) + table.num_rows > most:
            yield _joined(gathered)
        gathered += [table] if table.num_rows else []
    if gathered:
        yield _joined(gathered)


def _joined(gathered: list[pa.Table]) -> pa.Table:
    """Take tables off a list, as one."""
    joined = pa.concat_tables(gathered)
    gathered.clear()
    return joined.unify_dictionaries().combine_chunks()


def _compact(table: pa.Table) -> pa.Table:
    """Leave in the dictionary of places those that occur: it is written with each row group."""
    number = table.schema.get_field_index(Field.ENTITY.value)
    column = table.column(number).combine_chunks()
    if not pa.types.is_dictionary(column.type):
        return table
    codes = column.indices.to_numpy()
    occurring = np.flatnonzero(np.bincount(codes))
    places = np.zeros(len(column.dictionary), np.int32)
    places[occurring] = np.arange(len(occurring), dtype=np.int32)
    kept = pa.DictionaryArray.from_arrays(integers(places[codes]), column.dictionary.take(integers(occurring)))
    return table.set_column(number, table.schema.field(number), kept.cast(column.type))


class _Sorter:
    """Writes the rows of one file by part."""

    def __init__(self, source: Source, sheet: Sheet, finder: Finder, part_size: int) -> None:
        self._source, self._sheet, self._finder, self._size = source, sheet, finder, part_size
        self._spread = of_figures(sheet.spread)
        self._marks = marks(sheet.heading, of_figures(sheet.spread.values()))

    def numbered(self, parquet: Any) -> Iterator[pa.Table]:  # noqa: ANN401 - pyarrow is untyped
        """Give the rows of known places, with their numbers and those of their parts."""
        row = self._source.first_row
        for index in range(parquet.metadata.num_row_groups):
            for batch in batches(parquet, index, self._sheet.names):
                places = self._finder.find(batch.column(self._sheet.columns[Field.ENTITY]))
                rows = np.arange(row, row + batch.num_rows)
                row += batch.num_rows
                if self._sheet.row:
                    rows = batch.column(ROW).to_numpy() + self._source.first_row
                columns = {field.value: batch.column(name) for field, name in self._sheet.columns.items()}
                columns |= {copied: batch.column(name) for copied, name in self._spread.items()}
                columns |= {FAULT: batch.column(FAULT)} if self._sheet.fault else {}
                table = pa.table({**columns, ROW: rows, _PART: places // np.int32(self._size)})
                yield table.filter(flags(places >= 0)) if len(places) and places.min() < 0 else table

    def write(self, run: pa.Table, target: Path) -> list[tuple[int, Slice]]:
        """Write a run; return its slices."""
        parts = run.column(_PART).to_numpy()
        run = run.drop_columns([_PART]).replace_schema_metadata(self._marks)
        order = np.argsort(parts.astype(np.int16) if parts.max() < 1 << 15 else parts, kind="stable")
        counts = np.bincount(parts)
        numbers = np.flatnonzero(counts)
        texts = [field.name for field in run.schema if pa.types.is_dictionary(field.type)]
        temporary = target.with_suffix(".tmp")
        options = {"compression": "lz4", "use_dictionary": texts, "write_statistics": False}
        begin = 0
        with pq.ParquetWriter(temporary, run.schema, store_decimal_as_integer=True, **options) as out:
            for rows in counts[numbers].tolist():
                out.write_table(_compact(run.take(integers(order[begin : begin + rows]))), row_group_size=rows)
                begin += rows
        temporary.replace(target)
        path, file = str(target), self._source.file
        return [
            (number, Slice(path=path, file=file, groups=(group,), sorted_copy=True))
            for group, number in enumerate(numbers.tolist())
        ]
