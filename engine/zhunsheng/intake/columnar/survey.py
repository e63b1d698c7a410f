"""Which files there are, what they hold, and which places: everything that must be known before a run is cut."""

import stat
from collections.abc import Sequence
from itertools import accumulate, compress
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa

from zhunsheng.errors import UnreadableDataError
from zhunsheng.intake.columnar import csv_copy, messages, strays
from zhunsheng.intake.columnar.model import Group, Source, Survey
from zhunsheng.intake.columnar.problems import Problems
from zhunsheng.intake.columnar.roster import read_rosters
from zhunsheng.intake.columnar.scan import Scanner
from zhunsheng.intake.columnar.sheet import Opened, opened
from zhunsheng.intake.columns import ROSTER
from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.intake.files import PARQUET_SUFFIX, find
from zhunsheng.model.bulk import BulkFile, BulkProblem
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Place

_CSV = ".csv"


class _Table(NamedTuple):
    """A file that can be read. `path` is its copy, where it is a CSV."""

    file: BulkFile
    path: Path
    opened: Opened


def survey(paths: Sequence[Path], catalogue: Catalogue, scratch: Path) -> Survey:
    """Look through the data files that `paths` name: files, or folders one level deep; .parquet and .csv.

    Of figures only the column of places is looked at. Copies of CSV, and of rows that name no known place, are written
    to `scratch`, the same ones each time. Raises `UnreadableDataError` where no figures can be read.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    problems = Problems()
    found = find(paths)
    for said in found.problems:
        problems.add(said, at=said.at)
    broken = any(each.severity is Severity.ERROR for each in found.problems)
    tables: list[_Table] = []
    first_row = 0
    for path in found.files:
        table = _table(path, scratch, len(tables), first_row, problems)
        broken |= table is None
        if table is not None:
            tables.append(table)
            first_row += table.file.rows
    rosters = [(_whole(each), each.file.first_row) for each in tables if each.opened.sheet.form is ROSTER]
    figures = [(number, each) for number, each in enumerate(tables) if each.opened.sheet.form is not ROSTER]
    if not figures:
        problems.add(messages.no_figures(), at=Location(file=paths[0].as_posix() if paths else ""))
        raise UnreadableDataError([_diagnostic(each) for each in problems.result()])
    known = sorted([*catalogue.plan.places, *read_rosters(rosters, catalogue, problems)], key=lambda each: each.id)
    scanner = Scanner(catalogue, known, problems, scratch)
    scanned = [scanner.scan(number, table.file, table.path, table.opened) for number, table in figures]
    everywhere = [each.everywhere for each in scanned if each.everywhere]
    if broken and strays.write([strays.anything()], "", scratch / "everywhere-files.parquet"):
        everywhere.append(str(scratch / "everywhere-files.parquet"))
    places, sources, present = _used(catalogue, known, [each.source for each in scanned], scanner.present)
    files = tuple(each.file for each in tables)
    return Survey(
        files=files,
        places=places,
        problems=located(problems.result(), files),
        illustrative=sum(each.illustrative for each in scanned),
        rows=sum(each.file.rows for _, each in figures),
        sources=sources,
        everywhere=tuple(everywhere),
        present=present,
        scratch=str(scratch),
    )


def located(problems: Sequence[BulkProblem], files: Sequence[BulkFile]) -> tuple[BulkProblem, ...]:
    """Say of each problem that has a row in which file and line that stands."""
    return tuple(_located(each, files) for each in problems)


def _located(problem: BulkProblem, files: Sequence[BulkFile]) -> BulkProblem:
    if problem.row is None or problem.row < 0 or problem.at is not None:
        return problem
    file = next((each for each in reversed(files) if each.first_row <= problem.row), None)
    if file is None:
        return problem
    return msgspec.structs.replace(problem, at=Location(file=file.path, line=file.line + problem.row - file.first_row))


def _table(path: Path, scratch: Path, number: int, first_row: int, problems: Problems) -> _Table | None:
    """Open a file, if it can be; a CSV is copied first."""
    at = Location(file=path.as_posix())
    try:
        suffix = path.suffix.lower()
        if suffix not in (PARQUET_SUFFIX, _CSV):
            raise FileRefusedError(messages.other_kind(suffix))
        _check_regular(path)
        digest = csv_copy.digest(path, text=suffix == _CSV)
        copied, line, rows = path, 1, 0
        said: tuple[Complaint, ...] = ()
        if suffix == _CSV:
            copied = scratch / f"csv-{number:05d}.parquet"
            line, rows, said = csv_copy.copy(path, digest.encoding, copied)
        file = opened(copied)
        rows = rows if suffix == _CSV else file.parquet.metadata.num_rows
    except FileRefusedError as refused:
        problems.add(refused.complaint, at=at)
        return None
    except OSError as error:
        problems.add(messages.unreadable(error), at=at)
        return None
    for each in (*said, *file.said):
        problems.add(each, at=at)
    listed = BulkFile(path=at.file, sha256=digest.sha256, rows=rows, first_row=first_row, line=line)
    return _Table(listed, copied, file)


def _check_regular(path: Path) -> None:
    """Raise `FileRefusedError` for what is no file with something in it."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise FileRefusedError(messages.not_a_file())
    if not status.st_size:
        raise FileRefusedError(messages.empty())


def _whole(table: _Table) -> pa.Table:
    """Read a roster, its columns named by field. Raises `UnreadableDataError` where it breaks off."""
    names = {name: field.value for field, name in table.opened.sheet.columns.items()}
    try:
        found = table.opened.parquet.read(columns=list(names), use_threads=False)
    except (pa.ArrowException, OSError) as error:
        said = messages.changed_meanwhile(table.path.name)
        raise UnreadableDataError([said.at(Location(file=table.file.path))]) from error
    return found.rename_columns([names[name] for name in found.column_names])


def _used(
    catalogue: Catalogue, known: Sequence[Place], sources: Sequence[Source], present: bytes
) -> tuple[tuple[Place, ...], tuple[Source, ...], bytes]:
    """Leave out the places of the plan that no rule speaks of, and the data neither."""
    scopes = {each for rule in catalogue.rules.values() for each in rule.scope}
    members = [rule.members for rule in catalogue.rules.values() if rule.members is not None]
    plan = {place.id for place in catalogue.plan.places}
    kept = [
        each.id not in plan
        or bool(present[position])
        or each.id in scopes
        or any(each.level == meant.level and meant.kind in (None, each.kind) for meant in members)
        for position, each in enumerate(known)
    ]
    before = [0, *accumulate(kept)]
    moved = [
        msgspec.structs.replace(
            source,
            groups=tuple(
                group if group.first < 0 else Group(group.rows, before[group.first], before[group.last + 1] - 1)
                for group in source.groups
            ),
        )
        for source in sources
    ]
    return tuple(compress(known, kept)), tuple(moved), bytes(compress(present, kept))


def _diagnostic(problem: BulkProblem) -> Diagnostic:
    return Diagnostic(
        code=problem.code,
        severity=Severity.ERROR if problem.refused else Severity.WARNING,
        at=problem.at or Location(file=""),
        message=problem.message,
        hint=problem.hint,
    )
