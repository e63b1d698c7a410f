"""Rosters of a bulk run: places by id, names may repeat; what is wrong is told and yields no place."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.support.bulk_data import Bulk, run, write_csv, write_parquet
from tests.support.catalogues_intake import catalogue, zones

HEADER = ("编号", "名称", "级别", "类别", "上级")
FIGURES = [("G1", "2021", "staff", "3", "人")]
HEADINGS = ("地区", "年份", "指标", "数值", "单位")


def read(tmp_path: Path, *rows: tuple[str, ...]) -> Bulk:
    roster = write_parquet(tmp_path / "roster.parquet", rows, HEADER)
    return run([roster, write_csv(tmp_path / "data.csv", FIGURES, HEADINGS)], zones(), tmp_path / "scratch")


def listed(bulk: Bulk) -> dict[str, tuple[str, str, str | None, tuple[str, ...]]]:
    ours = {each.id for each in zones().plan.places}
    return {e.id: (e.title, e.level, e.kind, e.within) for e in bulk.survey.places if e.id not in ours}


def test_places_of_one_name_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    bulk = read(
        tmp_path,
        ("G2", "东村网格", "grid", "农村", "塘口镇"),
        ("G1", "东村网格", "网格", "农村", "chikan"),
        ("S1", "某工地", "site", "", "G2"),
    )
    assert listed(bulk) == {
        "G1": ("东村网格", "grid", "农村", ("chikan",)),
        "G2": ("东村网格", "grid", "农村", ("tangkou",)),
        "S1": ("某工地", "site", None, ("G2",)),
    }
    assert bulk.said.figures.keys() == {("G1", 2021, "staff")}
    assert not bulk.codes
    ids = [each.id for each in bulk.survey.places]
    assert ids == sorted(ids)
    assert [(each.rows, each.first_row) for each in bulk.survey.files] == [(3, 0), (1, 3)]


def test_what_is_wrong_with_rows(tmp_path: Path) -> None:
    bulk = read(
        tmp_path,
        ("G1", "一网格", "grid", "农村", "tangkou"),
        ("G1", "一网格", "grid", "农村", "tangkou"),
        ("G2", "二网格", "grid", "农村", "tangkou"),
        ("G2", "二网格", "grid", "社区", "tangkou"),
        ("", "无号", "grid", "农村", "tangkou"),
        ("../x", "坏号", "grid", "农村", "tangkou"),
        ("G3", "三\u200b网格", "grid", "农村", "tangkou"),
        ("G4", "四" * 61, "grid", "农村", "tangkou"),
        ("G5", "五网格", "省", "农村", "tangkou"),
        ("G6", "六网格", "grid", "海岛", "tangkou"),
        ("G7", "七网格", "grid", "农村", "nowhere"),
        ("G8", "八网格", "grid", "农村", "G9"),
        ("G9", "九网格", "grid", "农村", "G8"),
        ("city", "某市", "grid", "农村", "tangkou"),
        ("G10", "", "grid", "农村", "tangkou"),
    )
    assert listed(bulk).keys() == {"G1"}
    told = {each.code: each.times for each in bulk.problems}
    assert told == {
        "place-repeated": 1,
        "places-disagree": 2,
        "missing-id": 1,
        "unsafe-id": 1,
        "hidden-characters": 1,
        "name-too-long": 1,
        "unknown-level": 1,
        "unknown-kind": 1,
        "unknown-within": 1,
        "place-in-plan": 1,
        "missing-name": 1,
    }


def test_a_roster_that_the_plan_does_not_ask_for(tmp_path: Path) -> None:
    roster = write_csv(tmp_path / "roster.csv", [("G1", "一", "grid", "农村", "jianghai")], HEADER)
    figures = write_csv(tmp_path / "data.csv", [("jianghai", "2021", "sewage", "95", "%")], HEADINGS)
    bulk = run([roster, figures], catalogue(), tmp_path / "scratch")
    assert bulk.codes == {"roster-not-awaited"}
    assert [each.id for each in bulk.survey.places] == ["jianghai"]


def test_places_without_any_data_are_there_all_the_same(tmp_path: Path) -> None:
    bulk = read(tmp_path, ("G1", "一网格", "grid", "农村", "tangkou"), ("G2", "二网格", "grid", "社区", "tangkou"))
    assert {place for cube in bulk.cubes for place in cube.places} >= {"G1", "G2", "city"}


def test_a_name_in_bytes_that_are_no_text_is_read_with_what_stands_for_them(tmp_path: Path) -> None:
    row = ("G1", "一", "grid", "农村", "tangkou")
    columns = {name: pa.array([text.encode()], pa.binary()) for name, text in zip(HEADER, row, strict=True)}
    columns["名称"] = pa.array([b"\xff\xd2\xbb"], pa.binary())
    pq.write_table(
        pa.table({name: column.view(pa.string()) for name, column in columns.items()}), tmp_path / "r.parquet"
    )
    bulk = run([tmp_path / "r.parquet", write_csv(tmp_path / "d.csv", FIGURES, HEADINGS)], zones(), tmp_path / "s")
    assert [title for title, *_ in listed(bulk).values()] == ["\ufffd\u04bb"]
    assert not bulk.codes


def test_rosters_of_several_files_are_one(tmp_path: Path) -> None:
    typed = pa.table(
        {
            "编号": pa.array(["G3", "G2"], pa.large_string()),
            "名称": pa.array([3, 2]),
            "级别": pa.array(["grid", " 网格 "]).dictionary_encode(),
            "类别": pa.array(["社区", "农村"]),
            "上级": pa.array(["G1", "chikan"]).dictionary_encode(),
        }
    )
    pq.write_table(typed, tmp_path / "a.parquet", row_group_size=1)
    second = write_csv(tmp_path / "b.csv", [("G1", " 一  网格 ", "grid", "农村", "G2")], HEADER)
    figures = write_csv(tmp_path / "d.csv", FIGURES, HEADINGS)
    bulk = run([tmp_path / "a.parquet", second, figures], zones(), tmp_path / "s")
    assert listed(bulk) == {
        "G1": ("一 网格", "grid", "农村", ("G2",)),
        "G2": ("2", "grid", "农村", ("chikan",)),
        "G3": ("3", "grid", "社区", ("G1",)),
    }
    assert not bulk.codes


def test_a_place_whose_level_is_named_twice_over_is_one(tmp_path: Path) -> None:
    bulk = read(tmp_path, ("G1", "一", "grid", "农村", "tangkou"), ("G1", "一", "网格", " 农村", "tangkou"))
    assert {each.code: (each.times, each.row) for each in bulk.problems} == {"place-repeated": (1, 1)}
    assert listed(bulk) == {"G1": ("一", "grid", "农村", ("tangkou",))}
    assert ("grid", "农村") in bulk.survey.places.kinds
    assert len(set(bulk.survey.places.kinds)) == len(bulk.survey.places.kinds)


def test_a_row_that_is_wrong_in_two_ways_is_told_of_one(tmp_path: Path) -> None:
    bulk = read(tmp_path, ("", "", "", "", ""), ("../x", "一\u200b", "省", "", ""), ("G1", "一", "", "海岛", "tangkou"))
    assert {each.code: (each.times, each.row) for each in bulk.problems} == {
        "missing-id": (1, 0),
        "missing-within": (1, 1),
        "missing-level": (1, 2),
        "unknown-entity": (1, 3),
    }
