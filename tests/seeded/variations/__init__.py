"""Changes to a workbook that keep what it says, alone and together: some three hundred valid variations."""

from itertools import combinations
from random import Random

import msgspec
from tests.seeded.bases import FORM, MILESTONE_FORM, PLAIN, Base
from tests.seeded.filled import Filled
from tests.seeded.variations import columns, keys, packages, rows, states, units, values, workbooks
from tests.seeded.variations.change import Change

IN_ORDER = (values, units, states, workbooks, rows, keys, columns, packages)
"""What changes a figure comes first, while rows and columns still stand where they stood."""
CHANGES = {
    base.name: [change for each in IN_ORDER for change in each.CHANGES if base.name in change.bases]
    for base in (PLAIN, FORM, MILESTONE_FORM)
}
PAIRS = {"plain": 45, "form": 6, "milestones": 0}


class Variation(msgspec.Struct, frozen=True):
    """A base and what is changed about it, in order."""

    base: Base
    changes: tuple[Change, ...]

    @property
    def said(self) -> frozenset[str]:
        """The codes of what may, and must, be remarked."""
        return frozenset(code for change in self.changes for code in change.said)

    def make(self) -> Filled:
        """Build the workbook."""
        filled = self.base.build()
        for change in self.changes:
            change.make(filled)
        return filled

    def __str__(self) -> str:
        return f"{self.base.name}: {'，'.join(change.name for change in self.changes)}"


def variations() -> list[Variation]:
    """Return every change alone, and some pairs of changes of different kinds: always the same ones."""
    chosen: list[Variation] = []
    for base in (PLAIN, FORM, MILESTONE_FORM):
        changes = CHANGES[base.name]
        chosen += [Variation(base, (change,)) for change in changes]
        pairs = [pair for pair in combinations(changes, 2) if pair[0].goes_with(pair[1])]
        random = Random(base.name)  # noqa: S311 - not for secrets
        chosen += [Variation(base, pair) for pair in random.sample(pairs, PAIRS[base.name])]
    return chosen
