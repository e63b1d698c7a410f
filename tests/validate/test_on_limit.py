from fractions import Fraction

import pytest
from tests.support import judging
from tests.support.checking import COMMON, PLACES, cells, flags, indicator, seen

from zhunsheng.model.indicator import Kind
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import Observation
from zhunsheng.model.validation import OnLimit

CHECK = OnLimit(id="on-limit", share=Fraction(1, 2), figures=3, **COMMON)


def rule(demand: str = ">= 95", name: str = "x", year: int = 2025, **more: object) -> Rule:
    return judging.rule({year: demand}, **{"id": name, "indicator": name, "title": name, "scope": PLACES, **more})


def places(*texts: str, name: str = "x", year: int = 2025, unit: str = "percent") -> list[Observation]:
    return [seen(name, year, text, place, unit) for place, text in zip(PLACES, texts, strict=False)]


def test_too_many_figures_of_a_department_are_just_the_limit() -> None:
    (flag,) = flags(CHECK, *places("95", "95.0", "95", "96", "97", "94"), rules=[rule()])
    assert cells(flag) == ["x@here 2025", "x@there 2025", "x@yonder 2025"]
    assert flag.arithmetic == "3 ÷ 6 = 50% ≥ 50%"
    assert flag.message.zh == "区城管局 2025 年有目标值的 6 个数中有 3 个恰好等于目标值：here、there、yonder"
    assert (flag.year, flag.owner, flag.entity, flag.indicator) == (2025, "城管局", None, "x")


@pytest.mark.parametrize("texts", [("95", "95", "96"), ("95", "95", "95", "96", "97", "94", "93"), ("95",)])
def test_a_few_are_nothing(texts: tuple[str, ...]) -> None:
    assert flags(CHECK, *places(*texts), rules=[rule()]) == ()


def test_one_rule_over_places_where_the_department_as_a_whole_is_not_odd() -> None:
    other = [*places("61", "62", "63", "64", "66", "67", name="y"), *places("95", "95", "95", "96")]
    two = [indicator("x"), indicator("y")]
    (flag,) = flags(CHECK, *other, indicators=two, rules=[rule(), rule(">= 60", "y")])
    assert flag.message.zh.startswith("“x” 2025 年有目标值的 4 个数中有 3 个")
    assert flag.owner == "城管局"


def test_a_department_of_several_indicators_is_told_which() -> None:
    three = [indicator(name) for name in ("x", "y", "z")]
    rows = [seen(name, 2025, "95") for name in ("x", "y", "z")]
    (flag,) = flags(CHECK, *rows, indicators=three, rules=[rule(name=name) for name in ("x", "y", "z")])
    assert flag.message.zh.endswith("恰好等于目标值：x、y、z")
    assert flag.indicator is None


def test_a_figure_of_several_rules_counts_once() -> None:
    twice = [rule(), rule(">= 90", id="again")]
    assert flags(CHECK, *places("95", "90", "96"), rules=twice) == ()
    (flag,) = flags(CHECK, *places("95", "90", "90", "96"), rules=twice)
    assert flag.arithmetic == "3 ÷ 4 = 75% ≥ 50%"


@pytest.mark.parametrize("demand", [">= 100", "<= 0", "> 95", "< 95", "= 95"])
def test_limits_that_say_nothing(demand: str) -> None:
    assert flags(CHECK, *places(*[demand.split()[1]] * 6), rules=[rule(demand)]) == ()


@pytest.mark.parametrize(("demand", "figure"), [("<= 95", "95"), ("60..70", "60"), ("60..70", "70")])
def test_limits_of_which_the_end_is_suspicious(demand: str, figure: str) -> None:
    assert len(flags(CHECK, *places(*[figure] * 4), rules=[rule(demand)])) == 1


def test_small_counts_meet_their_limit_as_a_matter_of_course() -> None:
    land = [indicator("x", "亩")]
    assert flags(CHECK, *places(*["2"] * 6, unit="亩"), indicators=land, rules=[rule(">= 2")]) == ()
    assert len(flags(CHECK, *places(*["20"] * 6, unit="亩"), indicators=land, rules=[rule(">= 20")])) == 1


def test_the_next_limit_due_is_known_before_it_is_due_and_the_last_one_stands_on() -> None:
    steps = judging.rule({2022: ">= 60", 2024: ">= 70"}, scope=PLACES)
    for year, figure, flagged in ((2021, "60", 1), (2023, "60", 0), (2023, "70", 1), (2025, "70", 1)):
        assert len(flags(CHECK, *places(*[figure] * 4, year=year), rules=[steps])) == flagged


def test_yearly_amounts_know_the_limit_of_their_own_year_only() -> None:
    yearly = [indicator("x", kind=Kind.YEARLY)]
    for year, flagged in ((2024, 0), (2025, 1)):
        assert len(flags(CHECK, *places(*["95"] * 4, year=year), indicators=yearly, rules=[rule()])) == flagged


@pytest.mark.parametrize("kind", [Kind.FLOW, Kind.MILESTONE])
def test_sums_and_milestones_have_no_limit_that_one_figure_could_be(kind: Kind) -> None:
    assert flags(CHECK, *places(*["95"] * 4), indicators=[indicator("x", kind=kind)], rules=[rule()]) == ()


def test_issued_targets_are_limits_of_their_place() -> None:
    awaited = rule("issued >=")
    assert flags(CHECK, *places(*["75"] * 4), rules=[awaited]) == ()
    issued = [judging.issued("75", place=place) for place in PLACES]
    assert len(flags(CHECK, *places(*["75"] * 4), *issued, rules=[awaited])) == 1
