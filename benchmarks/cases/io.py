"""What the machine allows: decoding, encoding and copying memory, and our share of it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import bulk
from benchmarks.cases.asking import Asked
from benchmarks.cases.nations import floor_of
from benchmarks.lines import WHOLE, Line
from benchmarks.measuring import measured
from benchmarks.nation.nation import Nation
from benchmarks.nation.writing import write

LEVEL, PLACES = "town", 10_000


def lines(asked: Asked, folder: Path) -> Iterator[Line]:
    """Judge some towns, and measure what bare decoding, encoding and copying of the same bytes take."""
    nation = Nation(LEVEL, asked.places or PLACES, asked.rules, asked.seed)
    written = write(nation, folder / "nation")
    out = folder / "out"
    cost = bulk.judge([written.figures, written.roster], written.rules, out, folder, *asked.bulk)
    decode, encode, _ = floor_of(asked.case, written, out, folder)
    copied = measured([sys.executable, "-m", "benchmarks.memory"], folder)
    speed = json.loads(copied.said)["bytes_per_s"]
    handled = int(str(decode.more["bytes"])) + int(str(encode.more["bytes"]))
    floor = decode.cpu_s + encode.cpu_s
    yield Line.of(
        asked.case,
        WHOLE,
        nation.judgements,
        cost,
        0,
        share_of_decode_and_encode=round(floor / cost.cpu_s, 3),
        share_of_memory_bandwidth=round(handled / speed / cost.cpu_s, 4),
        ratio_to_floor=round(cost.cpu_s / floor, 3),
    )
    yield decode
    yield encode
    more = {"bytes": handled, "gib_per_s": round(speed / (1 << 30), 1)}
    seconds = handled / speed
    yield Line(asked.case, "copying the same bytes", encode.rows, seconds, seconds, copied.peak_mb, 0, more)
