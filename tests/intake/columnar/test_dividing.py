"""How a run is cut: files are read as they are where that pays, else from copies that are the same each time."""

import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pyarrow as pa
import pytest
from tests.support.bulk_data import run, write_csv, write_parquet, write_typed
from tests.support.catalogues_intake import catalogue, zones

from zhunsheng.intake import columnar
from zhunsheng.intake.columnar import dividing, reading, sorting
from zhunsheng.model.bulk import Part
from zhunsheng.model.panel import Cube

IDS = tuple(f"G{number:02d}" for number in range(12))
YEARS = range(2019, 2023)


def files(folder: Path, order: list[int], group: int = 4) -> list[Path]:
    """Two rows of each of twelve places."""
    rows = [(place, year, "staff", Decimal(index), "人") for index, place in enumerate(IDS) for year in (2020, 2021)]
    roster = [(place, place, "grid", "农村", "tangkou") for place in IDS]
    header = ("编号", "名称", "级别", "类别", "上级")
    return [
        write_typed(folder / "data.parquet", [rows[number] for number in order], row_group_size=group),
        write_parquet(folder / "roster.parquet", roster, header),
    ]


def divided(folder: Path, order: list[int], little: int = 0) -> tuple[columnar.Survey, tuple[Part, ...]]:
    with patch.object(dividing, "LITTLE", little), patch.object(sorting, "RUN", 6):
        survey = columnar.survey(files(folder, order), zones(), folder / "scratch")
        return survey, columnar.divide(survey, zones(), 4)


def cubes(parts: tuple[Part, ...]) -> list[Cube]:
    return [columnar.read(part, zones(), YEARS)[0] for part in parts]


def same(ones: list[Cube], others: list[Cube]) -> bool:
    pairs = zip(ones, others, strict=True)
    return all((one.counts == other.counts).all() and (one.marks == other.marks).all() for one, other in pairs)


ASCENDING = list(range(24))
MIXED = [number for begin in range(6) for number in range(begin, 24, 6)]


def test_parts_are_places_ascending_by_id(tmp_path: Path) -> None:
    survey, parts = divided(tmp_path, ASCENDING)
    assert [each.id for part in parts for each in part.places] == [each.id for each in survey.places]
    assert [len(part.places) for part in parts] == [4, 4, 4, len(survey.places) - 12]
    assert [part.number for part in parts] == [0, 1, 2, 3]


def test_row_groups_in_order_are_read_as_they_are(tmp_path: Path) -> None:
    _, parts = divided(tmp_path, ASCENDING)
    assert [[each.groups for each in part.slices] for part in parts] == [[(0, 1)], [(2, 3)], [(4, 5)], []]
    assert all(each.path == str(tmp_path / "data.parquet") for part in parts for each in part.slices)


def test_row_groups_in_any_order_are_sorted(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    _, ordered = divided(tmp_path / "a", ASCENDING)
    _, mixed = divided(tmp_path / "b", MIXED)
    assert all(each.sorted_copy for part in mixed for each in part.slices)
    assert same(cubes(ordered), cubes(mixed))
    year, staff = 1, cubes(mixed)[0].indicators.index("staff")
    rows = [row for cube in cubes(mixed)[:3] for row in cube.rows[year, staff].tolist()]
    assert rows == [MIXED.index(2 * place) for place in range(12)]


def test_few_rows_are_rather_read_again(tmp_path: Path) -> None:
    _, parts = divided(tmp_path, MIXED, little=1000)
    assert not any(each.sorted_copy for part in parts for each in part.slices)


def test_copies_are_the_same_each_time(tmp_path: Path) -> None:
    first = divided(tmp_path, MIXED)
    written = {path.name: path.read_bytes() for path in (tmp_path / "scratch").iterdir()}
    assert divided(tmp_path, MIXED) == first
    assert {path.name: path.read_bytes() for path in (tmp_path / "scratch").iterdir()} == written
    assert written


def test_parts_are_read_in_other_processes_and_in_several_threads(tmp_path: Path) -> None:
    survey, parts = divided(tmp_path, MIXED)
    assert pickle.loads(pickle.dumps(survey)) == survey  # noqa: S301 - our own
    sent = pickle.loads(pickle.dumps(parts))  # noqa: S301 - our own
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(partial(columnar.read, catalogue=zones(), years=YEARS), [*sent, *sent]))
    assert same([cube for cube, _ in got], cubes(parts) * 2)


@pytest.mark.parametrize(("most", "decoded"), [(2, 6), (0, 8)])
def test_a_row_group_of_two_parts_is_decoded_once(tmp_path: Path, most: int, decoded: int) -> None:
    with patch.object(dividing, "LITTLE", 100):
        survey = columnar.survey(files(tmp_path, ASCENDING, group=4), zones(), tmp_path / "scratch")
        parts = columnar.divide(survey, zones(), 3)
    assert [each.groups for part in parts for each in part.slices] == [(0, 1), (1, 2), (3, 4), (4, 5)]
    groups: list[int] = []

    def counted(parquet: object, group: int, names: list[str]) -> Iterator[pa.RecordBatch]:
        groups.append(group)
        yield from batches(parquet, group, names)

    batches, held = reading.batches, columnar.Held(parts, most)
    with patch.object(reading, "batches", counted):
        found = [columnar.read(part, zones(), YEARS, held)[0] for part in parts]
    assert same(found, cubes(parts))
    assert len(groups) == decoded


@pytest.mark.parametrize("bound", ["WHOLE_GROUP", "HELD_BYTES"])
def test_large_row_groups_are_not_held(tmp_path: Path, bound: str) -> None:
    _, parts = divided(tmp_path, ASCENDING)
    held = columnar.Held(parts, 2)
    with patch.object(reading, bound, 1), patch.object(held, "batches") as asked:
        columnar.read(parts[0], zones(), YEARS, held)
    assert not asked.called


def test_large_row_groups_are_read_in_pieces(tmp_path: Path) -> None:
    _, parts = divided(tmp_path, ASCENDING)
    whole = cubes(parts)
    with patch.object(reading, "WHOLE_GROUP", 1), patch.object(reading, "PIECE", 3):
        assert same(cubes(divided(tmp_path, ASCENDING)[1]), whole)


def test_fewer_years_are_fewer_rows_of_the_cube(tmp_path: Path) -> None:
    _, parts = divided(tmp_path, ASCENDING)
    cube, problems = columnar.read(parts[0], zones(), range(2019, 2021))
    assert cube.marks.shape[0] == 2
    assert np.count_nonzero(cube.marks) == 4
    assert problems == ()


@pytest.mark.parametrize("entity", ["nowhere", ""])
def test_a_place_that_is_not_known_leaves_other_parts_in_doubt(entity: str, tmp_path: Path) -> None:
    rows = [("jianghai", "2021", "sewage", "95", "%"), *[(entity, "2022", "sewage", "9", "%")] * 3]
    header = ("地区", "年份", "指标", "数值", "单位")
    bulk = run([write_csv(tmp_path / "a.csv", rows, header)], catalogue(), tmp_path / "s", part_size=1)
    assert bulk.said.refused == {("jianghai", 2022, "sewage")}
    (told,) = bulk.problems
    assert (told.row, told.times, told.at and told.at.line) == (1, 3, 3)
