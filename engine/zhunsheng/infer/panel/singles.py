"""Policy rules of one pattern: each verdict by itself, so that all strata of them are drawn in one go."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.panel.asking import Asking, Question, Vector
from zhunsheng.infer.panel.codes import Cell, Sheet
from zhunsheng.infer.panel.hits import Hits, Item, Spread, batches
from zhunsheng.infer.panel.reading import Look, Readers

Policies = tuple[int, ...]
"""Numbers of policy rules."""


class _Said(NamedTuple):
    """What all tables together say of the codes in some `cells`: the slot of each code, and what is in the slots."""

    cells: Sequence[Cell]
    slots: NDArray[Any]
    spread: Spread

    @classmethod
    def of(cls, tables: Sequence[Sequence[Policies]], cells: Sequence[Cell]) -> "_Said":
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
        self._of_cell: dict[Cell, tuple[int, ...]] = {}

    def ask(self, question: Question, asking: Asking, readers: Readers, numbers: Mapping[str, int]) -> None:
        """Find out what the rules of `question` say of each class of verdicts that there is."""
        cells: dict[int, tuple[Look, list[Cell]]] = {}
        for cell, stand_ins in self._sheet.stand_ins.items():
            look = question.reading.look(stand_ins, readers)
            if look.rows:
                cells.setdefault(id(look), (look, []))[1].append(cell)
        vectors = [Vector((look,), (kind,)) for look, of in cells.values() for kind in self._present(look, of)]
        said: dict[tuple[int, int], Policies] = {}
        for (looks, (kind,)), matches in zip(vectors, asking.matches(question, vectors), strict=True):
            said[id(looks[0]), kind] = tuple(sorted(numbers[match.rule.id] for match in matches))
        for look, of in cells.values():
            table = [said.get((id(look), kind), ()) for kind in look.classes.tolist()]
            if any(table):
                for cell in of:
                    self._of_cell[cell] = (*self._of_cell.get(cell, ()), len(self._tables))
                self._tables.append(table)

    def draw(self, hits: Hits) -> None:
        """Add what was found since the last time to `hits`."""
        cells: dict[tuple[int, ...], list[Cell]] = {}
        for cell, tables in self._of_cell.items():
            cells.setdefault(tables, []).append(cell)
        said = [_Said.of([self._tables[number] for number in tables], of) for tables, of in cells.items()]
        hits.reserve(sum(int(self._counts(each.cells, len(each.slots)) @ each.times()) for each in said))
        places = self._sheet.places.astype(np.int32)
        for each in said:
            for rows in batches(len(each.cells), len(places)):
                at = tuple(np.array(each.cells[rows]).T)
                used = np.zeros((len(at[0]), len(each.spread.counts)), np.bool_)
                row, code = self._all[at][:, : len(each.slots)].nonzero()
                used[row, each.slots[code]] = True
                slots = each.slots.take(self._sheet.codes[at])
                hits.add(each.spread, [(cell,) for cell in each.cells[rows]], slots, used, places)
        self._tables, self._of_cell = [], {}

    def _present(self, look: Look, cells: Sequence[Cell]) -> list[int]:
        """List the classes of a look, but for 0, that some verdict is in."""
        seen = np.zeros(len(look.rows) + 1, np.bool_)
        seen[look.classes[self._counts(cells, len(look.classes)) > 0]] = True
        return [int(kind) for kind in np.flatnonzero(seen) if kind]

    def _counts(self, cells: Sequence[Cell], most: int) -> NDArray[np.int64]:
        """Count the codes below `most` in `cells`."""
        return np.asarray(self._all[tuple(np.array(cells).T)][:, :most].sum(axis=0))

    @cached_property
    def _all(self) -> NDArray[np.int64]:
        """How often each code is in each cell: counted once, whatever the policy."""
        codes, widest = self._sheet.codes, self._sheet.widest
        counts = np.zeros((*codes.shape[:2], widest), np.int64)
        for cell in self._sheet.stand_ins:
            counts[cell] = np.bincount(codes[cell], minlength=widest)
        return counts
