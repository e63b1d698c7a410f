"""Two rules on one indicator, place and year that do not go together."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import plan_folder
from tests.support.plan_folder import PLAN, RULES

from zhunsheng.compile import Loaded, conflicts, load, spans
from zhunsheng.compile.spans import Span
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.limits import Limit
from zhunsheng.model.quantity import Operator, round_half_even

Small = Callable[..., Loaded]

RULE = """\
  - id: {id}
    title: {id}
    nature: task
    indicator: {indicator}
    {keys}
    owner: 甲局
    source: {{locator: 表9, anchor: 甲}}
"""
MORE = """\
  - {id: level, title: 水平, unit: percent, owner: 甲局}
  - {id: amount, title: 当年数, unit: 亩, owner: 甲局, kind: yearly}
  - {id: sum, title: 总和, unit: 亩, owner: 甲局, kind: flow}
  - {id: built, title: 建成, owner: 甲局, kind: milestone}
"""


def rules(indicator: str, *keys: str) -> str:
    """The small plan's rules, and more of them on one indicator."""
    written = [RULE.format(id=f"r{n}", indicator=indicator, keys=each) for n, each in enumerate(keys, 1)]
    return RULES.replace("rules:\n", MORE + "rules:\n") + "".join(written)


def found(loaded: Loaded) -> list[tuple[str, str]]:
    said = [(p.code, p.message.en.partition(": ")[2].partition(":")[0]) for p in loaded.problems]
    return [each for each in said if each[0] != "redundant-rule"]


MAINTAIN = 'target: {2025: ">= 95"}, base: {2020: 96}, trajectory: maintain'


def braced(keys: str) -> str:
    """Put keys given in one line each on a line of its own."""
    return keys.replace("}, ", "}\n    ")


@pytest.mark.parametrize(
    ("indicator", "one", "other", "said"),
    [
        ("level", 'target: {2025: ">= 95"}', 'target: {2025: "<= 90"}', "甲区 in 2025"),
        ("level", 'target: {2025: ">= 95"}', 'target: {2025: "< 95"}', "甲区 in 2025"),
        ("level", 'target: {2025: "> 95"}', 'target: {2025: "<= 95"}', "甲区 in 2025"),
        ("level", 'target: {2025: "= 95"}', 'target: {2025: "> 95"}', "甲区 in 2025"),
        ("level", 'target: {2025: "= 95"}', 'target: {2025: "= 96"}', "甲区 in 2025"),
        ("level", 'target: {2025: "5..8"}', 'target: {2025: "< 5"}', "甲区 in 2025"),
        ("level", 'target: {2025: "5..8"}', 'target: {2025: "9..10"}', "甲区 in 2025"),
        ("level", 'target: {2023: ">= 95"}', 'target: {2025: "< 95"}', "甲区 in 2025"),
        ("level", 'target: {2023: ">= 95"}', 'target: {2024-2025: "< 95"}', "甲区 in 2024, 2025"),
        ("level", MAINTAIN, 'target: {2022: "<= 90", 2023: ">= 95"}', "甲区 in 2022"),
        ("level", 'target: {2025: ">= 95"}, base: {2020: 91}', 'target: {2025: "<= 94.5"}', "甲区 in 2025"),
        ("level", 'target: {2025: ">= 95"}, judge: {rounded: 0}', 'target: {2025: "< 94.5"}', "甲区 in 2025"),
        ("level", 'target: {2025: ">= 95"}, judge: {rounded: 0}', 'target: {2025: "<= 94.5"}', "甲区 in 2025"),
        ("level", 'target: {2025: "= 95.5"}, judge: {rounded: 0}', 'target: {2025: "> 0"}', "甲区 in 2025"),
        ("amount", 'target: {2022: ">= 5"}', 'target: {2021-2025: "<= 4"}', "甲区 in 2022"),
        ("sum", 'target: {2025: "<= 30"}', 'target: {2023: ">= 40"}', "甲区 in 2023, 2024, 2025"),
        ("sum", 'target: {2025: "20..30"}', 'target: {2023: "> 30", 2025: "> 10"}', "甲区 in 2023"),
    ],
)
def test_no_figure_satisfies_both(small: Small, indicator: str, one: str, other: str, said: str) -> None:
    for pair in ((one, other), (other, one)):
        loaded = small(rules=rules(indicator, *map(braced, pair)))
        assert found(loaded) == [("contradiction", said)]
        assert loaded.catalogue is None


