"""How many verdicts and findings change: in all, by department, by rule. Counting only; nothing is decided here."""

from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from zhunsheng.model.change import Change, Comparison, Fate, Found, Row, Shift, Side, Turn
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.judgement import Status


class Pair(msgspec.Struct, frozen=True):
    """How many on the old side, and on the new one."""

    old: int
    new: int


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What changes for a department or a rule (`key`): verdicts, and conclusions that are new, graver, milder, gone."""

    key: str
    flipped: int
    appeared: int
    disappeared: int
    new: int
    graver: int
    milder: int
    gone: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """All counts, in order."""
        return self.flipped, self.appeared, self.disappeared, self.new, self.graver, self.milder, self.gone


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """What changes in all. A status or a kind that neither side has is left out."""

    statuses: dict[Status, Pair]
    findings: dict[FindingKind, Pair]
    departments: tuple[Tally, ...]
    rules: tuple[Tally, ...]


def impact(comparison: Comparison) -> Impact:
    """Count. Only years that both sides judged count; two years are each their own."""
    sides = (comparison.old, comparison.new)
    statuses = [Counter(row.status for row in _rows(side, comparison)) for side in sides]
    findings = [Counter(each.kind for each in _found(side, comparison)) for side in sides]
    return Impact(
        statuses={each: Pair(*(c[each] for c in statuses)) for each in Status if any(c[each] for c in statuses)},
        findings={each: Pair(*(c[each] for c in findings)) for each in FindingKind if any(c[each] for c in findings)},
        departments=_tallies(comparison, lambda change: change.row.owner, lambda shift: shift.owner),
        rules=_tallies(comparison, lambda change: change.key.rule, lambda shift: shift.rule),
    )


def _rows(side: Side, comparison: Comparison) -> Iterable[Row]:
    return (row for row in side.rows if row.year in side.years and row.year in comparison.years)


def _found(side: Side, comparison: Comparison) -> Iterable[Found]:
    return (each for each in side.found if each.year in side.years and each.year in comparison.years)


def _tallies(
    comparison: Comparison, of_change: Callable[[Change], str], of_shift: Callable[[Shift], str | None]
) -> tuple[Tally, ...]:
    """Count by key, in order of appearance; what did not change at all is left out."""
    fates = Counter((of_change(each), each.fate) for each in comparison.changes if each.fate is not Fate.MOVED)
    turns = Counter((of_shift(each), each.turn) for each in comparison.shifts if each.turn is not Turn.OTHER)
    keys = dict.fromkeys(key for key, _ in (*fates, *turns) if key is not None)
    return tuple(
        Tally(
            key=key,
            flipped=fates[key, Fate.FLIPPED],
            appeared=fates[key, Fate.APPEARED],
            disappeared=fates[key, Fate.DISAPPEARED],
            new=turns[key, Turn.NEW],
            graver=turns[key, Turn.GRAVER],
            milder=turns[key, Turn.MILDER],
            gone=turns[key, Turn.GONE],
        )
        for key in keys
    )
