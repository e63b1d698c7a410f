"""Milestones: words, ticks and logical values for done or not done; anything else is asked about."""

from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.conftest import HEADER, ReadFiles, csv_text, workbook_bytes, zone_row
from tests.intake.test_workbook import add_sheet, built

from zhunsheng.intake.milestones import says_whether_done
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.indicator import DONE

BUILT = "产业园建成"
PROOF = {"evidence": "验收〔2021〕3号"}
DONE_WORDS = [
    "已完成",
    "完成",
    "是",
    "是的",
    "√",
    "✓",
    "done",
    "Done",
    "YES",
    "1",
    "１",
    " 已 完成 ",
    "1.0",
    "true",
    "1项",
]
OPEN_WORDS = [
    "未完成",
    "否",
    "×",
    "x",
    "X",
    "在建",
    "no",
    "进行中",
    "推进中",
    "未开工",
    "正在办理",
    "0",
    "０",
    "not  done",
    "FALSE",
]


@pytest.mark.parametrize(("word", "figure"), [*((word, 1) for word in DONE_WORDS), *((word, 0) for word in OPEN_WORDS)])
def test_words_for_done_and_not_done(read_zones: ReadFiles, word: str, figure: int) -> None:
    read = read_zones(a_csv=csv_text([zone_row(word, BUILT, **PROOF)]))
    seen = read.observation
    assert read.codes == []
    assert (seen.value, seen.unit, seen.factor, seen.text) == (Decimal(figure), DONE, Fraction(1), word.strip())
    assert (seen.entity, seen.year, seen.indicator, seen.bound) == ("city", 2021, "built", None)


@pytest.mark.parametrize(("stored", "figure"), [(True, 1), (False, 0), (1, 1), (0, 0), (1.0, 1), ("√", 1)])
def test_a_workbook_may_hold_a_logical_value(read_zones: ReadFiles, stored: object, figure: int) -> None:
    read = read_zones(a_xlsx=workbook_bytes([zone_row(stored, BUILT, **PROOF)]))
    assert read.codes == []
    assert read.observation.value == figure


@pytest.mark.parametrize(
    "word", ["60%", "60", "0.5", "100%", "约1", "≥1", "2021-06-30", "大部分完成", "-1", "1人", "已完成60%", "=1"]
)
def test_anything_else_is_refused_and_both_words_are_offered(read_zones: ReadFiles, word: str) -> None:
    read = read_zones(a_csv=csv_text([zone_row(word, BUILT, **PROOF)]))
    problem = read.problem("milestone-not-understood")
    assert read.submission.observations == ()
    assert (problem.severity, problem.at.line, problem.at.column) == (Severity.ERROR, 2, 4)
    assert problem.expected is not None
    assert problem.expected.zh == "已完成 或 未完成"
    assert (read.refusal.entity, read.refusal.year, read.refusal.indicator) == ("city", 2021, "built")


def test_a_stored_percentage_is_refused(read_zones: ReadFiles) -> None:
    read = read_zones(a_xlsx=workbook_bytes([zone_row(1, BUILT, **PROOF)], format_of_value="0%"))
    assert read.errors == ["milestone-not-understood"]


def test_a_cell_with_an_error_value_or_hidden_characters_says_so(read_zones: ReadFiles) -> None:
    assert read_zones(a_csv=csv_text([zone_row("已\u200b完成", BUILT)])).errors == ["hidden-characters"]
    assert "formula-not-calculated" in read_zones(a_xlsx=workbook_bytes([zone_row("=1=1", BUILT)])).errors


@pytest.mark.parametrize("nothing", ["", "—", "/", "无"])
def test_nothing_to_report_is_as_always(read_zones: ReadFiles, nothing: str) -> None:
    read = read_zones(a_csv=csv_text([zone_row(nothing, BUILT)]))
    assert (read.codes, read.submission.observations, read.submission.refusals) == ([], (), ())


@pytest.mark.parametrize(("unit", "errors"), [("项", []), ("完成情况", []), ("done", []), ("%", ["unit-of-milestone"])])
def test_a_milestone_has_no_unit(read_zones: ReadFiles, unit: str, errors: list[str]) -> None:
    assert read_zones(a_csv=csv_text([zone_row("是", BUILT, unit=unit, **PROOF)])).errors == errors


def test_a_table_of_milestones_needs_no_unit_column(read_zones: ReadFiles) -> None:
    table = "地区,年份,指标,数值,依据\n江门市,2021,产业园建成,已完成,验收\n江门市,2021,当年整备土地,65,台账\n"
    read = read_zones(a_csv=table)
    assert read.observation.indicator == "built"
    assert (read.errors, read.problem("missing-unit").at.line) == (["missing-unit"], 3)


@pytest.mark.parametrize(("value", "evidence", "said"), [("是", "", 1), ("是", "—", 1), ("是", "函", 0), ("否", "", 0)])
def test_done_without_evidence_is_asked_about_and_used(
    read_zones: ReadFiles, value: str, evidence: str, said: int
) -> None:
    read = read_zones(a_csv=csv_text([zone_row(value, BUILT, evidence=evidence)]))
    assert read.codes == ["done-without-evidence"] * said
    assert read.errors == []
    assert read.observation.value == (value == "是")
    if said:
        place, figure = read.problem("done-without-evidence").at, read.observation.at
        assert (place.line, place.column) == (figure.line, 1 + HEADER.index("依据"))


def test_words_that_disagree_are_told_as_words(read_zones: ReadFiles) -> None:
    read = read_zones(a_csv=csv_text([zone_row("是", BUILT, **PROOF), zone_row("推进中", BUILT, **PROOF)]))
    assert read.submission.observations == ()
    message = read.problem("figures-disagree").message.zh
    assert "已完成" in message
    assert "未完成" in message


def test_a_word_is_no_figure(read_zones: ReadFiles) -> None:
    assert read_zones(a_csv=csv_text([zone_row("已完成", "当年整备土地", unit="亩")])).errors == ["not-a-number"]


def test_no_target_is_issued_for_a_milestone(read_zones: ReadFiles) -> None:
    read = read_zones(a_csv=csv_text([zone_row("是", BUILT, record="下达目标", **PROOF)]))
    assert read.errors == ["no-issued-target"]


@pytest.mark.parametrize("word", ["已完成", "否", True, 1])
def test_a_milestone_in_a_sheet_that_is_not_read_is_not_silence(read_zones: ReadFiles, word: object) -> None:
    def change(book: openpyxl.Workbook, _: Worksheet) -> None:
        add_sheet(book, "进展", ["事项", "情况"], [BUILT, word], ["项目落地率", word if word != 1 else "推进中"])

    read = read_zones(a_xlsx=built(change, zone_row("65", "当年整备土地", unit="亩")))
    assert {each.indicator for each in read.submission.refusals} == {"built"}


def test_a_milestone_on_a_hidden_sheet_is_not_silence(read_zones: ReadFiles) -> None:
    def change(book: openpyxl.Workbook, _: Worksheet) -> None:
        add_sheet(book, "藏", list(HEADER), zone_row("已完成", BUILT), zone_row("完成", "项目落地率"), state="hidden")

    read = read_zones(a_xlsx=built(change, zone_row("65", "当年整备土地", unit="亩")))
    assert {(each.entity, each.year, each.indicator) for each in read.submission.refusals} == {("city", 2021, "built")}


@pytest.mark.parametrize(("text", "says"), [("是", True), ("未开工", True), ("1", False), ("0", False), ("5", False)])
def test_a_bare_digit_is_a_figure_first(text: str, says: bool) -> None:
    assert says_whether_done(text) is says
