"""Intake: CSV files and workbooks in a plain long form -> what was submitted, and what is wrong with it.

find files -> read each (CSV, or workbook through a guard) -> read the rosters, then each row of figures
-> settle duplicates and base years
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.form_identity import complaint
from zhunsheng.intake.gather import gather
from zhunsheng.intake.reading import Outcome
from zhunsheng.intake.roster import read_roster
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.speaking import Spoken, spoken
from zhunsheng.intake.table import Where
from zhunsheng.intake.tables import Table, Tables, scan
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.submission import Submission
from zhunsheng.model.text import Text

MAX_LISTED = 1000
"""Problems listed row by row for one file, and for all rosters. Refusals are kept for every figure."""

__all__ = ["Spoken", "Tables", "interpret", "read", "scan", "spoken"]


def read(
    paths: Sequence[Path], catalogue: Catalogue, progress: Callable[[Path, int, int], None] | None = None
) -> Submission:
    """Read every data file that `paths` name (files, or folders one level deep) against `catalogue`.

    Nothing is raised for bad input: whatever is wrong is in `problems` of the result, with its place; a figure that
    was submitted and cannot be used is in `refusals`. `progress` is told (path, files done, files in all) after each.
    """
    return interpret(scan(paths, progress), catalogue)


def interpret(tables: Tables, catalogue: Catalogue) -> Submission:
    """Read what files hold against one plan. The rosters among them come first: figures speak of their places."""
    listed = read_roster((row for row in tables.rows if row.lists_a_place and row.aside is None), catalogue)
    known = peopled(catalogue, listed.places)
    reader = RowReader(known)
    problems = [*tables.problems, *_some(listed.problems)]
    outcomes: list[Outcome] = []
    for table in tables.tables:
        read_rows, unlisted = _bounded(reader.read(row) for row in table.rows if not row.lists_a_place)
        outcomes += read_rows
        problems += [*table.problems, *_of_form(table, catalogue), *([_more(unlisted, table.name)] if unlisted else [])]
    files = [table.file for table in tables.tables if table.file]
    # What is wrong with a row of a roster casts no doubt by itself: figures of a place that is not known do.
    outcomes.insert(0, Outcome(problems=listed.problems[:MAX_LISTED]))
    got = gather(known, files, outcomes, problems)
    return msgspec.structs.replace(got, roster=listed.places)


def _of_form(table: Table, catalogue: Catalogue) -> list[Diagnostic]:
    """Say in what a form that came back does not fit the rules of now, if in anything."""
    said = complaint(table.form, catalogue) if table.form is not None else None
    return [said.at(Where(table.name).at())] if said is not None else []


def _bounded(outcomes: Iterable[Outcome]) -> tuple[list[Outcome], int]:
    """Keep all outcomes, but only so many of their problems; return how many problems were left out."""
    kept: list[Outcome] = []
    listed = unlisted = 0
    for outcome in outcomes:
        if listed + len(outcome.problems) > MAX_LISTED:
            unlisted += len(outcome.problems)
            kept.append(msgspec.structs.replace(outcome, problems=()))
        else:
            listed += len(outcome.problems)
            kept.append(outcome)
    return kept, unlisted


def _some(of_roster: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Say how many problems of rosters are not listed, if any."""
    left_out = of_roster[MAX_LISTED:]
    return [_more(len(left_out), left_out[0].at.file)] if left_out else []


def _more(unlisted: int, file: str) -> Diagnostic:
    complaint = Complaint(
        code="problems-not-listed",
        message=Text(
            f"该文件另有 {unlisted} 个问题未逐一列出；所涉各数均已按规定处理",
            f"{unlisted} more problems of this file are not listed; the figures concerned are treated all the same",
        ),
        hint=Text("请先改正已列出的问题", "put the listed ones right first"),
    )
    return complaint.at(Where(file).at())
