"""What a run comes to is the sum of its parts, whatever lies around what."""

from collections import Counter
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from tests.bulk import expected, runs

from zhunsheng.bulk import dimensions, ending
from zhunsheng.bulk.schema import DEPARTMENTS, PLACES, POLICIES, RULES
from zhunsheng.model.bulk import BulkProblem, Tally
from zhunsheng.model.places import Places
from zhunsheng.model.plan import Place
from zhunsheng.model.text import Text


def place(identifier: str, *within: str) -> Place:
    return Place(id=identifier, title=identifier, level="x", within=within)


def counted(tallies: tuple[Tally, ...]) -> dict[tuple[str, str, int, str], int]:
    return {(each.within, each.rule, each.year, each.key): each.count for each in tallies}


def test_tallies_are_added_up(tmp_path: Path) -> None:
    summary, done = runs.write(tmp_path)
    for name in ("statuses", "drawn", "statuses_around", "drawn_around"):
        wanted: Counter[tuple[str, str, int, str]] = Counter()
        for part in done:
            wanted.update(counted(getattr(part, name)))
        assert counted(getattr(summary, name)) == wanted
    assert (summary.findings, summary.situations) == (sum(each.findings for each in done), 3)
    rules = [each.rule for each in summary.statuses]
    assert rules == sorted(rules)


def test_the_worst_places_of_all_parts_come_first(tmp_path: Path) -> None:
    summary, _ = runs.write(tmp_path)
    grave: Counter[tuple[str, str]] = Counter()
    for each in runs.cases():
        grave.update((row["place"], row["kind"]) for row in expected.findings(*each) if row["kind"] != "notice")
    places = {(place, grave[place, "violation"], grave[place, "alert"]) for place, _ in grave}
    assert summary.worst == tuple(sorted(places, key=lambda each: (-each[1], -each[2], each[0])))


def test_equal_problems_are_told_once_with_the_first_row(tmp_path: Path) -> None:
    summary, _ = runs.write(tmp_path)
    silent = [problem for problem in summary.problems if problem.code == "silent"]
    assert silent == [msgspec.structs.replace(runs.SILENT, row=7, times=8)]
    other = BulkProblem(code="silent", message=Text("别的", "else"))
    assert ending.united((runs.SILENT, other, msgspec.structs.replace(runs.SILENT, row=None))) == (
        msgspec.structs.replace(runs.SILENT, times=4),
        other,
    )


def test_findings_about_departments_are_listed_those_over_all_places_last(tmp_path: Path) -> None:
    summary, _ = runs.write(tmp_path)
    assert (summary.departments, summary.department_findings) == ((runs.FIRST, runs.OVER_ALL), 2)
    rows = pq.read_table(tmp_path / "departments.parquet").to_pylist()
    assert [(row["place"], row["kind"], row["level"], row["counts"]) for row in rows] == [
        ("000000", "violation", "red", [{"tally": "多", "count": 3}]),
        ("all", "violation", "red", [{"tally": "多", "count": 30}]),
    ]


def test_of_very_many_findings_about_departments_only_those_over_all_places_are_told(tmp_path: Path) -> None:
    given = runs.cases()[0]
    _, done = runs.write(tmp_path)
    many = msgspec.structs.replace(done[0], departments=(runs.FIRST,) * (ending.TOLD + 1))
    summary = ending.write_end(tmp_path, given.catalogue, runs.RUN, Places.of(given.places), [many], [runs.OVER_ALL])
    assert (summary.departments, summary.department_findings) == ((runs.OVER_ALL,), ending.TOLD + 2)
    assert pq.read_metadata(tmp_path / "departments.parquet").num_rows == ending.TOLD + 2


def test_groups_go_out_until_they_are_few() -> None:
    towns = [place(f"镇{n}", f"县{n // 2}") for n in range(8)]
    counties = [place(f"县{n}", f"市{n // 2}") for n in range(4)]
    villages = [place(f"村{n}", f"镇{n}") for n in range(8)]
    everything = (*towns, *counties, *villages)
    inner = ending.outward((), Places.of(everything))
    assert inner == {
        around: around for around in [f"镇{n}" for n in range(8)] + [f"县{n}" for n in range(4)] + ["市0", "市1"]
    }
    outer = ending.outward((), Places.of(everything), most=2)
    assert outer is not None
    assert outer == ending.outward(counties, Places.of((*towns, *villages)), most=2)
    assert outer == ending.outward(everything, Places.of(()), most=2)
    assert {outer[f"镇{n}"] for n in range(4)} == {"市0"}
    assert set(outer.values()) == {"市0", "市1"}


def test_groups_that_stay_many_are_not_told_apart() -> None:
    circle = [place("a", "b"), place("b", "a"), place("c", "d")]
    assert ending.outward((), Places.of(circle), most=2) is None
    assert ending.outward([place("a")], Places.of([place("b")]), most=0) == {}


def test_long_tables_are_written_some_rows_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dimensions, "_BATCH", 12)
    runs.write(tmp_path)
    places = pq.ParquetFile(tmp_path / "places.parquet")
    assert (places.num_row_groups, places.metadata.num_rows) == (3, 36)


def test_groups_that_are_too_many_are_left_out_of_the_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ending, "outward", lambda *_: None)
    summary, _ = runs.write(tmp_path)
    assert (summary.statuses_around, summary.drawn_around) == ((), ())
    assert summary.statuses


def test_the_tables_beside_say_what_ids_mean(tmp_path: Path) -> None:
    runs.write(tmp_path)
    tables = {
        name: pq.read_table(tmp_path / f"{name}.parquet") for name in ("rules", "policies", "places", "departments")
    }
    for name, schema in (("rules", RULES), ("policies", POLICIES), ("places", PLACES), ("departments", DEPARTMENTS)):
        assert tables[name].schema.equals(schema, check_metadata=True)
    rule = tables["rules"].to_pylist()[1]
    assert (rule["id"], rule["targets"], rule["file"], rule["line"]) == (
        "规则-1",
        "2023: in 1.5..2；2025: >= ?",
        "rules/plan/a.yaml",
        7,
    )
    assert [(row["id"], row["stratum"]) for row in tables["policies"].to_pylist()] == [
        ("a", "一"),
        ("b", "一"),
        ("c", "二"),
    ]
    assert [row["part"] for row in tables["places"].to_pylist()] == [0] * 12 + [1] * 12 + [2] * 12
