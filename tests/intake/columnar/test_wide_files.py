"""Wide tables (宽表) of any size: their cubes are those of `intake.read`, in every format, order and cut."""

import random
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.bulk_data import Bulk, Row, run, said_by_rows, write_csv, write_parquet
from tests.support.catalogues_intake import catalogue, zones

from zhunsheng import intake
from zhunsheng.errors import UnreadableDataError
from zhunsheng.intake import columnar
from zhunsheng.intake.columnar import dividing, reading, sorting
from zhunsheng.intake.columnar.plain_wide import PlainWide
from zhunsheng.intake.columnar.sheet import OURS, SPREAD
from zhunsheng.model.catalogue import Catalogue

GENTLE = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
HEADER = (
    "类型",
    "数据性质",
    "依据",
    "地区",
    "年份",
    "sewage（%）",
    "城镇污水收集比率（%）",
    "jobs(人)",
    "revenue（亿元）",
    "降水量",
)
ZONES_HEADER = ("类型", "地区", "年份", "built", "land（亩）", "landing(%)")
VALUES = st.sampled_from(("95", "95.10", "0.5", "0", "-3.25", "", "—", "95%", ">95", "约95", "撤回", "9" * 22, "完成"))
TYPED = ("地区", "年份", "sewage（%）", "insured（%）", "revenue（亿元）", "spending（万元）", "share", "降水量")


def rows(values: int, *keys: st.SearchStrategy[str]) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.tuples(*keys, *[VALUES] * values), max_size=8)


TOWN = rows(
    5,
    st.sampled_from(("", "", "", "实绩", "下达目标", "目标")),
    st.sampled_from(("", "", "正式", "示例", "草稿")),
    st.sampled_from(("某文〔2021〕1号", "")),
    st.sampled_from(("jianghai", "jianghai", "waihai", "evil", "nowhere", "合计", "")),
    st.sampled_from(("2020", "2021", "2021年", "2022", "2031", "")),
)
ZONES = rows(
    3,
    st.sampled_from(("", "", "实绩", "下达目标", "基准值")),
    st.sampled_from(("city", "kaiping", "enping", "全省", "")),
    st.sampled_from(("2020", "2021", "2022", "")),
)
WHOLE = st.one_of(st.decimals("-2", "200", places=4), st.none(), st.just(Decimal("12345678901.5")))
TYPED_ROWS = st.lists(
    st.tuples(
        st.sampled_from(("jianghai", "waihai", "evil", "nowhere")),
        st.sampled_from((2020, 2021, 2022, 2023, 2024, 2025, 2026)),
        *[WHOLE] * 4,
        st.none(),
        st.decimals(0, 9, places=4),
    ),
    max_size=20,
)


def cut_somehow(path: Path, plan: Catalogue, scratch: Path, chance: random.Random) -> Bulk:
    little, run_of, whole = (chance.choice((few, 1 << 20)) for few in (0, 3, 200))
    with (
        patch.object(dividing, "LITTLE", little),
        patch.object(sorting, "RUN", run_of),
        patch.object(reading, "WHOLE_BYTES", whole),
    ):
        return run([path], plan, scratch, part_size=chance.randrange(1, 5))


def same(path: Path, plan: Catalogue, chance: random.Random) -> None:
    bulk, read = cut_somehow(path, plan, path.with_name("scratch"), chance), intake.read([path], plan)
    assert bulk.said == said_by_rows(read, bulk.cubes[0].indicators)
    assert {each.code for each in bulk.problems if each.refused} <= {each.code for each in read.problems}


