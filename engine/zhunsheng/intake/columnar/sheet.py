"""A Parquet file of figures as it is opened: which of its columns is which."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.intake import headings, parquet_messages
from zhunsheng.intake.columnar import messages
from zhunsheng.intake.columnar.words import READ
from zhunsheng.intake.columns import Field, Form, Header, find_header
from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.intake.wide import MAX_WIDTH, WIDE, find_table, table_fault

T = TypeVar("T")

MAX_GROUPS = 1_000_000
THRIFT_STRING, THRIFT_LIST = 64 << 20, 10_000_000
"""Limits to what the metadata of a file may hold."""
OURS = b"zhunsheng"
"""Marks copies that this program wrote: its value is the unit in the heading of the values."""
SPREAD = b"zhunsheng.spread"
"""Marks copies of wide tables: the headings of the columns of figures, by name, as JSON."""
ROW, FAULT = "row", "fault"
"""Columns that only copies have: the number of the row, and what is wrong with it as a whole."""
_DICTIONARIES = (
    *(field for field in READ if field not in (Field.YEAR, Field.VALUE)),
    *(Field.LEVEL, Field.KIND, Field.WITHIN),
)


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """The names of the columns that are read, by field; what the heading of the values has in parentheses.

    `spread` has the headings of the columns of figures of a wide table, by name.
    """

    form: Form
    columns: dict[Field, str]
    heading: str = ""
    row: bool = False
    fault: bool = False
    spread: dict[str, str] = {}

    @property
    def names(self) -> list[str]:
        """All columns to read."""
        own = [*([ROW] if self.row else []), *([FAULT] if self.fault else [])]
        return [*self.columns.values(), *self.spread, *own]

    @property
    def wide(self) -> bool:
        """Whether a row holds all figures of a place and year (宽表)."""
        return self.form is WIDE


class Opened(msgspec.Struct, frozen=True):
    """An open file."""

    parquet: Any
    sheet: Sheet
    said: tuple[Complaint, ...]


def marks(heading: str, spread: Mapping[str, str]) -> dict[bytes, bytes]:
    """Return the metadata of a copy: what the heading of its values has in parentheses, or its columns of figures."""
    return {OURS: heading.encode(), **({SPREAD: msgspec.json.encode(spread)} if spread else {})}


def of_figures(each: Iterable[T]) -> dict[str, T]:
    """Name the columns of figures of a copy, in order: a heading might be the name of another column."""
    return {f"figures {number}": one for number, one in enumerate(each)}


def opened(path: Path, may_mean: Callable[[str], bool]) -> Opened:
    """Open a file of figures or a roster. Raises `FileRefusedError` where it cannot be used.

    Of a wide table the columns are read whose heading `may_mean` an indicator.
    """
    try:
        plain = _open(path, [])
        sheet, said = sheet_of(plain)
        if sheet.wide:
            sheet, idle = _wanted(sheet, plain.schema_arrow, may_mean)
            said = (*said, *idle)
        return Opened(_open(path, _texts(plain.schema_arrow, sheet)), sheet, said)
    except (pa.ArrowException, OSError, ValueError) as error:
        encrypted = "ncrypt" in str(error)
        refused = parquet_messages.encrypted("") if encrypted else parquet_messages.broken(type(error).__name__)
        raise FileRefusedError(refused) from error


def sheet_of(parquet: Any) -> tuple[Sheet, tuple[Complaint, ...]]:  # noqa: ANN401 - pyarrow is untyped
    """Find the columns. Raises `FileRefusedError` where they cannot be read."""
    metadata, schema = parquet.metadata, parquet.schema_arrow
    if metadata.num_columns > MAX_WIDTH:
        raise FileRefusedError(parquet_messages.too_many_columns(MAX_WIDTH))
    if metadata.num_row_groups > MAX_GROUPS or metadata.num_rows < 0:
        raise FileRefusedError(parquet_messages.broken(f"{metadata.num_rows} × {metadata.num_row_groups}"))
    counted = sum(metadata.row_group(group).num_rows for group in range(metadata.num_row_groups))
    if counted != metadata.num_rows:
        raise FileRefusedError(parquet_messages.broken(f"{counted} ≠ {metadata.num_rows}"))
    metadata_of = schema.metadata or {}
    marked = metadata_of.get(OURS)
    if marked is not None and SPREAD in metadata_of:
        return _copied(schema.names, msgspec.json.decode(metadata_of[SPREAD], type=dict[str, str])), ()
    header = find_table([schema.names]) if marked is None else find_header([schema.names], by_own_names=True)
    if header is None:
        raise FileRefusedError(parquet_messages.no_columns())
    if fault := table_fault(header):
        raise FileRefusedError(fault)
    columns = {field: schema.names[index] for field, index in header.columns.items() if _is_read(header, field)}
    for field, name in columns.items():
        _check_type(schema.field(name), field)
    ours = marked is not None
    sheet = Sheet(
        form=header.form,
        columns=columns,
        heading=marked.decode() if marked else header.unit,
        row=ours and ROW in schema.names,
        fault=ours and FAULT in schema.names,
        spread={name: name for name in header.spread.values()},
    )
    return sheet, () if ours or not header.unknown else (messages.columns_not_read(header.unknown),)


def _wanted(sheet: Sheet, schema: Any, may_mean: Callable[[str], bool]) -> tuple[Sheet, list[Complaint]]:  # noqa: ANN401
    """Leave out the columns that are no indicator's, and say so. Raises `FileRefusedError` where none is left."""
    spread = {name: heading for name, heading in sheet.spread.items() if may_mean(heading)}
    idle = [heading for name, heading in sheet.spread.items() if name not in spread]
    if not spread:
        raise FileRefusedError(headings.nothing_read(idle))
    for name in spread:
        _check_type(schema.field(name), Field.VALUE)
    return msgspec.structs.replace(sheet, spread=spread), [headings.not_read(idle)] if idle else []


