"""A rule's figure stands near its anchor, or a problem says what stands there instead."""

from collections.abc import Callable

import pytest
from tests.support.cited import TEXT, catalogue, reading, rule
from tests.support.judging import base

from zhunsheng.cite.edition import Edition
from zhunsheng.cite.verify import Verified, verify
from zhunsheng.model.indicator import DONE
from zhunsheng.model.rule import Citation, Rule

BOX = "专栏1"
TASK = "附件2 第1项"
GOAL = "第一章第一节"


def codes(edition: Edition, *rules: Rule) -> list[str]:
    return [problem.code for problem in verify(catalogue(*rules), edition).problems]


def covered(edition: Edition, verified: Verified) -> list[str]:
    return [edition.written(index) for index in sorted(verified.covered)]


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(rule(">= 98", GOAL, "城区供水普及率", "98"), id="bold, spaces, full width"),
        pytest.param(rule(">= 38.66", GOAL, "主干供水管网", "38.66", unit="公里"), id="over a page break"),
        pytest.param(rule(">= 95", GOAL, "农村供水保证率", "95.0"), id="the same number in other digits"),
        pytest.param(rule(">= 90", GOAL, "户表改造率", "90"), id="in turn"),
        pytest.param(rule(">= 98", "表1 第1项", "供水普及率", "98"), id="row of a table"),
        pytest.param(rule("> 40", "表1 第2项", "小学", "40", unit="个/千人"), id="row below its item"),
        pytest.param(rule(">= 7.5", "表1 第3项", "日供水量", "7.5", unit="万吨"), id="unit in brackets"),
        pytest.param(rule(">= 75000", "表1 第3项", "日供水量", "75000", unit="吨"), id="the same amount in full"),
        pytest.param(rule(">= 2.7", "表1 第5项", "累计改造", "2.7", unit="公里"), id="cell without unit"),
        pytest.param(rule("5..8", BOX, "水厂", "5", "8", unit="座"), id="range"),
        pytest.param(rule(">= 2", BOX, "水务企业", "两", unit="家"), id="Chinese numeral"),
        pytest.param(rule(">= 2", BOX, "水务企业", "2", unit="家"), id="digits for a numeral"),
        pytest.param(rule(">= 50", BOX, "参与", "50", unit="家"), id="before the anchor"),
        pytest.param(rule(">= 12000", BOX, "改造管网", "12000", unit="米"), id="scale of the text"),
        pytest.param(rule(">= 1.2", BOX, "改造管网", "1.2", unit="万米"), id="scale of the rule"),
        pytest.param(rule(">= 2", BOX, "社区配备", "2", unit="人"), id="名 are 人"),
        pytest.param(rule(">= 100", "第二章第二节", "5G网络", "100"), id="coverage without a number"),
        pytest.param(rule({2020: ">= 70"}, TASK, "重点镇…村比例", "70"), id="a name in two parts"),
        pytest.param(rule("done", BOX, "供水点", "两", unit=DONE), id="a number in a milestone's text"),
        pytest.param(rule("done", BOX, "取水圈", "15", unit=DONE), id="a quantity in a milestone's text"),
        pytest.param(rule(">= 15", TASK, "示范镇", "15", unit="个"), id="a paragraph of no year"),
    ],
)
def test_a_figure_that_stands_there(edition: Edition, one: Rule) -> None:
    verified = verify(catalogue(one), edition)
    assert verified.problems == ()
    assert (verified.cited, verified.verified) == (1, 1)


