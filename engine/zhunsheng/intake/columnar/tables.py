"""The files of a run, opened: which of them can be read, and what they are."""

import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa

from zhunsheng.errors import UnreadableDataError
from zhunsheng.intake.columnar import csv_copy, messages
from zhunsheng.intake.columnar.digests import Digests
from zhunsheng.intake.columnar.problems import Problems
from zhunsheng.intake.columnar.sheet import Opened, opened
from zhunsheng.intake.columns import ROSTER
from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.intake.files import PARQUET_SUFFIX, find
from zhunsheng.model.bulk import BulkFile
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.location import Location

_CSV = ".csv"


class Table(NamedTuple):
    """A file that can be read. `path` is its copy, where it is a CSV; its digest may not be there yet."""

    about: BulkFile
    sha256: Callable[[], str]
    path: Path
    opened: Opened

    @property
    def is_roster(self) -> bool:
        """Whether it lists places, and no figures."""
        return self.opened.sheet.form is ROSTER

    @property
    def file(self) -> BulkFile:
        """What it is, with its digest. Raises `OSError` where the file could not be read to its end."""
        return msgspec.structs.replace(self.about, sha256=self.sha256())

    def whole(self) -> pa.Table:
        """Read a roster, its columns named by field. Raises `UnreadableDataError` where it breaks off."""
        names = {name: field.value for field, name in self.opened.sheet.columns.items()}
        try:
            found = self.opened.parquet.read(columns=list(names), use_threads=False)
        except (pa.ArrowException, OSError) as error:
            said = messages.changed_meanwhile(self.path.name)
            raise UnreadableDataError([said.at(Location(file=self.about.path))]) from error
        return found.rename_columns([names[name] for name in found.column_names])


class Tables(NamedTuple):
    """The files that can be read, in order; `broken` says that there are others."""

    tables: list[Table]
    broken: bool


def tables(
    paths: Sequence[Path], scratch: Path, digests: Digests, problems: Problems, may_mean: Callable[[str], bool]
) -> Tables:
    """Open what `paths` lead to; a CSV is copied first. What is wrong with files is noted.

    `may_mean` tells whether the heading of a column may mean an indicator.
    """
    found = find(paths)
    for said in found.problems:
        problems.add(said, at=said.at)
    opener = _Opener(scratch, digests, problems, may_mean)
    for path in found.files:
        opener.open(path)
    broken = any(each.severity is Severity.ERROR for each in found.problems)
    return Tables(opener.tables, broken or len(opener.tables) < len(found.files))


class _Opener:
    """Opens files one after the other, and numbers their rows."""

    def __init__(self, scratch: Path, digests: Digests, problems: Problems, may_mean: Callable[[str], bool]) -> None:
        self._scratch, self._digests, self._problems = scratch, digests, problems
        self._may_mean = may_mean
        self.tables: list[Table] = []
        self._rows = 0

    def open(self, path: Path) -> None:
        """Open a file, if it can be."""
        at = Location(file=path.as_posix())
        try:
            table, said = self._opened(path)
        except FileRefusedError as refused:
            self._problems.add(refused.complaint, at=at)
            return
        except OSError as error:
            self._problems.add(messages.unreadable(error), at=at)
            return
        for each in said:
            self._problems.add(each, at=at)
        self.tables.append(table)
        self._rows += table.about.rows

    def _opened(self, path: Path) -> tuple[Table, tuple[Complaint, ...]]:
        _check(path)
        suffix = path.suffix.lower()
        if suffix not in (PARQUET_SUFFIX, _CSV):
            raise FileRefusedError(messages.other_kind(suffix))
        about = BulkFile(path=path.as_posix(), sha256="", rows=0, first_row=self._rows)
        if suffix == _CSV:
            return self._copied(path, about)
        sha256 = self._digests.begin(path)
        file = opened(path, self._may_mean)
        rows = file.parquet.metadata.num_rows
        return Table(msgspec.structs.replace(about, rows=rows), sha256, path, file), file.said

    def _copied(self, path: Path, about: BulkFile) -> tuple[Table, tuple[Complaint, ...]]:
        digest = csv_copy.digest(path)
        copy = self._scratch / f"csv-{len(self.tables):05d}.parquet"
        line, rows, said = csv_copy.copy(path, digest, copy)
        file = opened(copy, self._may_mean)
        about = msgspec.structs.replace(about, rows=rows, line=line)
        return Table(about, lambda: digest.sha256, copy, file), (*said, *file.said)


def _check(path: Path) -> None:
    """Raise `FileRefusedError` for what is no file with something in it, `OSError` for what may not be read."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise FileRefusedError(messages.not_a_file())
    if not status.st_size:
        raise FileRefusedError(messages.empty())
    path.open("rb").close()
