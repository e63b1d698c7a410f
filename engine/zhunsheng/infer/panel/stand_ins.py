"""What any place might have come to in the cells of a panel, but for the outcome: the same from part to part."""

from collections.abc import Sequence
from functools import lru_cache

from zhunsheng.model.judgement import Judgement, Phase, Reason
from zhunsheng.model.outcome import STATUS_OF
from zhunsheng.model.rule import Rule
from zhunsheng.model.same import Same

KEPT = 32
"""Panels whose stand-ins are kept: the sets of rules that places are held to are few, and the same in the next part."""

Phases = tuple[Phase, ...]
"""What each year is to a rule."""

Courses = tuple[tuple[Phases, ...], ...]
"""For each rule of a panel its courses of phases: just one unless terms differ from place to place."""


class StandIns:
    """Judgements that stand for those of all places, cell by cell; known by identity.

    A cell is a rule of the panel and a year, numbered rule by rule. `judgements` has for each cell as many as its rule
    has courses of phases.
    """

    def __init__(self, rules: Sequence[Rule], years: range, entity: str, courses: Courses) -> None:
        self.judgements = [
            tuple([_stand_in(rule, year, entity, course[row]) for course in of])
            for rule, of in zip(rules, courses, strict=True)
            for row, year in enumerate(years)
        ]


def stand_ins(rules: Sequence[Rule], years: range, entity: str, courses: Courses) -> StandIns:
    """Return what stands for the judgements of `rules` in places that are called `entity`."""
    return _stand_ins(tuple(map(Same, rules)), years, entity, courses)


@lru_cache(KEPT)
def _stand_ins(rules: tuple[Same[Rule], ...], years: range, entity: str, courses: Courses) -> StandIns:
    return StandIns([rule.it for rule in rules], years, entity, courses)


def _stand_in(rule: Rule, year: int, entity: str, phase: Phase) -> Judgement:
    reason = Reason.BASE_YEAR
    return Judgement(
        rule=rule.id,
        indicator=rule.indicator,
        entity=entity,
        year=year,
        nature=rule.nature,
        owner=rule.owner,
        unit=rule.unit,
        status=STATUS_OF[reason],
        reason=reason,
        phase=phase,
    )
