"""Policy rules of one pattern: each verdict by itself, so that all strata of them are drawn in one go."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.panel.asking import Asking, Vector
from zhunsheng.infer.panel.codes import Sheet, look_up
from zhunsheng.infer.panel.hits import Hits, Item, Spread, batches
from zhunsheng.infer.panel.question import Family, Question
from zhunsheng.infer.panel.reading import Readers

Policies = tuple[int, ...]
"""Numbers of policy rules."""


class _Said(NamedTuple):
    """What all tables together say of the codes in some `cells`: the slot of each code, and what is in the slots."""

    cells: NDArray[np.intp]
    slots: NDArray[Any]
    spread: Spread

    @classmethod
    def of(cls, tables: Sequence[Sequence[Policies]], cells: NDArray[np.intp]) -> "_Said":
        """Put tables together."""
        numbers: dict[Policies, int] = {(): 0}
        said = [sum(each, ()) for each in zip(*tables, strict=True)]
        slots = np.array([numbers.setdefault(each, len(numbers)) for each in said])
        spread = Spread([[Item(policy, 0, ()) for policy in each] for each in numbers])
        return cls(cells, slots.astype(np.min_scalar_type(len(numbers) - 1)), spread)

    def times(self) -> NDArray[np.int64]:
        """How many findings a verdict of each code has."""
        return self.spread.counts.take(self.slots)


class Singles:
    """What policy rules of one pattern find in a sheet: asked stratum by stratum, drawn together."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._tables: list[Sequence[Policies]] = []
        self._of_cells: list[NDArray[np.intp]] = []

    def ask(self, question: Question, asking: Asking, readers: Readers, numbers: Mapping[str, int]) -> None:
        """Find out what the rules of `question` say of each class of verdicts that there is."""
        families = question.families(self._sheet.stand_ins, readers)
        vectors = [Vector(family.looks, (kind,)) for family in families for kind in self._present(family)]
        said: dict[tuple[int, int], Policies] = {}
        for (looks, (kind,)), matches in zip(vectors, asking.matches(question, vectors), strict=True):
            said[id(looks[0]), kind] = tuple(sorted(numbers[match.rule.id] for match in matches))
        of_cell = np.full(len(self._sheet.codes), -1, np.intp)
        for (look,), groups in families:
            table = [said.get((id(look), kind), ()) for kind in look.classes.tolist()]
            if any(table):
                of_cell[groups[:, 0]] = len(self._tables)
                self._tables.append(table)
        self._of_cells.append(of_cell)

    def draw(self, hits: Hits) -> None:
        """Add what was found since the last time to `hits`."""
        said = list(self._together())
        hits.reserve(sum(int(self._counts(each.cells, len(each.slots)) @ each.times()) for each in said))
        places = self._sheet.places.astype(np.int32)
        for each in said:
            for rows in batches(len(each.cells), len(places)):
                cells = each.cells[rows]
                used = np.zeros((len(cells), len(each.spread.counts)), np.bool_)
                row, code = self._all[cells, : len(each.slots)].nonzero()
                used[row, each.slots[code]] = True
                slots = look_up(each.slots, self._sheet.codes[cells])
                hits.add(each.spread, cells[:, np.newaxis], slots, used, places)
        self._tables, self._of_cells = [], []

    def _together(self) -> Iterator[_Said]:
        """Put together, for cells of which the same tables speak, what these say."""
        if not self._tables:
            return
        tables, which = np.unique(np.array(self._of_cells), axis=1, return_inverse=True)
        for number, column in enumerate(tables.T.tolist()):
            if spoken := [self._tables[each] for each in column if each >= 0]:
                yield _Said.of(spoken, np.flatnonzero(which.reshape(-1) == number))

    def _present(self, family: Family) -> list[int]:
        """List the classes of its look, but for 0, that some verdict is in."""
        (look,) = family.looks
        seen = np.zeros(len(look.rows) + 1, np.bool_)
        seen[look.classes[self._counts(family.groups[:, 0], len(look.classes)) > 0]] = True
        return [int(kind) for kind in np.flatnonzero(seen) if kind]

    def _counts(self, cells: NDArray[np.intp], most: int) -> NDArray[np.int64]:
        """Count the codes below `most` in `cells`."""
        return np.asarray(self._all[cells, :most].sum(axis=0))

    @cached_property
    def _all(self) -> NDArray[np.int64]:
        """How often each code is in each cell: counted once, whatever the policy."""
        return np.array([np.bincount(codes, minlength=self._sheet.widest) for codes in self._sheet.codes])
