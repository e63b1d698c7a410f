"""Numbers and names in writing: exact where they can be, and never on the wrong side of a limit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.model.quantity import Operator
from zhunsheng.report.figures import difference_unit, figure, limit_text, readable


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
    ("operator", "upper", "written"),
    [(Operator.AT_LEAST, None, "≥ 5"), (Operator.BELOW, None, "< 5"), (Operator.WITHIN, Fraction(8), "5—8")],
)
def test_a_limit_is_written_with_its_operator(operator: Operator, upper: Fraction | None, written: str) -> None:
    assert limit_text(operator, Fraction(5), upper, "zh") == written


def test_no_limit_is_a_dash() -> None:
    assert limit_text(Operator.AT_LEAST, None, None, "zh") == "—"


def test_the_difference_of_two_shares_is_in_percentage_points() -> None:
    assert difference_unit("percent", "zh") == "个百分点"
    assert difference_unit("percent", "en") == "percentage points"
    assert difference_unit("万人", "zh") == "万人"


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("区教育局", "区教育局"),
        ("全角\u3000空格", "全角\u3000空格"),
        ("a\nb\tc\u2028d", "a b c d"),
        ("\x1b[31mred\x07", "\ufffd[31mred\ufffd"),
        ("abc\u202edcba", "abc\ufffddcba"),
        ("file\udcff.csv", "file\ufffd.csv"),
    ],
)
def test_foreign_text_is_shown_on_one_line_without_hidden_characters(foreign: str, shown: str) -> None:
    assert readable(foreign) == shown
