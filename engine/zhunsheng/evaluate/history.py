"""What the years before say of a year: whether its limit is satisfied, since when, and whether that was lost again."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.columns import Figures
from zhunsheng.evaluate.kernel import NO, UNSETTLED, YES, Codes, satisfied
from zhunsheng.evaluate.ladder import Ladder
from zhunsheng.model.column import Bools
from zhunsheng.model.indicator import Kind


class History(NamedTuple):
    """Arrays of (years, subjects); row 0 is the period's base year.

    `satisfied` says that the limit of the row is satisfied; `first_met` is a year, or 0 where it never was so far.
    """

    satisfied: Bools
    first_met: NDArray[np.int64]
    relapsed: Bools


def history(kind: Kind, ladders: Sequence[Ladder], figures: Figures, met: Bools, base_year: int) -> History:
    """Look back over the years. `met` says which rows have the status `met`.

    A limit that stands is asked of all years; what is judged year by year, each year by its own limit: there a year
    that was met says nothing of the next, and nothing relapses. Nor does a year that satisfies its own limit, where
    that of the year before was lower, or another.
    """
    asked = {rung.region for rung in ladders if rung.region is not None}
    held = {region: satisfied(region, figures) for region in asked}
    own = np.full(met.shape, UNSETTLED, dtype=np.int8)
    for row, rung in enumerate(ladders):
        if rung.region is not None:
            own[row] = held[rung.region][row]
    past = History(own == YES, np.zeros(met.shape, np.int64), np.zeros(met.shape, np.bool_))
    for row, rung in enumerate(ladders):
        if rung.region is None:
            continue
        answers = own if kind.year_by_year else held[rung.region]
        so_far = answers[: row + 1] == YES
        past.first_met[row] = np.where(so_far.any(axis=0), so_far.argmax(axis=0) + base_year, 0)
        if row + 1 < len(ladders) and not kind.year_by_year:
            before = _last_word(so_far, answers) if kind is Kind.MILESTONE else met[row]
            past.relapsed[row + 1] = before & (answers[row + 1] == NO) & (own[row + 1] != YES)
    return past


def _last_word(so_far: Bools, answers: Codes) -> Bools:
    """Tell where the last year with an answer said yes: a milestone once done is not undone by an unreadable year."""
    word = np.zeros(so_far.shape[1:], np.bool_)
    for row, yes in enumerate(so_far):
        word = np.where(answers[row] == UNSETTLED, word, yes)
    return word
