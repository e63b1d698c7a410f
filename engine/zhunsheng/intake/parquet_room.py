"""The one process in which Parquet files are taken apart: the reader is native code, and a file may be hostile.

Run by path with `python -I`, never imported: it knows nothing of zhunsheng, and has nothing to lose when it crashes,
runs out of its memory or out of its time. It reads requests from standard input and answers in JSON, one object a line:

- on starting: `{"ready": true}`, or `{"missing": why}` where pyarrow cannot be imported;
- to a line `{"size": bytes, "most_columns": n, "most_bytes": n, "longest": characters, "cpu": seconds}` and a Parquet
  file of that size: `{"columns": [{"name": …, "kind": …, "type": …}, …], "width": n, "rows": n, "groups": n,
  "bytes": n}`;
- to a line `{"take": [names]}` that follows: `{"values": [[text or null, …], …]}` for each batch of rows, one list a
  column, and `{"end": rows}`;
- `{"failed": "broken" | "large" | "encrypted", "why": …}` in the place of any answer to a file: it is done with.
- The end of its input is its end.
"""

import contextlib
import datetime as dt
import faulthandler
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, TextIO

BATCH = 16_384
"""Rows in one answer."""
MEMORY = 2 << 30
"""Bytes of address space, beyond what the libraries take."""
THRIFT_STRING, THRIFT_LIST = 16 << 20, 100_000
"""Limits to what the metadata of a file may hold."""
EPOCH = dt.date(1970, 1, 1).toordinal()
BEIJING = 8 * 3600
TICKS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
DAY = 86_400

Values = list[str | None]


def kind_of(types: Any, type_: Any) -> str:  # noqa: ANN401 - pyarrow is untyped
    """Say as what the values of an Arrow type are sent: text, exact, double, single, logical, date, empty or other."""
    if types.is_dictionary(type_):
        return kind_of(types, type_.value_type)
    tests = {
        "text": (types.is_string, types.is_large_string, types.is_string_view),
        "exact": (types.is_integer, types.is_decimal),
        "double": (types.is_float64,),
        "single": (types.is_float32,),
        "logical": (types.is_boolean,),
        "date": (types.is_date, types.is_timestamp),
        "empty": (types.is_null,),
    }
    return next((kind for kind, each in tests.items() if any(test(type_) for test in each)), "other")


def texts(arrow: Any, array: Any, longest: int) -> Values:  # noqa: ANN401 - pyarrow is untyped
    """Write strings, cut one character behind the longest that is read. Bytes that are no UTF-8 become U+FFFD."""
    try:
        found = array.to_pylist()
    except UnicodeDecodeError:
        plain = array.cast(arrow.large_binary()).to_pylist()
        found = [None if each is None else each.decode("utf-8", "replace") for each in plain]
    return [None if each is None else each[: longest + 1] for each in found]


