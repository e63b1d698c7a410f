"""Collecting problems: all at once, in the order of the files, and not without end."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from zhunsheng.compile.codes import CODES
from zhunsheng.compile.hints import USUAL
from zhunsheng.compile.meant import meant
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

MAX_PROBLEMS = 500
TOO_MANY = "too-many-problems"
_SHOWN = 60
_ALIKE = 60.0
_ALIKE_SHORT = 50.0
"""Of a word of two characters one may be wrong."""
_SURE = 80.0
_LISTED = 24


class Guess(NamedTuple):
    """A hint that offers a word, and that word where nothing else can be meant."""

    hint: Text
    sure: str | None


class Problems:
    """Everything found so far. Locations are relative to the plan folder."""

    def __init__(self) -> None:
        self._found: dict[object, Diagnostic] = {}
        self._listening: list[list[Diagnostic]] = []

    def add(
        self,
        code: str,
        at: Location,
        message: Text,
        expected: Text | None = None,
        hint: Text | Guess | None = None,
        instead: str | None = None,
    ) -> None:
        """Record one problem, once however often it is met. Raises `KeyError` for a code that is not in the table.

        `instead` is what can only have been meant by what stands at `at`; a guess that is sure says so itself.
        """
        if isinstance(hint, Guess):
            hint, instead = hint
        severity = CODES[code].severity
        if expected is None and hint is None:
            hint = USUAL.get(code)
        problem = Diagnostic(
            code=code, severity=severity, at=at, message=message, expected=expected, hint=hint, instead=instead
        )
        self._take(problem)

    def _take(self, problem: Diagnostic) -> None:
        for heard in self._listening:
            heard.append(problem)
        if len(self._found) < MAX_PROBLEMS:
            # Two keys that serve a rule and its indicator alike are looked at twice.
            self._found.setdefault((problem.code, problem.at, problem.message), problem)
        else:
            self._found.setdefault(TOO_MANY, _too_many(problem.at))

    def repeat(self, problems: Iterable[Diagnostic]) -> None:
        """Record again what was recorded in an earlier compilation."""
        for problem in problems:
            self._take(problem)

    @contextmanager
    def listening(self) -> Iterator[list[Diagnostic]]:
        """Give all that is reported meanwhile, though it may have been recorded before."""
        heard: list[Diagnostic] = []
        self._listening.append(heard)
        try:
            yield heard
        finally:
            self._listening.pop()

    def clear(self) -> None:
        """Forget everything: the next compilation begins."""
        self._found.clear()

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """All problems, by file and position."""
        return tuple(sorted(self._found.values(), key=_position))

    def __len__(self) -> int:
        return len(self._found)


def _too_many(at: Location) -> Diagnostic:
    limit = f"{MAX_PROBLEMS:,}"
    message = Text(f"已列出 {limit} 个问题，其余从略。", f"{limit} problems are listed; the rest is left out.")
    return Diagnostic(
        code=TOO_MANY, severity=CODES[TOO_MANY].severity, at=at, message=message, hint=USUAL.get(TOO_MANY)
    )


def _position(problem: Diagnostic) -> tuple[bool, str, int, int]:
    at = problem.at
    return problem.code == TOO_MANY, at.file, at.line or 0, at.column or 0


def shown(text: str) -> str:
    """Quote what the author wrote, on one line and not too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that `word` stands for, or is most like; None where nothing is alike."""
    listed = list(choices)
    if (known := meant(word, listed)) is not None:
        return known
    # Only a mistake needs it; a clean catalogue does not pay for the import.
    from rapidfuzz import fuzz, process

    alike = _ALIKE if len(word) > 2 else _ALIKE_SHORT
    best = process.extractOne(word, listed, scorer=fuzz.ratio, score_cutoff=alike)
    return best[0] if best else None


def did_you_mean(word: str, choices: Iterable[str]) -> Guess | None:
    """Offer the choice most like `word`."""
    near = _likely(word, choices)
    return None if near is None else _offered(*near)


def part_by_part(unit: str, choices: Collection[str]) -> Guess | None:
    """Offer the unit most like a misspelt one; a quotient is looked up on both sides of its stroke."""
    parts = [(part, True) if part in choices else _likely(part, choices) for part in unit.split("/")]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or len(parts) > 2:
        return None
    return _offered("/".join(name for name, _ in known), all(sure for _, sure in known))


def _offered(name: str, sure: bool) -> Guess:
    return Guess(Text(f"是不是“{name}”？", f"Did you mean “{name}”?"), name if sure else None)


def _likely(word: str, choices: Iterable[str]) -> tuple[str, bool] | None:
    """Return the choice most like `word`, and whether it alone can be meant.

    One character of three names another department (民政局, 财政局): of short words none is sure.
    """
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    listed = list(dict.fromkeys(choices))
    best = nearest(word, listed)
    if best is None:
        return None
    if meant(word, listed) is not None:
        return best, True
    near = process.extract(word, listed, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2)
    one_slip = [choice for choice in listed if OSA.distance(word, choice, score_cutoff=1) == 1]
    return best, fuzz.ratio(word, best) >= _SURE and (len(near) == 1 or one_slip == [best])


def one_of(choices: Iterable[str]) -> Text:
    """Say which values are allowed."""
    listed = list(dict.fromkeys(choices))
    if len(listed) > _LISTED:
        listed = [*listed[:_LISTED], "…"]
    return Text("以下之一：" + "、".join(listed), "one of: " + ", ".join(listed))