def _copied(names: Sequence[str], spread: dict[str, str]) -> Sheet:
    """Return what a copy of a wide table is. Raises `ValueError` where it is none."""
    if not spread.keys() <= set(names):
        raise ValueError(names)
    columns = {field: field.value for field in READ if field.value in names}
    return Sheet(form=WIDE, columns=columns, row=ROW in names, fault=FAULT in names, spread=spread)


def _is_read(header: Header, field: Field) -> bool:
    return field in READ or header.form.required[0] is Field.NAME


def _check_type(column: Any, field: Field) -> None:  # noqa: ANN401 - pyarrow is untyped
    """Raise `FileRefusedError` for a column of a type that is not read: binary floats above all."""
    types, kind = pa.types, column.type
    if types.is_dictionary(kind):
        kind = kind.value_type
    if types.is_floating(kind):
        raise FileRefusedError(messages.is_float(column.name, field))
    tests = (types.is_integer, types.is_decimal, types.is_string, types.is_large_string, types.is_null)
    if not any(test(kind) for test in tests):
        raise FileRefusedError(messages.not_read(column.name, str(column.type)))


def _texts(schema: Any, sheet: Sheet) -> list[str]:  # noqa: ANN401 - pyarrow is untyped
    """List the columns of text in which the same stands again and again: they are read with a dictionary."""
    names = [*(sheet.columns[field] for field in _DICTIONARIES if field in sheet.columns), *([FAULT] * sheet.fault)]
    strings = (pa.types.is_string, pa.types.is_large_string)
    return [name for name in names if any(test(schema.field(name).type) for test in strings)]


def _open(path: Path, texts: list[str]) -> Any:  # noqa: ANN401 - pyarrow is untyped
    return pq.ParquetFile(
        path,
        read_dictionary=texts,
        pre_buffer=False,
        page_checksum_verification=True,
        thrift_string_size_limit=THRIFT_STRING,
        thrift_container_size_limit=THRIFT_LIST,
    )
