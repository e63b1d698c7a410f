"""Several rows for one figure, and figures against the plan's own base."""

from pathlib import Path

import msgspec
import pytest
from tests.intake.conftest import ReadFiles, csv_text, row, workbook_bytes

from zhunsheng import intake
from zhunsheng.intake import listing
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity

JOBS = "城镇累计新增就业人数"


@pytest.mark.parametrize(
    "again", [row("95.1"), row("95.10"), row("951", "‰"), row("95.1%", ""), row("95.1", "percent")]
)
def test_the_same_figure_twice_is_kept_once(read_csv: ReadFiles, again: list[object]) -> None:
    read = read_csv(row("95.1"), again)
    assert read.observation.at.line == 2
    note = read.problem("figure-repeated")
    assert note.severity is Severity.NOTE
    assert "data.csv:2:4" in note.message.zh
    assert "data.csv:3:4" in note.message.zh
    assert read.submission.refusals == ()


def test_figures_that_differ_are_refused_with_both_places_and_values(read_csv: ReadFiles) -> None:
    read = read_csv(row("95.1"), row("95.11"))
    assert read.submission.observations == ()
    problem = read.problem("figures-disagree")
    for said in ("data.csv:2:4", "95.1 %", "data.csv:3:4", "95.11 %"):
        assert said in problem.message.zh
        assert said in problem.message.en
    assert [place.line for place in read.refusal.at] == [2, 3]
    assert read.refusal.code == "figures-disagree"


def test_a_bound_and_a_figure_differ(read_csv: ReadFiles) -> None:
    assert read_csv(row("95"), row(">95")).errors == ["figures-disagree"]


def test_a_third_row_does_not_outvote(read_csv: ReadFiles) -> None:
    read = read_csv(row("95"), row("95"), row("96"))
    assert read.submission.observations == ()
    assert len(read.refusal.at) == 3


def test_across_files_whatever_their_kind(tmp_path: Path, read_paths: ReadFiles) -> None:
    (tmp_path / "a.csv").write_text(csv_text([row("95.1"), row("3", "人", JOBS)]), encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(workbook_bytes([row(95.1), row(4, "人", JOBS)]))
    read = read_paths(tmp_path)
    assert read.observation.indicator == "sewage"
    assert read.codes == ["figures-disagree", "figure-repeated"] or read.codes == [
        "figure-repeated",
        "figures-disagree",
    ]
    first, second = read.refusal.at
    assert (first.line, first.cell, second.sheet, second.cell) == (3, None, "数据", "D3")


def test_of_equal_rows_the_official_one_stands(read_csv: ReadFiles) -> None:
    read = read_csv(row("95", basis="示例"), row("95", basis="正式"))
    assert read.observation.illustrative is False


def test_the_order_of_rows_makes_no_difference(read_csv: ReadFiles) -> None:
    rows = [row("95", year=2021), row("96", year=2022), row("97", year=2022), row("约98", year=2023)]
    forth, back = read_csv(*rows), read_csv(*reversed(rows))
    assert [o.figure for o in forth.submission.observations] == [o.figure for o in back.submission.observations]
    assert {(r.year, r.code) for r in forth.submission.refusals} == {(r.year, r.code) for r in back.submission.refusals}


@pytest.mark.parametrize("order", [1, -1])
def test_a_figure_is_not_used_when_another_row_for_it_is_unreadable(read_csv: ReadFiles, order: int) -> None:
    read = read_csv(*[row("94"), row("约96"), row("95", year=2024)][::order])
    assert read.observation.year == 2024
    assert sorted(read.errors) == ["approximate-figure", "figure-contested"]
    assert read.refusal.code == "approximate-figure"


def test_a_dash_does_not_contest(read_csv: ReadFiles) -> None:
    assert read_csv(row("95"), row("—")).codes == []


@pytest.mark.parametrize(("value", "unit"), [("92", "%"), ("92.0", "%"), ("920", "‰")])
def test_a_base_year_figure_that_agrees_is_silent(read_csv: ReadFiles, value: str, unit: str) -> None:
    assert read_csv(row(value, unit, year=2020)).codes == []


def test_a_base_year_figure_that_differs_is_used_and_said(read_csv: ReadFiles) -> None:
    read = read_csv(row("91.9", year=2020))
    warning = read.problem("base-differs")
    assert warning.severity is Severity.WARNING
    assert "91.9" in warning.message.zh
    assert "92" in warning.message.zh
    assert read.observation.year == 2020


@pytest.mark.parametrize(
    ("value", "said"), [(">95", []), ("96", []), ("95", ["base-differs"]), ("≥95", ["base-differs"])]
)
def test_a_base_that_is_itself_a_bound(read_csv: ReadFiles, value: str, said: list[str]) -> None:
    assert read_csv(row(value, indicator="城乡基本医疗保险参保率", year=2020)).codes == said


def test_another_place_or_year_has_another_base(read_csv: ReadFiles) -> None:
    assert read_csv(row("50", year=2020, entity="外海街道"), row("50", year=2021)).codes == []


def test_a_flow_of_the_base_year_does_not_enter_the_sum(read_csv: ReadFiles) -> None:
    read = read_csv(row("0.5", "万人", JOBS, 2020), row("0.5", "万人", JOBS, 2021))
    assert read.codes == ["flow-in-base-year"]
    assert read.problem("flow-in-base-year").severity is Severity.NOTE
    assert len(read.submission.observations) == 2


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [("0", "%", []), ("100", "%", []), ("1001", "‰", ["share-out-of-range"]), ("-0.1", "%", ["share-out-of-range"])],
)
def test_a_share_outside_0_to_100_is_used_and_said(read_csv: ReadFiles, value: str, unit: str, said: list[str]) -> None:
    read = read_csv(row(value, unit))
    assert read.codes == said
    assert read.errors == []
    assert read.observation.unit == unit


def test_growth_and_amounts_may_be_negative(read_csv: ReadFiles) -> None:
    assert read_csv(row("-3.2", indicator="财政收入增速"), row("-1", "人", JOBS)).codes == []


def test_very_many_rows_for_one_figure_are_named_in_the_refusal_not_all_in_the_message(read_csv: ReadFiles) -> None:
    read = read_csv(*[row("95")] * 500, row("96"))
    message = read.problem("figures-disagree").message.zh
    assert "95 %" in message
    assert "data.csv:502:4 = 96 %" in message
    assert len(message) < 3000
    assert len(read.refusal.at) == 501


def test_problems_beyond_a_thousand_are_counted_and_refusals_kept(
    read_csv: ReadFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MAX_LISTED", 3)
    read = read_csv(*[row("约95", year=2021 + i) for i in range(5)])
    assert read.errors == ["problems-not-listed", *["approximate-figure"] * 3]
    assert " 2 " in read.problem("problems-not-listed").message.zh
    assert {refusal.year for refusal in read.submission.refusals if refusal.indicator == "sewage"} >= set(
        range(2021, 2026)
    )


@pytest.mark.parametrize(("unit", "said"), [("‰", []), ("亩", []), ("percent", ["base-differs"])])
def test_a_base_in_another_unit_is_converted_or_left_alone(
    tmp_path: Path, plan: Catalogue, unit: str, said: list[str]
) -> None:
    rules = {"sewage": msgspec.structs.replace(plan.rules["sewage"], unit=unit)}
    path = tmp_path / "a.csv"
    path.write_text(csv_text([row("9.2", year=2020)]), encoding="utf-8")
    got = intake.read([path], msgspec.structs.replace(plan, rules=rules))
    assert [problem.code for problem in got.problems] == said
