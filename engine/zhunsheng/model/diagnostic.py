"""What is wrong with an input, where, what was expected, and what to try."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from zhunsheng.model.fix import Fix
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text


class Severity(StrEnum):
    """How much a problem weighs. Only an `error` keeps something from being used."""

    ERROR = "error"
    """Refused: the rule is not compiled, the cell is not read."""
    WARNING = "warning"
    """Used as it stands, but somebody should answer for it (疑问)."""
    NOTE = "note"
    """Used; said so that nobody is surprised."""


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True):
    """One problem of one input.

    `code` is stable and machine-readable in kebab case ("unknown-indicator"). `also` are the other cells concerned:
    what two rows disagree about is asked at both. In a text file `until` is where what is meant ends: the line, and the
    column after its last character. `instead` is the only word that can be meant at `at`, where there is one.
    `subject` names what it is about in a way that does not change with the lines (“rule/target/2025”).
    """

    code: str
    severity: Severity
    at: Location
    message: Text
    expected: Text | None = None
    hint: Text | None = None
    also: tuple[Location, ...] = ()
    until: tuple[int, int] | None = None
    instead: str | None = None
    fix: Fix | None = None
    subject: str = ""


def has_errors(problems: Iterable[Diagnostic]) -> bool:
    """Tell whether anything was refused."""
    return any(p.severity is Severity.ERROR for p in problems)