@GENTLE
@given(table=TOWN, csv=st.booleans(), seed=st.integers(0, 10**6))
def test_tables_of_text(table: list[Row], csv: bool, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as place:
        same(written(Path(place), table, HEADER, chance, csv=csv), catalogue(), chance)


@GENTLE
@given(table=ZONES, csv=st.booleans(), seed=st.integers(0, 10**6))
def test_milestones_targets_and_benchmarks(table: list[Row], csv: bool, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as place:
        same(written(Path(place), table, ZONES_HEADER, chance, csv=csv), zones(), chance)


def written(folder: Path, table: list[Row], header: tuple[str, ...], chance: random.Random, *, csv: bool) -> Path:
    if csv:
        return write_csv(folder / "a.csv", table, header)
    return write_parquet(folder / "a.parquet", table, header, row_group_size=chance.randrange(1, 5))


@GENTLE
@given(table=TYPED_ROWS, once=st.booleans(), seed=st.integers(0, 10**6))
def test_the_types_of_a_warehouse(table: list[Row], once: bool, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    kept = list({each[:2]: each for each in table}.values()) if once else table
    with tempfile.TemporaryDirectory() as place:
        path = write_typed(Path(place) / "a.parquet", kept, row_group_size=chance.randrange(1, 8))
        same(path, catalogue(), chance)


def write_typed(path: Path, table: list[Row], header: Sequence[str] = TYPED, **options: Any) -> Path:  # noqa: ANN401
    columns = list(zip(*table, strict=True)) if table else [()] * len(header)
    decimal = pa.decimal128(18, 4)
    types = [pa.string(), pa.int16(), *[decimal] * (len(header) - 2)]
    made = {name: pa.array(each, kind) for name, each, kind in zip(header, columns, types, strict=True)}
    pq.write_table(pa.table(made), path, **options)
    return path


def sorted_rows(*more: Row) -> list[Row]:
    nothing = (None, None)
    figures = (Decimal("95.5"), Decimal(90), Decimal("12.25"), None)
    return [(place, year, *figures, *nothing) for place in ("evil", "jianghai") for year in (2021, 2022)] + [*more]


def test_figures_cite_the_row_that_they_stand_in(tmp_path: Path) -> None:
    bulk = run([write_typed(tmp_path / "a.parquet", sorted_rows())], catalogue(), tmp_path / "scratch")
    assert bulk.row_of(("jianghai", 2022, "sewage")) == bulk.row_of(("jianghai", 2022, "revenue")) == 3
    assert bulk.codes == {"columns-not-indicators", "place-not-asked"}


def test_a_plain_table_goes_the_short_way(tmp_path: Path) -> None:
    path = write_typed(tmp_path / "a.parquet", [row[:6] for row in sorted_rows()], TYPED[:6])
    entered = []
    enter = PlainWide.enter

    def noted(self: PlainWide, *given: Any) -> bool:  # noqa: ANN401
        entered.append(enter(self, *given))
        return entered[-1]

    with patch.object(PlainWide, "enter", noted):
        bulk = run([path], catalogue(), tmp_path / "scratch", part_size=9)
    assert set(entered) == {True}
    assert len(bulk.said.figures) == 12


def test_what_is_wrong_with_a_row_is_counted_once(tmp_path: Path) -> None:
    table = [("", "", "", "nowhere", "2021", *["9"] * 5), ("", "草稿", "", "jianghai", "1999", *["9"] * 5)]
    bulk = run([write_csv(tmp_path / "a.csv", table, HEADER)], catalogue(), tmp_path / "scratch")
    times = {each.code: each.times for each in bulk.problems}
    assert {code: times[code] for code in ("unknown-entity", "year-outside-plan", "unknown-basis")} == {
        "unknown-entity": 1,
        "year-outside-plan": 1,
        "unknown-basis": 1,
    }


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_table_without_an_indicator_accuses_nobody(tmp_path: Path, suffix: str) -> None:
    write = write_csv if suffix == ".csv" else write_parquet
    other = write(tmp_path / f"a{suffix}", [("jianghai", "2021", "1")], ("地区", "年份", "降水量"))
    paths = [other, write_typed(tmp_path / "b.parquet", sorted_rows())]
    bulk = run(paths, catalogue(), tmp_path / "scratch")
    assert "no-indicator-column" in bulk.codes
    assert bulk.said == said_by_rows(intake.read(paths, catalogue()), bulk.cubes[0].indicators)
    assert bulk.said.refused


@pytest.mark.parametrize("little", [0, 1 << 20], ids=["sorted", "as it is"])
def test_columns_of_something_else_may_be_of_any_type(tmp_path: Path, little: int) -> None:
    places = ["jianghai", "waihai"] * 2
    table = pa.table(
        {
            "地区": places,
            "年份": [2021, 2021, 2022, 2022],
            "sewage（%）": ["95"] * 4,
            "经度": [113.1] * 4,
            "图": [[1]] * 4,
        }
    )
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=2)
    with patch.object(dividing, "LITTLE", little):
        bulk = run([tmp_path / "a.parquet"], catalogue(), tmp_path / "scratch", part_size=1)
    assert len(list((tmp_path / "scratch").glob("sorted-*"))) == (0 if little else 1)
    assert "columns-not-indicators" in bulk.codes
    assert {cell[:2] for cell in bulk.said.figures} == set(zip(places, (2021, 2021, 2022, 2022), strict=True))


def test_years_that_have_figures(tmp_path: Path) -> None:
    more = ("jianghai", 2024, None, None, None, None, None, Decimal(1))
    bulk = run([write_typed(tmp_path / "a.parquet", sorted_rows(more))], catalogue(), tmp_path / "scratch")
    assert columnar.years(bulk.survey, catalogue()) == (2021, 2022)


def test_two_columns_of_the_same_heading_or_of_floats_are_refused(tmp_path: Path) -> None:
    floats = pa.table({"地区": ["jianghai"], "年份": [2021], "sewage（%）": [0.5]})
    pq.write_table(floats, tmp_path / "a.parquet")
    table = [("jianghai", "2021", "1", "2")]
    write_csv(tmp_path / "b.csv", table, ("地区", "年份", "sewage（%）", "sewage（%）"))
    twice = pa.Table.from_arrays([pa.array(["x"])] * 4, ["地区", "年份", "sewage（%）", "sewage（%）"])
    pq.write_table(twice, tmp_path / "c.parquet")
    with pytest.raises(UnreadableDataError) as stopped:
        run([tmp_path], catalogue(), tmp_path / "scratch")
    assert {each.code for each in stopped.value.problems} == {"no-figures", "repeated-heading", "value-is-float"}


def test_a_file_that_pretends_to_be_a_copy_is_broken(tmp_path: Path) -> None:
    table = pa.table({"entity": ["jianghai"], "year": [2021]})
    for name, said in (("a", b'{"figures 0": "sewage"}'), ("b", b"[1]")):
        pq.write_table(table.replace_schema_metadata({OURS: b"", SPREAD: said}), tmp_path / f"{name}.parquet")
    with pytest.raises(UnreadableDataError) as stopped:
        run([tmp_path], catalogue(), tmp_path / "scratch")
    assert {each.code for each in stopped.value.problems} == {"broken-parquet", "no-figures"}
