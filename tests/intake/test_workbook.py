"""Sheets of a workbook: which are read, merged cells, macros, and declared sizes that lie."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.conftest import HEADER, ReadFiles, row
from tests.support import xlsx_parts as xlsx

from zhunsheng.intake import workbook
from zhunsheng.intake.merges import Merges
from zhunsheng.model.diagnostic import Severity


def built(change: Callable[[openpyxl.Workbook, Worksheet], None], *rows: list[Any]) -> bytes:
    """Build a workbook of one sheet, 数据, and change it before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "数据"
    for line in (HEADER, *rows):
        sheet.append(list(line))
    change(book, sheet)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def add_sheet(book: openpyxl.Workbook, title: str, *rows: list[Any], state: str = "visible") -> None:
    sheet = book.create_sheet(title)
    for line in rows:
        sheet.append(list(line))
    sheet.sheet_state = state


def test_all_visible_sheets_with_a_header_are_read(read_raw: ReadFiles) -> None:
    raw = built(lambda book, _: add_sheet(book, "二", list(HEADER), row(96, year=2024)), row(95))
    read = read_raw(raw, "a.xlsx")
    assert [(seen.at.sheet, seen.at.cell) for seen in read.submission.observations] == [("数据", "D2"), ("二", "D2")]
    assert read.submission.files[0].rows == 2


def test_a_cover_sheet_gets_a_note_and_an_empty_one_nothing(read_raw: ReadFiles) -> None:
    def change(book: openpyxl.Workbook, _: Worksheet) -> None:
        add_sheet(book, "封面", ["江海区 2023 年填报表"], ["单位", "城管局"])
        add_sheet(book, "指标解释", ["指标", "单位", "备注"], ["城镇污水集中收集率", "%", ""])
        add_sheet(book, "空")

    read = read_raw(built(change, row(95)), "a.xlsx")
    assert [(p.code, p.severity, p.at.sheet) for p in read.submission.problems] == [
        ("sheet-without-header", Severity.NOTE, "封面"),
        ("sheet-without-header", Severity.NOTE, "指标解释"),
    ]
    assert read.observation.value == 95


def test_no_sheet_with_a_header_is_an_error(read_raw: ReadFiles) -> None:
    raw = built(lambda _, sheet: sheet.delete_rows(1), row(95))
    read = read_raw(raw, "a.xlsx")
    assert read.errors == ["no-header"]
    assert read.problem("no-header").expected is not None


def test_a_header_that_lacks_a_column_is_told_with_its_sheet(read_raw: ReadFiles) -> None:
    read = read_raw(built(lambda _, sheet: sheet.delete_cols(4), row(95)), "a.xlsx")
    assert read.errors == ["missing-columns"]
    assert read.problem("missing-columns").at.sheet == "数据"


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_and_said(read_raw: ReadFiles, state: str) -> None:
    def change(book: openpyxl.Workbook, _: Worksheet) -> None:
        add_sheet(book, "藏", list(HEADER), row(1, year=2024), state=state)
        add_sheet(book, "码表", ["代码"], ["1"], state=state)

    read = read_raw(built(change, row(95)), "a.xlsx")
    assert read.observation.year == 2023
    warning = read.problem("hidden-sheet")
    assert (warning.severity, warning.at.sheet) == (Severity.WARNING, "藏")
    assert len(read.codes) == 1


