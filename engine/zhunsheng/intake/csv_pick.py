"""Some rows of a CSV that is too large to be read whole. It goes through memory record by record."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from zhunsheng.intake import picking
from zhunsheng.intake.columns import Field, Header
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.intake.csv_file import (
    MAX_BROKEN,
    Record,
    broken_record,
    locate_header,
    not_csv,
    rows_of,
    too_many_rows,
    unknown_columns,
)
from zhunsheng.intake.decoding import decode, undecodable
from zhunsheng.intake.picking import Wanted
from zhunsheng.intake.table import MAX_ROWS, Row, Take, Where
from zhunsheng.intake.wide import Apart
from zhunsheng.model.diagnostic import Diagnostic

_HEAD = 1 << 16
_ENCODINGS = ("utf-8-sig", "gb18030")
_LONGEST_LINE = 1 << 20
"""Characters. What goes on for longer is no line of a CSV."""


class Head(NamedTuple):
    """The beginning of a CSV: its header, the delimiter, and the line (from 1) in which the header stands."""

    header: Header
    delimiter: str
    line: int


def head(path: Path) -> Head:
    """Read the header. Raises `FileRefusedError` where there is none, and `OSError`."""
    with path.open("rb") as stream:
        begun = stream.read(_HEAD)
    text, _ = decode(begun[: begun.rfind(b"\n") + 1])
    delimiter, header, line = locate_header(list(io.StringIO(text, newline="")))
    return Head(header, delimiter, line)


def pick(path: Path, file: str, known: Head, wanted: Wanted, take: Take) -> tuple[list[Diagnostic], int]:
    """Hand each row that is `wanted`, or cannot be taken apart, to `take`; say what is to be said of the file.

    Returns, too, how many records there are below the header. Raises `FileRefusedError` where nothing of the file can
    be used, and `OSError`.
    """
    where = Where(file)
    if fault := picking.fault(known.header):
        return [fault.at(where.at(known.line))], 0
    problems = [unknown_columns(known.header.unknown).at(where.at(known.line))] if known.header.unknown else []
    for encoding in _ENCODINGS:
        rows: list[Row] = []
        try:
            count = _pick(path, encoding, known, wanted, where, rows)
        except UnicodeDecodeError:
            continue
        for row in rows:
            take(row)
        return problems, count
    raise FileRefusedError(undecodable())


def column(path: Path, known: Head, field: Field) -> list[str]:
    """Return all that stands in a column. Raises `FileRefusedError` and `OSError`."""
    index = known.header.columns.get(field)
    for encoding in _ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as stream:
                fields = (record.fields for record in _records(stream, known))
                return [each[index].strip() for each in fields if index is not None and index < len(each)]
        except UnicodeDecodeError:
            continue
    raise FileRefusedError(undecodable())


def _pick(path: Path, encoding: str, known: Head, wanted: Wanted, where: Where, rows: list[Row]) -> int:
    columns = known.header.columns
    asked = [(each, columns[each.field]) for each in wanted if each.field in columns]
    count, apart = 0, Apart(known.header, known.line)
    with path.open(encoding=encoding, newline="") as stream:
        for record in _records(stream, known):
            count += known.header.figures
            fields = record.fields
            if record.fault is None and not any(
                clause.holds(fields[index].strip()) if index < len(fields) else clause.blank for clause, index in asked
            ):
                continue
            rows += rows_of(record, known.header, where, apart)
            if len(rows) > MAX_ROWS:
                raise FileRefusedError(too_many_rows())
    return count


def _records(stream: TextIO, known: Head) -> Iterator[Record]:
    """Take records apart one by one. One that is not CSV (a quote never closed) costs the lines that it swallowed."""
    lines = _Lines(stream)
    begun = sum(1 for _ in islice(lines, known.line))
    broken = 0
    while True:
        reader = csv.reader(lines, delimiter=known.delimiter, strict=True, skipinitialspace=True)
        line = 0
        try:
            for fields in reader:
                if fields:
                    yield Record(begun + line + 1, fields)
                line = reader.line_num
        except csv.Error:
            broken += 1
            if broken > MAX_BROKEN:
                raise FileRefusedError(not_csv()) from None
            of_one_line = reader.line_num == line + 1
            fields = lines.last.rstrip("\r\n").split(known.delimiter) if of_one_line else []
            yield Record(begun + line + 1, fields, broken_record())
            begun += reader.line_num
        else:
            return


class _Lines:
    """The lines of a file; `last` is the one given last."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.last = self._stream.readline(_LONGEST_LINE)
        if not self.last:
            raise StopIteration
        if len(self.last) == _LONGEST_LINE:
            raise FileRefusedError(not_csv())
        return self.last
