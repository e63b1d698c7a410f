"""Numbers in writing: exact where they can be, and never on the wrong side of a limit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.model.figures import (
    amount,
    as_submitted,
    figure,
    limit_amount,
    limit_digits,
    pace_figure,
    unit_text,
    with_unit,
)
from zhunsheng.model.indicator import DONE
from zhunsheng.model.plan import Bands
from zhunsheng.model.quantity import Operator
from zhunsheng.model.text import Lang


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("95.10"), "95.1"),
        (Decimal("-0.8"), "−0.8"),
        (Decimal("0.000000000001"), "0.000000000001"),
        (Fraction(1, 3), "0.3333（约）"),
        (Fraction(10), "10"),
        (Fraction(62900, 6300), "9.9841（约）"),
    ],
)
def test_a_figure_is_written_out_where_it_ends_and_marked_where_it_does_not(value: Fraction, written: str) -> None:
    assert figure(value).text("zh") == written


def test_an_approximation_carries_its_exact_fraction() -> None:
    shown = figure(Fraction(1, 3))
    assert (shown.exact, shown.text("en", "%"), shown.brief("万人")) == ("1/3", "0.3333% (approx.)", "≈0.3333 万人")


def test_four_places_do_not_lift_a_figure_onto_its_limit() -> None:
    below = Fraction(95) - Fraction(1, 3_000_000)
    assert figure(below, (Fraction(95),)).digits == "94.9999997"


def test_a_tiny_gap_never_reads_as_zero() -> None:
    assert figure(-Fraction(1, 3_000_000), signed=True).digits == "−0.0000003"


@given(st.fractions(max_denominator=10**9), st.lists(st.fractions(max_denominator=1000), max_size=3))
def test_what_is_written_stands_on_the_same_side_of_every_limit(value: Fraction, limits: list[Fraction]) -> None:
    shown = Fraction(figure(value, tuple(limits)).digits.replace("−", "-"))
    assert [shown > m for m in limits] == [value > m for m in limits]
    assert [shown < m for m in limits] == [value < m for m in limits]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0.599", "0.599"),
        ("0.6", "0.6"),
        ("-0.001", "−0.001"),
        ("1", "1"),
        ("12.345", "12.345"),
        ("0.59999999999", "0.59999999999"),
        ("0.94999999999", "0.94999999999"),
        ("-0.00000000001", "−0.00000000001"),
    ],
)
def test_pace_never_reads_as_the_next_band(value: str, written: str) -> None:
    assert pace_figure(Fraction(Decimal(value)), Bands()).digits == written


@given(st.fractions(-2, 3, max_denominator=10**9), st.fractions(0, 1, max_denominator=1000))
def test_pace_stays_in_its_band_wherever_a_plan_cuts_it(pace: Fraction, cut: Fraction) -> None:
    bands = Bands(on_track=Fraction(1), nearly=cut, behind=cut / 2)
    shown = Fraction(pace_figure(pace, bands).digits.replace("−", "-"))
    marks = (bands.on_track, bands.nearly, bands.behind, Fraction(0))
    assert [shown >= mark for mark in marks] == [pace >= mark for mark in marks]


@pytest.mark.parametrize(
    ("unit", "written"),
    [
        ("percent", "3%"),
        ("%", "3%"),
        ("per_mille", "3‰"),
        ("百分点", "3 个百分点"),
        ("张/千人", "3 张/千人"),
        ("", "3"),
    ],
)
def test_a_unit_is_written_as_readers_write_it(unit: str, written: str) -> None:
    assert with_unit("3", unit_text(unit).zh) == written


@pytest.mark.parametrize(
    ("value", "unit", "lang", "written"),
    [
        (Fraction(95), "percent", "zh", "95%"),
        (Fraction(5), "所", "zh", "5 所"),
        (Fraction(1, 3), "亩", "en", "0.3333 亩 (approx.)"),
        (Fraction(1), DONE, "zh", "已完成"),
        (Fraction(0), DONE, "en", "not done"),
    ],
)
def test_an_amount_has_its_unit_and_a_milestone_its_word(value: Fraction, unit: str, lang: Lang, written: str) -> None:
    assert amount(value, unit, lang) == written


def test_a_bound_stands_before_its_amount_and_a_short_approximation_has_its_sign() -> None:
    assert amount(Fraction(95), "percent", "zh", bound=Operator.ABOVE) == "> 95%"
    assert amount(Fraction(1, 3), "percent", "zh", brief=True) == "≈0.3333%"


@pytest.mark.parametrize(
    ("operator", "upper", "unit", "lang", "digits", "written"),
    [
        (Operator.AT_LEAST, None, "percent", "zh", "≥ 5", "≥ 5%"),
        (Operator.BELOW, None, "张", "zh", "< 5", "< 5 张"),
        (Operator.WITHIN, Fraction(8), "所", "zh", "5—8", "5—8 所"),
        (Operator.WITHIN, None, "所", "zh", "5", "5 所"),
        (Operator.WITHIN, Fraction(8), "%", "en", "5–8", "5–8%"),
        (Operator.AT_LEAST, None, DONE, "zh", "完成", "完成"),
        (Operator.AT_LEAST, None, DONE, "en", "done", "done"),
    ],
)
def test_a_limit_is_written_with_its_operator(
    operator: Operator, upper: Fraction | None, unit: str, lang: Lang, digits: str, written: str
) -> None:
    assert limit_digits(operator, Fraction(5), upper, unit, lang) == digits
    assert limit_amount(operator, Fraction(5), upper, unit, lang) == written


@pytest.mark.parametrize(
    ("cell", "unit", "told"),
    [("95", "%", "95 %"), ("95％", "%", "95％"), ("26.73公里", "公里", "26.73公里"), (" 3 ", "", "3")],
)
def test_the_unit_of_a_cell_is_written_once(cell: str, unit: str, told: str) -> None:
    assert as_submitted(cell, unit) == told
