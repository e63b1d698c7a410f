"""Parquet: every type becomes the cell that it is, or a complaint at its row and column."""

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.intake.conftest import Read, ReadFiles
from tests.support.same_table import parquet_bytes

from zhunsheng.intake import parquet_file
from zhunsheng.intake.tables import Tables, scan
from zhunsheng.model.diagnostic import Severity
from zhunsheng.use_cases import readings


def figures(values: Any, **more: Any) -> pa.Table:  # noqa: ANN401 - whatever makes a column
    """Build a table of one figure a row, from 2021 on."""
    column = values if isinstance(values, pa.Array) else pa.array(values)
    count = len(column)
    years = pa.array(range(2021, 2021 + count), pa.int16())
    fixed = {
        "地区": ["江海区"] * count,
        "年份": years,
        "指标": ["sewage"] * count,
        "数值": column,
        "单位": ["%"] * count,
    }
    return pa.table(fixed | more)


@pytest.fixture
def read_table(read_raw: ReadFiles) -> ReadFiles:
    def read(table: pa.Table, name: str = "a.parquet", **options: object) -> Read:
        return read_raw(parquet_bytes(table, **options), name)

    return read


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (pa.array([Decimal("95.10"), Decimal("96.00")], pa.decimal128(6, 2)), ["95.10", "96.00"]),
        (pa.array([Decimal("95.10"), Decimal("70.07")], pa.decimal256(60, 2)), ["95.10", "70.07"]),
        (pa.array([95, 96], pa.uint64()), ["95", "96"]),
        (pa.array([95, -96], pa.int8()), ["95", "-96"]),
        (pa.array([95.1, 70.07]), ["95.1", "70.07"]),
        (pa.array([95.1, 26305.77], pa.float32()), ["95.1", "26305.77"]),
        (pa.array(["95.10", "≥ 96%"]), ["95.10", "≥ 96%"]),
        (pa.array(["95.10", "96"], pa.large_string()), ["95.10", "96"]),
        (pa.array(["95.10", "96"], pa.string_view()), ["95.10", "96"]),
        (pa.array(["95.10", "96"]).dictionary_encode(), ["95.10", "96"]),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else "",
)
def test_numbers_and_texts(read_table: ReadFiles, column: pa.Array, texts: list[str]) -> None:
    read = read_table(figures(column))
    assert read.errors == []
    assert [seen.text for seen in read.submission.observations] == texts
    assert [(seen.at.line, seen.at.column) for seen in read.submission.observations] == [(1, 4), (2, 4)]


def test_doubles_are_taken_as_those_of_workbooks(read_table: ReadFiles) -> None:
    read = read_table(figures([0.1 + 0.2, 95.1], 单位=["人", "%"], 指标=["jobs", "sewage"]))
    assert [seen.value for seen in read.submission.observations] == [Decimal("0.3"), Decimal("95.1")]
    assert read.problem("rounded-to-15-digits").at.line == 1


def test_float32_gives_the_shortest_decimal_and_a_warning(read_table: ReadFiles) -> None:
    numbers = [95.1, 1234567, 16777216, 3.4028235e38, 1e-45]
    read = read_table(figures(pa.array(numbers, pa.float32())))
    assert read.problem("single-precision").severity is Severity.WARNING
    assert [seen.text for seen in read.submission.observations] == [
        "95.1",
        "1234567",
        "16777216",
        "340282350000000000000000000000000000000",
    ]
    assert read.errors == ["figure-out-of-bounds"]
    assert read_table(figures(pa.array([float("nan"), 1e38 * 10], pa.float32()))).errors == read.errors * 2


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e300])
def test_numbers_that_are_no_figures(read_table: ReadFiles, value: float) -> None:
    read = read_table(figures([95.0, value]))
    assert read.errors == ["figure-out-of-bounds"]
    assert (read.problem("figure-out-of-bounds").at.line, read.problem("figure-out-of-bounds").at.column) == (2, 4)
    assert (read.refusal.year, read.observation.year) == (2022, 2021)


def test_more_digits_than_any_figure_has(read_table: ReadFiles) -> None:
    read = read_table(figures(pa.array([Decimal("1" * 60)], pa.decimal256(60, 0))))
    assert read.errors == ["figure-out-of-bounds"]


