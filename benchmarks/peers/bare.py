"""What nobody goes below who reads and writes the same as we do: `python -m benchmarks.peers.bare FIGURES OUT`.

NumPy and Arrow are loaded, the figures decoded, and the judgements and findings of a run encoded again with the same
options, by all processors; nothing is judged. What is read back to be encoded is not counted. Prints one JSON object:
seconds by the clock and of the processor for decoding and encoding. Without arguments it loads, and ends.
"""

import json
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

LOADED = (np, pc)
"""What every program loads that works on columns of Arrow."""


def main() -> None:
    """Measure, and print it."""
    figures, out = (Path(word) for word in sys.argv[1:3])
    from benchmarks import floor  # with the program behind it, whose start is not measured here
    from zhunsheng.bulk.engines.local import cores

    hands = cores()
    texts = [field.name for field in pq.read_schema(figures) if pa.types.is_string(field.type)]
    whole = pq.ParquetFile(figures)
    parts = [range(hand, whole.num_row_groups, hands) for hand in range(hands)]

    def decode(groups: Iterable[int]) -> None:
        reader = pq.ParquetFile(figures, read_dictionary=texts)
        for group in groups:
            reader.read_row_group(group, use_threads=False)

    written = [pq.ParquetFile(path) for table in floor.TABLES for path in sorted((out / table).glob("part-*.parquet"))]
    held = [[file.read_row_group(group) for group in range(file.num_row_groups)] for file in written]
    with tempfile.TemporaryDirectory(dir=out) as folder:

        def encode(number: int) -> None:
            floor.write_again(held[number], written[number].schema_arrow, Path(folder) / f"{number}.parquet")

        spent = floor.Spent()
        with spent.counted(), ThreadPoolExecutor(hands) as pool:
            list(pool.map(decode, parts))
        with spent.counted(), ThreadPoolExecutor(hands) as pool:
            list(pool.map(encode, range(len(written))))
    print(json.dumps({"wall_s": spent.wall_s, "cpu_s": spent.cpu_s}))


if __name__ == "__main__" and len(sys.argv) > 1:
    main()
