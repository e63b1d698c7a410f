"""Parquet -> rows. The file is taken apart in a process of its own (`parquet_room`): here its values become cells.

A figure's place is its row (from 1, in the order of the file) and its column (from 1).
"""

import struct
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import cast

from zhunsheng.intake import parquet_messages as messages
from zhunsheng.intake import picking
from zhunsheng.intake.columns import Field, Form, Header
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.intake.csv_file import no_rows, too_many_rows, unknown_columns
from zhunsheng.intake.numbers import out_of_bounds
from zhunsheng.intake.parquet_keeper import Clause, Column, Kind, Opened, Shape, Values, opened
from zhunsheng.intake.picking import Wanted
from zhunsheng.intake.plain_cells import field_too_long, logical_cell, text_cell
from zhunsheng.intake.size import MAX_UNPACKED
from zhunsheng.intake.table import MAX_FIELD, MAX_ROWS, Cell, Row, Take, Where
from zhunsheng.intake.wide import MAX_WIDTH, Apart, find_table, table_fault
from zhunsheng.intake.workbook_cells import exact
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.quantity import decimal_text, in_bounds

MAX_GROUPS = 10_000
_Key = Field | int
"""A field, or the column of figures of a wide table."""
_FLOAT32_SURE, _FLOAT32_DIGITS = 6, 9
"""A decimal of so many digits survives in a float32; so many tell any two of them apart."""


def read(raw: bytes, file: str, take: Take) -> list[Diagnostic]:
    """Hand each row of a Parquet file to `take`; return what is to be said about the file as a whole.

    Raises `FileRefusedError` where nothing of it can be used.
    """
    where = Where(file)
    with opened(raw, MAX_WIDTH) as parquet:
        header = _header(parquet.shape)
        if parquet.shape.rows * header.figures > MAX_ROWS:
            raise FileRefusedError(too_many_rows())
        if parquet.shape.bytes > MAX_UNPACKED:
            raise FileRefusedError(messages.too_large(""))
        if fault := table_fault(header):
            return [fault.at(where.at())]
        problems = _of_columns(header, parquet.shape.columns, where)
        if not _Table(parquet, header, where).hand_to(take):
            problems.append(no_rows().at(where.at()))
    return problems


def form(path: Path) -> tuple[Form, int]:
    """Tell what a file holds by its columns, and how many rows of one figure. Raises `FileRefusedError`."""
    with opened(path, MAX_WIDTH) as parquet:
        header = _header(parquet.shape)
        return header.form, parquet.shape.rows * header.figures


def pick(path: Path, file: str, wanted: Wanted, take: Take) -> tuple[list[Diagnostic], int]:
    """Do as `read`, for the rows that are `wanted` only, of a file that may be larger than is read whole.

    Returns, too, how many rows the file has in all.
    """
    where = Where(file)
    with opened(path, MAX_WIDTH) as parquet:
        header = _header(parquet.shape)
        if fault := picking.fault(header):
            return [fault.at(where.at())], parquet.shape.rows * header.figures
        problems = _of_columns(header, parquet.shape.columns, where)
        _Table(parquet, header, where).hand_picked_to(take, _clauses(wanted, header, parquet.shape.columns))
        return problems, parquet.shape.rows * header.figures


def column(path: Path, field: Field) -> list[str]:
    """Return all that stands in a column, as text. Raises `FileRefusedError`."""
    with opened(path, MAX_WIDTH) as parquet:
        index = _header(parquet.shape).columns.get(field)
        if index is None:
            return []
        batches = parquet.values([parquet.shape.columns[index].name])
        return [value for (values,) in batches for value in values if value is not None]


def _clauses(wanted: Wanted, header: Header, columns: Sequence[Column]) -> list[Clause]:
    """Say of the columns that a file has what is wanted."""
    named = {field: columns[index].name for field, index in header.columns.items()}
    return [
        Clause(named[each.field], tuple(each.texts), each.beyond, each.blank) for each in wanted if each.field in named
    ]


def _header(shape: Shape) -> Header:
    """Find out what the columns are. Raises `FileRefusedError` for a file of a shape that is never read."""
    if shape.width > MAX_WIDTH:
        raise FileRefusedError(messages.too_many_columns(MAX_WIDTH))
    if shape.rows < 0 or shape.groups > MAX_GROUPS:
        raise FileRefusedError(messages.broken(f"{shape.rows} × {shape.groups}"))
    header = find_table([[column.name for column in shape.columns]])
    if header is None:
        raise FileRefusedError(messages.no_columns())
    return header


