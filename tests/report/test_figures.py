"""Limits, bounds and units as the report writes them."""

from fractions import Fraction

import pytest

from zhunsheng.model.quantity import Operator
from zhunsheng.report.figures import bounded, difference_unit, limit_text


@pytest.mark.parametrize(
    ("operator", "upper", "written"),
    [(Operator.AT_LEAST, None, "≥ 5"), (Operator.BELOW, None, "< 5"), (Operator.WITHIN, Fraction(8), "5—8")],
)
def test_a_limit_is_written_with_its_operator(operator: Operator, upper: Fraction | None, written: str) -> None:
    assert limit_text(operator, Fraction(5), upper, "percent", "zh") == written


def test_no_limit_is_a_dash() -> None:
    assert limit_text(Operator.AT_LEAST, None, None, "percent", "zh") == "—"


def test_the_difference_of_two_shares_is_in_percentage_points() -> None:
    assert difference_unit("percent", "zh") == "个百分点"
    assert difference_unit("percent", "en") == "percentage points"
    assert difference_unit("万人", "zh") == "万人"
    assert difference_unit("%", "zh") == "个百分点"


@pytest.mark.parametrize(("bound", "written"), [(None, "95"), (Operator.ABOVE, "> 95"), (Operator.AT_MOST, "≤ 95")])
def test_a_bound_stands_before_its_figure(bound: Operator | None, written: str) -> None:
    assert bounded("95", bound) == written
