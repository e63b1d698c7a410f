"""Warnings that were there before: known by their fingerprints, hidden until they are gone, and then told.

The file is JSON, `{"schema": "zhunsheng/lint-baseline/1", "known": [{fingerprint, number, code, file, subject}]}`,
sorted by file and subject so that a change of it reads well. Errors are never hidden.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import msgspec

from zhunsheng.lint.fingerprints import fingerprints
from zhunsheng.model.codes import CODES
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

SCHEMA = "zhunsheng/lint-baseline/1"


class Known(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One warning of a baseline."""

    fingerprint: str
    number: str
    code: str
    file: str
    subject: str


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A baseline as its file holds it."""

    schema: str
    known: tuple[Known, ...]


class Weighed(NamedTuple):
    """Problems held against a baseline: the new ones, with a note of each entry that is gone, and the known ones."""

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...]


def read(data: bytes) -> Baseline | None:
    """Read a baseline. None where it is none."""
    try:
        found = msgspec.json.decode(data, type=Baseline)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if found.schema == SCHEMA else None


def write(problems: Sequence[Diagnostic]) -> bytes:
    """Write the baseline of all that is no error."""
    marked = zip(problems, fingerprints(problems), strict=True)
    known = [_known(problem, mark) for problem, mark in marked if _may_be_hidden(problem)]
    known.sort(key=lambda each: (each.file, each.subject, each.fingerprint))
    encoded = msgspec.json.encode(Baseline(schema=SCHEMA, known=tuple(known)))
    return msgspec.json.format(encoded, indent=2) + b"\n"


def _known(problem: Diagnostic, mark: str) -> Known:
    return Known(
        fingerprint=mark,
        number=CODES[problem.code].number,
        code=problem.code,
        file=problem.at.file.replace("\\", "/"),
        subject=problem.subject,
    )


def _may_be_hidden(problem: Diagnostic) -> bool:
    return CODES[problem.code].severity is not Severity.ERROR


def weighed(problems: Sequence[Diagnostic], baseline: Baseline, path: str, blind: Collection[str]) -> Weighed:
    """Hold problems against the baseline in the file `path`.

    `blind` are codes that were not looked for: whether an entry of one is gone cannot be told.
    """
    listed = {each.fingerprint for each in baseline.known}
    new, known, met = [], [], set()
    for problem, mark in zip(problems, fingerprints(problems), strict=True):
        if mark in listed and _may_be_hidden(problem):
            known.append(problem)
            met.add(mark)
        else:
            new.append(problem)
    return Weighed((*new, *_gone(baseline, met, path, blind)), tuple(known))


def _gone(baseline: Baseline, met: Collection[str], path: str, blind: Collection[str]) -> Iterator[Diagnostic]:
    for each in baseline.known:
        if each.fingerprint not in met and each.code not in blind:
            message = Text(
                f"基线里的“{each.number} {each.subject}”（{each.file}）不再出现。",
                f"“{each.number} {each.subject}” of the baseline ({each.file}) no longer occurs.",
            )
            hint = Text("用 --write-baseline 重写基线。", "Write the baseline anew with --write-baseline.")
            yield Diagnostic(
                code="stale-baseline",
                severity=CODES["stale-baseline"].severity,
                at=Location(file=path),
                message=message,
                hint=hint,
                subject=each.fingerprint,
            )
