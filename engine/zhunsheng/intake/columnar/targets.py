"""Issued targets and benchmarks: few rows, read one by one by the reader of rows itself.

Places of rosters are many: each level and kind of them is stood for by one place, since rules speak of no single one.
"""

from collections.abc import Mapping

import msgspec
import numpy as np

from zhunsheng.intake.columnar import messages
from zhunsheng.intake.columnar.heap import Heap, Target
from zhunsheng.intake.columnar.words import row_of
from zhunsheng.intake.columns import Field
from zhunsheng.intake.reading import Outcome
from zhunsheng.intake.records import Record, record_of
from zhunsheng.intake.rows import RowReader
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.location import Location
from zhunsheng.model.places import Places
from zhunsheng.model.plan import Place
from zhunsheng.model.submission import IssuedTarget

_Key = tuple[str, int, int, Record]
"""Indicator, position of the place, year, and which of the two records."""
Issued = Mapping[tuple[str, int], tuple[IssuedTarget, ...]]


class _Figure(msgspec.Struct, frozen=True):
    """A target, and the number of its row."""

    target: IssuedTarget
    row: int


class TargetReader:
    """Reads the targets of some places."""

    def __init__(self, catalogue: Catalogue, places: Places) -> None:
        self._places = places
        self._of_roster = np.ones(len(places), np.bool_)
        for listed in catalogue.plan.places:
            position = places.find(listed.id)
            if position is not None:
                self._of_roster[position] = False
        codes, first = np.unique(places.kind_of[self._of_roster], return_index=True)
        kinds = [places.kinds[code] for code in codes[np.argsort(first)].tolist()]
        kinds += [(each.level, kind) for each in catalogue.plan.rosters for kind in each.kinds or (None,)]
        self._stand_ins = {each: f"准绳#{number}" for number, each in enumerate(dict.fromkeys(kinds))}
        stand_ins = tuple(Place(id=name, title=name, level=of[0], kind=of[1]) for of, name in self._stand_ins.items())
        self._reader = RowReader(peopled(catalogue, stand_ins))
        self._behind: dict[str, list[int]] = {}

    def read(self, target: Target) -> Outcome:
        """Read one row, of which stand-ins stand for places of rosters."""
        position = self.position(target)
        called = target.texts.get(Field.ENTITY, "") if position is None else self._called(position)
        row = row_of({**target.texts, Field.ENTITY: called}, heading=target.heading)
        if target.fault:
            row = msgspec.structs.replace(row, fault=messages.of_row(target.fault))
        return self._reader.read(row)

    def position(self, target: Target) -> int | None:
        """Return the position of the place that a row names by its id, if it is among the places."""
        return self._places.find(target.texts.get(Field.ENTITY, ""))

    def meant(self, target: Target, entity: str) -> list[int]:
        """Return the places behind one that was read: the row's own, or all that a stand-in stands for."""
        position = self.position(target)
        if position is not None and self._called(position) == entity:
            return [position]
        if entity not in self._behind:
            self._behind[entity] = self._all_behind(entity)
        return self._behind[entity]

    def _called(self, position: int) -> str:
        if not self._of_roster[position]:
            return self._places.ids[position]
        return self._stand_ins[self._places.kinds[self._places.kind_of[position]]]

    def _all_behind(self, entity: str) -> list[int]:
        position = self._places.find(entity)
        if position is not None and not self._of_roster[position]:
            return [position]
        kinds = [number for number, each in enumerate(self._places.kinds) if self._stand_ins.get(each) == entity]
        found: list[int] = np.flatnonzero(self._of_roster & np.isin(self._places.kind_of, kinds)).tolist()
        return found

    def identity(self, position: int) -> str:
        """Return the id of a place."""
        return self._places.ids[position]


def settle_targets(heap: Heap, catalogue: Catalogue, places: Places) -> Issued:
    """Read the rows of targets, and settle those that speak of one figure, as all rows are settled."""
    if not heap.targets:
        return {}
    reader = TargetReader(catalogue, places)
    figures: dict[_Key, list[_Figure]] = {}
    refused: dict[_Key, int] = {}
    for target in sorted(heap.targets, key=lambda each: each.row):
        outcome = reader.read(target)
        if reader.position(target) is not None:
            for said in outcome.problems:
                heap.problems.add(said, target.row)
        for refusal in outcome.refusals:
            for position in reader.meant(target, refusal.entity):
                refused.setdefault((refusal.indicator, position, refusal.year, outcome.record), target.row)
        for read in outcome.figures:
            if isinstance(read, IssuedTarget):
                for position in reader.meant(target, read.entity):
                    own = _of_place(read, reader.identity(position), target.row)
                    figures.setdefault((own.indicator, position, own.year, record_of(own)), []).append(
                        _Figure(own, target.row)
                    )
    return _kept(figures, refused, heap)


def _of_place(target: IssuedTarget, entity: str, row: int) -> IssuedTarget:
    return msgspec.structs.replace(target, entity=entity, at=Location(file="", line=row + 1))


def _kept(figures: Mapping[_Key, list[_Figure]], refused: Mapping[_Key, int], heap: Heap) -> Issued:
    kept: dict[tuple[str, int], list[IssuedTarget]] = {}
    for key, group in figures.items():
        if key in refused:
            heap.problems.add(messages.contested(), refused[key], len(group))
        elif len({(each.target.figure, each.target.operator) for each in group}) > 1:
            heap.problems.add(messages.differ(), group[0].row)
        else:
            official = [each for each in group if not each.target.illustrative]
            kept.setdefault(key[:2], []).append((official or group)[0].target)
            if len(group) > 1:
                heap.problems.add(messages.repeated(), group[1].row, len(group) - 1)
    return {key: tuple(sorted(each, key=_order)) for key, each in sorted(kept.items())}


def _order(target: IssuedTarget) -> tuple[int, bool]:
    return target.year, target.benchmark
