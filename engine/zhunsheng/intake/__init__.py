"""Intake: CSV files and workbooks in a plain long form -> what was submitted, and what is wrong with it.

find files -> read each (CSV, or workbook through a guard) -> read each row -> settle duplicates and base years
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from zhunsheng.intake import csv_file
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.intake.files import Content, find, load
from zhunsheng.intake.gather import gather
from zhunsheng.intake.reading import Outcome
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.table import Row, Where
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.submission import DataFile, Submission

_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm"})
_WORKBOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")

__all__ = ["read"]


def read(
    paths: Sequence[Path], catalogue: Catalogue, progress: Callable[[Path, int, int], None] | None = None
) -> Submission:
    """Read every data file that `paths` name (files, or folders one level deep) against `catalogue`.

    Nothing is raised for bad input: whatever is wrong is in `problems` of the result, with its place; a figure that
    was submitted and cannot be used is in `refusals`. `progress` is told (path, files done, files in all) after each.
    """
    found = find(paths)
    reader = RowReader(catalogue)
    problems = list(found.problems)
    files: list[DataFile] = []
    outcomes: list[Outcome] = []
    for done, path in enumerate(found.files, start=1):
        data, read_rows, said = _read_file(path, reader)
        files += [data] if data else []
        outcomes += read_rows
        problems += said
        if progress is not None:
            progress(path, done, len(found.files))
    return gather(catalogue, files, outcomes, problems)


def _read_file(path: Path, reader: RowReader) -> tuple[DataFile | None, list[Outcome], list[Diagnostic]]:
    """Read one file. A file that is refused as a whole gives no figure, not even those read before it broke."""
    name = path.as_posix()
    content: Content | None = None
    outcomes: list[Outcome] = []
    problems: list[Diagnostic] = []

    def take(row: Row) -> None:
        outcomes.append(reader.read(row))

    try:
        content = load(path)
        if path.suffix.lower() in _WORKBOOK_SUFFIXES or content.raw.startswith(_WORKBOOK_STARTS):
            # Importing openpyxl costs more than a whole check of CSV files.
            from zhunsheng.intake import workbook

            problems = workbook.read(content.raw, name, take)
        else:
            problems = csv_file.read(content.raw, name, take)
    except FileRefusedError as refused:
        problems = [refused.complaint.at(Where(name).at())]
        outcomes.clear()
    data = DataFile(path=name, sha256=content.sha256, rows=len(outcomes)) if content else None
    return data, outcomes, problems
