from fractions import Fraction

import pytest
from tests.support.checking import COMMON, cells, course, flags, hold, indicator, refused, seen
from tests.support.checking import catalogue as a_catalogue

from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.validation import Range

SHARE = Range(id="range", indicators=("x",), low=Fraction(0), high=Fraction(100), **COMMON)
QUOTIENT = indicator("q", "percent", expression=Operation("/", Name("a"), Name("b")), factor=100)
MONEY = [indicator("a", "亿元"), indicator("b", "亿元"), QUOTIENT]


@pytest.mark.parametrize("text", ["0", "100", "99.99", "> 120", "1e-9"])
def test_the_ends_are_possible_and_a_bound_is_no_figure(text: str) -> None:
    assert flags(SHARE, seen("x", 2021, text)) == ()


@pytest.mark.parametrize(("text", "sum_of"), [("100.01", "100.01% > 100%"), ("-3", "−3% < 0%")])
def test_what_lies_outside_is_flagged_with_its_cell(text: str, sum_of: str) -> None:
    (flag,) = flags(SHARE, seen("x", 2021, text), *course("x", "50 - 60"))
    assert cells(flag) == ["x@here 2021"]
    assert flag.arithmetic == sum_of
    assert (flag.year, flag.entity, flag.indicator, flag.owner) == (2021, "here", "x", "城管局")
    assert "0%—100%" in flag.message.zh
    assert "0%–100%" in flag.message.en


def test_one_end_may_be_open() -> None:
    low = Range(id="low", indicators=("x",), low=Fraction(5), **COMMON)
    high = Range(id="high", indicators=("x",), high=Fraction(5), **COMMON)
    rows = (seen("x", 2021, "4"), seen("x", 2022, "6"))
    (below,), (above,) = flags(low, *rows), flags(high, *rows)
    assert (below.year, above.year) == (2021, 2022)
    assert "≥ 5%" in below.message.zh
    assert "≤ 5%" in above.message.zh


def test_the_range_is_said_in_the_unit_of_the_cell() -> None:
    check = Range(id="range", indicators=("a",), high=Fraction(2), **COMMON)
    (flag,) = flags(check, seen("a", 2021, "30000", unit="万元"), indicators=MONEY)
    assert flag.arithmetic == "30000 万元 > 20000 万元"


def test_a_derived_figure_names_the_cells_it_is_made_of() -> None:
    check = Range(id="range", indicators=("q",), high=Fraction(100), **COMMON)
    rows = (seen("a", 2021, "30000", unit="万元"), seen("b", 2021, "2", unit="亿元"))
    (flag,) = flags(check, *rows, indicators=MONEY)
    assert cells(flag) == ["a@here 2021", "b@here 2021"]
    assert flag.arithmetic == "150% > 100%"
    assert flag.hint is not None
    assert "算出来" in flag.hint.zh


@pytest.mark.parametrize("divisor", ["0", "> 5", "-"])
def test_a_derived_figure_that_cannot_be_calculated_is_passed_over(divisor: str) -> None:
    check = Range(id="range", indicators=("q",), high=Fraction(1), **COMMON)
    rows = [seen("a", 2021, "3", unit="亿元")]
    rows += [seen("b", 2021, divisor, unit="亿元")] if divisor != "-" else []
    assert flags(check, *rows, indicators=MONEY) == ()


def test_what_could_not_be_read_or_is_not_known_is_passed_over() -> None:
    check = Range(id="range", indicators=("x", "gone"), high=Fraction(1), **COMMON)
    assert flags(check, seen("x", 2021, "9"), refused("x", 2021), seen("gone", 2021, "9")) == ()


def test_only_the_years_asked_for_are_looked_at() -> None:
    from tests.support.checking import submission

    from zhunsheng.validate import validate

    said = validate(a_catalogue([SHARE]), submission(seen("x", 2021, "101"), seen("x", 2022, "102")), [2021, 2020])
    assert [flag.year for flag in said.flags] == [2021]


def test_without_checks_nothing_is_looked_at() -> None:
    said = hold(a_catalogue([]), seen("x", 2021, "101"))
    assert said.flags == ()
    assert len(said.submission.observations) == 1