def days(arrow: Any, array: Any) -> Values:  # noqa: ANN401 - pyarrow is untyped
    """Write dates and moments, those with a time zone by the clock of Beijing."""
    if arrow.types.is_date(array.type):
        array = array.cast(arrow.timestamp("s" if array.type == arrow.date32() else "ms"))
    ticks, shift = TICKS[array.type.unit], BEIJING if array.type.tz else 0
    return [None if each is None else moment(each // ticks + shift) for each in array.cast(arrow.int64()).to_pylist()]


def moment(seconds: int) -> str:
    """Write seconds since 1970 as a day, with the time of day where it is not midnight."""
    day, rest = divmod(seconds, DAY)
    try:
        date = dt.date.fromordinal(EPOCH + day).isoformat()
    except (OverflowError, ValueError):
        return f"1970-01-01 + {seconds} s"
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{date} {hours:02}:{minutes:02}:{rest:02}" if hours or minutes or rest else date


def written(arrow: Any, kind: str, array: Any) -> Values:  # noqa: ANN401 - pyarrow is untyped
    """Write numbers and truth values: decimals with all their places, floats so that they read back the same."""
    write: Callable[[Any], str] = str
    if arrow.types.is_decimal(array.type):
        write = "{:f}".format
    elif kind in ("double", "single"):
        write = repr
    elif kind == "logical":
        write = {True: "TRUE", False: "FALSE"}.__getitem__
    return [None if each is None else write(each) for each in array.to_pylist()]


class Parquet:
    """One file. `opened` tells what it holds, `values` gives it."""

    def __init__(self, arrow: Any, parquet: Any, raw: bytes, request: Any) -> None:  # noqa: ANN401 - untyped
        self._arrow = arrow
        self._request = request
        self._file = parquet.ParquetFile(
            arrow.BufferReader(arrow.py_buffer(raw)),
            pre_buffer=False,
            page_checksum_verification=True,
            thrift_string_size_limit=THRIFT_STRING,
            thrift_container_size_limit=THRIFT_LIST,
        )
        self._kinds: dict[str, str] = {}

    def opened(self) -> dict[str, Any]:
        """Tell columns and declared sizes."""
        metadata, types = self._file.metadata, self._arrow.types
        groups = [metadata.row_group(index) for index in range(metadata.num_row_groups)]
        columns = []
        if metadata.num_columns <= self._request["most_columns"]:
            for field in self._file.schema_arrow:
                self._kinds[field.name] = kind = kind_of(types, field.type)
                columns.append({"name": field.name, "kind": kind, "type": str(field.type)[:60]})
        return {
            "columns": columns,
            "width": metadata.num_columns,
            "rows": max(metadata.num_rows, sum(group.num_rows for group in groups)),
            "groups": len(groups),
            "bytes": sum(group.total_byte_size for group in groups),
        }

    def values(self, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Give the values of some columns, batch by batch. Raises `MemoryError` beyond the bytes that are granted."""
        total = rows = 0
        for batch in self._file.iter_batches(BATCH, columns=list(names), use_threads=False):
            arrays = [self._plain(batch.column(batch.schema.get_field_index(name))) for name in names]
            rows += batch.num_rows
            total += sum(array.nbytes for array in arrays)
            if total > self._request["most_bytes"]:
                raise MemoryError
            kinds = [self._kinds[name] for name in names]
            yield {"values": [self._column(kind, array) for kind, array in zip(kinds, arrays, strict=True)]}
        yield {"end": rows}

    def _plain(self, array: Any) -> Any:  # noqa: ANN401 - pyarrow is untyped
        return array.dictionary_decode() if self._arrow.types.is_dictionary(array.type) else array

    def _column(self, kind: str, array: Any) -> Values:  # noqa: ANN401 - pyarrow is untyped
        if kind == "empty":
            return [None] * len(array)
        if kind == "text":
            return texts(self._arrow, array, self._request["longest"])
        return days(self._arrow, array) if kind == "date" else written(self._arrow, kind, array)


def limit() -> None:
    """Bound the memory of this process, and let no crash leave a core behind, where the platform can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123 - a program without libraries
            taken = int(pages.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + MEMORY, resource.RLIM_INFINITY))


def limit_cpu(seconds: int) -> None:
    """Let this process compute for so many seconds more, where the platform can. Then it is killed."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds, hard))


def serve(arrow: Any, parquet: Any, source: BinaryIO, sink: TextIO) -> None:  # noqa: ANN401 - pyarrow is untyped
    """Answer until `source` ends."""
    for line in source:
        request = json.loads(line)
        # Should the keeper be killed while this process is busy, it must still come to an end.
        faulthandler.dump_traceback_later(2 * request["cpu"] + 60, exit=True)
        limit_cpu(request["cpu"])
        raw = source.read(request["size"])
        try:
            answer(Parquet(arrow, parquet, raw, request), source, sink)
        except MemoryError:
            say(sink, {"failed": "large", "why": "MemoryError"})
        except Exception as error:
            encrypted = raw.endswith(b"PARE") or "ncrypt" in str(error)
            say(sink, {"failed": "encrypted" if encrypted else "broken", "why": type(error).__name__})
        finally:
            faulthandler.cancel_dump_traceback_later()
            arrow.default_memory_pool().release_unused()


def answer(file: Parquet, source: BinaryIO, sink: TextIO) -> None:
    """Answer both questions about one file."""
    say(sink, file.opened())
    wanted = json.loads(source.readline())["take"]
    for said in file.values(wanted) if wanted else ():
        say(sink, said)


def say(sink: TextIO, answer: object) -> None:
    """Write one line."""
    sink.write(json.dumps(answer) + "\n")
    sink.flush()


def main(homes: Sequence[str]) -> None:
    """Begin. `homes` are folders to look for pyarrow in, after the interpreter's own."""
    # Answers have a descriptor of their own: whatever native code prints goes to standard error.
    with os.fdopen(os.dup(1), "w", encoding="ascii") as sink:
        os.dup2(2, 1)
        sys.path.extend(homes)
        os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        try:
            import pyarrow
            from pyarrow import parquet  # here, because a failure is an answer
        except ImportError as error:
            say(sink, {"missing": str(error)})
            return
        pyarrow.set_cpu_count(1)
        limit()
        say(sink, {"ready": True})
        serve(pyarrow, parquet, sys.stdin.buffer, sink)


if __name__ == "__main__":
    main(sys.argv[1:])
