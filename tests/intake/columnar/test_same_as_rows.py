"""What cubes say is what `intake.read` says of the same files, whatever their order, format and cut."""

import random
import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from unittest.mock import patch

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.bulk_data import HEADER, WRITERS, Bulk, Row, run, said_by_rows, write_csv, write_typed
from tests.support.catalogues_intake import catalogue, zones

from zhunsheng import intake
from zhunsheng.intake.columnar import dividing, sorting
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.location import Location
from zhunsheng.model.validation import CheckLevel, Components

GENTLE = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
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


TYPED_ROWS = st.tuples(
    st.sampled_from(("jianghai", "waihai", "evil", "jianghai", "waihai", "nowhere")),
    st.sampled_from((2020, 2021, 2022, 2023, 2024, 2025, 2025, 2026)),
    st.sampled_from(("sewage", "insured", "jobs", "floor", "revenue", "spending", "beds", "nursery")),
    st.one_of(st.decimals("-2", "200", places=4), st.none(), st.just(Decimal("12345678901.5"))),
    st.sampled_from(("percent",)),
)
UNIT = {"jobs": "万人", "floor": "平方米", "revenue": "亿元", "spending": "亿元", "beds": "张", "nursery": "个"}


def with_components() -> Catalogue:
    """A share that is large, and what it is the quotient of."""
    check = Components(
        id="parts",
        title="分子分母",
        level=CheckLevel.QUESTION,
        at=Location(file="checks.yaml", line=1),
        share="sewage",
        numerator="spending",
        denominator="revenue",
        factor=Fraction(100),
    )
    return msgspec.structs.replace(catalogue(), checks=(check,))


SHARES = st.tuples(
    st.just("jianghai"),
    st.sampled_from(("2021", "2022")),
    st.just("sewage"),
    st.sampled_from(("0.95", "0.951", "0.9510", "95.1", "0.01", "1", "9510%", "95100%", "1e0", ">0.9", "2000")),
    st.sampled_from(("%", "%", "‰", "percent")),
)
PARTS = st.tuples(
    st.just("jianghai"),
    st.sampled_from(("2021", "2022")),
    st.sampled_from(("revenue", "spending")),
    st.sampled_from(("951", "1000", "10", "1", "0", "1000.0", "95.1", ">1", "98765432109876543210.5")),
    st.sampled_from(("亿元", "亿元", "万元")),
)


@GENTLE
@given(shares=st.lists(SHARES, max_size=4), parts=st.lists(PARTS, max_size=6), seed=st.integers(0, 10**6))
def test_percents_that_may_be_fractions(shares: list[Row], parts: list[Row], seed: int) -> None:
    same([(*row, "", "", "") for row in [*shares, *parts]], with_components(), seed)


def cut_somehow(paths: list[Path], plan: Catalogue, scratch: Path, chance: random.Random) -> Bulk:
    """Read with parts of any size, from the files as they are or from sorted copies."""
    little, run_of = chance.choice((0, 1 << 20)), chance.choice((3, 1 << 20))
    with patch.object(dividing, "LITTLE", little), patch.object(sorting, "RUN", run_of):
        return run(paths, plan, scratch, part_size=chance.randrange(1, 5))


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
        bulk = cut_somehow(paths, plan, folder / "scratch", chance)
        indicators = bulk.cubes[0].indicators
        assert bulk.said == said_by_rows(intake.read(paths, plan), indicators)
        chance.shuffle(rows)
        chance.shuffle(paths)
        again = cut_somehow(paths, plan, folder / "again", chance)
        assert again.said == bulk.said


@GENTLE
@given(rows=st.lists(TOWN, max_size=30), seed=st.integers(0, 10**6))
def test_shares_flows_and_derived_indicators(rows: list[Row], seed: int) -> None:
    same(rows, catalogue(), seed)


@GENTLE
@given(rows=st.lists(ZONES, max_size=30), seed=st.integers(0, 10**6))
def test_milestones_targets_and_benchmarks(rows: list[Row], seed: int) -> None:
    same(rows, zones(), seed)


@GENTLE
@given(
    rows=st.lists(TYPED_ROWS, max_size=40),
    odd=st.one_of(st.just([]), st.lists(TOWN, max_size=3)),
    once=st.booleans(),
    known=st.booleans(),
    digits=st.sampled_from(((18, 4), (38, 4), (38, 20))),
    seed=st.integers(0, 10**6),
)
def test_the_types_of_a_warehouse(
    rows: list[Row], odd: list[Row], once: bool, known: bool, digits: tuple[int, int], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    rows = [(*row[:4], UNIT.get(row[2], row[4])) for row in rows]
    rows = [row for row in rows if not known or (row[0] != "nowhere" and row[1] < 2026)]
    rows = list({row[:3]: row for row in rows}.values()) if once else rows
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        typed = write_typed(folder / "a.parquet", rows, *digits, row_group_size=chance.randrange(1, 12))
        paths = [typed, write_csv(folder / "b.csv", odd)] if odd else [typed]
        bulk = cut_somehow(paths, catalogue(), folder / "scratch", chance)
        read = intake.read(paths, catalogue())
        assert bulk.said == said_by_rows(read, bulk.cubes[0].indicators)
        if not odd:
            lines = {(each.entity, each.year, each.indicator): each.at.line for each in reversed(read.observations)}
            assert {cell: bulk.row_of(cell) + 1 for cell in bulk.said.figures} == {
                cell: lines[cell] for cell in bulk.said.figures
            }


MILESTONES = st.tuples(
    st.sampled_from(("city", "kaiping", "enping")),
    st.sampled_from((2019, 2020, 2021, 2022)),
    st.sampled_from(("built", "built", "land")),
    st.sampled_from((Decimal(0), Decimal(1), Decimal(1), Decimal(0), Decimal("0.6"), Decimal(2), None)),
)


@GENTLE
@given(rows=st.lists(MILESTONES, max_size=12), whole=st.booleans(), seed=st.integers(0, 10**6))
def test_milestones_of_a_warehouse(rows: list[Row], whole: bool, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    kept = [(*row, "亩" if row[2] == "land" else "") for row in {row[:3]: row for row in rows}.values()]
    kept = [row for row in kept if not whole or row[3] in (None, 0, 1)]
    with tempfile.TemporaryDirectory() as place:
        path = write_typed(Path(place) / "a.parquet", kept, row_group_size=chance.randrange(1, 12))
        bulk = cut_somehow([path], zones(), Path(place) / "scratch", chance)
        assert bulk.said == said_by_rows(intake.read([path], zones()), bulk.cubes[0].indicators)
