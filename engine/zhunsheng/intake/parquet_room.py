"""The one process in which Parquet files are taken apart: the reader is native code, and a file may be hostile.

Run by path with `python -I`, never imported: it knows nothing of zhunsheng, and has nothing to lose when it crashes,
runs out of its memory or out of its time. It reads requests from standard input and answers in JSON, one object a line:

- on starting: `{"ready": true}`, or `{"missing": why}` where pyarrow cannot be imported;
- to a line `{"size": bytes, "most_columns": n, "most_bytes": n, "longest": characters, "cpu": seconds}` and a Parquet
  file of that size: `{"columns": [{"name": …, "kind": …, "type": …}, …], "width": n, "rows": n, "groups": n,
  "bytes": n}`;
- the same with `"path"` beside it, for a file that is opened where it lies: no bytes of it follow then;
- to a line `{"take": [names]}` that follows: `{"values": [[text or null, …], …]}` for each batch of rows, one list a
  column, and `{"end": rows}`;
- to a line `{"take": [names], "pick": [clauses], "most": rows}`: only rows that fulfil a clause
  `{"column": name, "texts": [text, …], "beyond": bool, "blank": bool}`: the column holds one of the texts, or anything
  `beyond` them, or null where `blank` says so. Each batch has the `"numbers"` of its rows beside it, counted from 0,
  and `"end"` counts all rows of the file;
- `{"failed": "broken" | "large" | "encrypted", "why": …}` in the place of any answer to a file: it is done with.
- The end of its input is its end.
"""

import contextlib
import datetime as dt
import faulthandler
import functools
import json
import os
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, TextIO

BATCH = 16_384
"""Rows in one answer."""
PICKED = 1 << 20
"""Rows looked at at a time where only some are asked for."""
FEW = 1000
"""Texts that a whole column is quickly held against; of more, a set is quicker."""
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


def fits(arrow: Any, compute: Any, clause: Any, column: Any) -> Any:  # noqa: ANN401 - pyarrow is untyped
    """Tell of each value of a column, compared as text, whether it fulfils a clause."""
    few = len(clause["texts"]) < FEW
    coded = arrow.types.is_dictionary(column.type) or not few
    column = column.dictionary_encode() if coded else column
    values = (column.dictionary if coded else column).cast(arrow.string())
    texts = clause["texts"] if few else [text for text in values.to_pylist() if text in clause["texts"]]
    fit = compute.is_in(values, value_set=arrow.array(texts, arrow.string()))
    fit = compute.invert(fit) if clause["beyond"] else fit
    return compute.if_else(column.is_valid(), fit.take(column.indices) if coded else fit, clause["blank"])


class Parquet:
    """One file. `opened` tells what it holds, `values` and `picked` give it."""

    def __init__(self, arrow: Any, parquet: Any, raw: bytes, request: Any) -> None:  # noqa: ANN401 - untyped
        self._arrow = arrow
        self._request = request
        self._open = functools.partial(
            parquet.ParquetFile,
            request.get("path") or arrow.py_buffer(raw),
            pre_buffer=False,
            page_checksum_verification=True,
            thrift_string_size_limit=THRIFT_STRING,
            thrift_container_size_limit=THRIFT_LIST,
        )
        self._file = self._open()
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

    def picked(self, names: Sequence[str], clauses: Sequence[Any], most: int) -> Iterator[dict[str, Any]]:
        """Give some columns of the rows that fulfil a clause. Of row groups without one the rest is not read.

        Raises `MemoryError` beyond `most` rows, or the bytes that are granted.
        """
        self._file = self._open(read_dictionary=[each["column"] for each in clauses if len(each["texts"]) >= FEW])
        begun = found = total = 0
        for group in range(self._file.metadata.num_row_groups):
            rows, at = self._fitting(group, clauses), 0
            found += len(rows)
            if found > most:
                raise MemoryError
            for batch in self._batches(group, names) if rows else ():
                here = [row - at for row in rows[bisect_left(rows, at) : bisect_left(rows, at + batch.num_rows)]]
                places = self._arrow.array(here, self._arrow.int64())
                arrays = [self._plain(batch.column(name)).take(places) for name in names]
                total += sum(array.nbytes for array in arrays)
                if total > self._request["most_bytes"]:
                    raise MemoryError
                if here:
                    values = [self._column(self._kinds[name], each) for name, each in zip(names, arrays, strict=True)]
                    yield {"values": values, "numbers": [begun + at + row for row in here]}
                at += batch.num_rows
            begun += self._file.metadata.row_group(group).num_rows
        yield {"end": begun}

    def _fitting(self, group: int, clauses: Sequence[Any]) -> list[int]:
        """Return the positions in a row group of the rows that fulfil a clause."""
        from pyarrow import compute  # here, because most files are read whole

        found, at = list[int](), 0
        for batch in self._batches(group, [clause["column"] for clause in clauses]):
            masks = [fits(self._arrow, compute, clause, batch.column(clause["column"])) for clause in clauses]
            places = compute.indices_nonzero(functools.reduce(compute.or_, masks))
            found += [at + place for place in places.to_pylist()]
            at += batch.num_rows
        return found

    def _batches(self, group: int, names: Sequence[str]) -> Iterator[Any]:
        wanted = list(dict.fromkeys(names))
        return iter(self._file.iter_batches(PICKED, row_groups=[group], columns=wanted, use_threads=False))

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
    asked = json.loads(source.readline())
    wanted, clauses = asked["take"], asked.get("pick", ())
    for clause in clauses:
        clause["texts"] = clause["texts"] if len(clause["texts"]) < FEW else frozenset(clause["texts"])
    for said in file.picked(wanted, clauses, asked["most"]) if clauses else file.values(wanted) if wanted else ():
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
