"""A synthetic nation: how large it is, and all that is known of any stretch of its places."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from benchmarks.nation.figures import Bools, Codes, Integers, Told, Whole, told, whole_of
from benchmarks.nation.promises import YEARS, Promise, promises
from benchmarks.nation.rule_files import part, whole

SIZES = {"county": (2_844, 200), "town": (40_000, 200), "village": (700_000, 50)}
"""Places and rules of each level; each is judged in five years."""
BLOCK = 500_000
"""About so many figures are made, and lie in a row group."""


class Known(NamedTuple):
    """What must come of some places: (rules, years, places). `reasons` are positions in `model.outcome.REASONS`."""

    reasons: Codes
    relapsed: Bools


class Reported(NamedTuple):
    """What is reported of an indicator: (years, places). `counts` are units of the fourth decimal."""

    indicator: str
    unit: str
    counts: Integers
    present: Bools


class Nation:
    """A nation is the same wherever and in whatever pieces it is made: all follows from these four."""

    def __init__(self, level: str, places: int | None = None, rules: int | None = None, seed: int = 2026) -> None:
        usual_places, usual_rules = SIZES[level]
        self.level = level
        self.places = places or usual_places
        self.rules = promises(rules or usual_rules)
        self.seed = seed

    @cached_property
    def groups(self) -> tuple[int, ...]:
        """The wholes of which shares are judged."""
        return tuple(sorted({rule.group for rule in self.rules if rule.group is not None}))

    @property
    def judgements(self) -> int:
        """Judgements in all: every rule is held against every place in every year."""
        return self.places * len(self.rules) * len(YEARS)

    @property
    def block(self) -> int:
        """Places in a row group."""
        return max(1, BLOCK // ((len(self.rules) + len(self.groups)) * len(YEARS)))

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Cut the nation into the stretches of places that are made at a time."""
        for first in range(0, self.places, self.block):
            yield first, min(first + self.block, self.places)

    def reported(self, first: int, last: int) -> Iterator[Reported]:
        """Make what is reported of the places `first` to `last` (not included), by indicator, wholes first."""
        wholes = self._wholes(first, last)
        for group, each in wholes.items():
            yield Reported(whole(group), "元", each.cents * 100, each.present)
        for rule, said in self._told(first, last, wholes):
            unit = {"milestone": "", "growth": "percent"}.get(rule.kind, rule.unit if rule.group is None else "元")
            yield Reported(part(rule), unit, said.counts, said.present)

    def known(self, first: int, last: int) -> Known:
        """Return what must come of the places `first` to `last` (not included)."""
        every = [said for _, said in self._told(first, last, self._wholes(first, last))]
        return Known(np.stack([said.reasons for said in every]), np.stack([said.relapsed for said in every]))

    def _wholes(self, first: int, last: int) -> dict[int, Whole]:
        return {group: whole_of(self.seed, group, first, last) for group in self.groups}

    def _told(self, first: int, last: int, wholes: dict[int, Whole]) -> Iterator[tuple[Promise, Told]]:
        for rule in self.rules:
            of = None if rule.group is None else wholes[rule.group]
            yield rule, told(self.seed, rule, first, last, of)
