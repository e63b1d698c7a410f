"""The header row: any order, either language, found below titles."""

from decimal import Decimal

import pytest
from tests.intake.conftest import HEADER, ReadFiles, csv_text, row, workbook_bytes

from zhunsheng.intake.columns import FIGURES, HEADER_WITHIN, Field, find_header, heading
from zhunsheng.model.diagnostic import Severity


@pytest.mark.parametrize("field", list(Field))
def test_each_heading_in_both_languages(field: Field) -> None:
    assert heading(field.zh) is field
    assert heading(field.value) is field


@pytest.mark.parametrize(
    "text", [" 地区 ", "地 区", "地\n区", "【地区】", "地区：", "*地区", "ＥＮＴＩＴＹ", "Entity", "entity:"]
)
def test_width_space_case_and_marks_make_no_difference(text: str) -> None:
    assert heading(text) is Field.ENTITY


@pytest.mark.parametrize("text", ["", "地区名", "区", "价值", "entities"])
def test_other_words_are_no_heading(text: str) -> None:
    assert heading(text) is None


def test_any_order_and_english_names(read_raw: ReadFiles) -> None:
    read = read_raw("unit,value,indicator,year,entity\n%,95.1,sewage,2023,jianghai\n")
    assert read.codes == []
    assert (read.observation.entity, read.observation.year, read.observation.indicator) == ("jianghai", 2023, "sewage")


def test_unknown_columns_are_said_in_a_note(read_raw: ReadFiles) -> None:
    read = read_raw(csv_text([[*row("95.1"), "x", "y"]], (*HEADER, "同比", "联系人")))
    note = read.problem("unknown-columns")
    assert note.severity is Severity.NOTE
    assert "同比" in note.message.zh
    assert "联系人" in note.message.zh
    assert read.observation.value == Decimal("95.1")


def test_the_submitter_is_accepted_and_not_called_unknown(read_raw: ReadFiles) -> None:
    read = read_raw(csv_text([[*row("95.1"), "城管局"]], (*HEADER, "填报单位")))
    assert read.codes == []
    assert read.observation.indicator == "sewage"


@pytest.mark.parametrize("absent", FIGURES.required)
def test_a_missing_required_column_is_an_error_with_the_list_expected(read_raw: ReadFiles, absent: Field) -> None:
    header = tuple(name for name in HEADER if name != absent.zh)
    read = read_raw(csv_text([], header))
    problem = read.problem("missing-columns")
    assert absent.zh in problem.message.zh
    assert problem.expected is not None
    assert all(field.zh in problem.expected.zh for field in FIGURES.telling)
    assert problem.at.line == 1


def test_a_column_named_twice_is_an_error(read_raw: ReadFiles) -> None:
    read = read_raw(csv_text([[*row("95.1"), "96"]], (*HEADER, "数值")))
    assert read.errors == ["repeated-column"]
    assert read.submission.observations == ()


def test_no_header_at_all(read_raw: ReadFiles) -> None:
    read = read_raw("a,b,c\n1,2,3\n")
    assert read.errors == ["no-header"]
    expected = read.problem("no-header").expected
    assert expected is not None
    assert "地区" in expected.zh


@pytest.mark.parametrize("above", [0, 1, 5, HEADER_WITHIN - 1])
def test_titles_above_the_header(read_raw: ReadFiles, above: int) -> None:
    titles = [[f"标题 {index}"] for index in range(above)]
    rows = [*titles, HEADER, row(95.1)]
    read = read_raw(workbook_bytes(rows[1:], rows[0]), "data.xlsx")
    assert read.codes == []
    assert read.observation.at.cell == f"D{above + 2}"


def test_a_header_further_down_is_not_looked_for(read_raw: ReadFiles) -> None:
    rows = [*([f"标题 {index}"] for index in range(HEADER_WITHIN)), HEADER, row(95.1)]
    read = read_raw(workbook_bytes(rows[1:], rows[0]), "data.xlsx")
    assert read.errors == ["no-header"]


def test_the_complete_header_wins_over_a_partial_one_above_it() -> None:
    header = find_header([["地区", "指标", "单位"], list(HEADER)])
    assert header is not None
    assert header.index == 1
    assert header.missing == ()


OTHER_NAMES = ("行政区划", "年度", "指标名称", "完成值", "计量单位")


def other_names(*headings: str) -> str:
    return csv_text([row("95.1")[:5]], headings)


def test_other_names_of_columns_make_a_header(read_raw: ReadFiles) -> None:
    read = read_raw(other_names(*OTHER_NAMES))
    assert read.codes == []
    assert (read.observation.value, read.observation.unit) == (Decimal("95.1"), "%")


def test_a_column_by_its_own_name_comes_before_one_by_another(read_raw: ReadFiles) -> None:
    read = read_raw(csv_text([[*row("95.1")[:5], "3"]], ("地区", "年度", "指标", "数值", "单位", "实际值")))
    assert read.codes == ["unknown-columns"]
    assert read.observation.value == Decimal("95.1")


def test_two_columns_by_other_names_are_one_too_many(read_raw: ReadFiles) -> None:
    read = read_raw(csv_text([[*row("95.1")[:5], "3"]], (*OTHER_NAMES, "实际值")))
    assert read.errors == ["repeated-column"]


def test_other_names_that_make_no_whole_header_are_none(read_raw: ReadFiles) -> None:
    read = read_raw(csv_text([row("95.1")[:4]], ("年度", "指标名称", "完成值", "计量单位")))
    assert read.errors == ["no-header"]


@pytest.mark.parametrize("name", ["数值（%）", "完成值(％)", "value (%)", "数值（percent）"])
def test_a_unit_in_the_heading_of_values(read_raw: ReadFiles, name: str) -> None:
    read = read_raw(csv_text([row("95.1")[:4]], ("地区", "年份", "指标", name)))
    assert read.codes == []


def test_a_unit_in_the_heading_may_not_contradict_that_of_the_row(read_raw: ReadFiles) -> None:
    header = ("地区", "年份", "指标", "数值（‰）", "单位")
    assert read_raw(csv_text([row("95.1")[:5]], header)).errors == ["units-disagree"]
    assert read_raw(csv_text([row("95.1", "‰")[:5]], header)).codes == []


def test_a_unit_in_the_heading_does_not_hinder_rows_with_another(read_raw: ReadFiles) -> None:
    header = ("地区", "年份", "指标", "数值（万元）", "单位")
    assert read_raw(csv_text([row("95.1")[:5]], header)).codes == []
    assert read_raw(csv_text([row("95.1", "")[:5]], header)).errors == ["unit-not-convertible"]


def test_words_in_the_heading_of_values_are_no_unit(read_raw: ReadFiles) -> None:
    assert read_raw(csv_text([row("95.1")[:5]], ("地区", "年份", "指标", "数值（实绩）", "单位"))).codes == []


def test_a_percent_in_the_heading_does_not_settle_a_fraction(read_raw: ReadFiles) -> None:
    assert read_raw(csv_text([row("0.951")[:4]], ("地区", "年份", "指标", "数值（%）"))).errors == [
        "percent-or-fraction"
    ]
