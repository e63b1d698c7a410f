"""One row: key, figure, unit; and everything that keeps a row from being used."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.intake.conftest import ReadFiles, row

from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.quantity import Operator

FLOOR = "每万人拥有公共文化设施面积"
JOBS = "城镇累计新增就业人数"


def test_a_good_row(read_csv: ReadFiles) -> None:
    read = read_csv(row("95.1", note="年报", evidence="城管〔2024〕1号"))
    seen = read.observation
    assert (seen.entity, seen.year, seen.indicator, seen.value) == ("jianghai", 2023, "sewage", Decimal("95.1"))
    assert (seen.unit, seen.factor, seen.text, seen.bound) == ("%", Fraction(1), "95.1", None)
    assert (seen.note, seen.evidence, seen.illustrative) == ("年报", "城管〔2024〕1号", False)
    assert (seen.at.line, seen.at.column) == (2, 4)
    assert read.submission.problems == ()
    (file,) = read.submission.files
    assert file.rows == 1
    assert len(file.sha256) == 64


@pytest.mark.parametrize(
    "name", ["jianghai", "江海区", " 江海区 ", "江 海 区", "高新区（江海区）", "高新区(江海区)", "ｊｉａｎｇｈａｉ"]
)
def test_a_place_by_id_title_or_alias(read_csv: ReadFiles, name: str) -> None:
    assert read_csv(row("95", entity=name)).observation.entity == "jianghai"


@pytest.mark.parametrize(
    "name",
    ["sewage", "城镇污水集中收集率", "污水收集率", "城镇污水\n集中收集率", "城镇污水集中收集率（%）", "污水收集率(％)"],
)
def test_an_indicator_by_id_title_alias_or_with_the_unit_printed_behind(read_csv: ReadFiles, name: str) -> None:
    assert read_csv(row("95", indicator=name)).observation.indicator == "sewage"


def test_a_title_that_itself_ends_in_parentheses(read_csv: ReadFiles) -> None:
    assert read_csv(row("40", "个", "城镇基础教育千人指标（幼儿园）")).observation.indicator == "nursery"
    assert read_csv(row("40", "个", "城镇基础教育千人指标（幼儿园）（个）")).observation.indicator == "nursery"


@pytest.mark.parametrize("name", ["城镇污水集中收集率（上年）", "城镇污水收集率（%）", "城镇基础教育千人指标（高中）"])
def test_what_stands_in_parentheses_must_be_a_unit_and_the_title_exact(read_csv: ReadFiles, name: str) -> None:
    read = read_csv(row("95", indicator=name))
    assert read.errors == ["unknown-indicator"]
    assert read.submission.observations == ()


def test_the_unit_printed_behind_the_title_does_not_replace_the_unit(read_csv: ReadFiles) -> None:
    assert read_csv(row("0.951", "", "城镇污水集中收集率（%）")).errors == ["missing-unit"]


def test_the_unit_printed_behind_the_title_must_not_contradict(read_csv: ReadFiles) -> None:
    assert read_csv(row("951", "‰", "城镇污水集中收集率（%）")).errors == ["units-disagree"]


@pytest.mark.parametrize(
    ("wrong", "code", "meant"),
    [
        ({"indicator": "城镇污水集中收集律"}, "unknown-indicator", "城镇污水集中收集率"),
        ({"entity": "江海"}, "unknown-entity", "江海区"),
        ({"unit": "万元人", "indicator": JOBS}, "unknown-unit", "万人"),
    ],
)
def test_did_you_mean(read_csv: ReadFiles, wrong: dict[str, str], code: str, meant: str) -> None:
    read = read_csv(row("2", **wrong))
    hint = read.problem(code).hint
    assert hint is not None
    assert f"“{meant}”" in hint.zh
    assert meant in hint.en


def test_nothing_like_it_lists_what_there_is(read_csv: ReadFiles) -> None:
    problem = read_csv(row("2", entity="zzzz")).problem("unknown-entity")
    assert problem.hint is None
    assert problem.expected is not None
    assert "江海区" in problem.expected.zh


def test_a_derived_indicator_is_refused(read_csv: ReadFiles) -> None:
    read = read_csv(row("10", indicator="土地出让收入用于农业农村的比例"))
    problem = read.problem("derived-indicator")
    assert "spending / revenue" in problem.message.en
    assert problem.hint is not None
    assert "report its parts" in problem.hint.en
    assert {refusal.indicator for refusal in read.submission.refusals} == {"spending", "revenue"}


@pytest.mark.parametrize("year", ["2023", "2023年", "2023 年度", "２０２３", "2023.0", " 2023\t"])
def test_ways_to_write_a_year(read_csv: ReadFiles, year: str) -> None:
    assert read_csv(row("95", year=year)).observation.year == 2023


@pytest.mark.parametrize(
    ("year", "code"),
    [
        ("2019", "year-outside-plan"),
        ("2026", "year-outside-plan"),
        ("23", "unknown-year"),
        ("2023.5", "unknown-year"),
        ("2023-2024", "unknown-year"),
        ("二〇二三", "unknown-year"),
        ("上年", "unknown-year"),
        ("", "missing-year"),
    ],
)
def test_other_years_are_refused(read_csv: ReadFiles, year: str, code: str) -> None:
    read = read_csv(row("95", year=year))
    assert read.errors == [code]
    assert read.submission.observations == ()
    assert read.problem(code).at.column == 2


def test_the_base_year_and_the_last_year_belong_to_the_plan(read_csv: ReadFiles) -> None:
    read = read_csv(row("92", year="2020"), row("95", year="2025"))
    assert [seen.year for seen in read.submission.observations] == [2020, 2025]


def test_a_bound_is_kept_as_a_bound(read_csv: ReadFiles) -> None:
    seen = read_csv(row("＞95")).observation
    assert (seen.value, seen.bound, seen.text) == (Decimal(95), Operator.ABOVE, "＞95")


@pytest.mark.parametrize("dash", ["", "—", "-", "–", "/", "无", "N/A"])
def test_a_dash_is_nothing_reported_and_no_problem(read_csv: ReadFiles, dash: str) -> None:
    read = read_csv(row(dash))
    assert read.submission.observations == ()
    assert read.submission.refusals == ()
    assert read.codes == []
    assert read.submission.files[0].rows == 1


def test_a_dash_needs_no_good_key(read_csv: ReadFiles) -> None:
    assert read_csv(row("—", indicator="土地出让收入用于农业农村的比例"), row("—", entity="?")).codes == []


def test_zero_is_a_figure(read_csv: ReadFiles) -> None:
    assert read_csv(row("0")).observation.value == 0


@pytest.mark.parametrize(
    "value", ["约95", "95左右", "95以上", "95-96", "九十五", "1,46", "(95)", "=1+1", "NaN", "inf", "1e400", "#DIV/0!"]
)
def test_a_refused_figure_is_told_with_its_place_and_is_not_silence(read_csv: ReadFiles, value: str) -> None:
    read = read_csv(row(value), row("96", year=2024))
    (problem,) = read.submission.problems
    assert problem.severity is Severity.ERROR
    assert (problem.at.line, problem.at.column) == (2, 4)
    refusal = read.refusal
    assert (refusal.entity, refusal.year, refusal.indicator) == ("jianghai", 2023, "sewage")
    assert (refusal.code, refusal.at, refusal.issued) == (problem.code, (problem.at,), False)
    assert read.observation.year == 2024


def test_all_that_is_wrong_with_a_row_is_said_at_once(read_csv: ReadFiles) -> None:
    read = read_csv(row("约95", indicator="?", entity="!", year="x"))
    assert read.errors == ["unknown-entity", "unknown-year", "unknown-indicator", "approximate-figure"]


@pytest.mark.parametrize("field", ["entity", "indicator"])
def test_a_blank_key_is_an_error(read_csv: ReadFiles, field: str) -> None:
    read = read_csv(row("95", **{field: ""}))
    assert read.errors == [f"missing-{field}"]


@pytest.mark.parametrize(
    ("basis", "illustrative"),
    [("", False), ("正式", False), ("official", False), ("示例", True), ("Illustrative", True)],
)
def test_illustrative_figures(read_csv: ReadFiles, basis: str, illustrative: bool) -> None:
    assert read_csv(row("95", basis=basis)).observation.illustrative is illustrative


@pytest.mark.parametrize("record", ["", "实绩", "actual", "ACTUAL"])
def test_a_row_is_a_result_unless_it_says_otherwise(read_csv: ReadFiles, record: str) -> None:
    assert read_csv(row("95", record=record)).observation.value == 95


@pytest.mark.parametrize(
    ("more", "code"), [({"basis": "估计"}, "unknown-basis"), ({"record": "计划"}, "unknown-record")]
)
def test_unknown_words_there_are_refused(read_csv: ReadFiles, more: dict[str, str], code: str) -> None:
    read = read_csv(row("95", **more))
    assert read.errors == [code]
    assert read.refusal.code == code


def test_hostile_names_travel_as_text(read_csv: ReadFiles) -> None:
    read = read_csv(row("95", entity="<script>alert(1)</script>", note="<b>", evidence="=cmd|' /C calc'!A0"))
    assert read.observation.entity == "evil"
    assert (read.observation.note, read.observation.evidence) == ("<b>", "=cmd|' /C calc'!A0")
    assert read_csv(row("95", entity="=cmd|' /C calc'!A0")).observation.entity == "evil"
    assert "<img src=x>" in read_csv(row("95", entity="<img src=x>")).problem("unknown-entity").message.zh


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x1b", "\u2066"])
@pytest.mark.parametrize("where", ["entity", "indicator", "year", "unit", "record", "basis"])
def test_hidden_characters_in_a_key_are_refused(read_csv: ReadFiles, where: str, hidden: str) -> None:
    plain: dict[str, Any] = {"entity": "江海区", "indicator": "sewage", "year": "2023", "unit": "%"}
    read = read_csv(row("95", **{**plain, where: plain.get(where, "") + hidden}))
    assert read.errors == ["hidden-characters"]
    assert f"U+{ord(hidden):04X}" in read.problem("hidden-characters").message.zh
    assert read.submission.observations == ()


@pytest.mark.parametrize("where", ["note", "evidence"])
def test_hidden_characters_in_free_text_are_replaced_and_said(read_csv: ReadFiles, where: str) -> None:
    read = read_csv(row("95", **{where: "年\u202e报"}))
    assert getattr(read.observation, where) == "年\ufffd报"
    assert read.problem("hidden-characters-replaced").severity is Severity.NOTE
    assert read.errors == []


def test_messages_never_repeat_a_hidden_character(read_csv: ReadFiles) -> None:
    read = read_csv(row("95\u202e", indicator="x\u202e" * 200, unit="\x1b[31m"))
    for problem in read.submission.problems:
        assert not {"\u202e", "\x1b"} & set(problem.message.zh + problem.message.en)
    long = read_csv(row("9" * 5000)).problem("figure-out-of-bounds")
    assert len(long.message.zh) < 200