@pytest.mark.parametrize(
    ("one", "code", "hint"),
    [
        (rule(">= 9.5", GOAL, "农村供水保证率", "9.5"), "figure-not-near-anchor", "95%"),
        (rule(">= 94", GOAL, "农村供水保证率", "94"), "figure-not-near-anchor", "95%"),
        (rule(">= 95", GOAL, "城区供水普及率", "95"), "figure-not-near-anchor", "98%"),
        (rule(">= 80", GOAL, "农村供水保证率", "80"), "figure-not-near-anchor", "95%"),
        (rule(">= 8", GOAL, "主干供水管网", "8", unit="公里"), "figure-not-near-anchor", "38.66公里"),
        (rule(">= 1", BOX, "社区配备", "1", unit="名"), "figure-not-near-anchor", "2名"),
        (rule("5..7", BOX, "水厂", "5", "7", unit="座"), "figure-not-near-anchor", "5-8座"),
        (rule(">= 1", GOAL, "主要目标", "1"), "figure-not-near-anchor", "核对 locator"),
        (rule(">= -5", GOAL, "农村供水保证率", "-5"), "figure-not-near-anchor", "95%"),
        (rule("done", BOX, "供水点", "三", unit=DONE), "figure-not-near-anchor", "15分钟"),
        (rule(">= 30.65", BOX, "总投资", "30.65", unit="亿元"), "unit-differs-from-text", "discrepancies"),
        (rule(">= 98", GOAL, "城区供水普及率", "98", unit="公里"), "unit-differs-from-text", "discrepancies"),
        (rule(">= 50", BOX, "参与", "50"), "unit-differs-from-text", "discrepancies"),
        (rule(">= 92", "表1 第2项", "小学", "92"), "figure-not-near-anchor", "40"),
        (rule(">= 92", "表1 第1项", "供水普及率", "92"), "figure-of-another-year", "各年"),
        (rule(">= 98", "表1 第9项", "供水普及率", "98"), "unknown-locator", "照原文"),
        (rule(">= 98", "前言", "城区供水普及率", "98"), "anchor-not-found", "行"),
        (rule(">= 98", GOAL, "没有这个", "98"), "anchor-not-found", "短名"),
        (rule(">= 98", GOAL, "**", "98"), "anchor-not-found", "短名"),
        (rule({2020: ">= 75"}, TASK, "重点镇…村比例", "75"), "figure-not-near-anchor", "70%"),
    ],
)
def test_a_figure_that_does_not(edition: Edition, one: Rule, code: str, hint: str) -> None:
    verified = verify(catalogue(one), edition)
    assert [problem.code for problem in verified.problems] == [code]
    assert (verified.cited, verified.verified) == (1, 0)
    (problem,) = verified.problems
    assert problem.at == one.at
    assert problem.subject.startswith("rules/r0/source/")
    assert problem.hint is not None
    assert hint in problem.hint.zh


def full_width(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)})


def paged(text: str) -> str:
    """Break every long line in two, over a page."""
    return "\n".join(f"{x[: len(x) // 2]}\n\n\f{x[len(x) // 2 :]}" if len(x) > 45 else x for x in text.split("\n"))


@pytest.mark.parametrize("change", [full_width, paged, lambda text: text.replace("%", " ％ ").replace("，", " ， ")])
def test_the_form_of_the_text_does_not_matter(change: Callable[[str], str]) -> None:
    cited = [
        rule(">= 98", GOAL, "城区供水普及率", "98"),
        rule(">= 38.66", GOAL, "主干供水管网", "38.66", unit="公里"),
        rule(">= 95", GOAL, "农村供水保证率", "95"),
        rule(">= 98", "表1 第1项", "供水普及率", "98"),
        rule("5..8", BOX, "水厂", "5", "8", unit="座"),
        rule({2020: ">= 65"}, TASK, "全县…村比例", "65"),
    ]
    assert verify(catalogue(*cited), Edition(change(TEXT))).problems == ()


def test_the_hint_says_what_stands_there_and_where(edition: Edition) -> None:
    (problem,) = verify(catalogue(rule(">= 94", GOAL, "农村供水保证率", "94")), edition).problems
    number = 1 + next(at for at, line in enumerate(TEXT.splitlines()) if "38.66" in line)
    assert problem.hint is not None
    assert problem.hint.zh.startswith(f"那里写的是 95%（第 {number} 行）")
    assert problem.hint.en.startswith(f"what stands there is 95% (line {number})")


def test_yearly_figures_stand_in_the_paragraphs_of_their_years(edition: Edition) -> None:
    right = rule({2020: ">= 65", 2021: ">= 75", 2022: ">= 75"}, TASK, "全县…村比例", "65", "75")
    assert codes(edition, right) == []


