"""CSV -> rows: encoding, delimiter, header, and one row at a time, so that a bad row costs only itself."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from zhunsheng.intake.characters import shown
from zhunsheng.intake.columns import HEADER_WITHIN, Header, no_header
from zhunsheng.intake.complaint import SPLIT_IT, Complaint, FileRefusedError
from zhunsheng.intake.decoding import decode
from zhunsheng.intake.plain_cells import field_too_long, text_cell
from zhunsheng.intake.table import MAX_FIELD, MAX_ROWS, Row, Take, Where
from zhunsheng.intake.wide import Apart, find_table, table_fault
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.text import Text

_DELIMITERS = (",", "\t", ";")
MAX_BROKEN = 100
"""After so many records that are not CSV, the file is not CSV."""


class Record(msgspec.Struct, frozen=True):
    """One CSV record, beginning in `line`. `fault` is set where it could not be taken apart."""

    line: int
    fields: list[str]
    fault: Complaint | None = None


def read(raw: bytes, file: str, take: Take) -> list[Diagnostic]:
    """Hand each row of a CSV to `take`; return what is to be said about the file as a whole.

    UTF-8, UTF-16 with a byte order mark, else GB18030. Raises `FileRefusedError` where nothing of it can be used.
    """
    where = Where(file)
    text, notes = decode(raw)
    problems = [note.at(where.at()) for note in notes]
    lines = list(io.StringIO(text, newline=""))
    delimiter, header, first = locate_header(lines)
    if fault := table_fault(header):
        return [*problems, fault.at(where.at(first))]
    if header.unknown:
        problems.append(unknown_columns(header.unknown).at(where.at(first)))
    rows, apart = 0, Apart(header, first)
    for record in _records(lines, delimiter, after=header.index):
        if _is_remark(record, header):
            continue
        rows += header.figures
        if rows > MAX_ROWS:
            raise FileRefusedError(too_many_rows())
        for row in rows_of(record, header, where, apart):
            take(row)
    if rows == 0:
        problems.append(no_rows().at(where.at(first)))
    return problems


def records(raw: bytes, most: int) -> list[Record]:
    """Return every record of a CSV, header and remarks among them; none of one with more than `most`.

    Raises `FileRefusedError` for what is no text.
    """
    text, _ = decode(raw)
    lines = list(io.StringIO(text, newline=""))
    try:
        delimiter = locate_header(lines)[0]
    except FileRefusedError:
        delimiter = _DELIMITERS[0]
    listed = list(islice(_records(lines, delimiter), most + 1))
    return listed if len(listed) <= most else []


def locate_header(lines: list[str]) -> tuple[str, Header, int]:
    """Try each delimiter on the first records; return the one that shows the header best, and the header's line."""
    best: tuple[str, Header, int] | None = None
    for delimiter in _DELIMITERS:
        records = _first(_records(lines, delimiter), HEADER_WITHIN)
        header = find_table([record.fields for record in records])
        if header is None:
            continue
        found = delimiter, header, records[header.index].line
        if not header.missing:
            return found
        if best is None or len(header.columns) > len(best[1].columns):
            best = found
    if best is None:
        raise FileRefusedError(no_header())
    return best


def _first(records: Iterator[Record], count: int) -> list[Record]:
    return [record for record, _ in zip(records, range(count), strict=False)]


def _records(lines: Sequence[str], delimiter: str, after: int | None = None) -> Iterator[Record]:
    """Take records apart one by one, those following the `after`-th (from 0).

    A record that is not CSV (a quote never closed) costs its first line: reading starts again at the next.
    """
    start, index, broken = 0, 0, 0
    while start < len(lines):
        # Lines are fetched one by one: to copy the rest of a long file for each broken record takes minutes.
        rest = map(lines.__getitem__, range(start, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True, skipinitialspace=True)
        begun = start
        try:
            for fields in reader:
                line, begun = begun + 1, start + reader.line_num
                if not fields:
                    continue
                if after is None or index > after:
                    yield Record(line, fields)
                index += 1
            return
        except csv.Error:
            broken += 1
            if broken > MAX_BROKEN:
                raise FileRefusedError(not_csv()) from None
            if after is None or index > after:
                yield Record(begun + 1, lines[begun].rstrip("\r\n").split(delimiter), broken_record())
            index += 1
            start = begun + 1


def _is_remark(record: Record, header: Header) -> bool:
    """Tell whether a record holds nothing, or a single short remark (“填报人：…”) outside of the table."""
    filled = [field for field in record.fields if field.strip()]
    short = len(record.fields) < header.width and record.fault is None
    return not filled or (short and len(filled) == 1)


def rows_of(record: Record, header: Header, where: Where, apart: Apart) -> Iterator[Row]:
    """Give a record below `header` as rows of one figure each."""
    fields = record.fields
    cells = {field: text_cell(fields[index]) for field, index in header.columns.items() if index < len(fields)}
    fault = record.fault or _shape_fault(fields, header.width)
    row = Row(where=where, number=record.line, columns=header.columns, cells=cells, fault=fault, unit=header.unit)
    return apart.rows(row, {index: text_cell(fields[index]) for index in header.spread if index < len(fields)})


def _shape_fault(fields: list[str], width: int) -> Complaint | None:
    if any(len(field) > MAX_FIELD for field in fields):
        return field_too_long()
    # One blank field too many may be the trace of a comma inside the figure: no row of another width is trusted.
    if len(fields) != width:
        return Complaint(
            code="ragged-row",
            message=Text(
                f"本行有 {len(fields)} 个字段，表头有 {width} 个",
                f"the row has {len(fields)} fields, the header {width}",
            ),
            hint=Text(
                "数中有逗号的（如 1,460.5）请加引号，或去掉千分位",
                "quote a figure that holds a comma (1,460.5), or write it without",
            ),
        )
    return None


def unknown_columns(names: Sequence[str]) -> Complaint:
    """Say which columns are not read."""
    return Complaint(
        code="unknown-columns",
        severity=Severity.NOTE,
        message=Text(
            "以下各列不予读取：" + "、".join(map(shown, names)),
            "these columns are not read: " + ", ".join(map(shown, names)),
        ),
    )


def no_rows() -> Complaint:
    """Say that there is a header and nothing below."""
    return Complaint(
        code="no-rows", severity=Severity.WARNING, message=Text("只有表头，没有数据", "a header and no data below it")
    )


def too_many_rows() -> Complaint:
    """Say that a table is longer than any that is read."""
    return Complaint(
        code="too-many-rows",
        message=Text(f"超过 {MAX_ROWS:,} 行，整个文件未读取", f"more than {MAX_ROWS:,} rows: the file is not read"),
        hint=SPLIT_IT,
    )


def broken_record() -> Complaint:
    """Say that a record cannot be taken apart."""
    return Complaint(
        code="broken-record",
        message=Text("引号未闭合、位置有误，或字段过长", "a quote is not closed or misplaced, or a field is too long"),
        hint=Text("字段内的引号要写成两个", "a quote inside a field is written twice"),
    )


def not_csv() -> Complaint:
    """Say that a file is no CSV, whatever its name."""
    return Complaint(
        code="not-csv",
        message=Text(f"有 {MAX_BROKEN} 条以上的记录无法拆分", f"more than {MAX_BROKEN} records cannot be taken apart"),
    )
