"""The exact position of quotients of 64-bit columns, against Python integers, where it is hardest."""

from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zhunsheng.evaluate.exact_position import REACH, positions

MOST = 2**63 - 1
UNDERS = (1, 2, 3, 7, 10**9 + 7, 2**53 - 1, 2**53 + 1, 2**61 - 1, 2**62 - 1, 2**62, 2**62 + 1, MOST - 1, MOST)
STEPS = (1, 2, 3, 100, 10**6, 2**31, 10**12 + 39, 2**46 + 1, REACH - 1, REACH)


def by_integers(over: int, under: int, steps: int) -> int:
    whole, rest = divmod(over * steps, under)
    return 2 * whole + (rest != 0)


def assert_exact(over: int, under: int, steps: int) -> None:
    """Within reach the position is exact; beyond it, at least on the right side of every mark within reach."""
    (found,) = positions(np.array([over]), np.array([under]), steps).tolist()
    true = by_integers(over, under, steps)
    if abs(Fraction(over * steps, under)) <= REACH:
        assert found == true
    else:
        assert abs(found) > 2 * REACH
        assert (found > 0) == (true > 0)


@st.composite
def beside_marks(draw: st.DrawFn) -> tuple[int, int, int]:
    """Draw over/under within a few units of a mark: the remainder is 0, ±1, or near half of `under`."""
    under = draw(st.one_of(st.sampled_from(UNDERS), st.integers(1, MOST)))
    steps = draw(st.one_of(st.sampled_from(STEPS), st.integers(1, REACH)))
    mark = draw(st.one_of(st.integers(-5, 5), st.sampled_from((REACH, -REACH, 2**46)), st.integers(-REACH, REACH)))
    doubled = 2 * mark + draw(st.sampled_from((0, 0, 1)))
    over = floor(Fraction(doubled * under, 2 * steps)) + draw(st.integers(-2, 2))
    return max(-MOST, min(MOST, over)), under, steps


@given(beside_marks())
@settings(max_examples=200, deadline=None)
@example((MOST, MOST, REACH))
@example((-MOST, MOST, REACH))
@example((MOST, 1, REACH))
@example((-MOST, 1, 1))
@example((MOST - 1, MOST, 1))
@example((2**62, 2**62 + 1, REACH))
@example((0, MOST, REACH))
def test_a_position_is_exact(fraction: tuple[int, int, int]) -> None:
    assert_exact(*fraction)


@pytest.mark.slow
@given(beside_marks())
@settings(max_examples=30_000, deadline=None)
def test_a_position_is_exact_at_length(fraction: tuple[int, int, int]) -> None:
    assert_exact(*fraction)


@pytest.mark.parametrize("steps", STEPS)
def test_whole_columns_of_hard_quotients(steps: int) -> None:
    """Products near 2¹¹⁰, differences of 0, ±1 and around 2⁶¹, 2⁶² and 2⁶³ from a mark's own product."""
    marks = [sign * mark for mark in (0, 1, 2**20 + 1, 2**40 - 1, 2**46 + 1, REACH) for sign in (1, -1)]
    shifts = [sign * (2**power + e) for power in (0, 61, 62, 63) for e in (-1, 0, 1) for sign in (1, -1)]
    cells = {
        (over, under)
        for under in UNDERS
        for mark in marks
        for shift in shifts
        if abs(over := (mark * under + shift) // steps) <= MOST and abs(over * steps) <= REACH * under
    }
    overs, unders = np.array(sorted(cells)).T
    expected = [by_integers(over, under, steps) for over, under in sorted(cells)]
    assert positions(overs.copy(), unders.copy(), steps).tolist() == expected
    assert len(cells) > 100
