"""What cubes say is what `intake.read` says of the same files, whatever their order, format and cut."""

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.bulk_data import HEADER, WRITERS, Row, run, said_by_rows
from tests.support.catalogues_intake import catalogue, zones

from zhunsheng import intake
from zhunsheng.model.catalogue import Catalogue

PLAIN = ("95", "95.10", "0.5", "1", "0", "-3.25", "12345678.123456", "2000")
ODD = (
    "",
    "—",
    "１２．５",
    "1,234.5",
    "95%",
    "0.5%",
    "1200%",
    ">95",
    "≥95",
    "约95",
    "九十五",
    "完成",
    "未完成",
    "撤回",
    "1e3",
)
WIDE = ("98765432109876543210.5", "12345678901234567890123456", "0.0000000000000000000001")
VALUES = st.one_of(st.sampled_from(PLAIN), st.sampled_from(PLAIN), st.sampled_from(ODD), st.sampled_from(WIDE))


def rows_of(entities: tuple[str, ...], indicators: tuple[str, ...], units: tuple[str, ...]) -> st.SearchStrategy[Row]:
    return st.tuples(
        st.sampled_from(entities),
        st.sampled_from(("2020", "2020", "2021", "2021", "2021年", "2022", "2031", "")),
        st.sampled_from(indicators),
        VALUES,
        st.sampled_from(units),
        st.sampled_from(("", "", "", "", "实绩", "下达目标", "基准值", "目标")),
        st.sampled_from(("", "", "正式", "示例", "草稿")),
        st.sampled_from(("某文〔2021〕1号", "")),
    )


TOWN = rows_of(
    ("jianghai", "jianghai", "waihai", "evil", "nowhere", ""),
    (
        "sewage",
        "城镇污水集中收集率",
        "污水收集率（%）",
        "insured",
        "jobs",
        "floor",
        "revenue",
        "spending",
        "share",
        "air",
        "没有",
    ),
    ("%", "%", "percent", "‰", "万人", "人", "万元", "亿元", "平方米", "斤", ""),
)
ZONES = rows_of(
    ("city", "kaiping", "enping", "eco", "全省", "合计", ""),
    ("built", "built", "land", "landing", "both", "mixed", "staff", ""),
    ("%", "%", "亩", "人", "", "项"),
)


def same(rows: list[Row], plan: Catalogue, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        cut = chance.randrange(len(rows) + 1)
        paths = []
        for name, some in (("a", rows[:cut]), ("b", rows[cut:])):
            if some or name == "b":
                suffix, write = chance.choice(WRITERS)
                options = {"row_group_size": chance.randrange(1, 5)} if suffix == ".parquet" else {}
                paths.append(write(folder / f"{name}{suffix}", some, HEADER, **options))
        bulk = run(paths, plan, folder / "scratch", part_size=chance.randrange(1, 5))
        indicators = bulk.cubes[0].indicators
        assert bulk.said == said_by_rows(intake.read(paths, plan), indicators)
        chance.shuffle(rows)
        chance.shuffle(paths)
        again = run(paths, plan, folder / "again", part_size=chance.randrange(1, 5))
        assert again.said == bulk.said


GENTLE = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@GENTLE
@given(rows=st.lists(TOWN, max_size=30), seed=st.integers(0, 10**6))
def test_shares_flows_and_derived_indicators(rows: list[Row], seed: int) -> None:
    same(rows, catalogue(), seed)


@GENTLE
@given(rows=st.lists(ZONES, max_size=30), seed=st.integers(0, 10**6))
def test_milestones_targets_and_benchmarks(rows: list[Row], seed: int) -> None:
    same(rows, zones(), seed)
