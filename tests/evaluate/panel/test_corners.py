"""What is rare in panels: bounds, limits of a place's own, irrational cuts, and figures that leave 64 bits."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.support.cubes import judge_alike
from tests.support.judging import base, catalogue, indicator, issued, refusal, rule, seen, submission

from zhunsheng.evaluate.panel import placing
from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.judgement import Reason
from zhunsheng.model.plan import Bands
from zhunsheng.model.rule import Rule, Trajectory
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal

PLACES = ("here", "there", "yonder")
QUOTIENT = (indicator("x", expression=Operation("/", Name("a"), Name("b"))), indicator("a"), indicator("b"))
CAGR = {"base": base("100"), "trajectory": Trajectory.CAGR, "scope": PLACES}

Rows = Observation | IssuedTarget | Refusal
"""Whatever a submission is made of."""


def reasons(
    rules: Sequence[Rule] | Rule, *rows: Rows, of: Sequence[Indicator] = (), year: int = 2025
) -> dict[str, Reason]:
    """Judge by all ways, and return the reasons of one year by place (of the last rule)."""
    said = judge_alike(catalogue([rules] if isinstance(rules, Rule) else rules, of), submission(*rows))
    return {place: each.reason for (_, place, when), each in said.items() if when == year}


def kind(which: Kind) -> tuple[Indicator]:
    return (indicator(kind=which),)


@pytest.mark.parametrize("which", [which for which in Kind if which is not Kind.MILESTONE])
def test_bounds(which: Kind) -> None:
    rows: list[Rows] = [
        seen("> 95", 2025),
        seen("< 95", 2024),
        seen("> 95", 2023, place="there"),
        seen("1", 2024, place="there"),
    ]
    rows += [seen("= 95", 2025, place="there"), seen(">= 95", 2024, place="yonder"), seen("94", 2025, place="yonder")]
    found = reasons(rule({2023: ">= 95", 2025: "> 95"}, base=base("60"), scope=PLACES), *rows, of=kind(which))
    alone = {"here": Reason.LIMIT_MET, "there": Reason.ONLY_A_BOUND, "yonder": Reason.LIMIT_MISSED}
    flow = {"here": Reason.MISSING_YEAR, "there": Reason.MISSING_YEAR, "yonder": Reason.MISSING_YEAR}
    assert found == (flow if which is Kind.FLOW else alone)


def test_a_place_is_held_to_what_was_issued_to_it() -> None:
    held_to = rule({2023: "issued >=", 2025: ">= 90"}, base=base("60"), scope=PLACES)
    other = rule("issued <=", id="s", scope=PLACES)
    rows: list[Rows] = [
        issued("75", 2023),
        issued("> 75", 2023, place="there", number="文号2"),
        issued("75", place="yonder"),
    ]
    figures = [seen("75", year, place=place) for year in range(2021, 2026) for place in PLACES]
    found = reasons([other, held_to], *rows, *figures, year=2023)
    assert found == {"here": Reason.LIMIT_MET, "there": Reason.LIMIT_MISSED, "yonder": Reason.ALREADY_MET}
    met_as_bound = [seen("> 80", 2020, place=place) for place in PLACES]
    found = reasons(held_to, *rows, *figures, *met_as_bound, year=2020)
    assert found == {"here": Reason.ALREADY_MET, "there": Reason.ALREADY_MET, "yonder": Reason.ALREADY_MET}


def test_a_benchmark_is_no_target_and_leaves_the_printed_limits() -> None:
    rows: list[Rows] = [issued("75", benchmark=True), seen("80")]
    assert reasons(rule("issued >=", scope=PLACES), *rows)["here"] is Reason.NO_TARGET_ISSUED


@pytest.mark.parametrize("own", [(), (issued("200", place="there"), issued("> 200", place="yonder"))])
def test_quotients_beside_an_irrational_cut(own: Sequence[IssuedTarget]) -> None:
    """100 → 200 in five years: 2021 asks for 114.8698354997035006798626946777927589…."""
    near = {"here": 1148698354997035006, "there": 1148698354997035007, "yonder": 1148698354997035006}
    rows: list[Rows] = [seen(Decimal(count), 2021, "a", place) for place, count in near.items()]
    rows += [seen(Decimal(10**16), 2021, "b", place) for place in PLACES]
    held_to = rule("issued >=" if own else ">= 200", **CAGR)
    found = reasons(held_to, *rows, *own, of=QUOTIENT, year=2021)
    assert found["there"] is Reason.PACE_ON_TRACK
    assert found["yonder"] is Reason.PACE_NEARLY
    assert found["here"] is (Reason.NO_TARGET_ISSUED if own else Reason.PACE_NEARLY)


def test_cuts_that_lie_side_by_side_are_told_apart() -> None:
    """2021 asks for 114.8698354997035006…; R = 1 − 10⁻¹² for 114.8698354996886…, and R = −9 for nothing at all."""
    near = ("114.86983549970351", "114.86983549969", "114.86983549968", "0.000001", "0", "-1")
    rows = [seen(figure, 2021, f"x{n}") for n, figure in enumerate(near)]
    narrow = Bands(nearly=1 - Fraction(1, 10**12), behind=Fraction(-9))
    rules = [rule(">= 200", **CAGR | {"bands": narrow, "id": f"r{n}", "indicator": f"x{n}"}) for n in range(len(near))]
    said = judge_alike(catalogue(rules, [indicator(f"x{n}") for n in range(len(near))]), submission(*rows))
    assert [said[f"r{n}", "here", 2021].reason for n in range(len(near))] == [
        Reason.PACE_ON_TRACK,
        Reason.PACE_NEARLY,
        Reason.PACE_BEHIND,
        Reason.PACE_BEHIND,
        Reason.PACE_REGRESSING,
        Reason.PACE_REGRESSING,
    ]


@pytest.mark.parametrize("which", [Kind.LEVEL, Kind.FLOW, Kind.MILESTONE])
def test_figures_that_leave_64_bits(which: Kind) -> None:
    great = Decimal(10) ** 30
    rows: list[Rows] = [seen(great, 2024), seen(Decimal(-1), 2025, place="there"), seen("> 1", 2023, place="yonder")]
    rows += [refusal(2022), issued("3", place="yonder")]
    rules = [rule(">= 1", scope=PLACES), rule("issued >=", id="s", scope=PLACES), rule(id="t", indicator="y")]
    reasons(rules, *rows, seen("95", name="y"), of=(*kind(which), indicator("y", which)))


def test_sums_that_leave_64_bits_only_when_added_up() -> None:
    rows: list[Rows] = [seen(Decimal(2**62), year, place=place) for year in range(2021, 2026) for place in PLACES]
    found = reasons(rule(f">= {5 * 2**62}", scope=PLACES), *rows, of=kind(Kind.FLOW))
    assert set(found.values()) == {Reason.LIMIT_MET}


@pytest.mark.parametrize("block", [1, 1 << 15])
def test_products_that_leave_64_bits_in_some_places_only(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(placing, "BLOCK", block)
    product = (indicator("x", expression=Operation("*", Name("a"), Name("b"))), indicator("a"), indicator("b"))
    counts = {"here": 10**3, "there": 10**11, "yonder": 10**2}
    rows: list[Rows] = [seen(Decimal(n), 2025, name, place) for place, n in counts.items() for name in "ab"]
    found = reasons(rule(">= 1000000", scope=PLACES), *rows, of=product)
    assert found == {"here": Reason.LIMIT_MET, "there": Reason.LIMIT_MET, "yonder": Reason.LIMIT_MISSED}


def test_limits_beyond_64_bits() -> None:
    far = f">= {10**30}"
    rows: list[Rows] = [
        issued("5", place="there"),
        issued(str(10**30), place="yonder"),
        *(seen("7", place=p) for p in PLACES),
    ]
    rules = [rule(far, scope=PLACES), rule({2024: far, 2025: "issued >="}, id="s", scope=PLACES)]
    found = reasons(rules, *rows)
    assert found == {"here": Reason.NO_TARGET_ISSUED, "there": Reason.LIMIT_MET, "yonder": Reason.LIMIT_MISSED}


def test_marks_beyond_reach() -> None:
    fine = rule(f">= 0.{'3' * 20}", scope=PLACES)
    rows: list[Rows] = [seen(figure, name=name) for name, figure in (("a", "1"), ("b", "3"))]
    assert reasons(fine, *rows, of=QUOTIENT)["here"] is Reason.LIMIT_MET


@pytest.mark.parametrize("factor", [Fraction(1, 10**30), Fraction(2000, 3)])
def test_milestones_in_any_unit(factor: Fraction) -> None:
    rows: list[Rows] = [seen(str(count), year, factor=factor) for year, count in ((2021, 0), (2022, 1), (2024, 0))]
    reasons(rule(">= 1", scope=PLACES, trajectory=Trajectory.NONE), *rows, refusal(2023), of=kind(Kind.MILESTONE))


def test_milestones_held_to_several_limits() -> None:
    held_to = rule({2023: ">= 1", 2025: "issued >="}, scope=PLACES, trajectory=Trajectory.NONE)
    rows: list[Rows] = [seen("3", 2022), seen("0", 2025), seen("3", 2023, place="there")]
    rows += [issued("2"), issued("2", place="there")]
    found = reasons(held_to, *rows, of=kind(Kind.MILESTONE))
    assert found == {"here": Reason.LIMIT_MISSED, "there": Reason.LIMIT_MET, "yonder": Reason.NO_TARGET_ISSUED}


def test_places_of_a_panel_need_not_stand_side_by_side() -> None:
    rows: list[Rows] = [
        seen("95", 2025),
        seen("95", 2025, place="there"),
        refusal(2025, place="yonder"),
        issued("96", 2024),
    ]
    rules = [rule(id="s", scope=("there",)), rule("issued >=", scope=("here", "yonder"))]
    assert reasons(rules, *rows) == {
        "there": Reason.LIMIT_MET,
        "here": Reason.NO_TARGET_ISSUED,
        "yonder": Reason.NO_TARGET_ISSUED,
    }


def added(left: Expression, right: Expression) -> Expression:
    return Operation("+", left, right)


def opposite(left: Expression, right: Expression) -> Expression:
    return Negation(Operation("*", Negation(left), Operation("*", right, Number(Fraction(2)))))


@pytest.mark.parametrize("made", [added, opposite])
def test_formulas_of_one_recipe_about_parts_in_other_units(made: Callable[[Name, Name], Expression]) -> None:
    of: list[Indicator] = []
    rows: list[Observation] = []
    for n, factor in enumerate((Fraction(1), Fraction(1, 7), Fraction(1))):
        of += [indicator(f"x{n}", expression=made(Name(f"a{n}"), Name(f"b{n}")))]
        of += [indicator(f"a{n}"), indicator(f"b{n}")]
        rows += [seen("10", name=f"{part}{n}", place=place, factor=factor) for part in "ab" for place in PLACES]
    rules = [rule(f">= {15 + n}", id=f"r{n}", indicator=f"x{n}", scope=PLACES) for n in range(3)]
    reasons(rules, *rows, of=of)


def test_a_formula_of_what_is_itself_derived() -> None:
    of = [
        indicator("x", expression=Operation("/", Name("a", Fraction(100)), Name("all"))),
        indicator("all", expression=Operation("+", Name("a"), Name("b"))),
        *(indicator("a"), indicator("b")),
    ]
    rows = [seen("19", name="a"), seen("1", name="b"), seen("19", name="a", place="there")]
    found = reasons(rule(">= 95", scope=("here", "there")), *rows, of=of)
    assert found == {"here": Reason.LIMIT_MET, "there": Reason.MISSING_COMPONENT}