def _of_columns(header: Header, columns: list[Column], where: Where) -> list[Diagnostic]:
    """Say what is to be said of columns as a whole."""
    complaints = [unknown_columns(header.unknown)] if header.unknown else []
    for index in (*header.columns.values(), *header.spread):
        column = columns[index]
        if column.kind == "other":
            complaints.append(messages.column_not_read(messages.unreadable_type(column.name, column.type)))
        elif column.kind == "single":
            complaints.append(messages.single_precision(column.name))
    return [complaint.at(where.at()) for complaint in complaints]


class _Table:
    """The rows of one file, on their way to where they are wanted."""

    def __init__(self, parquet: Opened, header: Header, where: Where) -> None:
        self._parquet = parquet
        self._header = header
        self._where = where
        self._apart = Apart(header, None)
        self._read: list[_Key] = []
        self._makers: list[Callable[[str], Cell]] = []
        self._names: list[str] = []
        self._unread: dict[_Key, Cell] = {}
        columns: dict[_Key, int] = dict(header.columns) | {index: index for index in header.spread}
        for key, index in columns.items():
            column = parquet.shape.columns[index]
            if column.kind == "other":
                self._unread[key] = Cell("", fault=messages.unreadable_type(column.name, column.type))
            else:
                self._read.append(key)
                self._names.append(column.name)
                self._makers.append(_MAKERS[column.kind])

    def hand_to(self, take: Take) -> int:
        """Hand on every row in which anything stands; return how many these are."""
        begun = handed = 0
        if not self._names:
            raise FileRefusedError(next(cell.fault for cell in self._unread.values() if cell.fault))
        for batch in self._parquet.values(self._names):
            handed += self._hand(batch, range(begun, begun + len(batch[0])), take)
            begun += len(batch[0])
        return handed

    def hand_picked_to(self, take: Take, clauses: Sequence[Clause]) -> None:
        """Hand on every row that fulfils one of `clauses`."""
        for numbers, batch in self._parquet.picked(self._names, clauses, MAX_ROWS):
            self._hand(batch, numbers, take)

    def _hand(self, batch: Values, numbers: Sequence[int], take: Take) -> int:
        handed = 0
        for number, values in zip(numbers, zip(*batch, strict=True), strict=True):
            found = zip(self._read, self._makers, values, strict=True)
            cells = {key: make(value) for key, make, value in found if value is not None}
            if all(cell.blank for cell in cells.values()):
                continue
            long = any(len(cell.text) > MAX_FIELD for cell in cells.values())
            cells |= self._unread
            figures = {at: cells.pop(at) for at in self._header.spread if at in cells}
            handed += 1
            row = Row(
                where=self._where,
                number=number + 1,
                columns=self._header.columns,
                cells=cast("dict[Field, Cell]", cells),
                fault=field_too_long() if long else None,
                unit=self._header.unit,
            )
            for each in self._apart.rows(row, figures):
                take(each)
        return handed


@lru_cache(maxsize=4096)
def _double(value: str) -> Cell:
    """Take a float64 as a workbook's number is taken: the decimal that was meant, up to 15 digits."""
    figure, remarks = exact(float(value))
    if figure is None:
        return Cell(value, fault=out_of_bounds(value))
    return Cell(format(figure, "f"), figure, remarks=remarks)


@lru_cache(maxsize=4096)
def _single(value: str) -> Cell:
    """Take a float32 (written as the float64 that it equals) as the shortest decimal that reads back to it.

    As float64 that decimal is another number: 95.1 is kept as 95.09999847412109375.
    """
    binary = float(value)
    if isfinite(binary):
        written = (f"{binary:.{digits}g}" for digits in range(_FLOAT32_SURE, _FLOAT32_DIGITS + 1))
        shortest = Decimal(next(text for text in written if _as_float32(text) == binary))
        if in_bounds(shortest):
            figure = Decimal(decimal_text(shortest))
            return Cell(format(figure, "f"), figure)
    return Cell(value, fault=out_of_bounds(value))


def _as_float32(text: str) -> float:
    (kept,) = struct.unpack("f", struct.pack("f", float(text)))
    return float(kept)


def _logical(value: str) -> Cell:
    return logical_cell(value == "TRUE")


@lru_cache(maxsize=4096)
def _date(value: str) -> Cell:
    return Cell(value, fault=messages.date_value(value))


_MAKERS: Mapping[Kind, Callable[[str], Cell]] = {
    "text": text_cell,
    "exact": text_cell,
    "double": _double,
    "single": _single,
    "logical": _logical,
    "date": _date,
    "empty": text_cell,
}