@pytest.mark.parametrize(
    ("demands", "figures"),
    [
        ({2020: ">= 75", 2021: ">= 65"}, ("75", "65")),
        ({2020: ">= 65", 2021: ">= 65"}, ("65",)),
        ({2022: ">= 65"}, ("65",)),
    ],
)
def test_a_figure_in_the_paragraph_of_another_year(
    edition: Edition, demands: dict[int, str], figures: tuple[str, ...]
) -> None:
    assert set(codes(edition, rule(demands, TASK, "全县…村比例", *figures))) == {"figure-of-another-year"}


def test_a_second_passage_is_verified_too(edition: Edition) -> None:
    fine = Citation(locator="表1 第1项", anchor="供水普及率", figures=("98",))
    wrong = Citation(locator="表1 第4项", anchor="水质达标率", figures=("98",))
    assert codes(edition, rule(">= 98", GOAL, "城区供水普及率", "98", also=[fine])) == []
    assert codes(edition, rule(">= 98", GOAL, "城区供水普及率", "98", also=[fine, wrong])) == ["figure-not-near-anchor"]


def test_a_rule_without_a_figure_needs_its_anchor_all_the_same(edition: Edition) -> None:
    fine, lost = rule("issued >=", BOX, "改造管网"), rule("issued >=", BOX, "没有这个")
    verified = verify(catalogue(fine, lost), edition)
    assert [problem.code for problem in verified.problems] == ["anchor-not-found"]
    assert (verified.cited, verified.verified) == (0, 0)


def test_a_discrepancy_excuses_the_unit_for_its_own_rules_only(edition: Edition) -> None:
    invested = rule(">= 30.65", BOX, "总投资", "30.65", unit="亿元", id="invested")
    other = rule(">= 30.65", BOX, "总投资", "30.65", unit="亿元", id="other")
    checked = catalogue(invested, other, discrepancies=[reading(BOX, "总投资", "30.65", rules=["invested"])])
    (problem,) = verify(checked, edition).problems
    assert (problem.code, problem.message.zh.partition("：")[0]) == ("unit-differs-from-text", "other")


def test_target_base_and_name_are_covered_and_nothing_beside_them(edition: Edition) -> None:
    known = rule(">= 98", "表1 第1项", "供水普及率", "98", base=base("92"))
    places = rule(">= 5", "表1 第6项", "3岁以下幼儿", "5", unit="个/千人", base=base("2"))
    assert covered(edition, verify(catalogue(known), edition)) == ["92", "98"]
    assert covered(edition, verify(catalogue(places), edition)) == ["3岁", "2", "5"]


def test_of_two_equal_figures_in_a_sentence_the_nearest_is_covered(edition: Edition) -> None:
    verified = verify(catalogue(rule(">= 100", "第二章第二节", "社区服务", "100")), edition)
    (index,) = verified.covered
    assert edition.text.flat[: edition.quantities[index].start].endswith("社区服务")


def test_a_yearly_figure_covers_its_own_year_only(edition: Edition) -> None:
    verified = verify(catalogue(rule({2021: ">= 3"}, "附件2 第2项", "培育企业", "3", unit="家")), edition)
    assert covered(edition, verified) == ["3家"]
    assert [problem.code for problem in verified.problems] == []


@pytest.mark.parametrize(
    ("one", "missing"),
    [
        (rule({2020: ">= 65", 2021: ">= 75"}, TASK, "全县…村比例", "65"), "75"),
        (rule("5..8", BOX, "水厂", "5", unit="座"), "8"),
        (rule(">= 2.50", BOX, "水厂"), "2.5"),
        (rule({2020: ">= 1", 2021: ">= 2"}, BOX, "水厂"), "1、2"),
    ],
)
def test_a_target_that_no_citation_lists(edition: Edition, one: Rule, missing: str) -> None:
    (problem,) = verify(catalogue(one), edition).problems
    assert problem.code == "target-not-cited"
    assert f"目标 {missing} 没有" in problem.message.zh


@pytest.mark.parametrize(
    "one",
    [
        rule({2020: ">= 1", 2021: ">= 1"}, BOX, "水厂"),
        rule("done", BOX, "水厂", unit=DONE),
        rule("issued >=", BOX, "水厂"),
    ],
)
def test_a_rule_that_needs_no_figure(edition: Edition, one: Rule) -> None:
    assert codes(edition, one) == []
