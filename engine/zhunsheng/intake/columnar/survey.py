"""Which files there are, what they hold, and which places: everything that must be known before a run is cut."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from zhunsheng.errors import UnreadableDataError
from zhunsheng.intake.columnar import messages, strays
from zhunsheng.intake.columnar.digests import Digests
from zhunsheng.intake.columnar.listing import taken, together
from zhunsheng.intake.columnar.model import Group, Source, Survey
from zhunsheng.intake.columnar.problems import Problems
from zhunsheng.intake.columnar.roster import read_rosters
from zhunsheng.intake.columnar.scan import Scanner
from zhunsheng.intake.columnar.tables import tables
from zhunsheng.intake.columnar.words import Words
from zhunsheng.model.bulk import BulkFile, BulkProblem
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.places import Places


def survey(paths: Sequence[Path], catalogue: Catalogue, scratch: Path) -> Survey:
    """Look through the data files that `paths` name: files, or folders one level deep; .parquet and .csv.

    Of figures only the column of places is looked at. Copies of CSV, and of rows that name no known place, are written
    to `scratch`, the same ones each time. Raises `UnreadableDataError` where no figures can be read.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    with Digests() as digests:
        try:
            return _survey(paths, catalogue, scratch, digests)
        except (OSError, UnreadableDataError):
            if not digests.failed():
                raise
    with Digests(at_once=True) as digests:  # a file cannot be read to its end: it is set aside from the beginning
        return _survey(paths, catalogue, scratch, digests)


def _survey(paths: Sequence[Path], catalogue: Catalogue, scratch: Path, digests: Digests) -> Survey:
    problems, words = Problems(), Words(catalogue)
    found, broken = tables(paths, scratch, digests, problems, words.may_mean)
    rosters = [(each.whole(), each.about.first_row) for each in found if each.is_roster]
    figures = [(number, each) for number, each in enumerate(found) if not each.is_roster]
    if not figures:
        problems.add(messages.no_figures(), at=Location(file=paths[0].as_posix() if paths else ""))
        raise UnreadableDataError([_diagnostic(each) for each in problems.result()])
    known = together(Places.of(catalogue.plan.places), read_rosters(rosters, catalogue, problems))
    scanner = Scanner(words, known, problems, scratch)
    scanned = [scanner.scan(number, table.about, table.path, table.opened) for number, table in figures]
    everywhere = [each.everywhere for each in scanned if each.everywhere]
    if broken and strays.write([strays.anything()], "", scratch / "everywhere-files.parquet"):
        everywhere.append(str(scratch / "everywhere-files.parquet"))
    used = _used(catalogue, _Known(known, tuple(each.source for each in scanned), scanner.present))
    files = tuple(each.file for each in found)
    return Survey(
        files=files,
        places=used.places,
        problems=located(problems.result(), files),
        illustrative=sum(each.illustrative for each in scanned),
        rows=sum(each.about.rows for _, each in figures),
        sources=used.sources,
        everywhere=tuple(everywhere),
        present=used.present.tobytes(),
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


class _Known(NamedTuple):
    """Places, where the data speak of them, and of which they do."""

    places: Places
    sources: tuple[Source, ...]
    present: NDArray[np.bool_]


def _used(catalogue: Catalogue, known: _Known) -> _Known:
    """Leave out the places of the plan that no rule speaks of, and the data neither."""
    scopes = {each for rule in catalogue.rules.values() for each in rule.scope}
    members = [rule.members for rule in catalogue.rules.values() if rule.members is not None]
    idle = [
        position
        for each in catalogue.plan.places
        if (position := known.places.find(each.id)) is not None
        and not known.present[position]
        and each.id not in scopes
        and not any(each.level == meant.level and meant.kind in (None, each.kind) for meant in members)
    ]
    if not idle:
        return known
    gone = np.sort(idle)
    moved = tuple(
        msgspec.structs.replace(source, groups=tuple(_moved(group, gone) for group in source.groups))
        for source in known.sources
    )
    kept = np.delete(np.arange(len(known.places)), gone)
    return _Known(taken(known.places, kept), moved, known.present[kept])


def _moved(group: Group, gone: NDArray[np.intp]) -> Group:
    """Count the places of a row group without those at some positions, which it does not speak of."""
    if group.first < 0:
        return group
    first, last = np.searchsorted(gone, (group.first, group.last)).tolist()
    return Group(group.rows, group.first - first, group.last - last)


def _diagnostic(problem: BulkProblem) -> Diagnostic:
    return Diagnostic(
        code=problem.code,
        severity=Severity.ERROR if problem.refused else Severity.WARNING,
        at=problem.at or Location(file=""),
        message=problem.message,
        hint=problem.hint,
    )
