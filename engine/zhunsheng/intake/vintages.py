"""Files that came in one after the other -> what holds now: a later figure revises an earlier one, and only that one.

Within a file everything is as `intake` settles it. Between files:
- the latest word on a figure holds, also if it cannot be read; a made-up figure never stands in for a real one;
- a figure that was withdrawn (撤回) was not reported, whatever could not be read before; a blank withdraws nothing;
- a file stands in for an earlier one of the same path and submitter, or that it is said to replace: what could not be
  read there, and what its roster listed, no longer counts, while its figures hold until they are revised;
- figures of a year that was closed when they came in do not count.
"""

from collections.abc import Iterable, Sequence

import msgspec

from zhunsheng.intake import listing
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.gather import gather
from zhunsheng.intake.reading import Outcome, Withdrawal
from zhunsheng.intake.records import Record
from zhunsheng.intake.roster import Listed, read_roster
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.tables import Table
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.handing import Handed
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal, Submission
from zhunsheng.model.text import Text

Key = tuple[str, int, str, Record]
Word = Observation | IssuedTarget | Withdrawal | Refusal
"""What a file may say of a figure."""


class Lot(msgspec.Struct, frozen=True):
    """A file, and what stands in it."""

    source: Handed
    table: Table


def submission(catalogue: Catalogue, lots: Sequence[Lot]) -> Submission:
    """Sum up what holds after `lots`, in the order in which they came in."""
    lapsed = _replaced([lot.source for lot in lots])
    listed = roster(catalogue, lots)
    known = peopled(catalogue, listed.places)
    reader = RowReader(known)
    read = [_read(lot, reader, lot.source.seq in lapsed) for lot in lots]
    latest = _latest(zip(lots, read, strict=True))
    of_rosters, of_files = listing.of_rosters(listed.problems)
    outcomes = [of_rosters]
    for lot, rows in zip(lots, read, strict=True):
        gone = lot.source.seq in lapsed
        kept, unlisted = listing.bounded(_kept(each, lot.source, latest, gone) for each in rows)
        outcomes += [_signed(each, lot) for each in kept]
        of_files += [] if gone else listing.of_file(lot.table, catalogue, reader.may_mean, unlisted, lot.source.seq)
    files = [
        msgspec.structs.replace(lot.table.file, submitter=lot.source.by, received=lot.source.at)
        for lot in lots
        if lot.table.file
    ]
    got = gather(known, files, [*of_files, *outcomes])
    return msgspec.structs.replace(got, roster=listed.places)


def roster(catalogue: Catalogue, lots: Sequence[Lot]) -> Listed:
    """Read the places that the rosters name which hold after `lots`."""
    lapsed = _replaced([lot.source for lot in lots])
    rows = (row for lot in lots if lot.source.seq not in lapsed for row in lot.table.of_rosters)
    return read_roster(rows, catalogue)


def _replaced(sources: Sequence[Handed]) -> set[int]:
    """Return the numbers of the files that a later one stands in for."""
    gone: set[int] = set()
    later: set[tuple[str, str]] = set()
    named: set[str] = set()
    for source in reversed(sources):
        if (source.by, source.path) in later or not named.isdisjoint((source.path, source.name)):
            gone.add(source.seq)
        later.add((source.by, source.path))
        named.update(source.replaces)
    return gone


def _read(lot: Lot, reader: RowReader, lapsed: bool) -> list[Outcome]:
    """Read the rows of a file. What could not be read in one that was replaced is gone with it."""
    read = [reader.read(row) for row in lot.table.of_figures]
    if not lapsed:
        return read
    return [
        Outcome(
            record=each.record,
            figures=each.figures,
            withdrawn=each.withdrawn,
            problems=each.problems if each.figures or each.withdrawn else (),
        )
        for each in read
    ]


def _latest(read: Iterable[tuple[Lot, Sequence[Outcome]]]) -> dict[Key, int]:
    """Return, for each figure, the number of the file whose word on it holds."""
    latest: dict[Key, tuple[bool, int]] = {}
    for lot, outcomes in read:
        for outcome in outcomes:
            for each in (*outcome.figures, *outcome.withdrawn, *outcome.refusals):
                if each.year in lot.source.closed:
                    continue
                key = _key(each, outcome.record)
                official = isinstance(each, Refusal) or not each.illustrative
                latest[key] = max(latest.get(key, (False, 0)), (official, lot.source.seq))
    return {key: seq for key, (_, seq) in latest.items()}


def _key(each: Word, record: Record) -> Key:
    return each.entity, each.year, each.indicator, record


def _kept(outcome: Outcome, source: Handed, latest: dict[Key, int], lapsed: bool) -> Outcome:
    """Keep of a row what still holds; of its problems, those that speak of it."""

    def holds(each: Word) -> bool:
        return each.year not in source.closed and latest[_key(each, outcome.record)] == source.seq

    figures, refusals = tuple(filter(holds, outcome.figures)), tuple(filter(holds, outcome.refusals))
    withdrawn = tuple(filter(holds, outcome.withdrawn))
    unread = outcome.unread if outcome.unread and outcome.unread.year not in source.closed else None
    spoke = outcome.figures or outcome.withdrawn or outcome.refusals or outcome.unread
    problems = outcome.problems if figures or withdrawn or refusals or unread or not spoke else ()
    told = () if lapsed else (*outcome.figures, *outcome.withdrawn)
    late = [_late(each) for each in told if each.year in source.closed]
    return msgspec.structs.replace(
        outcome, figures=figures, withdrawn=withdrawn, refusals=refusals, unread=unread, problems=(*problems, *late)
    )


def _signed(outcome: Outcome, lot: Lot) -> Outcome:
    """Write on each figure who handed it in, when, in which bytes; on what is withdrawn or not understood, its file."""
    change, source = msgspec.structs.replace, lot.source
    sha256 = lot.table.file.sha256 if lot.table.file else ""
    return change(
        outcome,
        figures=tuple(
            change(each, submitter=each.submitter or source.by, received=source.at, sha256=sha256)
            if isinstance(each, Observation)
            else each
            for each in outcome.figures
        ),
        withdrawn=tuple(change(each, seq=source.seq) for each in outcome.withdrawn),
        unread=None if outcome.unread is None else change(outcome.unread, seq=source.seq),
    )


def _late(figure: Observation | IssuedTarget | Withdrawal) -> Diagnostic:
    return late(figure.year, Severity.WARNING, withdrawn=isinstance(figure, Withdrawal)).at(figure.at)


def late(year: int, severity: Severity, *, withdrawn: bool) -> Complaint:
    """Say that a figure came in, or was `withdrawn`, after its year was closed."""
    came = Text(
        f"{year} 年已锁定，此后报来的这个数不采用", f"{year} was closed before this figure came in: it is not used"
    )
    gone = Text(f"{year} 年已锁定，此后的撤回不采用", f"{year} was closed before this was withdrawn: the figure stands")
    return Complaint(
        code="year-closed",
        severity=severity,
        message=gone if withdrawn else came,
        hint=Text(
            "确须修改的，先用 zhunsheng reopen 写明理由重开，再用 --again 重新入库",
            "if it must change, reopen the year with a reason, then import again with --again",
        ),
    )
