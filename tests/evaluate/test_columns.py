"""Exact columns: wide figures, shared and own denominators, and the low-level entry for national-size work."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.judging import PERIOD, base, rule

from zhunsheng.evaluate.columns import Figures
from zhunsheng.evaluate.cuts import Bound
from zhunsheng.evaluate.kernel import BLOCK, judge_rule
from zhunsheng.evaluate.readiness import Readiness
from zhunsheng.model.column import Column
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Reason
from zhunsheng.model.limits import Limit
from zhunsheng.model.outcome import REASONS, STATUS_OF, STATUSES
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule, Trajectory

integers = st.one_of(
    st.integers(-3, 3),
    st.sampled_from((2**31, 2**62, 2**63 - 1, 1 - 2**63, 2**63, 10**30)),
    st.integers(-(10**20), 10**20),
)
scales = st.sampled_from((Fraction(1), Fraction(1, 100), Fraction(2000, 3), Fraction(10**25), Fraction(1, 10**25)))


def column(numbers: list[int], scale: Fraction) -> Column:
    """Hold whole numbers in 64 bits where they fit."""
    fits = all(abs(number) < 2**63 for number in numbers)
    return Column.of(np.array(numbers, dtype=np.int64 if fits else object), scale)


def quotients(draw: st.DrawFn) -> tuple[Column, list[Fraction]]:
    over, under = draw(st.lists(integers, min_size=3, max_size=3)), draw(st.lists(integers, min_size=3, max_size=3))
    left, right = draw(scales), draw(scales)
    if draw(st.booleans()):
        return column(over, left), [number * left for number in over]
    under = [number or 1 for number in under]
    quotient, zero = column(over, left).divided(column(under, right))
    assert not zero.any()
    return quotient, [Fraction(n) * left / (d * right) for n, d in zip(over, under, strict=True)]


columns = st.composite(quotients)()


def figures_of(found: Column) -> list[Fraction]:
    assert found.over.dtype == object or abs(int(np.abs(found.over).max())) <= found.over_peak
    return [found.figure(i) for i in range(3)]


@given(columns, columns, st.sampled_from((Fraction(0), Fraction(-7, 3), Fraction(100), Fraction(10**30))))
@settings(deadline=None)
def test_arithmetic_is_that_of_fractions(
    left: tuple[Column, list[Fraction]], right: tuple[Column, list[Fraction]], factor: Fraction
) -> None:
    (a, fractions_a), (b, fractions_b) = left, right
    pairs = list(zip(fractions_a, fractions_b, strict=True))
    assert figures_of(a.plus(b)) == [x + y for x, y in pairs]
    assert figures_of(a.plus(a)) == [x + x for x in fractions_a]
    assert figures_of(a.times(b)) == [x * y for x, y in pairs]
    assert figures_of(a.scaled(factor)) == [x * factor for x in fractions_a]
    assert figures_of(a.negated()) == [-x for x in fractions_a]
    quotient, zero = a.divided(b)
    assert zero.tolist() == [y == 0 for _, y in pairs]
    assert [q for q, (_, y) in zip(figures_of(quotient), pairs, strict=True) if y] == [x / y for x, y in pairs if y]


def test_a_sum_over_years_leaves_64_bits_in_time() -> None:
    yearly = Column.of(np.full((4, 1), 2**62), Fraction(1, 100))
    assert [yearly.summed().figure((row, 0)) for row in range(4)] == [Fraction(2**62 * n, 100) for n in range(1, 5)]
    assert yearly.summed().over.dtype == object
    assert Column.of(np.full((4, 1), 2**60)).summed().over.dtype == np.int64


def test_columns_of_no_places_are_columns() -> None:
    assert Column.of(np.empty((3, 0), dtype=np.int64)).over_peak == 0


def test_the_smallest_64_bit_number_is_held_wide_because_its_opposite_is_not_one() -> None:
    lowest = Column.of(np.array([-(2**63)]))
    assert lowest.negated().figure(0) == 2**63


def judged(held_to: Rule, share: Column, **changes: Any) -> list[list[Reason]]:  # noqa: ANN401
    """Judge rows of quotients of the years from 2021 on, by the low-level entry."""
    shape = np.broadcast_shapes(share.over.shape)
    readiness = changes.pop("readiness", np.zeros(shape, dtype=np.int8))
    years = range(2021, 2021 + shape[0])
    figures = Figures(share, readiness, changes.pop("bounds", {}))
    verdicts = judge_rule(held_to, Kind.LEVEL, PERIOD, years, figures, **changes)
    assert verdicts.status.dtype == verdicts.reason.dtype == np.int8
    assert verdicts.status.shape == verdicts.reason.shape == shape
    reasons = [[REASONS[code] for code in row] for row in verdicts.reason]
    assert [[STATUSES[code] for code in row] for row in verdicts.status] == [
        [STATUS_OF[r] for r in row] for row in reasons
    ]
    return reasons


def test_national_size_blocks_are_judged_alike() -> None:
    places = 2 * BLOCK + 5
    numbers = np.arange(places, dtype=np.int64) % 1100
    share, _ = Column.of(numbers[None, :] * 10**12).divided(Column.of(np.full((1, places), 10**15)))
    reasons = judged(rule(">= 95", base=base("60")), share.scaled(Fraction(100)))[0]
    on_path = [
        (950, Reason.ALREADY_MET),
        (670, Reason.PACE_ON_TRACK),
        (667, Reason.PACE_NEARLY),  # 60 + 0.95·7 = 66.65
        (642, Reason.PACE_BEHIND),
        (600, Reason.PACE_FAR_BEHIND),
        (0, Reason.PACE_REGRESSING),
    ]
    assert reasons == [next(reason for least, reason in on_path if n >= least) for n in numbers.tolist()]


def test_readiness_bounds_and_given_limits() -> None:
    share = Column.of(np.array([[95, 0, 96, 94, 0]]))
    readiness = np.array([[0, Readiness.REFUSED, Readiness.BOUND, Readiness.BOUND, Readiness.NO_OBSERVATION]], np.int8)
    bounds = {(0, 2): Bound(Operator.ABOVE, Fraction(96)), (0, 3): Bound(Operator.ABOVE, Fraction(94))}
    limits = (Limit(2021, Operator.AT_LEAST, Fraction(95)),)
    assert judged(rule("issued >="), share, readiness=readiness, bounds=bounds, limits=limits) == [
        [Reason.LIMIT_MET, Reason.REFUSED, Reason.LIMIT_MET, Reason.ONLY_A_BOUND, Reason.NO_OBSERVATION]
    ]
    assert judged(rule("issued >="), share, readiness=readiness, bounds=bounds) == [[Reason.NO_TARGET_ISSUED] * 5]


@pytest.mark.parametrize("factor", [1, 10**25])
def test_quotients_beside_an_irrational_threshold_are_decided_one_by_one(factor: int) -> None:
    """100 → 200 in five years: 2021 asks for 114.8698354997035006798626946777927589…, in 64 bits and beyond."""
    held_to = rule(">= 200", base=base("100"), trajectory=Trajectory.CAGR)
    near = [1148698354997035006, 1148698354997035007, 1148698354997035006 - 2**20, 2 * 10**18, -1]
    over = np.array([[n * factor for n in near]], dtype=np.int64 if factor == 1 else object)
    share, _ = Column.of(over).divided(Column.of(np.full_like(over, 10**16 * factor)))
    assert judged(held_to, share) == [
        [
            Reason.PACE_NEARLY,
            Reason.PACE_ON_TRACK,
            Reason.PACE_NEARLY,
            Reason.ALREADY_MET,
            Reason.PACE_REGRESSING,
        ]
    ]


def test_every_reason_has_one_status() -> None:
    assert set(STATUS_OF) == set(Reason)
    assert {readiness.reason for readiness in Readiness if readiness > Readiness.BOUND} < set(Reason)
