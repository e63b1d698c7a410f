"""Rules that one implies, and rules that only together leave no room: the smallest set is named."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support import plan_folder

from zhunsheng.compile import conflicts, load, ranges
from zhunsheng.compile.spans import Span
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation, Sign, calculate

HEAD = """\
theme: 主题
indicators:
  - {id: good, title: 好的, unit: 个, owner: 甲局}
  - {id: fair, title: 尚可的, unit: 个, owner: 甲局}
  - {id: all, title: 全部, unit: 个, owner: 甲局}
rules:
"""
PARTS = '{id: two-parts, title: 两部分, unit: 个, expression: "good + fair", TARGET}'
SHARE = '{id: share, title: 占比, unit: percent, expression: "good / all", TARGET}'


def rule(text: str, target: str, **more: str) -> str:
    named = text.replace("TARGET", f'target: {{2025: "{target}"}}')
    body = "nature: task, owner: 甲局, source: {locator: 表, anchor: 名}"
    extra = "".join(f", {key}: {value}" for key, value in more.items())
    return f"  - {named[:-1]}, {body}{extra}}}\n"


def on(indicator: str, target: str, **more: str) -> str:
    return rule(f"{{id: {indicator}-rule, title: {indicator}, indicator: {indicator}, TARGET}}", target, **more)


def found(tmp_path: Path, *rules: str, plan: str = plan_folder.PLAN) -> list[Diagnostic]:
    plan = re.sub(r"discrepancies:.*?(?=context:)", "", plan, flags=re.DOTALL)
    folder = plan_folder.write(tmp_path / "mini", rules=HEAD + "".join(rules), plan=plan, assessment=None, checks=None)
    loaded = load(folder)
    assert loaded.catalogue is not None, loaded.problems
    return [*loaded.problems, *conflicts([(folder, loaded.catalogue)])]


def named(problems: list[Diagnostic], code: str) -> list[list[str]]:
    quoted = [re.findall("“([^”]*)”（", each.message.zh) for each in problems if each.code == code]
    return [sorted(each) for each in quoted]


def test_three_rules_through_a_formula_leave_no_room(tmp_path: Path) -> None:
    problems = found(tmp_path, rule(PARTS, ">= 10"), on("good", "<= 5"), on("fair", "< 5"), on("all", ">= 1"))
    assert named(problems, "conflicting-set") == [["fair-rule", "good-rule", "two-parts"]]
    problem = next(each for each in problems if each.code == "conflicting-set")
    assert problem.at.line == 7
    assert "2025" in problem.message.en


@pytest.mark.parametrize(("good", "fair"), [("<= 5", "<= 5"), ("<= 5", ">= 1"), ("<= 6", "<= 4")])
def test_where_any_figures_do_there_is_room(good: str, fair: str, tmp_path: Path) -> None:
    assert found(tmp_path, rule(PARTS, ">= 10"), on("good", good), on("fair", fair)) == []


def test_a_quotient_is_bounded_by_what_it_is_made_of(tmp_path: Path) -> None:
    rules = rule(SHARE, ">= 60"), on("good", "<= 50"), on("all", ">= 100")
    assert named(found(tmp_path, *rules), "conflicting-set") == [["all-rule", "good-rule", "share"]]
    rules = rule(SHARE, ">= 50"), on("good", "<= 50"), on("all", ">= 100")
    assert found(tmp_path, *rules) == []


def test_a_rule_that_has_no_part_in_it_is_not_named(tmp_path: Path) -> None:
    idle = on("good", ">= 1").replace("good-rule", "idle")
    problems = found(tmp_path, rule(PARTS, ">= 10"), idle, on("good", "<= 5"), on("fair", "< 5"))
    assert named(problems, "conflicting-set") == [["fair-rule", "good-rule", "two-parts"]]


def test_two_rules_are_not_taken_for_a_set(tmp_path: Path) -> None:
    assert found(tmp_path, rule(PARTS, ">= 10"), on("good", "<= 5")) == []


def test_other_places_and_years_are_other_figures(tmp_path: Path) -> None:
    elsewhere = on("good", "<= 5", scope="[east]"), on("fair", "< 5", scope="[west]")
    assert found(tmp_path, rule(PARTS, ">= 10"), *elsewhere) == []
    later = on("good", "<= 5").replace("2025", "2024"), on("fair", "< 5")
    assert named(found(tmp_path, rule(PARTS, ">= 10"), *later), "conflicting-set")  # a limit that is due stands on


def test_two_rules_that_exclude_each_other_are_told_as_two(tmp_path: Path) -> None:
    rules = HEAD + rule(PARTS, ">= 10") + on("good", "<= 5") + on("good", ">= 6").replace("good-rule", "other")
    loaded = load(plan_folder.write(tmp_path / "mini", rules=rules, assessment=None, checks=None))
    assert "contradiction" in [each.code for each in loaded.problems]


def test_a_discrepancy_that_lists_them_all_settles_it(tmp_path: Path) -> None:
    rules = HEAD + rule(PARTS, ">= 10") + on("good", "<= 5") + on("fair", "< 5")
    plan = plan_folder.PLAN.replace("rules: [share, beds]", "rules: [two-parts, good-rule, fair-rule]")
    folder = plan_folder.write(tmp_path / "mini", rules=rules, plan=plan, assessment=None, checks=None)
    loaded = load(folder)
    assert loaded.catalogue is not None, loaded.problems
    assert conflicts([(folder, loaded.catalogue)]) == ()


def test_a_rule_of_another_plan_may_be_the_third(tmp_path: Path) -> None:
    plans = []
    for name, rules in (("one", rule(PARTS, ">= 10") + on("good", "<= 5")), ("two", on("fair", "< 5"))):
        plan = re.sub(r"discrepancies:.*?(?=context:)", "", plan_folder.PLAN, flags=re.DOTALL)
        text = plan.replace("id: mini", f"id: {name}")
        folder = plan_folder.write(tmp_path / name, rules=HEAD + rules, plan=text, assessment=None, checks=None)
        loaded = load(folder)
        assert loaded.catalogue is not None, loaded.problems
        plans.append((folder, loaded.catalogue))
    assert named(list(conflicts(plans)), "conflicting-set") == [["fair-rule", "good-rule", "two-parts"]]


def same(target: str, **more: str) -> str:
    return on("good", target, **more).replace("good-rule", "again")


def codes(problems: list[Diagnostic]) -> list[tuple[str, int | None]]:
    return [(each.code, each.at.line) for each in problems]


def test_a_rule_that_another_implies_asks_for_nothing(tmp_path: Path) -> None:
    assert codes(found(tmp_path, on("good", ">= 5"), same(">= 5"))) == [("redundant-rule", 8)]
    assert codes(found(tmp_path, on("good", ">= 5", scope="[east]"), same(">= 5", scope="[east, west]"))) == [
        ("redundant-rule", 7)
    ]
    assert codes(found(tmp_path, on("good", "5..8"), same(">= 5", trajectory="none"))) == [("redundant-rule", 8)]
    assert codes(found(tmp_path, on("good", "<= 5"), same("<= 5").replace("2025", "2024"))) == [("redundant-rule", 7)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (on("good", ">= 5"), same(">= 5", scope="[east]").replace("owner: 甲局", "owner: 乙局")),
        (on("good", ">= 5"), same(">= 5").replace("nature: task", "nature: binding")[:-1].replace("5", "5") + "\n"),
        (on("good", ">= 5", scope="[east]"), same(">= 5", scope="[west]")),
        (on("good", "5..8"), same(">= 5", base="{2020: 1}")),
        (on("good", "5..8"), same("< 8", trajectory="none")),
        (on("good", "> 5"), same("issued >=")),
    ],
)
def test_who_answers_for_it_where_and_how_gravely_makes_two_of_them(one: str, other: str, tmp_path: Path) -> None:
    said = [code for code, line in codes(found(tmp_path, one, other)) if code != "redundant-rule" or line == 8]
    assert said == []


NUMBERS = st.fractions(-5, 5, max_denominator=4)


def trees() -> st.SearchStrategy[Expression]:
    leaves = st.builds(Number, NUMBERS) | st.builds(Name, st.sampled_from(["a", "b"]), st.just(Fraction(1, 2)))
    signs: st.SearchStrategy[Sign] = st.sampled_from(["+", "-", "*", "/"])
    return st.recursive(leaves, lambda below: st.builds(Negation, below) | st.builds(Operation, signs, below, below))


def value(tree: Expression, figures: dict[str, Fraction]) -> Fraction:
    match tree:
        case Number(number):
            return number
        case Name(name, factor):
            return figures[name] * factor
        case Negation(of):
            return -value(of, figures)
        case Operation(sign, left, right):
            return calculate(value(left, figures), sign, value(right, figures))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return draw(
        st.sampled_from([Span(low, True, high, True), Span(low, True), Span(high=high, with_high=True), Span()])
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trees(), spans(), spans(), NUMBERS, NUMBERS)
def test_what_a_formula_comes_to_lies_in_its_range(
    tree: Expression, a: Span, b: Span, x: Fraction, y: Fraction
) -> None:
    """Whatever figures there are in the rooms, the formula's value is in the range: it is never too narrow."""
    inside = Span(x, True, x, True).within(a) and Span(y, True, y, True).within(b)
    if inside:
        try:
            reached = value(tree, {"a": x, "b": y})
        except ZeroDivisionError:
            return
        assert Span(reached, True, reached, True).within(ranges.of_expression(tree, {"a": a, "b": b}))


