from fractions import Fraction

import pytest
from tests.support import judging
from tests.support.checking import COMMON, catalogue, cells, course, flags, hold, indicator, seen

from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation
from zhunsheng.model.validation import Components, Denominator

CHECK = Denominator(id="denominator", change=Fraction(1, 5), **COMMON)
A, B, C = indicator("a", "亿元", owner="财政局"), indicator("b", "亿元"), indicator("c", "亿元")
QUOTIENT = Operation("/", Name("a"), Name("b"))


def derived(expression: Expression, name: str = "q") -> list[object]:
    return [A, B, C, indicator(name, "percent", expression=expression, factor=100)]


ROWS = (*course("a", "1 1.1", unit="亿元"), *course("b", "10 7", unit="亿元"))


def test_what_the_share_would_be_with_last_year_s_denominator() -> None:
    (flag,) = flags(CHECK, *ROWS, indicators=derived(QUOTIENT))
    assert cells(flag) == ["b@here 2021", "b@here 2020"]
    assert (flag.year, flag.owner, flag.entity, flag.indicators) == (2021, "城管局", "here", ("b", "q"))
    assert flag.arithmetic == "7 亿元 ÷ 10 亿元 − 1 = −30% < −20%"
    assert flag.message.zh == (
        "here 2021 年分母“b”减少 30%：由上年的 10 亿元变为 7 亿元；“q”为 ≈15.7143%，按上年分母则为 11%"
    )
    assert "the denominator b fell by 30%: from 10 亿元 to 7 亿元" in flag.message.en


@pytest.mark.parametrize(
    ("demand", "decimals", "said"),
    [(">= 15", None, "，达不到“规则”2021 年的目标 ≥ 15%"), ("<= 15", None, "，达到“规则”2021 年的目标 ≤ 15%"),
     (">= 11", None, ""), (">= 15.8", None, ""), (">= 15.8", 0, "，达不到“规则”2021 年的目标 ≥ 15.8%")],
)  # fmt: skip
def test_whether_that_would_turn_a_verdict(demand: str, decimals: int | None, said: str) -> None:
    rule = judging.rule({2021: demand}, indicator="q", decimals=decimals)
    (flag,) = flags(CHECK, *ROWS, indicators=derived(QUOTIENT), rules=[rule])
    assert flag.message.zh.endswith(f"按上年分母则为 11%{said}")


def test_rules_of_other_places_and_sums_over_years_are_not_turned() -> None:
    elsewhere = judging.rule({2021: ">= 15"}, indicator="q", scope=("there",))
    later = judging.rule({2025: "issued >="}, id="later", indicator="q")
    (flag,) = flags(CHECK, *ROWS, indicators=derived(QUOTIENT), rules=[elsewhere, later])
    assert flag.message.zh.endswith("则为 11%")


def test_just_so_much_is_allowed() -> None:
    for now, flagged in (("8", 0), ("7.99", 1), ("12", 0), ("12.01", 1)):
        rows = (*course("a", "1 1", unit="亿元"), *course("b", f"10 {now}", unit="亿元"))
        assert len(flags(CHECK, *rows, indicators=derived(QUOTIENT))) == flagged


def test_a_return_to_where_it_was_is_not_asked_about_again() -> None:
    for figures, years in (("10 40 11 12", [2021]), ("10 40 5 5", [2021, 2022]), ("10 40 39 10", [2021, 2023])):
        found = flags(CHECK, *course("b", figures, unit="亿元"), indicators=derived(QUOTIENT))
        assert [flag.year for flag in found] == years


def test_a_denominator_of_several_parts() -> None:
    rows = (*ROWS, *course("c", "5 20", unit="亿元"))
    expression = Operation("/", Name("a"), Operation("+", Name("b"), Name("c")))
    (flag,) = flags(CHECK, *rows, indicators=derived(expression))
    assert flag.arithmetic == "+80% > +20%"
    assert flag.message.zh.startswith(
        "here 2021 年“q”的分母增加 80%：“b”由上年的 10 亿元变为 7 亿元、“c”由上年的 5 亿元变为 20 亿元；"
    )
    assert cells(flag) == ["b@here 2021", "c@here 2021", "b@here 2020", "c@here 2020"]


def test_one_flag_whatever_is_divided_by_it() -> None:
    two = [*derived(QUOTIENT), indicator("r", "percent", expression=Operation("/", Name("c"), Name("b", Fraction(7))))]
    (flag,) = flags(CHECK, *ROWS, *course("c", "- 3", unit="亿元"), indicators=two)
    assert flag.indicators == ("b", "q", "r")
    assert "“q”为" in flag.message.zh
    assert "“r”为" in flag.message.zh


@pytest.mark.parametrize(
    "expression",
    [
        Operation("-", Number(Fraction(1)), QUOTIENT),
        Negation(QUOTIENT),
        Operation("*", QUOTIENT, Number(Fraction(2))),
        Operation("/", QUOTIENT, Number(Fraction(2))),
    ],
)
def test_divisions_within_a_formula_are_found(expression: Expression) -> None:
    (flag,) = flags(CHECK, *ROWS, indicators=derived(expression))
    assert "按上年分母则为" in flag.message.zh


@pytest.mark.parametrize(
    "rows",
    [
        course("b", "10 - 2", unit="亿元"),
        course("b", "0 2", unit="亿元"),
        course("b", ">10 2", unit="亿元"),
        course("a", "1 9", unit="亿元"),
    ],
)
def test_without_a_year_before_there_is_no_change(rows: tuple[object, ...]) -> None:
    assert flags(CHECK, *rows, indicators=derived(QUOTIENT)) == ()


def test_without_a_numerator_only_the_change_is_said() -> None:
    (flag,) = flags(CHECK, *course("b", "10 2", unit="亿元"), indicators=derived(QUOTIENT))
    assert "按上年" not in flag.message.zh
    (flag,) = flags(CHECK, *course("b", "10 0", unit="亿元"), indicators=derived(QUOTIENT))
    assert flag.arithmetic == "0 亿元 ÷ 10 亿元 − 1 = −100% < −20%"


def test_denominators_that_a_check_declares() -> None:
    declared = Components(id="c", share="x", numerator="a", denominator="b", factor=Fraction(100), **COMMON)
    known = catalogue([CHECK, declared], [A, B, indicator("x")])
    said = hold(known, *ROWS, seen("x", 2021, "15.7"))
    (flag,) = said.flags
    assert flag.message.zh.endswith("“x”为 15.7%，按上年分母则为 11%")
    (flag,) = hold(known, *course("b", "10 7", unit="亿元")).flags
    assert "按上年" not in flag.message.zh
    unknown = Components(id="c", share="gone", numerator="a", denominator="b", **COMMON)
    assert hold(catalogue([CHECK, unknown], [A, B]), *ROWS).flags == ()
