from fractions import Fraction

import pytest
from tests.support.checking import COMMON, blank, cells, flags, indicator, refused, seen

from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.validation import Components

CHECK = Components(id="parts", share="x", numerator="n", denominator="d", factor=Fraction(1, 100), **COMMON)
"""万元 by 亿元 into percent."""
INDICATORS = [indicator("x"), indicator("n", "亿元"), indicator("d", "亿元")]
IN_PERCENT = Components(id="parts", share="x", numerator="n", denominator="d", factor=Fraction(100), **COMMON)
SHARE = seen("x", 2021, "7.84")


def test_a_share_that_stands_alone() -> None:
    (flag,) = flags(CHECK, SHARE, blank("d", 2021), indicators=INDICATORS)
    assert cells(flag) == ["x@here 2021", "d@here 2021"]
    assert flag.indicators == ("x", "n", "d")
    assert flag.message.zh == "here 2021 年“x”报 7.84%，没有同时报分子“n”、分母“d”"
    assert flag.message.en.endswith("without its numerator, n and its denominator, d")


def test_a_share_without_its_denominator() -> None:
    (flag,) = flags(CHECK, SHARE, seen("n", 2021, "1", unit="亿元"), indicators=INDICATORS)
    assert flag.indicators == ("x", "d")
    assert "分子" not in flag.message.zh


def test_even_a_bound_rests_on_something() -> None:
    (flag,) = flags(CHECK, seen("x", 2021, "> 95"), indicators=INDICATORS)
    assert "报 > 95%，" in flag.message.zh


def test_what_could_not_be_read_was_asked_about_already() -> None:
    assert flags(CHECK, SHARE, refused("n", 2021), refused("d", 2021), indicators=INDICATORS) == ()


@pytest.mark.parametrize(
    ("share", "flagged"),
    [("78.4", 0), ("78.43", 0), ("78", 0), ("78.431", 0), ("78.44", 1), ("79", 1), ("78.42", 1), ("80", 1)],
)
def test_the_quotient_to_the_decimals_of_the_share(share: str, flagged: int) -> None:
    rows = (seen("x", 2021, share), seen("n", 2021, "40", unit="亿元"), seen("d", 2021, "51", unit="亿元"))
    assert len(flags(IN_PERCENT, *rows, indicators=INDICATORS)) == flagged


def test_a_half_may_be_rounded_either_way() -> None:
    for share in ("78.4", "78.5"):
        rows = (seen("x", 2021, share), seen("n", 2021, "7845", unit="万元"), seen("d", 2021, "1", unit="亿元"))
        assert flags(IN_PERCENT, *rows, indicators=INDICATORS) == ()


@pytest.mark.parametrize(("share", "flagged"), [("99.8", 0), ("99.66", 0), ("99.94", 0), ("99.95", 1), ("99.64", 1)])
def test_sides_with_decimals_may_have_been_rounded(share: str, flagged: int) -> None:
    # 39.4 stands for 39.35 to 39.45, and 39.48 for 39.475 to 39.485: 99.658 % to 99.937 %
    rows = (seen("x", 2021, share), seen("n", 2021, "39.4", unit="亿元"), seen("d", 2021, "39.48", unit="亿元"))
    assert len(flags(IN_PERCENT, *rows, indicators=INDICATORS)) == flagged


def test_a_side_that_is_derived_is_what_it_comes_to() -> None:
    sum_of = Operation("+", Name("a"), Name("b"))
    derived = [
        *INDICATORS[:2],
        indicator("d", "亿元", expression=sum_of),
        indicator("a", "亿元"),
        indicator("b", "亿元"),
    ]
    parts = (seen("a", 2021, "20.4", unit="亿元"), seen("b", 2021, "30.6", unit="亿元"))
    for share, flagged in (("78.4", 0), ("78.5", 1)):
        rows = (seen("x", 2021, share), seen("n", 2021, "40", unit="亿元"), *parts)
        assert len(flags(IN_PERCENT, *rows, indicators=derived)) == flagged


def test_the_arithmetic_and_all_three_cells() -> None:
    rows = (seen("x", 2021, "80.1"), seen("n", 2021, "4000", unit="万元"), seen("d", 2021, "0.51", unit="亿元"))
    (flag,) = flags(IN_PERCENT, *rows, indicators=INDICATORS)
    assert cells(flag) == ["x@here 2021", "n@here 2021", "d@here 2021"]
    assert flag.arithmetic == "4000 万元 ÷ 0.51 亿元 ≈ 78.4314% ≠ 80.1%"
    assert "算得 ≈78.4314%" in flag.message.zh


def test_a_factor_turns_the_quotient_into_the_unit_of_the_share() -> None:
    check = Components(id="parts", share="x", numerator="n", denominator="d", factor=Fraction(1), **COMMON)
    people = [indicator("x", "亩"), indicator("n", "亩"), indicator("d", "万人")]
    rows = (seen("x", 2021, "2.5", unit="亩"), seen("n", 2021, "5", unit="亩"), seen("d", 2021, "20000", unit="人"))
    assert flags(check, *rows, indicators=people) == ()


def test_nothing_can_be_divided_by_nothing() -> None:
    rows = (SHARE, seen("n", 2021, "4", unit="亿元"), seen("d", 2021, "0", unit="亿元"))
    (flag,) = flags(IN_PERCENT, *rows, indicators=INDICATORS)
    assert flag.arithmetic == "4 亿元 ÷ 0 亿元"
    assert "分母为 0" in flag.message.zh


def test_bounds_and_unknown_names_settle_nothing() -> None:
    bound = seen("d", 2021, "> 3", unit="亿元")
    assert flags(IN_PERCENT, SHARE, seen("n", 2021, "4", unit="亿元"), bound, indicators=INDICATORS) == ()
    assert flags(IN_PERCENT, SHARE, indicators=INDICATORS[:1]) == ()
    assert flags(IN_PERCENT, seen("n", 2021, "4", unit="亿元"), indicators=INDICATORS) == ()