@given(spans(), spans(), NUMBERS)
def test_what_is_shared_lies_in_both(one: Span, other: Span, x: Fraction) -> None:
    point, both = Span(x, True, x, True), ranges.shared(one, other)
    assert (both is not None and point.within(both)) == (point.within(one) and point.within(other))


def test_open_ends_stay_open() -> None:
    one, other = Span(Fraction(1), False, Fraction(3), True), Span(Fraction(1), True, Fraction(3), False)
    assert ranges.shared(one, other) == Span(Fraction(1), False, Fraction(3), False)
    assert not one.within(other)
    assert not Span().within(one)
    assert one.within(Span())


def test_money_may_be_negative_and_bounds_a_share_all_the_same(tmp_path: Path) -> None:
    share = '{id: share, title: 占比, unit: percent, expression: "spending / income", TARGET}'
    money = "".join(
        f"  - {{id: {name}, title: {title}, unit: 万元, owner: 甲局}}\n"
        for name, title in (("spending", "支出"), ("income", "收入"))
    )
    head = money + "rules:\n"
    rules = [rule(share, ">= 60"), on("income", ">= 20000"), on("spending", "<= 10000")]
    text = HEAD.replace("rules:\n", head)
    plan = re.sub(r"discrepancies:.*?(?=context:)", "", plan_folder.PLAN, flags=re.DOTALL)
    for most, sets in (("<= 10000", 1), ("<= 12000", 0)):
        whole = text + "".join(rules).replace("<= 10000", most)
        folder = plan_folder.write(tmp_path / "mini", rules=whole, plan=plan, assessment=None, checks=None)
        loaded = load(folder)
        assert loaded.catalogue is not None, loaded.problems
        assert len(conflicts([(folder, loaded.catalogue)])) == sets


