"""Readings of discrepancies and entries of the context are held against the text like rules."""

import pytest
from msgspec.structs import replace
from tests.support.cited import catalogue, context, reading

from zhunsheng.cite.edition import Edition
from zhunsheng.cite.verify import Verified, verify
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Context, ContextReason, Discrepancy

BOX = "专栏1"


def said(edition: Edition, *entries: Discrepancy | Context) -> Verified:
    doubts = [each for each in entries if isinstance(each, Discrepancy)]
    aside = [each for each in entries if isinstance(each, Context)]
    return verify(catalogue(discrepancies=doubts, context=aside), edition)


def covered(edition: Edition, verified: Verified) -> list[str]:
    return [edition.written(index) for index in sorted(verified.covered)]


@pytest.mark.parametrize(
    ("entry", "quantities"),
    [
        (reading(BOX, "总投资", "30.65"), ["30.65万元"]),
        (reading(BOX, "水厂", "30.65"), ["30.65万元"]),
        (reading(BOX, "农村配备", "1", "2"), ["1名", "2名"]),
        (reading(BOX, "总投资"), []),
        (reading("第二章第二节", "安排", "6"), []),
        (context("前言"), ["12.3万人", "8.5%", "6条"]),
        (context("前言", "新开线路"), ["12.3万人", "8.5%", "6条"]),
        (context("前言", "新开线路", "6"), ["6条"]),
        (context("第二章第二节", "社区服务", "100", "100"), ["100%", "100%"]),
        (context("第二章第二节", "社区服务", "100"), ["100%"]),
        (context("第二章第二节", None, "100", "195"), ["100%", "100%", "全覆盖", "195户"]),
        (context("第二章第二节", "执行", "1"), []),
        (context("附件2", "示范镇建设"), ["15个"]),
        (context("第二章第二节", "上期完成", "125", "195", reason=ContextReason.ACHIEVEMENT), ["125项", "195户"]),
    ],
)
def test_what_an_entry_covers(edition: Edition, entry: Discrepancy | Context, quantities: list[str]) -> None:
    verified = said(edition, entry)
    assert verified.problems == ()
    assert covered(edition, verified) == quantities


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (reading("专栏9", "总投资"), "unknown-locator"),
        (reading(BOX, "没有这个"), "anchor-not-found"),
        (reading(BOX, "总投资", "30.56"), "figure-not-near-anchor"),
        (reading(BOX, "总投资", "50"), "figure-not-near-anchor"),
        (context("专栏9"), "unknown-locator"),
        (context("前言", "没有这个"), "anchor-not-found"),
        (context("前言", "新开线路", "7"), "figure-not-near-anchor"),
        (context("前言", None, "7"), "figure-not-near-anchor"),
        (context("名词解释"), "idle-context"),
        (context("名词解释", "即供水网"), "idle-context"),
        (context("名词解释", reason=ContextReason.DATE), "idle-context"),
    ],
)
def test_what_is_wrong_with_an_entry(edition: Edition, entry: Discrepancy | Context, code: str) -> None:
    (problem,) = said(edition, entry).problems
    assert (problem.code, problem.at) == (code, Location(file="plan.yaml"))


def test_dates_may_be_set_aside(edition: Edition) -> None:
    assert said(edition, context("前言", reason=ContextReason.DATE)).problems == ()
    assert said(edition, context("附件2 第1项", "重点镇", "70", reason=ContextReason.DATE)).problems == ()


def test_a_problem_points_at_the_entry(edition: Edition) -> None:
    at = Location(file="plan.yaml", line=7, column=5)
    doubt = reading("专栏9", "总投资")
    doubt = replace(doubt, readings=(replace(doubt.readings[0], at=at),))
    aside = replace(context("专栏9"), at=replace(at, line=9))
    assert [problem.at.line for problem in said(edition, doubt, aside).problems] == [7, 9]
