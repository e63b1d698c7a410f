"""Rules judged side by side: what promises the same is one array, and no rule notices who stands beside it."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.judging import base, catalogue, indicator, issued, judge_both, refusal, rule, seen, submission

from zhunsheng.evaluate import alike
from zhunsheng.evaluate.cells import index
from zhunsheng.model.expression import Name, Operation
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.judgement import Status
from zhunsheng.model.plan import Bands
from zhunsheng.model.rule import Nature, Rule, Trajectory
from zhunsheng.model.submission import IssuedTarget, Observation, Refusal

PROMISES: tuple[dict[str, Any], ...] = (
    {"demands": ">= 95", "base": base("60")},
    {"demands": ">= 95", "base": base("60"), "decimals": 0},
    {"demands": {2022: "> 70", 2025: "<= 95"}, "base": base("60")},
    {"demands": "5..8", "trajectory": Trajectory.NONE},
    {"demands": ">= 120", "base": base("100"), "trajectory": Trajectory.CAGR},
)
KINDS = (Kind.LEVEL, Kind.FLOW, Kind.YEARLY)
values = st.sampled_from(("60", "69.5", "70", "94.5", "95", "100.0000001", "5", "-3", "> 95", "1" + "0" * 30))
factors = st.sampled_from((Fraction(1), Fraction(2000, 3), Fraction(1, 10**12)))
cells: st.SearchStrategy[tuple[str, Fraction] | str | None] = st.one_of(
    st.none(), st.just("refused"), st.tuples(values, factors)
)


def named(number: int, promise: dict[str, Any]) -> Rule:
    return rule(**promise, id=f"r{number}", indicator=f"x{number}", scope=("here", "there"))


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Rule], list[Indicator], list[Observation | Refusal]]:
    """Some rules of few promises, each about an indicator of its own, and figures for all of them."""
    chosen = draw(st.lists(st.tuples(st.sampled_from(PROMISES), st.sampled_from(KINDS)), min_size=2, max_size=5))
    rows: list[Observation | Refusal] = []
    for number in range(len(chosen)):
        for place, year in ((place, year) for place in ("here", "there") for year in range(2021, 2026)):
            cell = draw(cells)
            if isinstance(cell, str):
                rows.append(refusal(year, f"x{number}", place))
            elif cell is not None:
                rows.append(seen(cell[0], year, f"x{number}", place, cell[1]))
    rules = [named(number, promise) for number, (promise, _) in enumerate(chosen)]
    return rules, [indicator(f"x{number}", kind) for number, (_, kind) in enumerate(chosen)], rows


@given(plans())
@settings(max_examples=30, deadline=None)
def test_rules_side_by_side_are_judged_as_each_alone(
    plan: tuple[list[Rule], list[Indicator], list[Observation | Refusal]],
) -> None:
    rules, indicators, rows = plan
    together = judge_both(catalogue(rules, indicators), submission(*rows))
    for each in rules:
        alone = judge_both(catalogue([each], indicators), submission(*rows))
        assert alone == tuple(row for row in together if row.rule == each.id)


def group_sizes(
    rules: Sequence[Rule], indicators: Sequence[Indicator] = (), rows: Sequence[IssuedTarget] = ()
) -> list[int]:
    by_id = {one.id: one for one in indicators} or {"x": indicator()}
    data = index(submission(*rows))
    every = [(held, by_id[one.indicator]) for one in rules for held in alike.held(one, data)]
    return [len(group) for group in alike.group(every)]


def test_names_and_references_keep_nothing_apart() -> None:
    changes = {"title": "甲", "owner": "水利局", "nature": Nature.TASK, "theme": "乙", "task": "7", "note": "丙"}
    assert group_sizes([rule(), rule(id="s", **changes)]) == [2]


@pytest.mark.parametrize(
    "changes",
    [
        {"demands": ">= 96"},
        {"demands": {2024: ">= 95"}},
        {"demands": "> 95"},
        {"base": base("60")},
        {"decimals": 1},
        {"trajectory": Trajectory.NONE},
        {"bands": Bands(nearly=Fraction(9, 10))},
        {"benchmark": "全省平均水平"},
    ],
)
def test_whatever_may_weigh_in_a_verdict_keeps_rules_apart(changes: dict[str, Any]) -> None:
    assert group_sizes([rule(), rule(**changes, id="s")]) == [1, 1]


def test_of_every_field_it_is_known_whether_it_weighs() -> None:
    """A new field keeps rules apart until it is known to be a name; then this list says so too."""
    known_not_to_weigh = {
        *("id", "plan", "title", "indicator", "nature", "unit", "owner", "support", "scope", "theme", "source"),
        *("note", "at", "task", "members"),
    }
    weighed = {"base", "targets", "trajectory", "decimals", "bands", "benchmark"}
    assert {field.name for field in msgspec.structs.fields(Rule)} == known_not_to_weigh | weighed


def test_figures_made_by_different_formulas_are_not_alike() -> None:
    quotient, rest = Operation("/", Name("a"), Name("b")), Operation("-", Name("a"), Name("b"))
    indicators = [indicator("x", expression=quotient), indicator("y", expression=rest), indicator("z")]
    rules = [rule(id="r"), rule(id="s"), rule(id="t", indicator="y"), rule(id="u", indicator="z")]
    assert group_sizes(rules, indicators) == [2, 1, 1]
    assert group_sizes([rule(), rule(id="s", indicator="y")], [indicator(), indicator("y", Kind.FLOW)]) == [1, 1]


def test_places_are_apart_where_other_targets_were_issued_to_them_and_not_for_another_document() -> None:
    held_to = rule("issued >=", scope=("here", "there", "yonder"))
    rows = [issued("75"), issued("75", place="there", number="文号2"), issued("76", place="yonder")]
    assert group_sizes([held_to], rows=rows) == [2, 1]
    judged = judge_both(catalogue([held_to]), submission(*rows, *(seen("75", place=at) for at in held_to.scope)))
    due = [row for row in judged if row.year == 2025]
    assert [(row.citation, row.status) for row in due] == [
        ("文号1", Status.MET),
        ("文号2", Status.MET),
        ("文号1", Status.MISSED),
    ]


def test_a_wide_neighbour_costs_no_digit() -> None:
    rules = [rule(id="r"), rule(id="s", indicator="y")]
    data = submission(seen("94.99"), seen(Decimal(10) ** 30, name="y", factor=Fraction(1, 7)))
    judged = judge_both(catalogue(rules, [indicator(), indicator("y")]), data)
    values = {row.rule: row.value for row in judged if row.year == 2025}
    assert values == {"r": Fraction(9499, 100), "s": Fraction(10**30, 7)}
