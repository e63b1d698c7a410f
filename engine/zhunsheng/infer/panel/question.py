"""Rules of one stratum that are asked about together, and which cells of a panel they see together."""

from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.panel.reading import Look, Readers, Reading
from zhunsheng.infer.panel.stand_ins import StandIns
from zhunsheng.model.policy import Stratum


class Family(NamedTuple):
    """Groups of cells that look alike whatever is found in them: numbers of cells, (groups, cells), and their looks."""

    looks: tuple[Look, ...]
    groups: NDArray[np.intp]


class Question:
    """A stratum of rules that the door lets in, all of one pattern or all of several."""

    def __init__(self, stratum: Stratum) -> None:
        self.stratum = stratum
        self.reading = Reading(stratum.rules)
        self._families: WeakKeyDictionary[StandIns, tuple[Family, ...]] = WeakKeyDictionary()

    @property
    def joins(self) -> bool:
        """Whether verdicts are seen together; else each is by itself."""
        return len(self.stratum.rules[0].patterns) > 1

    def families(self, stand_ins: StandIns, readers: Readers) -> tuple[Family, ...]:
        """Cut the cells of any place into groups, leave out what no pattern fits, and put together what looks alike.

        Worked out once: the next part brings the same cells.
        """
        if stand_ins not in self._families:
            kin: dict[tuple[int, ...], tuple[tuple[Look, ...], list[list[int]]]] = {}
            for group in self._groups(stand_ins, readers):
                looks = tuple([look for _, look in group])
                kin.setdefault(tuple(map(id, looks)), (looks, []))[1].append([cell for cell, _ in group])
            self._families[stand_ins] = tuple(Family(looks, np.array(groups)) for looks, groups in kin.values())
        return self._families[stand_ins]

    def _groups(self, stand_ins: StandIns, readers: Readers) -> Iterator[list[tuple[int, Look]]]:
        looks = [self.reading.look(each, readers) for each in stand_ins.judgements]
        seen = [(cell, look) for cell, look in enumerate(looks) if look.rows]
        if not self.joins:
            return ([each] for each in seen)
        keys = [readers[name] for name in self.stratum.per if name != "entity"]
        groups: dict[tuple[object, ...], list[tuple[int, Look]]] = {}
        for cell, look in seen:
            of = stand_ins.judgements[cell][0]
            groups.setdefault(tuple([key(of) for key in keys]), []).append((cell, look))
        fewest = min(len(rule.patterns) for rule in self.stratum.rules)
        return (group for group in groups.values() if len(group) >= fewest)
