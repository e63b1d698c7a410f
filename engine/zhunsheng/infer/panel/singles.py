"""Policy rules of one pattern: each verdict by itself, so that all strata of them are drawn in one go."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.panel.asking import Asking, Part, Vector
from zhunsheng.infer.panel.codes import Cell, Sheet
from zhunsheng.infer.panel.hits import Hits, Item, Spread
from zhunsheng.infer.panel.reading import Look, Readers
from zhunsheng.model.policy import PolicyRule

Policies = tuple[int, ...]
"""Numbers of policy rules."""


class Singles:
    """What policy rules of one pattern find in a sheet: asked stratum by stratum, drawn together."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._tables: list[Sequence[Policies]] = []
        self._of_cell: dict[Cell, tuple[int, ...]] = {}
        self._counts: NDArray[np.int64] | None = None

    def ask(self, part: Part, asking: Asking, readers: Readers, numbers: Mapping[PolicyRule, int]) -> None:
        """Find out what the rules of `part` say of each class of verdicts that there is."""
        cells: dict[int, tuple[Look, list[Cell]]] = {}
        for cell, stand_ins in self._sheet.stand_ins.items():
            look = part.reading.look(stand_ins, readers)
            if look.rows:
                cells.setdefault(id(look), (look, []))[1].append(cell)
        vectors = [Vector((look,), (kind,)) for look, of in cells.values() for kind in self._present(look, of)]
        said: dict[tuple[int, int], Policies] = {}
        for (looks, (kind,)), matches in zip(vectors, asking.matches(part, vectors), strict=True):
            said[id(looks[0]), kind] = tuple(sorted(numbers[match.rule] for match in matches))
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
        places = self._sheet.places.astype(np.int32)
        for tables, of in cells.items():
            numbers: dict[Policies, int] = {(): 0}
            said = [sum(each, ()) for each in zip(*(self._tables[n] for n in tables), strict=True)]
            slots = np.array([numbers.setdefault(each, len(numbers)) for each in said])
            slots = slots.astype(np.min_scalar_type(len(numbers) - 1))
            spread = Spread([[Item(policy, 0, ()) for policy in each] for each in numbers])
            for cell in of:
                hits.add(spread, (cell,), slots.take(self._sheet.codes[cell]), places)
        self._tables, self._of_cell = [], {}

    def _present(self, look: Look, cells: Sequence[Cell]) -> list[int]:
        """List the classes of a look, but for 0, that some verdict is in."""
        counts = self._count()
        rules, years = np.array(cells).T
        seen = np.zeros(len(look.rows) + 1, np.bool_)
        seen[look.classes[counts[rules, years, : len(look.classes)].any(axis=0)]] = True
        return [int(kind) for kind in np.flatnonzero(seen) if kind]

    def _count(self) -> NDArray[np.int64]:
        """Count each code in each cell; once, whatever the policy."""
        if self._counts is None:
            codes = self._sheet.codes
            self._counts = np.zeros((*codes.shape[:2], self._sheet.widest), np.int64)
            for cell in self._sheet.stand_ins:
                self._counts[cell] = np.bincount(codes[cell], minlength=self._sheet.widest)
        return self._counts
