"""Which flags of the checks on the data (数据审核) concern which judgement; their order and anchors on a page."""

from collections.abc import Iterable, Sequence

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.validation import CheckKind, CheckLevel, Flag

GRAVEST = tuple(CheckLevel)
_Figure = tuple[str | None, int, str]
"""Place, year, indicator; the place is None where a flag without a cell speaks of all."""


class FlagIndex:
    """All flags of an evaluation: by department in the plan's order, then by level."""

    def __init__(self, evaluation: Evaluation) -> None:
        departments = [d.id for d in evaluation.catalogue.plan.departments]
        order = {owner: number for number, owner in enumerate(departments)}
        self.flags: Sequence[Flag] = sorted(
            evaluation.flags,
            key=lambda flag: (order.get(flag.owner, len(order)), flag.owner, GRAVEST.index(flag.level)),
        )
        self._by_cell: dict[tuple[Location, int], list[int]] = {}
        self._by_figure: dict[_Figure, list[int]] = {}
        for number, flag in enumerate(self.flags):
            if flag.kind is not CheckKind.MISSING:  # that nothing was reported, the status says itself
                self._note(number, flag)

    def _note(self, number: int, flag: Flag) -> None:
        """File a flag under the figures of its own year. Those of the year before are only what it compares with."""
        for at in flag.at:
            self._by_cell.setdefault((at, flag.year), []).append(number)
        if flag.entity is not None or not flag.at:
            for indicator in flag.indicators:
                self._by_figure.setdefault((flag.entity, flag.year, indicator), []).append(number)

    def of(self, judgement: Judgement) -> tuple[int, ...]:
        """Return the numbers of the flags on any figure that `judgement` rests on, or would rest on."""
        if not self._by_cell and not self._by_figure:
            return ()
        figures = {(judgement.entity, judgement.year, judgement.indicator)}
        figures |= {(o.entity, o.year, o.indicator) for o in judgement.observations}
        absent = (entry.rpartition("@") for entry in judgement.missing)
        figures |= {(judgement.entity, int(year), indicator) for indicator, _, year in absent if year.isdecimal()}
        found = {n for o in judgement.observations for n in self._by_cell.get((o.at, o.year), ())}
        for entity, year, indicator in figures:
            found.update(self._by_figure.get((entity, year, indicator), ()))
            found.update(self._by_figure.get((None, year, indicator), ()))
        return self._by_gravity(found)

    def of_all(self, judgements: Sequence[Judgement]) -> tuple[int, ...]:
        """Return the numbers of the flags on any of several judgements."""
        if len(judgements) == 1:
            return self.of(judgements[0])
        return self._by_gravity({number for judgement in judgements for number in self.of(judgement)})

    def _by_gravity(self, numbers: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(numbers, key=lambda number: (GRAVEST.index(self.flags[number].level), number)))
