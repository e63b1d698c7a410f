"""CSV -> a Parquet copy in scratch, streamed: from then on there is one kind of file.

Texts stay texts: no column is guessed to hold numbers. Rows that have another number of fields than the header are kept
at the end of the copy with what could be read of them.
"""

import codecs
import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from zhunsheng.arrow_columns import integers
from zhunsheng.intake.columnar import csv_lines, messages
from zhunsheng.intake.columnar.csv_lines import EVEN, Lines
from zhunsheng.intake.columnar.sheet import FAULT, ROW, marks, of_figures
from zhunsheng.intake.columnar.words import READ
from zhunsheng.intake.columns import HEADER_WITHIN, ROSTER, Field, Header, no_header
from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.intake.wide import find_table, table_fault

_DELIMITERS = (",", "\t", ";")
_BLOCK = 16 << 20
_HEAD = 1 << 20
"""Bytes in which the header is looked for."""
_GROUP = 1 << 20
"""Rows of one figure that are written at once to the copy."""
_MOST_RAGGED = 1_000_000
"""Rows with another number of fields than the header that are kept apart."""
_TEXTS = pa.dictionary(pa.int32(), pa.string())
_REPEATED = frozenset(Field) - {Field.VALUE, Field.NAME, Field.ID}
"""Columns in which the same texts stand again and again."""


class Digest(NamedTuple):
    """What one pass over the bytes of a file tells.

    `encoding` is None where they are no text, `lines` (how many there are) where that takes more than to look at bytes.
    """

    sha256: str
    encoding: str | None
    lines: int | None


class Copied(NamedTuple):
    """What a copy is of: the line of the first row below the header, how many rows there are, what is to be said."""

    line: int
    rows: int
    said: tuple[Complaint, ...]


class _Ragged(NamedTuple):
    """A row of another width: its position below the header, and its text."""

    position: int
    text: str


def digest(path: Path) -> Digest:
    """Read all bytes once: their SHA-256, in which encoding they are text, and how many lines of it."""
    sha, utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    encoding: str | None = "utf-8"
    breaks, last = 0, b"\n"
    with path.open("rb") as stream:
        first = True
        while raw := stream.read(1 << 20):
            sha.update(raw)
            breaks += raw.count(b"\n") + raw.count(b"\r") - (last + raw).count(b"\r\n")
            last = raw[-1:]
            if first and raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                encoding = "utf-16"
            first = False
            if encoding == "utf-8":
                encoding = _still(utf8, raw)
            if encoding is not None and encoding != "utf-16" and b"\0" in raw:
                encoding = None
    lines = breaks + (last not in b"\r\n")
    return Digest(sha.hexdigest(), encoding, None if encoding == "utf-16" else lines)


def _still(utf8: codecs.IncrementalDecoder, raw: bytes) -> str:
    try:
        utf8.decode(raw)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def copy(path: Path, known: Digest, target: Path) -> Copied:
    """Write the copy of a file of which that much is known. Raises `FileRefusedError` where it is no table."""
    encoding = known.encoding
    if encoding is None:
        raise FileRefusedError(messages.nul_bytes())
    delimiter, header, line = _find_header(_head(path, encoding))
    if fault := table_fault(header):
        raise FileRefusedError(fault)
    said = [messages.columns_not_read(header.unknown)] if header.unknown else []
    said += [messages.read_as_gb18030()] if encoding == "gb18030" else []
    layout = _Layout(delimiter, header, line)
    try:
        rows = _write(path, encoding, layout, target)
        if known.lines is None or known.lines - line != rows:
            lines = csv_lines.find(path, encoding, line)
            if lines.records != rows:
                said.append(messages.lines_uncertain())
            elif not lines.even:
                _write(path, encoding, layout._replace(lines=lines), target)
                rows = lines.lines
    except (pa.ArrowException, UnicodeDecodeError, LookupError) as error:
        raise FileRefusedError(messages.not_csv(str(error).splitlines()[0] if str(error) else "")) from error
    return Copied(line + 1, rows, tuple(said))


class _Layout(NamedTuple):
    """How a file is laid out: `line` is the line of the header, from 1; `lines` tells those of the rows below it."""

    delimiter: str
    header: Header
    line: int
    lines: Lines = EVEN

    @property
    def kept(self) -> dict[str, int]:
        """The columns that are kept, by the names that they have in the copy."""
        wanted = self.header.form.fields if self.header.form is ROSTER else READ
        fields = {field.value: index for field, index in self.header.columns.items() if field in wanted}
        return fields | of_figures(self.header.spread)


def _head(path: Path, encoding: str) -> list[str]:
    with path.open("rb") as stream:
        raw = stream.read(_HEAD)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(raw)
    return list(io.StringIO(text.removeprefix("\ufeff"), newline=""))


def _find_header(lines: Sequence[str]) -> tuple[str, Header, int]:
    """Try each delimiter on the first records; return the one that shows the header best, and its last line."""
    best: tuple[str, Header, int] | None = None
    for delimiter in _DELIMITERS:
        records = list(_first_records(lines, delimiter))
        header = find_table([fields for fields, _ in records])
        if header is None:
            continue
        found = delimiter, header, records[header.index][1]
        if not header.missing:
            return found
        if best is None or len(header.columns) > len(best[1].columns):
            best = found
    if best is None:
        raise FileRefusedError(no_header())
    return best


def _first_records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[list[str], int]]:
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    try:
        for fields, _ in zip((each for each in reader if each), range(HEADER_WITHIN), strict=False):
            yield fields, reader.line_num
    except csv.Error:
        return


