"""The robust z-score against one that is written down as the books have it."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from zhunsheng.validate.robust import Others, centre

QUARTERS = st.integers(-60, 60).map(lambda number: Fraction(number, 4))
FIGURES = st.lists(QUARTERS, min_size=1, max_size=9)


def median(figures: list[Fraction]) -> Fraction:
    """Find a figure with as many below as above, or the middle of the two that come closest to it."""
    for _ in range((len(figures) - 1) // 2):
        figures = list(figures)
        figures.remove(min(figures))
        figures.remove(max(figures))
    return sum(figures, Fraction(0)) / len(figures)


@settings(deadline=None)
@given(FIGURES)
def test_median_and_mad(figures: list[Fraction]) -> None:
    found = centre(figures)
    assert found.median == median(figures)
    assert found.mad == median([abs(each - median(figures)) for each in figures])
    assert found.among == len(figures)


@settings(deadline=None)
@given(FIGURES.filter(lambda figures: len(figures) > 1), st.data())
def test_each_against_all_others(figures: list[Fraction], data: st.DataObject) -> None:
    others = Others(figures)
    for index in data.draw(st.permutations(range(len(figures)))):
        rest = figures[:index] + figures[index + 1 :]
        found = others.without(figures[index])
        assert found == centre(rest)


@settings(deadline=None)
@given(FIGURES, QUARTERS, st.integers(1, 24).map(lambda number: Fraction(number, 4)))
def test_the_score_exceeds_the_threshold_by_division_too(
    figures: list[Fraction], figure: Fraction, threshold: Fraction
) -> None:
    middle = median(figures)
    mad = median([abs(each - middle) for each in figures])
    far = figure != middle if mad == 0 else Fraction("0.6745") * abs(figure - middle) / mad > threshold
    assert centre(figures).is_far(figure, threshold) is far


def test_a_score_that_is_the_threshold_does_not_exceed_it() -> None:
    usual = centre([Fraction(each) for each in (-1, 0, 1)])
    edge = Fraction("3.5") / Fraction("0.6745")
    assert not usual.is_far(edge, Fraction("3.5"))
    assert usual.is_far(edge + Fraction(1, 10**30), Fraction("3.5"))
