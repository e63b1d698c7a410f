"""Digits and gaps of whole columns are those of the fractions, one by one."""

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.bulk import decimals, gaps, words
from zhunsheng.bulk.decimals import Digits
from zhunsheng.bulk.words import Words
from zhunsheng.evaluate import details
from zhunsheng.model.limits import Limit
from zhunsheng.model.quantity import Operator, round_half_even

SIZES = st.sampled_from([1, 10, 10**6, 2**31, 2**40, 2**49, 2**50, 2**62, 2**63 - 1])
INT64 = SIZES.flatmap(lambda size: st.integers(-size, size))
POSITIVE = SIZES.flatmap(lambda size: st.integers(1, size))
SCALES = st.one_of(
    st.sampled_from([Fraction(1), Fraction(100), Fraction(1, 100), Fraction(1, 10**13), Fraction(2000, 3)]),
    st.fractions(min_value=Fraction(1, 10**20), max_value=10**20),
    st.builds(Fraction, st.integers(1, 10**12), st.just(2**13)),
)
SHARED = 6


@st.composite
def columns(draw: st.DrawFn, numbers: st.SearchStrategy[int] = INT64) -> tuple[list[int], list[int] | None, Fraction]:
    count = draw(st.integers(1, SHARED))
    over = draw(st.lists(numbers, min_size=count, max_size=count))
    unders = draw(st.one_of(st.none(), st.lists(POSITIVE, min_size=count, max_size=count)))
    return over, unders, draw(SCALES)


def fractions(over: list[int], unders: list[int] | None, scale: Fraction) -> list[Fraction]:
    return [scale * Fraction(n, d) for n, d in zip(over, unders or [1] * len(over), strict=True)]


def array(numbers: list[int]) -> npt.NDArray[Any]:
    return np.array(numbers, dtype=np.int64 if all(abs(n) < 2**63 for n in numbers) else object)


def digits(over: list[int], unders: list[int] | None, scale: Fraction) -> Digits:
    valued = np.ones(len(over), dtype=bool)
    return decimals.digits(array(over), None if unders is None else array(unders), scale, valued)


def integers(numbers: Words) -> list[int]:
    pairs = zip(numbers.upper.tolist(), numbers.low.view(np.uint64).tolist(), strict=True)
    return [(high << 64) + low for high, low in pairs]


def holds(found: Digits, figures: list[Fraction]) -> None:
    exact = {
        int(at): Fraction(n, d)
        for at, n, d in zip(found.inexact, integers(found.numerator), integers(found.denominator), strict=True)
    }
    lost = np.zeros(len(figures), dtype=bool) if found.lost is None else found.lost
    for at, (count, figure) in enumerate(zip(integers(found.words), figures, strict=True)):
        rounded = round_half_even(figure, 12)
        untold = rounded != figure and max(abs(figure.numerator), figure.denominator) >= 10**38
        assert lost[at] == (untold or abs(rounded) >= 10**26)
        if lost[at]:
            continue
        assert Fraction(count, 10**12) == rounded
        assert (at in found.inexact) == (rounded != figure)
        assert exact.get(at, figure) == figure
        tie = 0 if found.ties is None else int(found.ties[at])
        assert tie == (2 * (figure - rounded) * 10**12 if abs(figure - rounded) * 2 * 10**12 == 1 else 0)


@given(columns())
def test_digits_are_those_of_the_fractions(given_: tuple[list[int], list[int] | None, Fraction]) -> None:
    holds(digits(*given_), fractions(*given_))


@given(columns(st.integers(-(10**45), 10**45)))
def test_figures_of_any_size_are_counted_or_said_to_be_lost(given_: tuple[list[int], list[int], Fraction]) -> None:
    holds(digits(*given_), fractions(*given_))