def _write(path: Path, encoding: str, layout: _Layout, target: Path) -> int:
    """Write the copy, and return how many rows there are."""
    ragged: list[_Ragged] = []
    schema = pa.schema(
        [*((name, _type(name)) for name in layout.kept), (ROW, pa.int64()), (FAULT, _TEXTS)],
        metadata=marks(layout.header.unit, of_figures(layout.header.spread.values())),
    )
    texts = [name for name in layout.kept if _type(name) is _TEXTS] + [FAULT]
    temporary = target.with_suffix(".tmp")
    with pq.ParquetWriter(temporary, schema, compression="lz4", use_dictionary=texts, write_statistics=False) as out:
        gathered: list[pa.RecordBatch] = []
        rows = done = 0
        for batch in _batches(path, encoding, layout, ragged):
            gathered.append(_as_copied(batch, layout, done, ragged, schema))
            done, rows = done + batch.num_rows, rows + batch.num_rows
            if rows * layout.header.figures >= _GROUP:
                out.write_table(pa.Table.from_batches(gathered), row_group_size=rows)
                gathered, rows = [], 0
        gathered += _ragged_rows(ragged, layout, schema)
        if gathered:
            table = pa.Table.from_batches(gathered)
            out.write_table(table, row_group_size=max(1, table.num_rows))
    temporary.replace(target)
    return done + len(ragged)


def _type(name: str) -> Any:  # noqa: ANN401 - pyarrow is untyped
    return _TEXTS if name in _REPEATED else pa.string()


def _batches(path: Path, encoding: str, layout: _Layout, ragged: list[_Ragged]) -> Iterator[pa.RecordBatch]:
    """Stream the rows below the header; those of another width go to `ragged`."""

    def set_apart(row: Any) -> str:  # noqa: ANN401 - pyarrow is untyped
        if len(ragged) >= _MOST_RAGGED:
            return "error"
        ragged.append(_Ragged(row.number - layout.line - 1, row.text))
        return "skip"

    names = [str(index) for index in range(layout.header.width)]
    kept = {str(index): name for name, index in layout.kept.items()}
    reader = arrow_csv.open_csv(
        path,
        read_options=arrow_csv.ReadOptions(
            use_threads=False, block_size=_BLOCK, skip_rows=layout.line, column_names=names, encoding=encoding
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=layout.delimiter, newlines_in_values=True, invalid_row_handler=set_apart
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types={index: _type(name) for index, name in kept.items()},
            include_columns=list(kept),
            strings_can_be_null=False,
        ),
    )
    yield from reader


def _as_copied(
    batch: pa.RecordBatch,
    layout: _Layout,
    done: int,
    ragged: list[_Ragged],
    schema: Any,  # noqa: ANN401 - pyarrow is untyped
) -> pa.RecordBatch:
    """Name the columns by field, number the rows among all, trim the ids of places, mark rows that swallowed others."""
    columns, names = list(batch.columns), list(layout.kept)
    swallowing = _swallowing(columns, layout.delimiter)
    faults = pa.DictionaryArray.from_arrays(pa.nulls(batch.num_rows, pa.int32()), pa.array([""]))
    if swallowing.any():
        mask = pa.array(swallowing)
        faults = pc.if_else(mask, "broken-record", pa.scalar(None, pa.string())).cast(_TEXTS)
        for position, name in enumerate(names):
            if name in (Field.ENTITY, Field.YEAR, Field.INDICATOR):
                columns[position] = pc.if_else(mask, "", columns[position].cast(pa.string())).cast(_TEXTS)
    for position, name in enumerate(names):
        if name == Field.ENTITY:
            trimmed = pc.utf8_trim_whitespace(columns[position].dictionary)
            columns[position] = pa.DictionaryArray.from_arrays(columns[position].indices, trimmed)
    apart = np.array(sorted(each.position for each in ragged), np.int64)
    among = np.arange(done, done + batch.num_rows)
    rows = among + np.searchsorted(apart - np.arange(len(apart)), among, side="right")
    return pa.RecordBatch.from_arrays([*columns, integers(layout.lines.of(rows)), faults], schema=schema)


def _swallowing(columns: Sequence[pa.Array], delimiter: str) -> NDArray[np.bool_]:
    """Tell which rows hold a field with more rows in it: a quote was never closed, and nobody knows what these say."""
    found = np.zeros(len(columns[0]), np.bool_)
    for column in columns:
        texts = column.dictionary if pa.types.is_dictionary(column.type) else column
        inside = pc.match_substring_regex(texts, rf"\n[^\n]*{re.escape(delimiter)}")
        if pc.any(inside).as_py():
            table = np.array(inside)
            found |= table[column.indices.to_numpy()] if pa.types.is_dictionary(column.type) else table
    return found


def _ragged_rows(ragged: list[_Ragged], layout: _Layout, schema: Any) -> list[pa.RecordBatch]:  # noqa: ANN401
    """Keep what rows of another width say, as far as they go; a single remark outside of the table is none."""
    kept: list[tuple[_Ragged, list[str]]] = []
    for each in ragged:
        fields = next(csv.reader([each.text], delimiter=layout.delimiter, skipinitialspace=True), [])
        filled = [field for field in fields if field.strip()]
        if filled and not (len(fields) < layout.header.width and len(filled) == 1):
            kept.append((each, fields))
    if not kept:
        return []
    columns = [
        pa.array([fields[index] if index < len(fields) else "" for _, fields in kept], pa.string()).cast(_type(name))
        for name, index in layout.kept.items()
    ]
    rows = integers(layout.lines.of(np.array([each.position for each, _ in kept], np.int64)))
    faults = pa.array(["ragged-row"] * len(kept), pa.string()).cast(_TEXTS)
    return [pa.RecordBatch.from_arrays([*columns, rows, faults], schema=schema)]
