"""The kernel: a whole column of figures is placed on its year's ladder, without making a row for any of them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate import ladder
from zhunsheng.evaluate.columns import Figures
from zhunsheng.evaluate.cuts import Region, settle
from zhunsheng.evaluate.ladder import Ladder
from zhunsheng.evaluate.outcomes import CODE, STATUS_OF_CODE, translate
from zhunsheng.evaluate.readiness import Readiness
from zhunsheng.evaluate.ruler import Ruler
from zhunsheng.model.column import Column
from zhunsheng.model.indicator import Kind
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.plan import Period
from zhunsheng.model.rule import Rule

BLOCK = 1 << 14
"""Figures placed at a time: few enough that a block and its intermediate results stay in the processor's cache."""

NO_BIT = 8
LOWEST_BIT = bytes([NO_BIT, *((on_steps & -on_steps).bit_length() - 1 for on_steps in range(1, 256))])
"""The number of the lowest bit set in each byte."""

OBSTACLE_CODE = np.array([0, 0, *(CODE[state.reason] for state in Readiness if state > Readiness.BOUND)], dtype=np.int8)
"""Reason codes by `Readiness`; READY and BOUND are no obstacles."""

YES, NO, UNSETTLED = 1, 0, -1
_ANSWER = {True: YES, False: NO, None: UNSETTLED}

Codes = NDArray[np.int8]


class Verdicts(NamedTuple):
    """Codes of `outcomes.STATUSES` and `outcomes.REASONS`, int8, of the shape of the figures judged."""

    status: Codes
    reason: Codes


def judge_rule(
    rule: Rule,
    kind: Kind,
    period: Period,
    years: Sequence[int],
    figures: Figures,
    limits: Sequence[Limit] | None = None,
) -> Verdicts:
    """Judge one rule over many places that are held to the same limits: the entry for national-size work.

    `figures` has one row for each of `years` and one column for each place: `figures.column` exact fractions in the
    rule's unit (int64 or object numerators and denominators), `figures.readiness` int8, `figures.bounds` sparse.
    A flow's figures are the sums so far; a milestone's are the last word, where that says “done”.
    `limits` are those printed in the rule unless given.
    Returns int8 codes of the same shape, (years, places).
    """
    held_to = effective_limits(rule, ()) if limits is None else limits
    ladders = [ladder.build(rule, kind, period, held_to, year) for year in years]
    reason = place_all(ladders, figures)
    return Verdicts(translate(reason, STATUS_OF_CODE), reason)


def place_all(ladders: Sequence[Ladder], figures: Figures) -> Codes:
    """Place each row of `figures` on its ladder. Returns reason codes, int8, (years, places)."""
    reasons = np.empty(figures.readiness.shape, dtype=np.int8)
    for row, year_ladder in enumerate(ladders):
        _place_row(year_ladder, figures.column[row], reasons[row])
        unready = figures.readiness[row] != Readiness.READY
        if year_ladder.unready is not None:
            reasons[row][unready] = CODE[year_ladder.unready]
        else:
            reasons[row][unready] = OBSTACLE_CODE[figures.readiness[row][unready]]
    for (row, place), bound in figures.bounds.items():
        reasons[row, place] = CODE[ladders[row].of_bound(bound)]
    return reasons


def _place_row(year_ladder: Ladder, figures: Column, reasons: Codes) -> None:
    """Write the reason of each figure: one bit a step says where it lies, the lowest bit set says how it stands."""
    steps = year_ladder.steps
    if not steps:
        reasons[:] = CODE[year_ladder.otherwise]
        return
    table = _first_step(year_ladder)
    ruler = Ruler([step.region for step in steps], figures)
    for begin in range(0, len(reasons), BLOCK):
        measured = ruler.lay(figures[begin : begin + BLOCK])
        on_steps = measured.inside(steps[0].region).view(np.uint8)
        for number, step in enumerate(steps[1:], start=1):
            on_steps |= measured.inside(step.region).view(np.uint8) * np.uint8(1 << number)
        reasons[begin : begin + BLOCK] = translate(on_steps, table)


def _first_step(year_ladder: Ladder) -> bytes:
    """Tabulate the reason code for every combination of steps that a figure may lie on; at most eight steps."""
    codes = [int(CODE[step.reason]) for step in year_ladder.steps]
    otherwise = int(CODE[year_ladder.otherwise])
    return LOWEST_BIT.translate(bytes(codes).ljust(NO_BIT, b"\0") + bytes([otherwise]) * (256 - NO_BIT))


def satisfied(region: Region, figures: Figures) -> Codes:
    """Hold all figures against one limit. Returns YES, NO or UNSETTLED (a bound, or no figure), (years, places)."""
    answers = np.where(Ruler([region], figures.column).lay(figures.column).inside(region), np.int8(YES), np.int8(NO))
    answers[figures.readiness != Readiness.READY] = UNSETTLED
    for cell, bound in figures.bounds.items():
        answers[cell] = _ANSWER[settle(bound, region)]
    return answers