@pytest.mark.parametrize(
    ("indicator", "one", "other", "said"),
    [
        ("level", 'target: {2025: ">= 95"}', 'target: {2025: ">= 96"}', "甲区 in 2025"),
        ("level", 'target: {2025: ">= 95"}', 'target: {2025: "> 95"}', "甲区 in 2025"),
        ("level", 'target: {2025: "< 95"}', 'target: {2024: "< 94"}', "甲区 in 2025"),
        ("level", 'target: {2025: "5..8"}', 'target: {2025: "6..8"}', "甲区 in 2025"),
        ("level", 'target: {2025: "5..8"}', 'target: {2025: "5..9"}', "甲区 in 2025"),
        ("amount", 'target: {2021-2022: ">= 5"}', 'target: {2022-2023: ">= 6"}', "甲区 in 2022"),
    ],
)
def test_both_point_the_same_way_to_different_figures(
    small: Small, indicator: str, one: str, other: str, said: str
) -> None:
    loaded = small(rules=rules(indicator, one, other))
    assert found(loaded) == [("differing-limits", said)]
    assert loaded.catalogue is not None


@pytest.mark.parametrize(
    ("indicator", "one", "other"),
    [
        ("level", 'target: {2025: ">= 95"}', 'target: {2025: "<= 95"}'),
        ("level", 'target: {2025: ">= 95"}', 'target: {2025: ">= 95.0"}'),
        ("level", 'target: {2025: "5..8"}', 'target: {2025: ">= 8"}'),
        ("level", 'target: {2025: "5..8"}', 'target: {2025: "<= 5"}'),
        ("level", 'target: {2025: "= 8"}', 'target: {2025: "<= 9"}'),
        ("level", 'target: {2025: ">= 95"}', 'target: {2023: "< 95", 2025: ">= 95"}'),
        ("level", 'target: {2023: ">= 95", 2025: "issued >="}', 'target: {2025: "< 95"}'),
        ("level", 'target: {2025: "issued >="}', 'target: {2025: "< 95"}'),
        ("level", 'target: {2023: "issued >="}', 'target: {2025: "< 95"}'),
        ("level", 'target: {2025: ">= 95"}, judge: {rounded: 0}', 'target: {2025: "< 95"}'),
        ("level", 'target: {2025: ">= 94"}, judge: {rounded: 0}', 'target: {2025: "<= 93.5"}'),
        ("level", 'target: {2025: ">= 95"}, scope: [east]', 'target: {2025: "< 95"}'),
        ("level", 'target: {2025: ">= 95"}, trajectory: none', 'target: {2022: "<= 90", 2025: ">= 95"}'),
        ("amount", 'target: {2022: ">= 5"}', 'target: {2023: "< 5"}'),
        ("sum", 'target: {2025: ">= 40"}', 'target: {2023: "<= 30"}, scope: [east]'),
        ("built", "target: {2021: done}", "target: {2023: done}"),
    ],
)
def test_these_go_together(small: Small, indicator: str, one: str, other: str) -> None:
    for pair in ((one, other), (other, one)):
        assert found(small(rules=rules(indicator, *map(braced, pair)))) == []


