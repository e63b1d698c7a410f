"""What the program makes of a workbook: the figures, the problems with their places, the verdicts."""

from collections.abc import Collection
from fractions import Fraction
from pathlib import Path

import msgspec
from tests.seeded.bases import Base
from tests.seeded.filled import Filled

from zhunsheng import evaluate, intake
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Submission

Key = tuple[str, int, str, str]
"""Place, year, indicator, and whether it is a result, an issued target or a benchmark."""


class Seen(msgspec.Struct, frozen=True):
    """What was read of one workbook."""

    submission: Submission
    catalogue: Catalogue
    year: int

    @property
    def figures(self) -> dict[Key, tuple[Fraction, str | None]]:
        """All figures and targets, in the indicator's unit, with their bound."""
        results = {(o.entity, o.year, o.indicator, "result"): (o.figure, o.bound) for o in self.submission.observations}
        targets = {
            (t.entity, t.year, t.indicator, "benchmark" if t.benchmark else "issued"): (t.figure, t.operator)
            for t in self.submission.issued
        }
        return {**results, **targets}

    def judged(self, rules: Collection[str] | None = None) -> tuple[Judgement, ...]:
        """Judge the year by some of the rules."""
        catalogue = peopled(self.catalogue, self.submission.roster)
        chosen = {name: rule for name, rule in catalogue.rules.items() if rules is None or name in rules}
        return evaluate.evaluate(msgspec.structs.replace(catalogue, rules=chosen), self.submission, (self.year,))


def place(at: Location) -> str:
    """Write a place: `表!I4`, `表!4` for a row, `表` for a sheet, nothing for the whole file."""
    return "!".join(str(each) for each in (at.sheet, at.cell or at.line) if each is not None)


def read(filled: Filled, base: Base, folder: Path) -> Seen:
    """Save a workbook, and read it."""
    path = folder / filled.name
    path.write_bytes(filled.saved())
    seen = Seen(intake.read([path], base.catalogue()), base.catalogue(), base.year)
    path.unlink()
    return seen


def told(problems: tuple[Diagnostic, ...]) -> str:
    """Write problems out, for a failing test."""
    return "\n".join(f"{each.severity} {each.code} {place(each.at)}: {each.message.zh}" for each in problems)
