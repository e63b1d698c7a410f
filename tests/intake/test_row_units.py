"""The unit of a row: beside the figure, in it, or in words of size; and those that are refused."""

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.intake.conftest import ReadFiles, row
from tests.intake.test_rows import JOBS


@pytest.mark.parametrize(
    ("value", "unit", "figure"),
    [
        ("95", "%", Fraction(95)),
        ("95", "％", Fraction(95)),
        ("95", " percent ", Fraction(95)),
        ("951", "‰", Fraction(951, 10)),
        ("95%", "", Fraction(95)),
        ("95％", "", Fraction(95)),
        ("951‰", "", Fraction(951, 10)),
        ("95%", "percent", Fraction(95)),
        ("95%", "％", Fraction(95)),
    ],
)
def test_units_of_a_share(read_csv: ReadFiles, value: str, unit: str, figure: Fraction) -> None:
    assert read_csv(row(value, unit)).observation.figure == figure


def test_a_unit_attached_in_text_and_kept_as_written(read_csv: ReadFiles) -> None:
    seen = read_csv(row("5400 人", "", JOBS)).observation
    assert (seen.value, seen.unit, seen.figure) == (Decimal(5400), "人", Fraction(54, 100))


@pytest.mark.parametrize(
    ("value", "unit", "indicator", "code"),
    [
        ("95", "", "sewage", "missing-unit"),
        ("95%", "‰", "sewage", "units-disagree"),
        ("2.7万人", "人", "jobs", "units-disagree"),
        ("95%", "万人", "jobs", "units-disagree"),
        ("3", "个百分点", "sewage", "unit-not-convertible"),
        ("3个百分点", "", "sewage", "unit-not-convertible"),
        ("95", "亩", "sewage", "unit-not-convertible"),
        ("95", "百分", "sewage", "unknown-unit"),
        ("2.7万", "人", "jobs", "unknown-unit"),
        ("2.7万", "", "jobs", "unknown-unit"),
    ],
)
def test_units_that_are_refused(read_csv: ReadFiles, value: str, unit: str, indicator: str, code: str) -> None:
    read = read_csv(row(value, unit, indicator))
    assert read.errors == [code]
    assert read.submission.observations == ()
    assert read.refusal.code == code


@pytest.mark.parametrize("value", ["230.5亿", "230.5 亿", "230.5"])
def test_a_word_of_size_is_the_unit_of_the_row_that_begins_with_it(read_csv: ReadFiles, value: str) -> None:
    read = read_csv(row(value, "亿元", "revenue"))
    assert (read.observation.figure, read.observation.unit) == (Fraction(461, 2), "亿元")
    assert read.codes == (["unit-completed"] if "亿" in value else [])


@pytest.mark.parametrize(("value", "unit"), [("230.5亿", ""), ("230.5亿", "万元"), ("230.5万", "亿元")])
def test_a_word_of_size_is_no_unit_elsewhere(read_csv: ReadFiles, value: str, unit: str) -> None:
    read = read_csv(row(value, unit, "revenue"))
    assert read.errors == ["unknown-unit"]
    assert read.refusal.indicator == "revenue"


@pytest.mark.parametrize(
    "line",
    ["合计,,,94.1,%", "总 计,,,94.1,%", ",,合计,94.1,%", "合计：,2023,,94.1,%", "合计,,城镇污水集中收集率,94.1,%"],
)
def test_a_total_that_says_of_what_it_is_not_is_one_error(read_raw: ReadFiles, line: str) -> None:
    """Not two or three; and it is none of the figures that are missing only beyond doubt: nobody is accused."""
    read = read_raw("地区,年份,指标,数值,单位\n" + line + "\n")
    assert read.errors == ["total-row"]
    assert read.submission.observations == ()
    assert {refusal.code for refusal in read.submission.refusals} == {"total-row"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("合计,2023,城镇污水集中收集率,94.1,%", "unknown-entity"),
        ("江海区,2023,合计,94.1,%", "unknown-indicator"),
        ("江海区,,城镇污水集中收集率,94.1,%", "missing-year"),
    ],
)
def test_what_may_be_a_figure_is_no_total(read_raw: ReadFiles, line: str, code: str) -> None:
    assert read_raw("地区,年份,指标,数值,单位\n" + line + "\n").errors == [code]


def test_a_missing_unit_says_which_is_expected(read_csv: ReadFiles) -> None:
    problem = read_csv(row("95", "")).problem("missing-unit")
    assert problem.expected is not None
    assert "%" in problem.expected.zh
