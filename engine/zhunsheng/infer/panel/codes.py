"""The verdicts of some places as small numbers: what inference can know of a verdict, beside its rule and year."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.panel.stand_ins import Phases, StandIns, stand_ins
from zhunsheng.model.outcome import REASONS
from zhunsheng.model.panel import Judged, Panel

OUTCOMES = tuple((reason, relapsed) for relapsed in (False, True) for reason in REASONS)
"""What a verdict can have come to. Codes index this; those of a rule's second course of phases begin after it."""

CHANGING = frozenset({"status", "reason", "off_target", "relapsed"})
"""Attributes of a judgement that its outcome decides; all others follow from rule, place, year and phase."""


class Sheet(NamedTuple):
    """Verdicts of some places of a panel, which no policy can tell apart by name.

    - `codes`: unsigned integers, (cells, places): the outcome, plus `len(OUTCOMES)` times the number of the rule's
      course of phases that the place is held to. Below `widest`.
    - `places`: positions among the panel's places. `stand_ins`: what the verdicts of each cell have in common.
    """

    codes: NDArray[Any]
    widest: int
    places: NDArray[np.intp]
    stand_ins: StandIns


def sheet(
    panel: Panel, years: range, judged: Sequence[Judged], places: NDArray[np.intp], entity: str, *, phases: bool
) -> Sheet:
    """Number the verdicts of `places`, positions in the panel. Without `phases` each rule has one course only."""
    everywhere = len(places) == len(panel.places)
    found = [_courses(each, phases=phases) for each in judged]
    courses = tuple(of for of, _ in found)
    widest = max(map(len, courses), default=1) * len(OUTCOMES)
    codes = np.empty((len(judged), len(years), len(places)), np.min_scalar_type(widest - 1))
    for row, of, (_, numbers) in zip(codes, judged, found, strict=True):
        reason, relapsed = (of.reason, of.relapsed) if everywhere else (of.reason[:, places], of.relapsed[:, places])
        np.multiply(relapsed.view(np.uint8), np.uint8(len(REASONS)), out=row)
        row += reason.view(np.uint8)
        if numbers is not None:
            row += (numbers[places] * len(OUTCOMES)).astype(codes.dtype)
    return Sheet(codes.reshape(-1, len(places)), widest, places, stand_ins(panel.rules, years, entity, courses))


def look_up(table: NDArray[Any], codes: NDArray[Any]) -> NDArray[Any]:
    """Look up each code in a table. Where both are single bytes, bytes do that several times faster than an index."""
    if table.itemsize > 1 or codes.itemsize > 1:
        return table.take(codes)
    found = codes.tobytes().translate(table.tobytes().ljust(256, b"\0"))
    return np.frombuffer(found, table.dtype).reshape(codes.shape)


def _courses(judged: Judged, *, phases: bool) -> tuple[tuple[Phases, ...], NDArray[np.intp] | None]:
    """Return the different courses of phases, and which of them each place is held to (None: all to the first)."""
    if judged.held_to is None or not phases:
        return (_phases(judged, 0),), None
    numbers: dict[Phases, int] = {}
    course = [numbers.setdefault(_phases(judged, n), len(numbers)) for n in range(len(judged.terms))]
    return tuple(numbers), None if len(numbers) == 1 else np.array(course)[judged.held_to]


def _phases(judged: Judged, alternative: int) -> Phases:
    return tuple([terms.phase for terms in judged.terms[alternative]])
