"""What a rule asks, year by year, laid out as columns beside the figures."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from zhunsheng.bulk import decimals, words
from zhunsheng.bulk.words import Bools, Int64, Words
from zhunsheng.model.judgement import Phase
from zhunsheng.model.panel import Terms
from zhunsheng.model.quantity import Operator

PHASES = {phase: code for code, phase in enumerate(Phase)}
OPERATORS = {operator: code for code, operator in enumerate(Operator)}
NOTHING = -1
"""Stands where there is no operator, and no year."""

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

    phase: Int32
    operator: Int32
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
    """Lay the terms of `years` (as rows) out. `lost` counts figures that are too wide to be written."""
    chosen = [[alternative[year] for year in years] for alternative in terms]
    shape = (len(chosen), len(years))
    flat = [each for alternative in chosen for each in alternative]
    target, upper, expected = (
        _figures([getattr(each, name) for each in flat], shape) for name in ("target", "upper", "expected")
    )
    return Asked(
        np.array([PHASES[each.phase] for each in flat], dtype=np.int32).reshape(shape),
        np.array(
            [NOTHING if each.operator is None else OPERATORS[each.operator] for each in flat], dtype=np.int32
        ).reshape(shape),
        np.array([NOTHING if each.due is None else each.due for each in flat], dtype=np.int16).reshape(shape),
        target[0],
        upper[0],
        expected[0],
        tuple(divmod(at, shape[1]) for at, each in enumerate(flat) if _is_rough(each)),
        target[1] + upper[1] + expected[1],
    )


def _is_rough(terms: Terms) -> bool:
    return any(end is not None and not decimals.ends(end) for end in (terms.target, terms.upper))


def _figures(figures: Sequence[Fraction | None], shape: tuple[int, int]) -> tuple[Figures, int]:
    counts = [0 if figure is None else decimals.units(figure) for figure in figures]
    given = np.array([figure is not None for figure in figures], dtype=bool)
    wide = [at for at, count in enumerate(counts) if abs(count) >= words.WIDEST]
    for at in wide:
        counts[at], given[at] = 0, False
    laid = words.of_integers(counts, len(counts))
    narrow = all(abs(count) < words.NARROW for count in counts)
    low: Int64 = laid[:, 0].reshape(shape)
    return Figures(Words(low, None if narrow else laid[:, 1].reshape(shape)), given.reshape(shape)), len(wide)
