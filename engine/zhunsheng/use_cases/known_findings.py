"""Findings that were there before: listed in a file, they fail no check; what is gone from the data is told.

The file is JSON, `{"schema": "zhunsheng/check-baseline/1", "known": [{plan, year, id, kind, rule, place, owner}]}`,
sorted so that a change of it reads well. A finding that has become graver than it was is not known.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from zhunsheng.errors import UsageError
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding, FindingKind
from zhunsheng.model.text import Text

SCHEMA = "zhunsheng/check-baseline/1"
_GRAVEST_FIRST = tuple(FindingKind)


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One finding of a baseline. `rule` is None where it is about a department."""

    plan: str
    year: int
    id: str
    kind: FindingKind
    rule: str | None
    place: str
    owner: str


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A baseline as its file holds it."""

    schema: str
    known: tuple[Entry, ...]


NOTHING = Baseline(schema=SCHEMA, known=())


class Weighed(NamedTuple):
    """An evaluation held against a baseline: the findings that it has, and its entries of which nothing is left."""

    known: tuple[Finding, ...] = ()
    gone: tuple[Entry, ...] = ()


def read(path: Path) -> Baseline:
    """Read a baseline. Raises `UsageError` where there is none."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        raise UsageError(Text(f"基线打不开：{path}", f"the baseline cannot be opened: {path}")) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _none(path) from error
    if found.schema != SCHEMA:
        raise _none(path)
    return found


def _none(path: Path) -> UsageError:
    return UsageError(
        Text(
            f"{path} 不是 check 的基线文件（用 --write-baseline 写一份）。",
            f"{path} is no baseline of check (write one with --write-baseline).",
        )
    )


def weighed(evaluation: Evaluation, baseline: Baseline) -> Weighed:
    """Hold the findings against a baseline. Entries of other plans and of years not asked for are left alone."""
    plan = evaluation.catalogue.plan.id
    here = {entry.id: entry for entry in baseline.known if entry.plan == plan and entry.year in evaluation.years}
    known = tuple(each for each in evaluation.findings if each.id in here and not _graver(each, here[each.id]))
    met = {finding.id for finding in evaluation.findings}
    return Weighed(known, tuple(entry for key, entry in here.items() if key not in met))


def _graver(finding: Finding, entry: Entry) -> bool:
    return _GRAVEST_FIRST.index(finding.kind) < _GRAVEST_FIRST.index(entry.kind)


def written(evaluation: Evaluation, before: Baseline) -> bytes:
    """Write the baseline of an evaluation; what `before` has of other plans and years stays."""
    plan = evaluation.catalogue.plan.id
    kept = (entry for entry in before.known if entry.plan != plan or entry.year not in evaluation.years)
    entries = sorted((*kept, *_entries(plan, evaluation.findings)), key=_order)
    return msgspec.json.format(msgspec.json.encode(Baseline(schema=SCHEMA, known=tuple(entries))), indent=2) + b"\n"


def _entries(plan: str, findings: Iterable[Finding]) -> Iterable[Entry]:
    for each in findings:
        yield Entry(
            plan=plan, year=each.year, id=each.id, kind=each.kind, rule=each.rule, place=each.entity, owner=each.owner
        )


def _order(entry: Entry) -> tuple[str, int, str, str, str]:
    return entry.plan, entry.year, entry.rule or "", entry.place, entry.id
