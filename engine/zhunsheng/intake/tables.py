"""Files -> rows, before anybody says what the rows mean: read once, however many plans they are held against."""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from pathlib import Path, PurePath

import msgspec

from zhunsheng.intake import csv_file
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.intake.files import JSON_LINES, JSON_SUFFIXES, PARQUET_SUFFIX, Content, find, load
from zhunsheng.intake.table import Row, Take, Where
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.form import FormIdentity
from zhunsheng.model.submission import DataFile

_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})
_PARQUET_START = b"PAR1"
_WORKBOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


class Kind(Enum):
    """What a file of data is."""

    WORKBOOK = "workbook"
    PARQUET = "parquet"
    JSON = "json"
    CSV = "csv"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What one file holds. `file` is None where not even its bytes could be read.

    `problems` are those of the file as a whole; a row has its own. `form` is set where the file is a form that was
    sent out to be filled in.
    """

    name: str
    file: DataFile | None
    rows: tuple[Row, ...]
    problems: tuple[Diagnostic, ...]
    form: FormIdentity | None = None

    @property
    def of_figures(self) -> Iterator[Row]:
        """The rows that say something of figures."""
        return (row for row in self.rows if not row.lists_a_place)

    @property
    def of_rosters(self) -> Iterator[Row]:
        """The rows of rosters that are read."""
        return (row for row in self.rows if row.lists_a_place and row.aside is None)


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """All files of a run, in order. `problems` are those of the paths that were named."""

    tables: tuple[Table, ...]
    problems: tuple[Diagnostic, ...]

    @property
    def said(self) -> tuple[Diagnostic, ...]:
        """What is to be said of paths and files, before any row is looked at."""
        return (*self.problems, *(problem for table in self.tables for problem in table.problems))

    @property
    def rows(self) -> Iterator[Row]:
        """All rows of all files, those of sheets that are not read among them."""
        return (row for table in self.tables for row in table.rows)


def scan(paths: Sequence[Path], progress: Callable[[Path, int, int], None] | None = None) -> Tables:
    """Read every data file that `paths` name (files, or folders one level deep).

    Nothing is raised for bad input. `progress` is told (path, files done, files in all) after each file.
    """
    found = find(paths)
    tables: list[Table] = []
    for done, path in enumerate(found.files, start=1):
        tables.append(read_file(path, path.as_posix())[0])
        if progress is not None:
            progress(path, done, len(found.files))
    return Tables(tables=tuple(tables), problems=found.problems)


def read_file(path: Path, name: str) -> tuple[Table, bytes | None]:
    """Read one file, to be cited as `name`; return its bytes, too, or None where they could not be had."""
    try:
        content = load(path)
    except FileRefusedError as refused:
        return Table(name=name, file=None, rows=(), problems=(refused.complaint.at(Where(name).at()),)), None
    return read_content(name, content), content.raw


def read_content(name: str, content: Content) -> Table:
    """Read bytes. A file that is refused as a whole gives no row, not even those read before it broke."""
    rows: list[Row] = []
    try:
        problems = _read_rows(content.raw, name, rows.append)
    except FileRefusedError as refused:
        problems = [refused.complaint.at(Where(name).at())]
        rows = []
    counted = sum(row.aside is None for row in rows)
    form = next((row.form for row in rows if row.form is not None), None)
    department = form.department if form is not None else ""
    file = DataFile(path=name, sha256=content.sha256, rows=counted, department=department)
    return Table(name=name, file=file, rows=tuple(rows), problems=tuple(problems), form=form)


def kind(name: str, raw: bytes) -> Kind:
    """Tell what a file is: by its first bytes, else by its ending, else it is a CSV."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _WORKBOOK_SUFFIXES or raw.startswith(_WORKBOOK_STARTS):
        return Kind.WORKBOOK
    if suffix == PARQUET_SUFFIX or raw.startswith(_PARQUET_START):
        return Kind.PARQUET
    return Kind.JSON if suffix in JSON_SUFFIXES else Kind.CSV


def _read_rows(raw: bytes, name: str, take: Take) -> list[Diagnostic]:
    """Read a file as what it is.

    Each reader is imported where it is needed: openpyxl alone costs more than a whole check of CSV files.
    """
    match kind(name, raw):
        case Kind.WORKBOOK:
            from zhunsheng.intake import workbook

            return workbook.read(raw, name, take)
        case Kind.PARQUET:
            from zhunsheng.intake import parquet_file

            return parquet_file.read(raw, name, take)
        case Kind.JSON:
            from zhunsheng.intake import json_file

            return json_file.read(raw, name, take, one_a_line=PurePath(name).suffix.lower() in JSON_LINES)
        case Kind.CSV:
            return csv_file.read(raw, name, take)