def test_what_divides_may_lie_on_either_side_of_nothing() -> None:
    one_over = Operation("/", Number(Fraction(1)), Name("a"))
    below = {"a": Span(Fraction(-4), True, Fraction(-2), True)}
    assert ranges.of_expression(one_over, below) == Span(Fraction(-1, 2), True, Fraction(-1, 4), True)
    above = {"a": Span(Fraction(2), True)}
    assert ranges.of_expression(one_over, above) == Span(Fraction(0), True, Fraction(1, 2), True)
    about = {"a": Span(Fraction(-1), True, Fraction(1), True)}
    assert ranges.of_expression(one_over, about) == Span()


def test_another_plan_may_know_an_indicator_by_an_alias(tmp_path: Path) -> None:
    alias = "theme: 主题\nindicators:\n  - {id: fine, title: 优良的, unit: 个, owner: 甲局, aliases: [好 的]}\nrules:\n"
    plans = []
    for name, rules in (("one", HEAD + on("good", ">= 6")), ("two", alias + on("fine", "<= 5"))):
        plan = re.sub(r"discrepancies:.*?(?=context:)", "", plan_folder.PLAN, flags=re.DOTALL)
        text = plan.replace("id: mini", f"id: {name}")
        folder = plan_folder.write(tmp_path / name, rules=rules, plan=text, assessment=None, checks=None)
        loaded = load(folder)
        assert loaded.catalogue is not None, loaded.problems
        plans.append((folder, loaded.catalogue))
    [problem] = conflicts(plans)
    assert (problem.code, problem.at.file) == ("contradiction", str(tmp_path / "two" / "rules.yaml"))