@pytest.mark.parametrize(
    ("column", "code"),
    [
        (pa.array([True, None]), "boolean-value"),
        (pa.array([dt.date(2024, 6, 30), None]), "date-value"),
        (pa.array([1, None], pa.timestamp("ns")), "date-value"),
        (pa.array([[1], None]), "unreadable-column-type"),
        (pa.array([{"a": 1}, None]), "unreadable-column-type"),
        (pa.array([b"95", None]), "unreadable-column-type"),
        (pa.array([1, None], pa.time32("s")), "unreadable-column-type"),
        (pa.array([1, None], pa.duration("s")), "unreadable-column-type"),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else value,
)
def test_types_that_hold_no_figure(read_table: ReadFiles, column: pa.Array, code: str) -> None:
    read = read_table(figures(column))
    assert code in read.errors
    first = next(problem for problem in read.submission.problems if problem.severity is Severity.ERROR)
    assert (first.at.line, first.at.column) == (1, 4)
    if code == "unreadable-column-type":
        assert "数值" in first.message.zh
    assert read.submission.observations == ()
    assert 2021 in {refusal.year for refusal in read.submission.refusals}


def test_a_column_of_notes_that_cannot_be_read_is_told_once(read_table: ReadFiles) -> None:
    read = read_table(figures([95, 96], 备注=[{"a": 1}] * 2))
    assert read.codes == ["unreadable-column-type"]
    assert read.problem("unreadable-column-type").severity is Severity.WARNING
    assert len(read.submission.observations) == 2


def test_a_file_of_which_nothing_can_be_read(read_table: ReadFiles) -> None:
    read = read_table(pa.table({name: [[1]] for name in ("地区", "年份", "指标", "数值", "单位")}))
    assert read.errors == ["unreadable-column-type"]


@pytest.mark.parametrize(
    ("column", "days"),
    [
        (pa.array([dt.date(2021, 6, 30)]), "2021-06-30"),
        (pa.array([dt.date(2021, 6, 30)], pa.date64()), "2021-06-30"),
        (pa.array([dt.datetime(2021, 6, 30, 8, 30)]), "2021-06-30"),  # noqa: DTZ001 - without a time zone on purpose
        (pa.array([dt.datetime(2021, 6, 29, 16, tzinfo=dt.UTC)]), "2021-06-30"),
        (pa.array(["2021年6月30日"]), "2021年6月30日"),
        (pa.array([2**62], pa.timestamp("ms")), "1970-01-01"),
    ],
)
def test_days_of_completion(read_zones: ReadFiles, column: pa.Array, days: str) -> None:
    row = {"地区": ["江门市"], "年份": [2021], "指标": ["built"], "完成情况": [True], "完成日期": column, "依据": ["x"]}
    read = read_zones(a_parquet=parquet_bytes(pa.table(row)))
    assert read.errors == []
    assert read.observation.note == f"完成日期 {days}"
    assert read.observation.value == 1


def test_nothing_in_a_cell_and_nothing_in_a_row(read_table: ReadFiles) -> None:
    rows = figures(["95", "", None, None], 年份=["2021", "2022", "2023", None], 地区=["江海区"] * 3 + [" "])
    blank_row = rows.set_column(2, "指标", pa.array(["sewage"] * 3 + [None])).set_column(
        4, "单位", pa.array(["%"] * 3 + [None])
    )
    read = read_table(blank_row)
    assert read.codes == []
    assert [blank.year for blank in read.submission.blanks] == [2022, 2023]
    assert read.submission.files[0].rows == 3


def test_a_header_and_nothing_else_is_a_warning(read_table: ReadFiles) -> None:
    assert read_table(figures(pa.array([], pa.int64()))).codes == ["no-rows"]
    assert read_table(
        figures(pa.nulls(1), 地区=pa.nulls(1), 年份=pa.nulls(1), 指标=pa.nulls(1), 单位=pa.nulls(1))
    ).codes == ["no-rows"]


def test_columns(read_table: ReadFiles) -> None:
    assert read_table(figures([95]).append_column("分管", pa.array(["x"]))).codes == ["unknown-columns"]
    assert read_table(figures([95]).append_column("value", pa.array(["x"]))).errors == ["repeated-column"]
    assert read_table(figures([95]).drop_columns(["数值"])).errors == ["missing-columns"]
    assert read_table(pa.table({"a": [1]})).errors == ["no-header"]
    wide = pa.table({f"c{number}": [1] for number in range(parquet_file.MAX_WIDTH + 1)})
    assert read_table(wide).errors == ["too-many-columns"]


def test_a_text_that_is_no_utf8_costs_its_row(read_table: ReadFiles) -> None:
    names = pa.array([b"\xc0\xaf\xff", "江海区".encode()]).view(pa.string())
    read = read_table(figures([95, 96], 地区=names))
    assert read.errors == ["unknown-entity"]
    assert read.observation.year == 2022


def test_a_field_longer_than_a_cell(read_table: ReadFiles) -> None:
    read = read_table(figures([95, 96], 备注=["x" * 40_000, "x" * 30_000]))
    assert read.errors == ["field-too-long"]
    assert (read.refusal.year, read.observation.year) == (2021, 2022)


def test_a_parquet_file_by_another_name_is_read_as_what_it_is(read_table: ReadFiles) -> None:
    assert read_table(figures([95]), "a.csv").observation.value == 95


@pytest.mark.parametrize("compression", ["snappy", "gzip", "brotli", "zstd", "lz4", "none"])
def test_compressions(read_table: ReadFiles, compression: str) -> None:
    assert read_table(figures([95]), compression=compression).observation.value == 95


def test_a_roster(read_zones: ReadFiles) -> None:
    places = pa.table({"名称": ["第九网格"], "级别": ["grid"], "类别": ["农村"], "上级": ["江门市"], "编号": [9]})
    read = read_zones(a_parquet=parquet_bytes(places))
    assert [(place.id, place.title) for place in read.submission.roster] == [("9", "第九网格")]


def test_many_files_are_read_by_several_processes(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number:02}.parquet" for number in range(readings.MANY)]
    for number, path in enumerate(paths):
        path.write_bytes(parquet_bytes(figures([number])))
    tables = [reading.table for reading in readings.read(paths)]
    assert Tables(tables=tuple(tables), problems=()) == scan(paths)
    assert [table.rows[0].cells["value"].text for table in tables] == [str(number) for number in range(readings.MANY)]  # type: ignore[index]  # a StrEnum is its text


def test_the_library_is_never_imported_here(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(parquet_bytes(figures([95])))
    program = (
        "import sys; from pathlib import Path; from zhunsheng.intake.tables import scan\n"
        f"assert len(scan([Path({str(path)!r})]).tables[0].rows) == 1\n"
        "print(sorted({'pyarrow', 'numpy', 'openpyxl'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""