def test_hidden_rows_are_read_silently(read_raw: ReadFiles) -> None:
    def change(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True

    read = read_raw(built(change, row(95)), "a.xlsx")
    assert read.observation.value == 95
    assert read.codes == []


def test_blank_rows_between_and_remarks_below(read_raw: ReadFiles) -> None:
    read = read_raw(built(lambda *_: None, row(95), [], [], row(96, year=2024), ["填报人：张三"]), "a.xlsx")
    assert [seen.at.cell for seen in read.submission.observations] == ["D2", "D5"]
    assert read.codes == []


def test_a_header_and_no_rows(read_raw: ReadFiles) -> None:
    assert read_raw(built(lambda *_: None), "a.xlsx").codes == ["no-rows"]


@pytest.mark.parametrize(
    ("area", "cell"),
    [("A2:A3", "A3"), ("B2:B3", "B3"), ("C2:C3", "C3"), ("D2:D3", "D3"), ("E2:E3", "E3"), ("D3:E3", "E3")],
)
def test_a_row_whose_key_or_value_is_under_a_merge_is_refused(read_raw: ReadFiles, area: str, cell: str) -> None:
    rows = row(95), row(96, indicator="污水收集率" if area == "C2:C3" else "insured")
    read = read_raw(built(lambda _, sheet: sheet.merge_cells(area), *rows), "a.xlsx")
    problem = read.problem("merged-cell")
    assert problem.at.cell == cell
    assert area in problem.message.zh
    assert problem.hint is not None
    assert set(read.errors) <= {"merged-cell", "figure-contested"}
    assert read.submission.refusals[0].code == "merged-cell"


def test_the_refusal_under_a_merge_knows_whose_figure_it_is(read_raw: ReadFiles) -> None:
    raw = built(lambda _, sheet: sheet.merge_cells("A2:A4"), row(95), row(96, year=2024), row(97, year=2025))
    read = read_raw(raw, "a.xlsx")
    assert read.observation.year == 2023
    assert [(r.entity, r.year) for r in read.submission.refusals] == [("jianghai", 2024), ("jianghai", 2025)]


def test_merges_beside_the_key_do_no_harm(read_raw: ReadFiles) -> None:
    raw = built(lambda _, sheet: sheet.merge_cells("F2:F3"), row(95, note="年报"), row(96, year=2024))
    read = read_raw(raw, "a.xlsx")
    assert read.codes == []
    assert [seen.note for seen in read.submission.observations] == ["年报", ""]


def test_a_heading_merged_across_the_table_is_no_row(read_raw: ReadFiles) -> None:
    raw = built(lambda _, sheet: sheet.merge_cells("A2:I2"), ["一、城市环境"], row(95))
    read = read_raw(raw, "a.xlsx")
    assert read.codes == []
    assert read.submission.files[0].rows == 1


def test_a_merged_title_above_the_header(read_raw: ReadFiles) -> None:
    def change(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "填报表"
        sheet.merge_cells("A1:I1")

    read = read_raw(built(change, row(95)), "a.xlsx")
    assert (read.codes, read.observation.at.cell) == ([], "D3")


def test_merges_over_the_whole_sheet_cost_nothing(read_raw: ReadFiles) -> None:
    merges = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    raw = xlsx.workbook(xlsx.figure_row(2, xlsx.number(2, "95")), after=merges)
    assert "merged-cell" in read_raw(raw, "a.xlsx").errors


def test_merges_that_cannot_be(read_raw: ReadFiles) -> None:
    cells = "".join(f'<mergeCell ref="A1:A{9 + i}"/>' for i in range(500))
    raw = xlsx.workbook(xlsx.figure_row(2, xlsx.number(2, "95")), after=f"<mergeCells>{cells}</mergeCells>")
    assert read_raw(raw, "a.xlsx").errors == ["broken-workbook"]


def test_macros_are_never_run_and_said(read_raw: ReadFiles) -> None:
    members = xlsx.parts(xlsx.sheet(xlsx.header(), xlsx.figure_row(2, xlsx.number(2, "95"))))
    read = read_raw(xlsx.pack({**members, "xl/vbaProject.bin": b"\0" * 64}), "a.xlsm")
    assert read.problem("macros-not-run").severity is Severity.WARNING
    assert read.observation.value == 95


@pytest.mark.parametrize("size", ["A1", "A1:A1", "A1:XFD1048576"])
def test_a_declared_size_that_lies(read_raw: ReadFiles, size: str) -> None:
    raw = xlsx.workbook(xlsx.figure_row(2, xlsx.number(2, "95")), before=f'<dimension ref="{size}"/>')
    assert read_raw(raw, "a.xlsx").observation.value == 95


def test_a_cell_a_million_columns_out(read_raw: ReadFiles) -> None:
    far = xlsx.figure_row(2, xlsx.number(2, "95")).replace("</row>", '<c r="XFD2"><v>1</v></c></row>')
    assert read_raw(xlsx.workbook(far), "a.xlsx").observation.value == 95


@pytest.mark.parametrize("last", [1_048_577, 2_000_000_000])
def test_a_row_beyond_any_sheet_refuses_the_workbook(read_raw: ReadFiles, last: int) -> None:
    raw = xlsx.workbook(xlsx.figure_row(2, xlsx.number(2, "95")), xlsx.figure_row(last, xlsx.number(last, "96"), 2024))
    read = read_raw(raw, "a.xlsx")
    assert read.errors == ["unsafe-workbook"]
    assert read.submission.observations == ()


def test_too_many_rows_refuse_the_workbook(read_raw: ReadFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 1)
    rows = [row(95, year=year) for year in (2021, 2022, 2023)]
    assert read_raw(built(lambda *_: None, *rows), "a.xlsx").errors == ["too-many-rows"]
    assert read_raw(built(lambda *_: None, *rows[:1]), "a.xlsx").errors == []


def test_a_part_that_openpyxl_cannot_read(read_raw: ReadFiles) -> None:
    good = xlsx.figure_row(2, xlsx.number(2, "95"))
    assert read_raw(xlsx.workbook(good, "<row>&lt;"), "a.xlsx").errors == ["broken-workbook"]
    read = read_raw(xlsx.workbook(good, '<row r="3"><c r="D3" t="s"><v>7</v></c></row>'), "a.xlsx")
    assert read.errors == ["broken-workbook"]
    assert read.submission.observations == ()
    assert read.submission.files[0].rows == 0


def test_an_area_that_is_none() -> None:
    with pytest.raises(ValueError, match="A2"):
        Merges(["A2"])


def test_nothing_that_openpyxl_prints_reaches_standard_output(
    read_raw: ReadFiles, capsys: pytest.CaptureFixture[str]
) -> None:
    styles = '<cellStyles><cellStyle name="x" xfId="7"/></cellStyles>'
    members = xlsx.parts(xlsx.sheet(xlsx.header(), xlsx.figure_row(2, xlsx.number(2, "95"))))
    members["xl/styles.xml"] = f'<styleSheet xmlns="{xlsx.MAIN}">{styles}</styleSheet>'
    assert read_raw(xlsx.pack(members), "a.xlsx").errors == ["broken-workbook"]
    assert capsys.readouterr().out == ""
