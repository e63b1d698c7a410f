"""An operator is as strict as the text; one passage that says it so is enough, and a silent text says nothing."""

import pytest
from msgspec.structs import replace
from tests.support.cited import catalogue, reading, rule

from zhunsheng.cite.edition import Edition
from zhunsheng.cite.verify import verify
from zhunsheng.model.rule import Citation, Rule

TEXT = """\
目标

第一章 目标

到2025年，供水普及率达到98%以上，水厂超过40座，漏损率控制在9%以内，投诉不高于5件，水质达标率95%，管网12公里左右。
二次供水小区不少于80个，户均用水不得超过20吨。
"""

GOAL = "第一章"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return Edition(TEXT)


def said(edition: Edition, *rules: Rule) -> list[str]:
    problems = verify(catalogue(*rules), edition).problems
    assert {each.code for each in problems} <= {"strictness-differs"}
    return [each.subject for each in problems]


@pytest.mark.parametrize(
    ("right", "wrong", "anchor", "figure", "unit"),
    [
        (">= 98", "> 98", "供水普及率", "98", "percent"),
        ("> 40", ">= 40", "水厂", "40", "座"),
        ("<= 9", "< 9", "漏损率", "9", "percent"),
        ("<= 5", "< 5", "投诉", "5", "件"),
        (">= 80", "> 80", "二次供水小区", "80", "个"),
        ("<= 20", "< 20", "户均用水", "20", "吨"),
    ],
)
def test_an_operator_is_what_the_words_say(
    edition: Edition, right: str, wrong: str, anchor: str, figure: str, unit: str
) -> None:
    assert said(edition, rule(right, GOAL, anchor, figure, unit=unit)) == []
    bad = rule(wrong, GOAL, anchor, figure, unit=unit)
    assert said(edition, bad) == ["rules/r0/target/2025"]
    verified = verify(catalogue(bad), edition)
    assert verified.verified == 1  # the figure stands there all the same
    assert verified.problems[0].severity == "warning"
    assert wrong in verified.problems[0].message.zh
    assert right in verified.problems[0].message.en


@pytest.mark.parametrize("operator", [">=", ">"])
@pytest.mark.parametrize(("anchor", "figure", "unit"), [("水质达标率", "95", "percent"), ("管网", "12", "公里")])
def test_a_text_that_says_nothing_of_it_settles_nothing(
    edition: Edition, operator: str, anchor: str, figure: str, unit: str
) -> None:
    assert said(edition, rule(f"{operator} {figure}", GOAL, anchor, figure, unit=unit)) == []


def test_one_passage_that_says_it_so_is_enough() -> None:
    edition = Edition(TEXT + "\n第二章 再说\n\n水厂40座以上，建成投产。\n")
    one = rule(">= 40", GOAL, "水厂", "40", unit="座")
    assert len(said(edition, one)) == 1
    also = (Citation(locator="第二章", anchor="水厂", figures=("40",)),)
    assert said(edition, replace(one, source=replace(one.source, also=also))) == []


def test_where_a_discrepancy_is_recorded_somebody_has_looked(edition: Edition) -> None:
    one = rule(">= 40", GOAL, "水厂", "40", unit="座")
    settled = reading(GOAL, "水厂", "40", rules=["r0"])
    assert verify(catalogue(one, discrepancies=[settled]), edition).problems == ()


def test_a_target_that_no_citation_lists_and_an_issued_one_are_passed_over(edition: Edition) -> None:
    other = rule({2024: "issued >=", 2025: "> 40"}, GOAL, "水厂", "40", unit="座")
    assert said(edition, other) == []
