"""A file too large to be read whole, of which some rows are wanted: what it holds, and those rows."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from zhunsheng.intake import csv_pick
from zhunsheng.intake.columns import Field, Form
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.intake.files import PARQUET_SUFFIX, changing, unreadable
from zhunsheng.intake.picking import Wanted
from zhunsheng.intake.table import Row, Where
from zhunsheng.intake.tables import Table
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.submission import DataFile

LARGE_CSV = 8 << 20
"""Bytes. A larger CSV is searched instead of being read whole."""
LARGE_PARQUET = 100_000
"""Rows of one figure, likewise."""
_CSV_SUFFIX = ".csv"


class Large(NamedTuple):
    """A file that is large, the header of which was read: `head` is None for Parquet."""

    path: Path
    form: Form
    head: csv_pick.Head | None

    def rows(self, wanted: Wanted) -> list[Row]:
        """Return the rows that are wanted; none where that cannot be told. `table` says why."""
        try:
            return list(self._read(wanted)[0])
        except (FileRefusedError, OSError):
            return []

    def ids(self) -> list[str]:
        """Return the ids of all places of a roster; none where these cannot be told."""
        from zhunsheng.intake import parquet_file

        try:
            if self.head is not None:
                return csv_pick.column(self.path, self.head, Field.ID)
            return parquet_file.column(self.path, Field.ID)
        except (FileRefusedError, OSError):
            return []

    def table(self, wanted: Wanted) -> Table:
        """Return the rows that are wanted as a table, with the digest of the whole file."""
        name = self.path.as_posix()
        try:
            before = self.path.stat()
            with self.path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            rows, problems, count = self._read(wanted)
            after = self.path.stat()
            if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                raise FileRefusedError(changing())
        except OSError as error:
            return _refused(name, FileRefusedError(unreadable(error)))
        except FileRefusedError as refused:
            return _refused(name, refused)
        file = DataFile(path=name, sha256=sha256, rows=count)
        return Table(name=name, file=file, rows=tuple(rows), problems=tuple(problems))

    def _read(self, wanted: Wanted) -> tuple[list[Row], list[Diagnostic], int]:
        """Return rows, what is to be said of the file, and how many rows it has in all."""
        rows: list[Row] = []
        name = self.path.as_posix()
        if self.head is not None:
            problems, count = csv_pick.pick(self.path, name, self.head, wanted, rows.append)
            return rows, problems, count
        from zhunsheng.intake import parquet_file  # here, because most runs meet no Parquet

        problems, count = parquet_file.pick(self.path, name, wanted, rows.append)
        return rows, problems, count


def large(path: Path) -> Large | None:
    """Return a file if it is so large that only some of its rows are read; what cannot be told is not."""
    try:
        if path.suffix.lower() == _CSV_SUFFIX and path.is_file() and path.stat().st_size > LARGE_CSV:
            head = csv_pick.head(path)
            return Large(path, head.header.form, head)
        if path.suffix.lower() == PARQUET_SUFFIX and path.is_file():
            from zhunsheng.intake import parquet_file

            form, rows = parquet_file.form(path)
            return Large(path, form, None) if rows > LARGE_PARQUET else None
    except (FileRefusedError, OSError, ValueError):
        return None  # reading it whole will say what is wrong with it
    return None


def _refused(name: str, refused: FileRefusedError) -> Table:
    return Table(name=name, file=None, rows=(), problems=(refused.complaint.at(Where(name).at()),))
