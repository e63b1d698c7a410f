"""Problems as machine-readable data: what `lint --format json` writes, and other formats are made from."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from zhunsheng.lint.fingerprints import fingerprints
from zhunsheng.model.codes import CODES
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.fix import Fix
from zhunsheng.model.text import Text


class End(msgspec.Struct, frozen=True):
    """Where a problem ends: the line, and the column after its last character."""

    line: int
    column: int


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One problem. `fixable` says that `--fix` puts it right; `fix` may also be one to be asked about first."""

    number: str
    code: str
    severity: str
    file: str
    line: int | None
    column: int | None
    end: End | None
    message: Text
    expected: Text | None
    hint: Text | None
    fixable: bool
    fix: Fix | None
    fingerprint: str
    reason: str | None = None


class CitedPlan(msgspec.Struct, frozen=True, kw_only=True):
    """How many rules of a plan have a figure, and of how many every figure stands in the text as cited."""

    plan: str
    cited: int
    verified: int


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """The whole result. `ignored` have the reason of their comment; `known` counts those that the baseline hides."""

    schema: Literal["zhunsheng/lint/1"] = "zhunsheng/lint/1"
    plans: int
    rules: int
    problems: tuple[Entry, ...]
    ignored: tuple[Entry, ...]
    known: int
    citations: tuple[CitedPlan, ...]


def schema_json() -> str:
    """Return the JSON Schema of the whole result, as text."""
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Listing)}
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"


def entries(problems: Sequence[Diagnostic], reasons: Sequence[str | None] = ()) -> tuple[Entry, ...]:
    """List problems as data, in their order; `reasons` go with them where they were ignored."""
    why = [*reasons, *[None] * (len(problems) - len(reasons))]
    return tuple(
        _entry(problem, mark, reason)
        for problem, mark, reason in zip(problems, fingerprints(problems), why, strict=True)
    )


def _entry(problem: Diagnostic, mark: str, reason: str | None) -> Entry:
    return Entry(
        number=CODES[problem.code].number,
        code=problem.code,
        severity=problem.severity.value,
        file=problem.at.file,
        line=problem.at.line,
        column=problem.at.column,
        end=None if problem.until is None else End(*problem.until),
        message=problem.message,
        expected=problem.expected,
        hint=problem.hint,
        fixable=problem.fix is not None and problem.fix.safe,
        fix=problem.fix,
        fingerprint=mark,
        reason=reason,
    )
