"""What the texts of plain batches come to: worked out once for each set of them, and kept from part to part."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar.frame import Frame
from zhunsheng.intake.columnar.heap import Way
from zhunsheng.intake.columnar.words import Words
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.same import Same

KEPT = 2_048
"""Layouts of one catalogue that are kept: batches of one file have much the same dictionaries, or columns."""


class Spoken(NamedTuple):
    """The texts of a batch. `units` has the number of the unit that each indicator has, -1 for one without a row."""

    indicators: tuple[str, ...]
    unit_texts: tuple[str, ...]
    units: tuple[int, ...]
    records: tuple[str, ...]
    bases: tuple[str, ...]
    decimals: int
    heading: str


class Layout(NamedTuple):
    """Where figures stand, and how they are given.

    - `numbers`: by text of the indicator, its number in the cube.
    - `ways`: how the figures of each indicator are given, by number in the cube.
    - `milestones`: those of the numbers that are done or not done.
    """

    numbers: NDArray[np.int64]
    ways: Mapping[int, Way]
    milestones: tuple[int, ...]


def layout(spoken: Spoken, words: Words, frame: Frame) -> Layout | None:
    """Lay a batch out; None where it may hold anything but results whose indicators and units are plain."""
    kept = _kept(Same(frame.catalogue))
    try:
        return kept[spoken]
    except KeyError:
        found = _laid_out(spoken, words, frame)
    if len(kept) >= KEPT:
        kept.clear()
    kept[spoken] = found
    return found


@lru_cache(8)
def _kept(catalogue: Same[Catalogue]) -> dict[Spoken, Layout | None]:  # noqa: ARG001 - it is what they are kept by
    """Return the layouts known so far. Threads may share them: nothing but texts decides what they are."""
    return {}


def _laid_out(spoken: Spoken, words: Words, frame: Frame) -> Layout | None:
    records, bases = (words.record(text) for text in spoken.records), [words.basis(text) for text in spoken.bases]
    if any(each.wrong or each.number for each in records) or any(each.wrong for each in bases):
        return None
    meanings = [words.indicator(text) for text in spoken.indicators]
    if any(each.wrong or each.number < 0 for each in meanings):
        return None
    numbers = frame.cube[np.array([each.number for each in meanings], np.intp)]
    if numbers.min(initial=0) < 0:
        return None
    ways: dict[int, Way] = {}
    for text, number, unit in zip(spoken.indicators, numbers.tolist(), spoken.units, strict=True):
        if unit >= 0:
            factor = words.unit(text, spoken.unit_texts[unit], "", spoken.heading)
            way = Way(number, spoken.decimals, factor, None, False) if isinstance(factor, Fraction) else None
            if way is None or ways.setdefault(number, way) != way:
                return None
    done = {number for each, number in zip(meanings, numbers.tolist(), strict=True) if words.is_milestone(each.number)}
    return Layout(numbers, ways, tuple(sorted(done & ways.keys())))
