"""Wide tables (宽表) say what the long tables say into which they are taken apart; every figure has its own cell."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import msgspec
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.conftest import Read, csv_text
from tests.support.same_table import FORMATS, Table, parquet_bytes

from zhunsheng import intake
from zhunsheng.intake import wide
from zhunsheng.intake.columns import MAX_COLUMNS
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.location import Location

ReadFiles = Callable[..., Read]
HEADER = ("地区", "年份", "城镇污水集中收集率（%）", "城镇累计新增就业人数（万人）")
HEADINGS = {
    "城镇污水集中收集率（%）": "%",
    "jobs(人)": "人",
    "城镇累计新增就业人数 (万人)": "万人",
    "每万人拥有公共文化设施面积": "",
    "城镇污水收集比率（%）": "%",
    "城市空气质量优良天数比率（亩）": "亩",
}
"""Headings, one of them misspelt and one with the unit of something else, and the unit in each."""
TEXTS = ["95.10", "95.1%", "≥ 95", "1,460.5", "1,46", "约95", "—", "", None, "NaN", "９５", "撤回"]
NOWHERE = Location(file="")


def tables() -> st.SearchStrategy[Table]:
    values = st.sampled_from(TEXTS)
    numbers = st.decimals(-1000, 100_000, places=4, allow_nan=False) | st.none()
    return st.sampled_from((values, numbers)).flatmap(
        lambda each: st.lists(
            st.fixed_dictionaries(
                {
                    "地区": st.sampled_from(["江海区", "外海街道", "江诲区"]),
                    "年份": st.sampled_from(["2021", "2023年", "1999", "去年"]),
                    "类型": st.sampled_from(["", None, "下达目标"]),
                    "依据": st.sampled_from(["", "江府〔2023〕1号"]),
                    **dict.fromkeys(HEADINGS, each),
                }
            ),
            min_size=1,
            max_size=4,
        )
    )


def as_long(table: Table) -> Table:
    """Take a wide table apart: one row a figure."""
    return [
        {
            **{name: row[name] for name in ("地区", "年份", "类型", "依据")},
            "指标": heading,
            "数值": row[heading],
            "单位": unit,
        }
        for row in table
        for heading, unit in HEADINGS.items()
    ]


def with_keys_first(table: Table) -> Table:
    keys = ("类型", "依据", "地区", "年份")
    return [{name: row[name] for name in (*keys, *HEADINGS)} for row in table]


def said(folder: Path, name: str, table: Table, plan: Catalogue) -> tuple[object, ...]:
    """All that a table says, without a word of where."""
    suffix, write = FORMATS[name]
    path = folder / f"data{suffix}"
    path.write_bytes(write(table))
    got = intake.read([path], plan)
    change = msgspec.structs.replace
    return (
        [change(each, at=NOWHERE, text="", value=Decimal(each.value)) for each in got.observations],
        [change(each, at=NOWHERE) for each in got.issued],
        {(each.entity, each.year, each.indicator, each.code, each.issued) for each in got.refusals},
        {each.code for each in got.problems},
        {(each.entity, each.year, each.indicator) for each in got.blanks},
        [each.rows for each in got.files],
    )


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=tables())
@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name][0] in (".csv", ".xlsx", ".parquet")])
def test_a_wide_table_says_what_the_long_one_says(tmp_path: Path, plan: Catalogue, name: str, table: Table) -> None:
    assert said(tmp_path, name, with_keys_first(table), plan) == said(tmp_path, name, as_long(table), plan)


def wide_csv(*rows: Mapping[str, str] | list[str], header: tuple[str, ...] = HEADER) -> str:
    return csv_text([list(row) for row in rows], header)


def test_every_figure_has_its_own_cell(read_raw: ReadFiles) -> None:
    read = read_raw(wide_csv(["江海区", "2023", "95.1", "0.5"]))
    at = {each.indicator: str(each.at) for each in read.submission.observations}
    assert {name: place.split("data.csv")[1] for name, place in at.items()} == {"sewage": ":2:3", "jobs": ":2:4"}
    assert {each.indicator: each.value * each.factor.numerator for each in read.submission.observations} == {
        "sewage": Decimal("95.1"),
        "jobs": Decimal("0.5"),
    }
    assert not read.submission.problems


def test_cells_of_a_workbook(read_raw: ReadFiles) -> None:
    read = read_raw(workbook([HEADER, ["江海区", 2023, 95.1, "约0.5"]]), "data.xlsx")
    assert read.observation.at.cell == "C2"
    assert read.problem("approximate-figure").at.cell == "D2"


def workbook(rows: list[list[object] | tuple[str, ...]], *merged: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in rows:
        sheet.append(list(line))
    for area in merged:
        sheet.merge_cells(area)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_what_is_wrong_with_a_row_or_a_heading_is_said_once(read_raw: ReadFiles) -> None:
    rows = [["江诲区", "2023", "95", "1"], ["江海区", "2021", "95", "1"], ["江海区", "2022", "95"]]
    read = read_raw(wide_csv(*rows, header=("地区", "年份", "城镇污水收集比率（%）", "jobs（万人）")))
    assert sorted(read.errors) == ["ragged-row", "unknown-entity", "unknown-indicator"]
    heading = read.problem("unknown-indicator")
    assert (heading.at.line, heading.at.column) == (1, 3)
    assert [each.year for each in read.submission.observations] == [2021]
    absent = {(each.entity, each.year, each.indicator) for each in read.submission.refusals}
    assert {("jianghai", 2021, "sewage"), ("jianghai", 2022, "jobs")} <= absent


def test_columns_of_something_else_are_named_and_passed_over(read_raw: ReadFiles) -> None:
    header = ("序号", "地区", "年份", "城镇污水集中收集率（%）", "降水量（毫米）", "联系人")
    read = read_raw(wide_csv(["1", "江海区", "2023", "95", "1800", "张三"], header=header))
    assert read.observation.indicator == "sewage"
    assert read.codes == ["unknown-columns", "columns-not-indicators"]
    said = read.problem("columns-not-indicators")
    assert said.severity is Severity.WARNING
    assert said.message.zh.endswith("降水量（毫米）、联系人")
    assert said.at.line == 1
    assert not [each for each in read.submission.refusals if each.year == 2023]


def test_figures_without_a_heading_are_not_lost_unseen(read_raw: ReadFiles) -> None:
    header = ("地区", "年份", "", "城镇污水集中收集率（%）", "", "jobs（人）")
    read = read_raw(wide_csv(["江海区", "2023", "88", "95", "", "9"], header=header))
    assert len(read.submission.observations) == 2
    assert read.problem("columns-not-indicators").message.zh.endswith("：（空白）")
    assert read_raw(wide_csv(["江海区", "2023", "", "95", "", "9"], header=header)).codes == []


def test_a_table_without_any_indicator_is_an_error_and_accuses_nobody(read_raw: ReadFiles) -> None:
    read = read_raw(wide_csv(["江海区", "2023", "1800"], header=("地区", "年份", "降水量（毫米）")))
    assert read.errors == ["no-indicator-column"]
    assert read.submission.refusals


def test_a_second_sheet_of_something_else_is_a_remark(read_raw: ReadFiles) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    for line in (HEADER, ["江海区", 2023, 95, 1]):
        first.append(list(line))
    second = book.create_sheet("降水")
    for line in (["地区", "年份", "降水量（毫米）"], ["江海区", 2023, 1800]):
        second.append(line)
    stream = BytesIO()
    book.save(stream)
    read = read_raw(stream.getvalue(), "data.xlsx")
    assert read.codes == ["columns-not-indicators"]
    assert read.problem("columns-not-indicators").at.sheet == "降水"
    assert len(read.submission.observations) == 2


def test_a_figure_without_unit_is_refused_and_the_heading_is_where_to_put_it(read_raw: ReadFiles) -> None:
    read = read_raw(wide_csv(["江海区", "2023", "95"], header=("地区", "年份", "城镇污水集中收集率")))
    assert read.errors == ["missing-unit"]
    assert "表头" in str(read.problem("missing-unit").hint)


def test_a_long_table_is_never_taken_for_a_wide_one(read_raw: ReadFiles) -> None:
    cover = [["地区：", "江海区", "年份：", "2023"]]
    long = [["地区", "年份", "指标", "数值", "单位"], ["江海区", "2023", "sewage", "95", "%"]]
    assert read_raw(csv_text(long, cover[0])).observation.indicator == "sewage"
    assert read_raw(csv_text([], ("地区：", "江海区", "年份：", "2023"))).errors == ["no-header"]
    assert read_raw(csv_text([["江海区", "2023", "1"]], ("地区", "年份", "数值"))).errors == ["missing-columns"]


@pytest.mark.parametrize("names", [("行政区划", "年度"), ("Entity", "YEAR"), ("region", "统计年度")])
def test_place_and_year_by_their_other_names(read_raw: ReadFiles, names: tuple[str, str]) -> None:
    read = read_raw(wide_csv(["江海区", "2023", "95"], header=(*names, "sewage（%）")))
    assert read.observation.indicator == "sewage"


def test_columns_that_stand_twice(read_raw: ReadFiles) -> None:
    twice = ("地区", "年份", "地区", "sewage（%）")
    assert read_raw(wide_csv(["江海区", "2023", "江海区", "95"], header=twice)).errors == ["repeated-column"]
    figures = ("地区", "年份", "sewage（%）", "城镇污水集中收集率（%）")
    assert read_raw(wide_csv(["江海区", "2023", "95", "95.0"], header=figures)).codes == ["figure-repeated"]
    assert read_raw(wide_csv(["江海区", "2023", "95", "96"], header=figures)).errors == ["figures-disagree"]


def test_no_column_is_lost_unseen(read_raw: ReadFiles) -> None:
    header = ["地区", "年份", *(f"列{number}" for number in range(MAX_COLUMNS)), "sewage（%）"]
    row: list[object] = ["江海区", 2023, *[""] * MAX_COLUMNS, 95]
    assert read_raw(workbook([header, row]), "data.xlsx").errors == ["too-many-columns"]
    assert read_raw(csv_text([row], header)).observation.indicator == "sewage"
    many = ["地区", "年份", *(f"列{number}" for number in range(wide.MAX_WIDTH))]
    assert read_raw(csv_text([[""] * len(many)], many)).errors == ["too-many-columns"]


def test_merges_cost_what_they_cover(read_raw: ReadFiles) -> None:
    rows = [HEADER, ["一、县区"], ["江海区", 2021, 95, 1], ["江海区", 2022, None, 2], ["江海区", 2023, 97, 3]]
    read = read_raw(workbook(rows, "A2:D2", "C3:C4"), "data.xlsx")
    assert read.errors == ["merged-cell"]
    assert read.problem("merged-cell").at.cell == "C4"
    assert len(read.submission.observations) == 5
    assert ("sewage", 2022) in {(each.indicator, each.year) for each in read.submission.refusals}


def test_a_hidden_sheet_leaves_its_figures_in_doubt(read_raw: ReadFiles) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in (["地区", "年份", "指标", "数值", "单位"], ["江海区", 2021, "sewage", 95, "%"]):
        book.active.append(line)
    hidden = book.create_sheet("隐藏")
    for line in (HEADER, ["江海区", 2022, 95, 1]):
        hidden.append(list(line))
    hidden.sheet_state = "hidden"
    stream = BytesIO()
    book.save(stream)
    read = read_raw(stream.getvalue(), "data.xlsx")
    assert read.codes == ["hidden-sheet"]
    doubt = {(each.indicator, each.year) for each in read.submission.refusals}
    assert ("jobs", 2022) in doubt
    assert ("sewage", 2022) in doubt


def test_parquet_tells_row_and_column(read_raw: ReadFiles) -> None:
    table = pa.table(
        {"地区": ["江海区"] * 2, "年份": [2022, 2023], "sewage（%）": ["95", "约95"], "天数": [[1], [2]]},
    )
    read = read_raw(parquet_bytes(table), "data.parquet")
    assert (read.observation.at.line, read.observation.at.column) == (1, 3)
    assert (read.problem("approximate-figure").at.line, read.problem("approximate-figure").at.column) == (2, 3)
    assert read.problem("columns-not-indicators").at.line is None


def test_milestones_of_a_wide_table_need_no_unit(read_zones: ReadFiles, zone_plan: Catalogue) -> None:
    done = next(each for each in zone_plan.indicators.values() if each.kind.value == "milestone")
    table = wide_csv(["江门市", "2021", "已完成"], header=("地区", "年份", done.title))
    read = read_zones(data_csv=table)
    assert (read.observation.indicator, read.observation.value) == (done.id, 1)
