"""What a rule asks, year by year, laid out as columns beside the figures."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from zhunsheng.bulk import decimals, words
from zhunsheng.bulk.words import Bools, Words
from zhunsheng.model.judgement import Phase
from zhunsheng.model.panel import Terms
from zhunsheng.model.quantity import Operator
from zhunsheng.model.same import Same

PHASES = {phase: code for code, phase in enumerate(Phase)}
OPERATORS = {operator: code for code, operator in enumerate(Operator)}
NOTHING = -1
"""Stands where there is no operator, and no year."""
_KEPT = 4096
"""Rules laid out that are kept."""

Int8 = npt.NDArray[np.int8]
Int32 = npt.NDArray[np.int32]
Scalar = TypeVar("Scalar", bound=np.generic)


class Figures(NamedTuple):
    """One figure for each alternative and year: in units, where there is one (`given`) that can be written."""

    words: Words
    given: Bools

    def held(self, held_to: Int32 | None) -> "Figures":
        """Return them by (year, place), or (year, 1) where one alternative holds for all."""
        low, high = self.words
        taken = Words(_held(low, held_to), None if high is None else _held(high, held_to))
        return Figures(taken, _held(self.given, held_to))


class Asked(NamedTuple):
    """Arrays of (alternatives, years). `rough`: limits that are no whole number of units, as (alternative, year)."""

    phase: Int8
    operator: Int8
    due: npt.NDArray[np.int16]
    target: Figures
    upper: Figures
    expected: Figures
    rough: tuple[tuple[int, int], ...]
    lost: int

    def held(self, held_to: Int32 | None) -> "Asked":
        """Return the same by (year, place), or (year, 1) where one alternative holds for all."""
        return Asked(
            _held(self.phase, held_to),
            _held(self.operator, held_to),
            _held(self.due, held_to),
            self.target.held(held_to),
            self.upper.held(held_to),
            self.expected.held(held_to),
            self.rough,
            self.lost,
        )


def _held(array: npt.NDArray[Scalar], held_to: Int32 | None) -> npt.NDArray[Scalar]:
    return (array[:1] if held_to is None else array[held_to]).T


def lay_out(terms: Sequence[Sequence[Terms]], years: Sequence[int]) -> Asked:
    """Lay the terms of `years` (as rows) out. `lost` counts figures that are too wide to be written.

    What is printed is the same in the next part, and is kept.
    """
    return _printed(Same(terms[0]), tuple(years)) if len(terms) == 1 else _laid_out(terms, years)


@lru_cache(_KEPT)
def _printed(terms: Same[Sequence[Terms]], years: tuple[int, ...]) -> Asked:
    return _laid_out((terms.it,), years)


def _laid_out(terms: Sequence[Sequence[Terms]], years: Sequence[int]) -> Asked:
    shape = (len(terms), len(years))
    columns = zip(*(alternative[year] for alternative in terms for year in years), strict=True)
    phases, operators, targets, uppers, dues, _, expected = columns
    target, upper, path = (_lay(figures, shape) for figures in (targets, uppers, expected))
    return Asked(
        np.array([PHASES[phase] for phase in phases], dtype=np.int8).reshape(shape),
        np.array([NOTHING if each is None else OPERATORS[each] for each in operators], dtype=np.int8).reshape(shape),
        np.array([NOTHING if due is None else due for due in dues], dtype=np.int16).reshape(shape),
        target.figures,
        upper.figures,
        path.figures,
        tuple(divmod(at, shape[1]) for at in sorted(target.rough | upper.rough)),
        target.lost + upper.lost + path.lost,
    )


class _Laid(NamedTuple):
    """Figures by (alternative, year); which are no whole number of units, or too wide; how many are too wide."""

    figures: Figures
    rough: set[int]
    lost: int


def _lay(figures: Sequence[Fraction | None], shape: tuple[int, int]) -> _Laid:
    counts, rough, lost = [0] * len(figures), set(), 0
    given = np.zeros(len(figures), dtype=bool)
    peak = 0
    for at, figure in enumerate(figures):
        if figure is None:
            continue
        count, rounded = decimals.units(figure)
        size = abs(count)
        if rounded or size >= words.WIDEST:
            rough.add(at)
        if size >= words.WIDEST:
            lost += 1
            continue
        counts[at], given[at] = count, True
        peak = max(peak, size)
    if peak < words.NARROW:
        taken = Words(np.array(counts, dtype=np.int64).reshape(shape), None)
    else:
        pairs = words.of_integers(counts, len(counts))
        taken = Words(pairs[:, 0].reshape(shape), pairs[:, 1].reshape(shape))
    return _Laid(Figures(taken, given.reshape(shape)), rough, lost)
