"""One table, written in every format that is read."""

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

Value = str | int | Decimal | None
Table = Sequence[Mapping[str, Value]]


def parquet_bytes(table: pa.Table, **options: object) -> bytes:
    """Write a table as Parquet."""
    stream = BytesIO()
    pq.write_table(table, stream, **options)
    return stream.getvalue()


def _json_record(row: Mapping[str, Value]) -> str:
    members = (f"{json.dumps(key, ensure_ascii=False)}: {_json_value(value)}" for key, value in row.items())
    return "{" + ", ".join(members) + "}"


def _json_value(value: Value) -> str:
    """Write a number digit for digit, as no float could."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)


def _values(row: Mapping[str, Value], table: Table) -> list[Value]:
    """Return the values of a row in the order of the header."""
    return [row[key] for key in table[0]]


def _csv(table: Table) -> bytes:
    lines = [
        list(table[0]),
        *([("" if value is None else str(value)) for value in _values(row, table)] for row in table),
    ]
    quoted = ('"' + '","'.join(field.replace('"', '""') for field in line) + '"' for line in lines)
    return ("\n".join(quoted) + "\n").encode()


def _xlsx(table: Table) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (list(table[0]), *(_values(row, table) for row in table)):
        sheet.append([float(value) if isinstance(value, Decimal) else value for value in line])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parquet(table: Table) -> bytes:
    columns = {key: [row[key] for row in table] for key in table[0]}
    decimals = pa.decimal128(30, 6)
    made = {
        key: pa.array(values, decimals if any(isinstance(value, Decimal) for value in values) else None)
        for key, values in columns.items()
    }
    return parquet_bytes(pa.table(made))


def _parquet_of_doubles(table: Table) -> bytes:
    columns = {key: [row[key] for row in table] for key in table[0]}
    floats = {
        key: [float(value) if isinstance(value, Decimal) else value for value in values]
        for key, values in columns.items()
    }
    return parquet_bytes(pa.table(floats))


FORMATS: Mapping[str, tuple[str, Callable[[Table], bytes]]] = {
    "xlsx": (".xlsx", _xlsx),
    "json": (".json", lambda table: ("[\n" + ",\n".join(map(_json_record, table)) + "\n]").encode()),
    "wrapped": (".json", lambda table: ('{"数据": [' + ",".join(map(_json_record, table)) + "]}").encode("utf-16")),
    "jsonl": (".jsonl", lambda table: "\r\n".join(map(_json_record, table)).encode("gb18030")),
    "parquet": (".parquet", _parquet),
    "parquet of doubles": (".parquet", _parquet_of_doubles),
    "csv": (".csv", _csv),
}
"""Name -> suffix, and how a table is written."""
