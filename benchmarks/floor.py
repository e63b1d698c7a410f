"""The floor under any run over a nation: to decode exactly the columns that are read, and encode what is written.

Run as `python -m benchmarks.floor FIGURES OUT`, a process of its own. It decodes the columns of the figures row group
by row group, dictionaries as dictionaries, and does nothing with them. Then it takes each part of the judgements and
findings that a run wrote into OUT, reads it into memory, which is not counted, and encodes it again with the same
options and row groups. It prints one JSON object: for either half rows, bytes in memory, and what it took.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.bulk.writer import OPTIONS

TABLES = ("judgements", "findings")


class Spent:
    """Adds up what the stretches of work take that are to be counted."""

    def __init__(self) -> None:
        self.wall_s = self.cpu_s = 0.0
        self.rows = self.bytes = 0

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count what is done inside."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall_s += time.perf_counter() - wall
        self.cpu_s += time.process_time() - cpu

    def handled(self, table: pa.Table) -> None:
        """Count the rows of a table, and its bytes in memory."""
        self.rows += table.num_rows
        self.bytes += table.nbytes


def decode(path: Path) -> Spent:
    """Decode every row group of a file; columns that are dictionaries stay dictionaries."""
    spent = Spent()
    with spent.counted():
        named = [field.name for field in pq.read_schema(path) if pa.types.is_dictionary(field.type)]
        file = pq.ParquetFile(path, read_dictionary=named)
    for group in range(file.num_row_groups):
        with spent.counted():
            table = file.read_row_group(group, use_threads=False)
        spent.handled(table)
    return spent


def encode(out: Path) -> Spent:
    """Encode all judgements and findings of a run again, a part at a time."""
    spent = Spent()
    with tempfile.TemporaryDirectory(dir=out) as name:
        for path in sorted(path for table in TABLES for path in (out / table).glob("part-*.parquet")):
            _encode_again(path, Path(name) / "again.parquet", spent)
    return spent


def _encode_again(path: Path, into: Path, spent: Spent) -> None:
    file = pq.ParquetFile(path)
    groups = [file.read_row_group(group, use_threads=False) for group in range(file.num_row_groups)]
    with spent.counted():
        write_again(groups, file.schema_arrow, into)
    for group in groups:
        spent.handled(group)


def write_again(groups: Sequence[pa.Table], schema: pa.Schema, into: Path) -> None:
    """Encode row groups as a run does."""
    with pq.ParquetWriter(into, schema, **OPTIONS) as writer:
        for group in groups:
            writer.write_table(group, row_group_size=max(group.num_rows, 1))


def main() -> None:
    """Measure both halves, and print them."""
    figures, out = (Path(word) for word in sys.argv[1:3])
    print(json.dumps({"decode": vars(decode(figures)), "encode": vars(encode(out))}))


if __name__ == "__main__":
    main()
