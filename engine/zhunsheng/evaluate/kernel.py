"""The kernel: a whole column of figures is placed on its year's ladder, without making a row for any of them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate import ladder
from zhunsheng.evaluate.column import Bools, Column
from zhunsheng.evaluate.columns import Figures, Readiness
from zhunsheng.evaluate.cuts import AnyCut, Cut, GrowthCut, Region, settle
from zhunsheng.evaluate.exact_sign import PRODUCT_BOUND, Ratios
from zhunsheng.evaluate.ladder import Ladder
from zhunsheng.evaluate.limits import Limit, effective_limits
from zhunsheng.evaluate.outcomes import CODE, STATUS_OF_CODE
from zhunsheng.model.indicator import Kind
from zhunsheng.model.plan import Period
from zhunsheng.model.rule import Rule

BLOCK = 1 << 14
"""Figures placed at a time: few enough that a block and its intermediate results stay in the processor's cache."""

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
    A flow's figures are the sums so far. `limits` are those printed in the rule unless given.
    Returns int8 codes of the same shape, (years, places).
    """
    held_to = effective_limits(rule, ()) if limits is None else limits
    ladders = [ladder.build(rule, kind, period, held_to, year) for year in years]
    reason = place_all(ladders, figures)
    return Verdicts(STATUS_OF_CODE[reason], reason)


def place_all(ladders: Sequence[Ladder], figures: Figures) -> Codes:
    """Place each row of `figures` on its ladder. Returns reason codes, int8, (years, places)."""
    reasons = np.empty(figures.readiness.shape, dtype=np.int8)
    for row, year_ladder in enumerate(ladders):
        _place_row(year_ladder, figures.column[row], reasons[row])
        codes = [CODE[year_ladder.unready or state.reason] for state in Readiness if state not in _JUDGED]
        obstacle = np.array([*(0 for _ in _JUDGED), *codes], dtype=np.int8)
        readiness = figures.readiness[row]
        np.copyto(reasons[row], obstacle[readiness], where=readiness != Readiness.READY)
    for (row, place), bound in figures.bounds.items():
        reasons[row, place] = CODE[ladders[row].of_bound(bound)]
    return reasons


_JUDGED = (Readiness.READY, Readiness.BOUND)


def _place_row(year_ladder: Ladder, figures: Column, reasons: Codes) -> None:
    """Write the reason of each figure: the last step is written first, so that the first that fits stands."""
    reasons[:] = CODE[year_ladder.otherwise]
    for begin in range(0, len(reasons), BLOCK if year_ladder.steps else len(reasons)):
        block = _Block(figures[begin : begin + BLOCK])
        for step in reversed(year_ladder.steps):
            np.copyto(reasons[begin : begin + BLOCK], CODE[step.reason], where=block.inside(step.region))


def satisfied(region: Region, figures: Figures) -> Codes:
    """Hold all figures against one limit. Returns YES, NO or UNSETTLED (a bound, or no figure), (years, places)."""
    answers = np.where(_Block(figures.column).inside(region), np.int8(YES), np.int8(NO))
    answers[figures.readiness != Readiness.READY] = UNSETTLED
    for cell, bound in figures.bounds.items():
        answers[cell] = _ANSWER[settle(bound, region)]
    return answers


class _Block:
    """A run of figures that is held against many cuts."""

    def __init__(self, figures: Column) -> None:
        self._figures = figures
        self._ratios = Ratios(figures.over, figures.under) if figures.under is not None and figures.narrow else None

    def inside(self, region: Region) -> Bools:
        """Tell which figures lie in `region`."""
        if region.upper is None:
            return (
                self._above(region.lower) if region.lower is not None else np.ones(self._figures.over.shape, np.bool_)
            )
        answer = ~self._above(region.upper)
        return answer if region.lower is None else answer & self._above(region.lower)

    def _above(self, cut: AnyCut) -> Bools:
        if self._figures.under is None:
            answer: Bools = self._figures.over >= cut.first_multiple(self._figures.scale)
            return answer
        if isinstance(cut, GrowthCut):
            return self._above_growth(cut)
        return self._above_ratio(cut)

    def _above_ratio(self, cut: Cut) -> Bools:
        """Compare quotients with a rational: the sign of over·q − under·p."""
        figures, limit = self._figures, cut.at / self._figures.scale
        p, q = limit.numerator, limit.denominator
        if self._ratios is not None and max(figures.over_peak * q, figures.under_peak * abs(p)) <= PRODUCT_BOUND:
            return self._ratios.above(p, q, cut.inclusive)
        left, right = figures.over.astype(object) * q, np.asarray(figures.under, dtype=object) * p
        answer: Bools = left >= right if cut.inclusive else left > right
        return answer

    def _above_growth(self, cut: GrowthCut) -> Bools:
        """Compare quotients with an irrational: only those inside its coarse bracket are asked one by one."""
        low, high = cut.coarse()
        answer = self._above_ratio(high)
        for place in zip(*np.nonzero(self._above_ratio(low) & ~answer), strict=True):
            answer[place] = cut.below(self._figures.figure(place))
        return answer
