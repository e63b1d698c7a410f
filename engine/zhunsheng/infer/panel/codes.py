"""The verdicts of some places as small numbers: what inference can know of a verdict, beside its rule and year."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.model.judgement import Judgement, Phase, Reason
from zhunsheng.model.outcome import REASONS, STATUS_OF
from zhunsheng.model.panel import Judged, Panel
from zhunsheng.model.rule import Rule

OUTCOMES = tuple((reason, relapsed) for relapsed in (False, True) for reason in REASONS)
"""What a verdict can have come to. Codes index this; those of a rule's second course of phases begin after it."""

CHANGING = frozenset({"status", "reason", "off_target", "relapsed"})
"""Attributes of a judgement that its outcome decides; all others follow from rule, place, year and phase."""

Cell = tuple[int, int]
"""A rule of the panel and a year, as positions."""

Phases = tuple[Phase, ...]
"""What each year is to a rule."""


class StandIns(NamedTuple):
    """What any of the places might have come to in a cell, but for the outcome: a judgement for each course of phases.

    Equal keys say that the judgements are equal, too.
    """

    key: tuple[object, ...]
    judgements: tuple[Judgement, ...]


class Sheet(NamedTuple):
    """Verdicts of some places of a panel, which no policy can tell apart by name.

    - `codes`: unsigned integers, (rules, years, places): the outcome, plus `len(OUTCOMES)` times the number of the
      rule's course of phases that the place is held to.
    - `courses`: for each rule, its courses of phases; just one unless terms differ from place to place.
    - `places`: positions among the panel's places. `stand_ins`: for each cell, in order.
    """

    codes: NDArray[Any]
    courses: tuple[tuple[Phases, ...], ...]
    places: NDArray[np.intp]
    stand_ins: dict[Cell, StandIns]

    @property
    def widest(self) -> int:
        """How many codes there are."""
        return max(map(len, self.courses), default=1) * len(OUTCOMES)


def sheet(
    panel: Panel, years: range, judged: Sequence[Judged], places: NDArray[np.intp], entity: str, *, phases: bool
) -> Sheet:
    """Number the verdicts of `places`, positions in the panel. Without `phases` each rule has one course only."""
    everywhere = len(places) == len(panel.places)
    found = [_courses(each, phases=phases) for each in judged]
    courses = tuple(of for of, _ in found)
    stand_ins = {
        (number, row): _stand_ins(rule, entity, years, row, [course[row] for course in of])
        for number, (rule, of) in enumerate(zip(panel.rules, courses, strict=True))
        for row in range(len(years))
    }
    most = max(map(len, courses), default=1) * len(OUTCOMES)
    codes = np.empty((len(judged), len(years), len(places)), np.min_scalar_type(most - 1))
    for row, of, (_, numbers) in zip(codes, judged, found, strict=True):
        reason, relapsed = (of.reason, of.relapsed) if everywhere else (of.reason[:, places], of.relapsed[:, places])
        np.multiply(relapsed.view(np.uint8), np.uint8(len(REASONS)), out=row)
        row += reason.view(np.uint8)
        if numbers is not None:
            row += (numbers[places] * len(OUTCOMES)).astype(codes.dtype)
    return Sheet(codes, courses, places, stand_ins)


def _courses(judged: Judged, *, phases: bool) -> tuple[tuple[Phases, ...], NDArray[np.intp] | None]:
    """Return the different courses of phases, and which of them each place is held to (None: all to the first)."""
    if judged.held_to is None or not phases:
        return (_phases(judged, 0),), None
    numbers: dict[Phases, int] = {}
    course = [numbers.setdefault(_phases(judged, n), len(numbers)) for n in range(len(judged.terms))]
    return tuple(numbers), None if len(numbers) == 1 else np.array(course)[judged.held_to]


def _phases(judged: Judged, alternative: int) -> Phases:
    return tuple(terms.phase for terms in judged.terms[alternative])


def _stand_ins(rule: Rule, entity: str, years: range, row: int, phases: Sequence[Phase]) -> StandIns:
    reason, base = Reason.BASE_YEAR, years.start
    judgements = [
        Judgement(
            rule=rule.id,
            indicator=rule.indicator,
            entity=entity,
            year=years[row],
            nature=rule.nature,
            owner=rule.owner,
            unit=rule.unit,
            status=STATUS_OF[reason],
            reason=reason,
            phase=phase,
        )
        for phase in phases
    ]
    key = (rule.id, rule.indicator, entity, years[row], rule.nature, rule.owner, rule.unit, base, *phases)
    return StandIns(key, tuple(judgements))
