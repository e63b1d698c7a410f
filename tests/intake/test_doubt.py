"""Input that is left unread, or read with a question: nobody is accused of silence on its account."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.conftest import HEADER, ReadFiles, csv_text, row
from tests.intake.test_workbook import add_sheet, built
from tests.support.catalogues_intake import catalogue

from zhunsheng import intake
from zhunsheng.intake import unread
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.indicator import Indicator, parts
from zhunsheng.model.submission import Submission

AIR = "城市空气质量优良天数比率"
SEWAGE = "城镇污水集中收集率"


def refused(submission: Submission) -> set[tuple[str, int, str]]:
    return {(each.indicator, each.year, each.code) for each in submission.refusals}


@pytest.mark.parametrize("suffix", ["xls", "et", "ods", "xlsb", "tsv", "zip", "rar", "7z", "numbers"])
def test_a_table_of_another_kind_in_a_folder_may_hold_what_is_missing(
    tmp_path: Path, read_paths: ReadFiles, suffix: str
) -> None:
    (tmp_path / "a.csv").write_text(csv_text([row("95")]), encoding="utf-8")
    (tmp_path / f"城管局 2023.{suffix.upper()}").write_bytes(b"\xd0\xcf\x11\xe0")
    read = read_paths(tmp_path)
    assert read.errors == ["file-ignored"]
    assert read.problem("file-ignored").hint is not None
    assert ("air", 2023, "file-ignored") in refused(read.submission)
    assert read.observation.indicator == "sewage"


@pytest.mark.parametrize(("name", "severity"), [("函.docx", Severity.WARNING), ("Thumbs.db", Severity.NOTE)])
def test_a_letter_beside_the_tables_is_named_and_excuses_nobody(
    tmp_path: Path, read_paths: ReadFiles, name: str, severity: Severity
) -> None:
    (tmp_path / "a.csv").write_text(csv_text([row("95")]), encoding="utf-8")
    (tmp_path / name).write_bytes(b"?")
    read = read_paths(tmp_path)
    assert read.problem("file-ignored").severity is severity
    assert read.submission.refusals == ()


def test_a_figure_on_a_hidden_sheet_is_not_silence(read_raw: ReadFiles) -> None:
    def change(book: openpyxl.Workbook, _: Worksheet) -> None:
        lines = (
            row(89, indicator=AIR),
            row("—", indicator="城乡基本医疗保险参保率"),
            row(94, year=2023),
            row(5, indicator="查无此项"),
            row(75, indicator=AIR, year=2024, record="下达目标", evidence="文号"),
        )
        add_sheet(book, "藏", list(HEADER), *lines, state="hidden")

    read = read_raw(built(change, row(95)), "a.xlsx")
    assert read.codes == ["hidden-sheet"]
    assert refused(read.submission) == {("air", 2023, "hidden-sheet")}
    assert [(place.sheet, place.cell) for place in read.refusal.at] == [("藏", "D2")]
    assert read.submission.files[0].rows == 1


@pytest.mark.parametrize(
    ("lines", "cell"),
    [
        ([["指标名称", "完成值"], [AIR, 89.5]], "B2"),
        ([["指标", "2022", "2023"], [AIR, "", "89.5%"]], "C2"),
        ([["年份", AIR, "备注"], [2023, 89.5, ""]], "B2"),
        ([["一、" + "说明" * 30], [], [1, f"{AIR}（%）", True, 89.5]], "D3"),
    ],
)
def test_a_figure_in_a_sheet_without_a_header_is_not_silence(
    read_raw: ReadFiles, lines: list[list[object]], cell: str
) -> None:
    read = read_raw(built(lambda book, _: add_sheet(book, "另表", *lines), row(95)), "a.xlsx")
    assert read.codes == ["sheet-without-header"]
    assert {key[0] for key in refused(read.submission)} == {"air"}
    assert {place.cell for each in read.submission.refusals for place in each.at} == {cell}


def test_a_sheet_that_only_explains_excuses_nobody(read_raw: ReadFiles) -> None:
    lines = ([1, "请按表填写"], [2, "单位必填"], [AIR, "当年优良天数的占比"], [None, True])
    read = read_raw(built(lambda book, _: add_sheet(book, "填表说明", *lines), row(95)), "a.xlsx")
    assert read.submission.refusals == ()


def test_a_figure_for_a_place_that_owes_none_may_be_the_one_that_is_missing(read_csv: ReadFiles) -> None:
    read = read_csv(row("95", entity="外海街道"), row("88", indicator=AIR))
    warning = read.problem("place-not-asked")
    assert (warning.severity, warning.at.line) == (Severity.WARNING, 2)
    assert "外海街道" in warning.message.zh
    assert warning.expected is not None
    assert warning.expected.zh == "江海区"
    assert refused(read.submission) == {("sewage", 2023, "place-not-asked")}


def test_a_figure_for_another_place_beside_the_one_asked_for_costs_nothing(read_csv: ReadFiles) -> None:
    read = read_csv(row("95", entity="外海街道"), row("96"))
    assert read.codes == ["place-not-asked"]
    assert read.submission.refusals == ()


@pytest.mark.parametrize("value", ["0.951", "1", ".9"])
def test_a_share_written_as_a_fraction_is_asked_about(read_csv: ReadFiles, value: str) -> None:
    read = read_csv(row(value))
    problem = read.problem("percent-or-fraction")
    assert (problem.severity, problem.at.line, problem.at.column) == (Severity.ERROR, 2, 4)
    assert read.submission.observations == ()
    assert refused(read.submission) == {("sewage", 2023, "percent-or-fraction")}


@pytest.mark.parametrize(
    ("value", "unit", "indicator"),
    [
        ("0.951%", "%", SEWAGE),
        ("0.951%", "", SEWAGE),
        ("0", "%", SEWAGE),
        ("1.01", "%", SEWAGE),
        ("9", "‰", SEWAGE),
        ("0.5", "%", "财政收入增速"),
        ("0.5", "万人", "城镇累计新增就业人数"),
    ],
)
def test_a_small_share_that_is_clear_or_likely_is_not(
    read_csv: ReadFiles, value: str, unit: str, indicator: str
) -> None:
    assert read_csv(row(value, unit, indicator)).codes == []


def test_a_fraction_shown_as_a_percentage_is_clear(read_xlsx: ReadFiles) -> None:
    assert read_xlsx(row(0.00951), format_of_value="0.00%").codes == []


def test_rows_that_disagree_are_told_by_the_names_that_stand_in_them(read_csv: ReadFiles) -> None:
    message = read_csv(row("95"), row("96")).problem("figures-disagree").message
    assert "江海区 2023 年“城镇污水集中收集率”" in message.zh
    assert "城镇污水集中收集率 of 江海区 in 2023" in message.en


def test_a_derived_figure_is_told_by_the_titles_of_its_parts(read_csv: ReadFiles) -> None:
    hint = read_csv(row("10", indicator="土地出让收入用于农业农村的比例")).problem("derived-indicator").hint
    assert hint is not None
    assert "土地出让收入用于农业农村的支出、土地出让收入" in hint.zh


@pytest.mark.parametrize("value", ["2025-03-01", "2025/3/1", "2025.3.1", "2025年3月1日"])
def test_a_date_is_called_a_date(read_csv: ReadFiles, value: str) -> None:
    assert read_csv(row(value)).errors == ["date-figure"]


def test_rows_that_leave_the_same_gap_are_weighed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed: list[str] = []

    def counted(indicators: dict[str, Indicator], name: str) -> Iterator[str]:
        weighed.append(name)
        return iter(parts(indicators, name))

    monkeypatch.setattr(unread, "parts", counted)
    many = [unread.Unread(code="x", at=(), indicator="share", year=2023)] * 100_000
    found = list(unread.doubtful(catalogue(), many, set(), {}))
    assert {(each.indicator, each.year) for each in found} == {("revenue", 2023), ("spending", 2023)}
    assert len(weighed) < 100


def test_the_figures_that_are_read_are_the_same_with_and_without_doubt(tmp_path: Path) -> None:
    plan = catalogue()
    path = tmp_path / "a.csv"
    path.write_text(csv_text([row("95"), row("88", indicator=AIR)]), encoding="utf-8")
    before = intake.read([tmp_path], plan)
    (tmp_path / "b.xls").write_bytes(b"?")
    after = intake.read([tmp_path], plan)
    assert after.observations == before.observations
