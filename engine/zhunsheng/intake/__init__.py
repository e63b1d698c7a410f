"""Intake: CSV files and workbooks in a plain long form -> what was submitted, and what is wrong with it.

find files -> read each (CSV, or workbook through a guard) -> read each row -> settle duplicates and base years
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from zhunsheng.intake import csv_file
from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.intake.files import Content, find, load
from zhunsheng.intake.gather import gather
from zhunsheng.intake.reading import Outcome
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.table import Row, Where
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.submission import DataFile, Submission
from zhunsheng.model.text import Text

MAX_LISTED = 1000
"""Problems listed row by row for one file. Refusals are kept for every figure."""

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

    listed = unlisted = read_rows = 0

    def take(row: Row) -> None:
        nonlocal listed, unlisted, read_rows
        outcome = reader.read(row)
        if listed + len(outcome.problems) > MAX_LISTED:
            unlisted += len(outcome.problems)
            outcome = msgspec.structs.replace(outcome, problems=())
        listed += len(outcome.problems)
        read_rows += row.aside is None
        outcomes.append(outcome)

    try:
        content = load(path)
        if path.suffix.lower() in _WORKBOOK_SUFFIXES or content.raw.startswith(_WORKBOOK_STARTS):
            # Importing openpyxl costs more than a whole check of CSV files.
            from zhunsheng.intake import workbook

            problems = workbook.read(content.raw, name, take)
        else:
            problems = csv_file.read(content.raw, name, take)
        if unlisted:
            problems = [*problems, _more(unlisted).at(Where(name).at())]
    except FileRefusedError as refused:
        problems = [refused.complaint.at(Where(name).at())]
        outcomes.clear()
        read_rows = 0
    data = DataFile(path=name, sha256=content.sha256, rows=read_rows) if content else None
    return data, outcomes, problems


def _more(unlisted: int) -> Complaint:
    return Complaint(
        code="problems-not-listed",
        message=Text(
            f"该文件另有 {unlisted} 个问题未逐一列出；所涉各数均已按规定处理",
            f"{unlisted} more problems of this file are not listed; the figures concerned are treated all the same",
        ),
        hint=Text("请先改正已列出的问题", "put the listed ones right first"),
    )
