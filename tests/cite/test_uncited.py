"""The text the other way round: every quantity that nothing cites, and the text that is not there."""

from pathlib import Path

import pytest
from tests.support.cited import TEXT, catalogue, context, rule

from zhunsheng.cite import Citations, citations
from zhunsheng.cite.edition import Edition
from zhunsheng.cite.uncited import uncited

EVERYTHING = [context(part) for part in ("前言", "第一章", "第二章", "附件2")]


def held(tmp_path: Path, *entries: object, raw: bytes = TEXT.encode()) -> Citations:
    (tmp_path / "plan.txt").write_bytes(raw)
    return citations(catalogue(*entries), Path("rules/plan"), tmp_path)  # type: ignore[arg-type]


def test_everything_is_uncited_at_first_but_dates_page_numbers_and_row_numbers(edition: Edition) -> None:
    found = uncited(edition, frozenset())
    assert [each.quantity for each in found[:6]] == ["12.3万人", "8.5%", "6条", "98%", "38.66公里", "95%"]
    assert [each.quantity for each in found if each.quantity in ("5", "7.5", "2.7")] == ["5", "7.5", "2.7", "5"]
    assert not [each for each in found if "年" in each.quantity]


def test_line_column_and_excerpt_lead_to_the_place(edition: Edition) -> None:
    for each in uncited(edition, frozenset()):
        line = TEXT.splitlines()[each.line - 1]
        digit = line[each.column - 1]
        assert digit == each.quantity[0] or ord(digit) - 0xFEE0 == ord(each.quantity[0])
    (one,) = (each for each in uncited(edition, frozenset()) if each.quantity == "38.66公里")
    assert (one.before, one.after) == ("和改造的主干供水管网合计", ",农村供水保证率达到95")


def test_a_row_of_a_table_is_excerpted_without_its_tabs(edition: Edition) -> None:
    (one,) = (each for each in uncited(edition, frozenset()) if each.quantity == "7.5")
    assert (one.before, one.after) == (" 日供水量(万吨) 5 ", " 预期性")


def test_what_is_cited_or_set_aside_is_not_listed(edition: Edition, tmp_path: Path) -> None:
    found = held(tmp_path, rule(">= 98", "表1 第1项", "供水普及率", "98"))
    assert len(found.uncited) == len(uncited(edition, frozenset())) - 1
    assert (found.plan, found.cited, found.verified, found.problems) == ("plan", 1, 1, ())
    assert found.dates > 5


def test_context_may_cover_a_whole_text(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    assert citations(catalogue(context=EVERYTHING), Path("rules/plan"), tmp_path).uncited == ()


def test_problems_are_placed_in_the_plan_folder(tmp_path: Path) -> None:
    (problem,) = held(tmp_path, rule(">= 98", "表9", "供水普及率", "98")).problems
    assert problem.at.file == "rules/plan/data.csv"


def test_a_text_that_is_missing(tmp_path: Path) -> None:
    checked = catalogue(rule(">= 98", "表1 第1项", "供水普及率", "98"))
    found = citations(checked, Path("rules/plan"), tmp_path)
    assert [problem.code for problem in found.problems] == ["source-text-missing"]
    assert (found.cited, found.verified, found.uncited) == (1, 0, ())
    assert found.problems[0].at.file == str(tmp_path / "plan.txt")


@pytest.mark.parametrize("raw", [TEXT.encode("gb18030"), b"\xff\xfe"])
def test_a_text_that_is_not_utf_8(tmp_path: Path, raw: bytes) -> None:
    found = held(tmp_path, raw=raw)
    assert [problem.code for problem in found.problems] == ["source-text-unreadable"]


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    plain, other = held(tmp_path), held(tmp_path, raw=TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    assert other.uncited == plain.uncited