def test_members_of_a_roster_are_compared_by_kind(small: Small) -> None:
    low, high = 'target: {2025: ">= 95"}, scope: ', 'target: {2025: "<= 90"}, scope: '
    for one, other, clash in (
        ("{level: grid, kind: 农村}", "{level: grid}", ["grid 农村 in 2025"]),
        ("{level: grid}", "{level: grid, kind: 社区}", ["grid 社区 in 2025"]),
        ("{level: grid, kind: 农村}", "{level: grid, kind: 社区}", []),
        ("{level: grid}", "[town]", []),
    ):
        loaded = small(rules=rules("level", braced(low + one), braced(high + other)))
        assert [said for _, said in found(loaded)] == clash


def test_a_roster_without_kinds(small: Small) -> None:
    plan = PLAN.replace("{level: grid, title: 网格, kinds: [农村, 社区]}", "{level: grid, title: 网格}")
    both = [f'target: {{2025: "{limit}"}}\n    scope: {{level: grid}}' for limit in (">= 95", "< 95")]
    text = rules("level", *both).replace("{level: grid, kind: 农村}", "{level: grid}")
    assert found(small(plan=plan, rules=text)) == [("contradiction", "grid in 2025")]


def test_it_is_told_at_the_second_and_names_the_first(small: Small) -> None:
    text = rules("level", 'target: {2025: ">= 95"}', 'target: {2025: "5..8"}')
    [problem] = small(rules=text).problems
    lines = text.split("\n")
    assert "id: r2" in lines[(problem.at.line or 0) - 1]
    assert problem.message.zh == "与规则“r1”矛盾：甲区 2025 年，这里要求 5—8%，那里要求 ≥ 95%。"
    assert problem.hint is not None
    assert f"rules.yaml:{next(n for n, line in enumerate(lines, 1) if 'id: r1' in line)}:9" in problem.hint.zh


def test_what_the_plan_records_is_not_told_again(small: Small) -> None:
    for rule in ("r2", "mini/r2"):
        plan = PLAN.replace("rules: [share, beds]", f"rules: [r1, {rule}]")
        loaded = small(plan=plan, rules=rules("level", 'target: {2025: ">= 95"}', 'target: {2025: "< 95"}'))
        assert loaded.problems == ()


def between(tmp_path: Path, *changes: dict[str, str]) -> tuple[Diagnostic, ...]:
    """What is wrong between small plans, each changed in its own way."""
    plans = []
    for n, changed in enumerate(changes):
        files = {"plan": PLAN, "rules": RULES} | changed
        files["plan"] = files["plan"].replace("id: mini", f"id: p{n}")
        loaded = load(plan_folder.write(tmp_path / f"p{n}", **files))
        assert loaded.problems == ()
        assert loaded.catalogue is not None
        plans.append((tmp_path / f"p{n}", loaded.catalogue))
    return conflicts(plans)


def test_two_plans_that_say_the_same(tmp_path: Path) -> None:
    assert between(tmp_path, {}, {}, {}) == ()


def test_two_plans_that_contradict_each_other(tmp_path: Path) -> None:
    [problem] = between(tmp_path, {}, {"rules": RULES.replace(">= 95", "< 92").replace(", figure: 95", "")})
    assert (problem.code, problem.at.file) == ("contradiction", str(tmp_path / "p1" / "rules.yaml"))
    assert problem.hint is not None
    assert str(tmp_path / "p0" / "rules.yaml") in problem.hint.en


LOWER = RULES.replace("> 2.7", "> 2.6").replace("figure: 2.7", "figure: 2.6")


def test_plans_are_compared_by_the_names_of_indicators_and_places(tmp_path: Path) -> None:
    other = LOWER.replace("id: jobs", "id: work").replace("就业\n", "就 业\n")
    renamed = PLAN.replace("id: town", "id: area").replace("within: town", "within: area").replace("[town", "[area")
    other = other.replace("within: town", "within: area")
    [problem] = between(tmp_path, {}, {"rules": other, "plan": renamed, "assessment": None})
    assert problem.code == "differing-limits"
    assert "> 2.6 万人" in problem.message.zh


