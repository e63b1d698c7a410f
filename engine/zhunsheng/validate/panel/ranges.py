"""超出可能范围, over whole columns: figures that cannot be, whatever the plan asks for."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

import numpy as np

from zhunsheng.model.column import Bools, Column
from zhunsheng.model.figures import RANGE, amount
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.same import Same
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.validation import CheckKind, Range
from zhunsheng.validate.panel.definite import Figures, Reported
from zhunsheng.validate.panel.doubt import Doubt

KEPT = 4096
"""Ends of ranges that are kept as counts: those of all checks, at the scales that figures usually come in."""

Found = tuple[Bools, tuple[int, ...]]
"""Where figures are beyond the range, and the numbers of the cube's indicators that they rest on."""


def out_of_range(check: Range, figures: Figures) -> Iterator[Doubt]:
    """Doubt figures, reported or derived, below `low` or above `high`: those that a derived one is made of."""
    for name in dict.fromkeys(check.indicators):
        reported = figures.reported(name)
        found = _derived(check, name, figures) if reported is None else _reported(check, reported)
        if found is None:
            continue
        beyond, rests_on = found
        if times := int(np.count_nonzero(beyond)):
            indicator = figures.catalogue.indicators[name]
            zh, en = (_possible(check, indicator, lang) for lang in ("zh", "en"))
            message = Text(
                f"“{indicator.title}”有数超出可能的范围（{zh}），按检查“{check.title}”退回，不作判定依据。",
                f"Figures of {indicator.title} are not possible ({en} is): the check {check.id} refuses them.",
            )
            hint = Text("请核对数值和单位。", "Check the figures and their units.")
            yield Doubt(CheckKind.RANGE, dict.fromkeys(rests_on, beyond), times, message, hint)


def _reported(check: Range, reported: Reported) -> Found | None:
    """Look at what was reported, in counts of the column's scale: mostly the least and the largest say enough."""
    low, high = _counted(Same(check), reported.scale)
    counts = reported.counts
    too_low = low is not None and counts.min(initial=0) < low
    too_high = high is not None and counts.max(initial=0) > high
    if not (too_low or too_high):
        return None
    beyond: Bools = np.zeros(counts.shape, np.bool_)
    if too_low:
        beyond |= counts < low
    if too_high:
        beyond |= counts > high
    return beyond & reported.known, (reported.number,)


@lru_cache(KEPT)
def _counted(check: Same[Range], scale: Fraction) -> tuple[int | None, int | None]:
    """Return the least and the largest count that are possible."""
    low, high = check.it.low, check.it.high
    return low if low is None else ceil(low / scale), high if high is None else floor(high / scale)


def _derived(check: Range, name: str, figures: Figures) -> Found | None:
    held = figures.of(name)
    return None if held is None else (held.known & _beyond(check, held.figures), held.rests_on)


def _beyond(check: Range, column: Column) -> Bools:
    beyond: Bools = np.zeros(column.over.shape, np.bool_)
    if check.low is not None:
        beyond |= column.plus(Column.constant(-check.low)).over < 0  # what stands below the line is positive
    if check.high is not None:
        beyond |= column.plus(Column.constant(-check.high)).over > 0
    return beyond


def _possible(check: Range, indicator: Indicator, lang: Lang) -> str:
    ends = [None if end is None else amount(end, indicator.unit, lang, brief=True) for end in (check.low, check.high)]
    low, high = ends
    if low is not None and high is not None:
        return f"{low}{RANGE.to(lang)}{high}"
    return f"≤ {high}" if low is None else f"≥ {low}"