@given(
    columns(), st.one_of(INT64, st.integers(-(10**30), 10**30)), st.integers(0, 10**14), st.sampled_from([1, 10**3, 3])
)
def test_gaps_are_rounded_once_from_the_exact_difference(
    given_: tuple[list[int], list[int] | None, Fraction], target: int, width: int, share: int
) -> None:
    found, figures = digits(*given_), fractions(*given_)
    low, high = Fraction(target, share), Fraction(target + width, share)
    for upper in (None, high):
        limit = Limit(2025, Operator.WITHIN, low, upper)
        wanted = [round_half_even(details.gap(figure, limit), 12) for figure in figures]
        ends = (low,) if upper is None else (low, upper)
        compare(
            gaps.exact_gaps(array(given_[0]), None if given_[1] is None else array(given_[1]), given_[2], ends), wanted
        )
        if found.lost is None and not any(decimals.units(end)[1] or abs(end) >= 10**26 for end in ends):
            numbers = [Words(*word(decimals.units(end)[0], len(figures))) for end in ends]
            ranged = np.full(len(figures), upper is not None)
            compare(
                gaps.gaps(found, gaps.Limits(numbers[0], numbers[-1] if upper is not None else None, ranged)), wanted
            )


def word(number: int, count: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64] | None]:
    pair = words.of_integers([number] * count, count)
    return pair[:, 0], None if abs(number) < words.NARROW else pair[:, 1]


def compare(found: gaps.Gaps, wanted: list[Fraction]) -> None:
    for at, (number, gap) in enumerate(zip(integers(found.words), wanted, strict=True)):
        lost = found.lost is not None and bool(found.lost[at])
        assert lost == (abs(gap) >= 10**26)
        assert lost or Fraction(number, 10**12) == gap


@pytest.mark.parametrize("over", [-3, -1, 1, 3, 5 * 10**12 + 1])
def test_the_middle_of_two_units_goes_to_the_even_one(over: int) -> None:
    found = digits([over], [2], Fraction(1, 10**12))
    assert integers(found.words) == [round(Fraction(over, 2))]
    assert found.ties is not None


@pytest.mark.parametrize("unders", [None, [3]])
def test_noughts_are_counted_whatever_their_scale(unders: list[int] | None) -> None:
    holds(digits([0], unders, Fraction(10**21, 7)), [Fraction(0)])
    holds(digits([0], unders, Fraction(10**30)), [Fraction(0)])
    holds(digits([0], unders, Fraction(1, 10**30)), [Fraction(0)])


def test_what_stands_where_there_is_no_figure_does_not_matter() -> None:
    over, under = np.array([7, 2**63 - 1]), np.array([3, 0])
    found = decimals.digits(over, under, Fraction(1), np.array([True, False]))
    assert integers(found.words) == [2333333333333, 0]
    assert found.inexact.tolist() == [0]


@given(st.lists(INT64, min_size=1), st.integers(0, 2**63 - 1))
def test_a_product_of_64_bits_has_all_its_digits(numbers: list[int], factor: int) -> None:
    assert integers(words.product(np.array(numbers), factor)) == [number * factor for number in numbers]


@pytest.mark.parametrize("figure", [10**26 - 1, -(10**26) + 1, 7 * 10**25])
@pytest.mark.parametrize("target", [-7 * 10**25, 7 * 10**25, 9 * 10**25])
@pytest.mark.parametrize("width", [None, 10**24])
def test_gaps_of_the_widest_figures_are_written_or_lost(figure: int, target: int, width: int | None) -> None:
    found = digits([figure], None, Fraction(1))
    ends = [Fraction(target)] if width is None else [Fraction(target), Fraction(target + width)]
    numbers = [Words(*word(decimals.units(end)[0], 1)) for end in ends]
    limits = gaps.Limits(numbers[0], None if width is None else numbers[1], np.array([width is not None]))
    limit = Limit(2025, Operator.WITHIN, ends[0], None if width is None else ends[1])
    compare(gaps.gaps(found, limits), [details.gap(Fraction(figure), limit)])


def test_a_tie_of_the_widest_figures_is_rounded_once() -> None:
    half, limit = Fraction(1, 2 * 10**12), 8 * 10**25 + Fraction(1, 10**12)
    for figure in (49 * 10**24 + half, 49 * 10**24 - half):
        found = digits([figure.numerator], [figure.denominator], Fraction(1))
        wanted = [round_half_even(figure - limit, 12)]
        compare(gaps.gaps(found, gaps.Limits(Words(*word(decimals.units(limit)[0], 1)), None, None)), wanted)
