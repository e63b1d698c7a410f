"""Compound growth: roots, thresholds and their digits, against wide decimals."""

from decimal import Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.model.growth import Threshold, expected, floor_root, pace, rational_root
from zhunsheng.model.quantity import round_half_even

WIDE = Context(prec=150)
FAR = Decimal("1e-60")

figures = st.builds(lambda n, places: Fraction(n, 10**places), st.integers(1, 10**6), st.integers(0, 4))
spans = st.integers(2, 9).flatmap(lambda span: st.tuples(st.just(span), st.integers(1, span - 1)))
bands = st.fractions(min_value=-2, max_value=8, max_denominator=20)


def decimal(value: Fraction) -> Decimal:
    return WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))


def root(value: Fraction, degree: int) -> Decimal:
    return WIDE.power(decimal(value), WIDE.divide(Decimal(1), Decimal(degree)))


@given(st.one_of(st.integers(0, 100), st.integers(0, 10**200)), st.integers(1, 12))
def test_a_floor_root_is_the_largest_whose_power_fits(number: int, degree: int) -> None:
    found = floor_root(number, degree)
    assert found**degree <= number < (found + 1) ** degree


def test_a_factor_too_small_for_the_first_digits_is_refined() -> None:
    threshold = Threshold(Fraction(10**60), Fraction(2, 10**60), 2, 1, Fraction(1))
    assert (threshold.sign(Fraction(14142135, 10**7)), threshold.sign(Fraction(14142136, 10**7))) == (-1, 1)
    assert expected(*threshold[:4]) == Fraction("1.414213562373")


@given(figures, st.integers(1, 9))
def test_a_rational_root_is_found_and_nothing_else(value: Fraction, degree: int) -> None:
    assert rational_root(value**degree, degree) == value
    assert rational_root(2 * value**degree, degree) is None or degree == 1


@given(figures, figures, spans, bands, figures)
@settings(deadline=None)
def test_a_threshold_stands_where_wide_decimals_put_it(
    start: Fraction, goal: Fraction, years: tuple[int, int], band: Fraction, figure: Fraction
) -> None:
    span, elapsed = years
    threshold = Threshold(start, goal, span, elapsed, band)
    with_band = WIDE.add(1, WIDE.multiply(decimal(band), WIDE.subtract(root(goal / start, span), 1)))
    near = WIDE.multiply(decimal(start), WIDE.power(max(with_band, Decimal(0)), elapsed))
    apart = WIDE.subtract(decimal(figure), near)
    exact = threshold.exact()
    if exact is not None:
        assert abs(WIDE.subtract(decimal(exact), near)) < FAR
        assert threshold.sign(exact) == 0
    elif abs(apart) > FAR:
        assert threshold.sign(figure) == (1 if apart > 0 else -1)
    low, high = next(threshold.brackets())
    assert decimal(low) <= WIDE.add(near, FAR)
    assert WIDE.subtract(near, FAR) <= decimal(high)


@pytest.mark.parametrize(
    ("threshold", "exact"),
    [
        (Threshold(Fraction(3), Fraction(5), 5, 2, Fraction(0)), Fraction(3)),
        (Threshold(Fraction(1), Fraction(4), 4, 2, Fraction(1)), Fraction(2)),  # √2 squared
        (Threshold(Fraction(1), Fraction(4), 4, 1, Fraction(1)), None),
        (Threshold(Fraction(1), Fraction(4), 4, 2, Fraction(1, 2)), None),
        (Threshold(Fraction(1), Fraction(32), 5, 3, Fraction(1, 2)), Fraction(27, 8)),
        (Threshold(Fraction(32), Fraction(1), 5, 3, Fraction(4)), Fraction(0)),  # 1 + 4(1/2 − 1) < 0
    ],
)
def test_a_threshold_is_exact_where_it_is_rational(threshold: Threshold, exact: Fraction | None) -> None:
    assert threshold.exact() == exact


def test_figures_at_any_distance_from_an_irrational_threshold() -> None:
    threshold = Threshold(Fraction(1), Fraction(2), 2, 1, Fraction(1))  # √2
    digits = 14142135623730950488016887242096980785696718753769480731766797379907324784621
    below, above = Fraction(digits, 10**76), Fraction(digits + 1, 10**76)
    assert (threshold.sign(below), threshold.sign(above)) == (-1, 1)


def test_no_positive_figure_lies_below_a_threshold_that_is_not_positive() -> None:
    threshold = Threshold(Fraction(2), Fraction(1), 2, 1, Fraction(8))  # 1 + 8(√½ − 1) < 0
    assert threshold.exact() is None
    assert threshold.sign(Fraction(1, 10**50)) == 1


@given(figures, figures, figures, spans)
@settings(deadline=None)
def test_pace_and_expected_are_rounded_from_their_true_values(
    figure: Fraction, start: Fraction, goal: Fraction, years: tuple[int, int]
) -> None:
    span, elapsed = years
    on_path = WIDE.multiply(decimal(start), WIDE.power(root(goal / start, span), elapsed))
    shown = decimal(expected(start, goal, span, elapsed))
    assert abs(WIDE.subtract(shown, on_path)) <= Decimal("0.5000001e-12")
    if goal != start:
        observed = WIDE.subtract(root(figure / start, elapsed), 1)
        quotient = WIDE.divide(observed, WIDE.subtract(root(goal / start, span), 1))
        found = decimal(pace(figure, start, goal, span, elapsed))
        assert abs(WIDE.subtract(found, quotient)) <= Decimal("0.5000001e-12")


def test_a_pace_towards_a_goal_next_to_the_start_needs_more_digits() -> None:
    start, goal = Fraction(1), 1 + Fraction(1, 10**30)  # the first bracket of ρ still holds 1
    found = pace(1 + Fraction(2, 10**30), start, goal, 2, 1)
    assert found == round_half_even(Fraction(4), 12)