def test_units_of_two_plans_convert_exactly(tmp_path: Path) -> None:
    people = RULES.replace("unit: 万人\n    base: {2016-2020: 2.82}", "unit: 人")
    same = people.replace("> 2.7", "> 27000").replace("figure: 2.7", "figure: 27000")
    other = people.replace("> 2.7", "<= 27000").replace("figure: 2.7", "figure: 27000")
    ranges = RULES.replace("> 2.7", "2..3").replace("figure: 2.7", "figure: 2")
    wider = people.replace("> 2.7", "20000..30001").replace("figure: 2.7", "figure: 20000")
    assert between(tmp_path / "same", {}, {"rules": same}) == ()
    assert [p.code for p in between(tmp_path / "other", {}, {"rules": other})] == ["contradiction"]
    assert [p.code for p in between(tmp_path / "range", {"rules": ranges}, {"rules": wider})] == ["differing-limits"]


JOBS = "kind: flow\n    unit: 万人\n    base: {2016-2020: 2.82}"
BEDS = "unit: 张/千人\n    printed_unit: 张"
EARLIER = PLAN.replace("base: 2020, start: 2021", "base: 2019, start: 2020")


@pytest.mark.parametrize(
    ("plan", "changed"),
    [
        (PLAN, LOWER.replace("unit: 万人\n", "unit: 亩\n")),
        (PLAN, LOWER.replace(JOBS, "unit: 万人")),
        (EARLIER, LOWER.replace("{2020:", "{2019:").replace("2016-2020", "2015-2019")),
        (PLAN, RULES.replace(BEDS, "unit: 张").replace('2025: ">= 2"', '2025: ">= 1.9"')),
    ],
    ids=["other unit", "other kind", "other start of the sum", "a unit that is only printed"],
)
def test_what_cannot_be_compared_is_not(plan: str, changed: str, tmp_path: Path) -> None:
    assert changed != RULES
    assert between(tmp_path, {}, {"plan": plan, "rules": changed}) == ()


def test_a_discrepancy_may_name_rules_of_another_plan(tmp_path: Path) -> None:
    plan = PLAN.replace("rules: [share, beds]", "rules: [jobs, p0/jobs, elsewhere/jobs]")
    assert between(tmp_path, {}, {"rules": LOWER, "plan": plan}) == ()


def test_an_unknown_rule_of_another_plan(tmp_path: Path) -> None:
    plan = PLAN.replace("rules: [share, beds]", "rules: [jobs, p0/job]")
    unknown, problem = between(tmp_path, {}, {"rules": LOWER, "plan": plan})
    assert (unknown.code, unknown.at.file, unknown.message.en) == (
        "unknown-rule",
        str(tmp_path / "p1" / "plan.yaml"),
        "There is no rule “p0/job”.",
    )
    assert problem.code == "differing-limits"


limits = st.builds(
    lambda operator, low, width: Limit(2025, operator, low, low + width if operator is Operator.WITHIN else None),
    st.sampled_from(Operator),
    st.integers(-40, 40).map(lambda n: Fraction(n, 4)),
    st.integers(1, 8).map(lambda n: Fraction(n, 4)),
)


@settings(deadline=None)
@given(limits, st.sampled_from([None, 0, 1]), st.integers(-500, 500).map(lambda n: Fraction(n, 40)))
def test_a_span_holds_what_satisfies_the_limit(limit: Limit, decimals: int | None, figure: Fraction) -> None:
    judged = figure if decimals is None else round_half_even(figure, decimals)
    assert spans.of(limit, decimals).meets(Span(figure, True, figure, True)) == limit.holds(judged)


ends = st.none() | st.integers(-2, 2).map(Fraction)


@settings(deadline=None)
@given(*(st.builds(Span, ends, st.booleans(), ends, st.booleans()) for _ in range(2)))
def test_spans_meet_where_some_figure_lies_in_both(one: Span, other: Span) -> None:
    fine = [Fraction(n, 8) for n in range(-30, 31)]
    inside = [f for f in fine if all(s.meets(Span(f, True, f, True)) for s in (one, other))]
    assert one.meets(other) == bool(inside)
