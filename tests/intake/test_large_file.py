"""Files too large to be read whole: some rows of them, the same as reading them whole would find."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zhunsheng.intake import csv_pick, large_file, parquet_file, picking
from zhunsheng.intake.columns import FIGURES, ROSTER, Field
from zhunsheng.intake.large_file import Large, large
from zhunsheng.intake.table import Row

PLACES = [f"P{n:05d}" for n in range(3000)]
KNOWN = frozenset(PLACES)
HEADER = "地区,年份,指标,数值,类型\n"


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_file, "LARGE_CSV", 0)
    monkeypatch.setattr(large_file, "LARGE_PARQUET", 0)


def parquet(path: Path, entities: list[str | None], records: list[str | None] | None = None, **options: object) -> Path:
    """Write a figure for each place; `record` only where it is given."""
    count = len(entities)
    columns: dict[str, object] = {
        "entity": pa.array(entities, pa.string()),
        "year": pa.array([2021] * count, pa.int16()),
        "indicator": ["收入"] * count,
        "value": pa.array(range(count), pa.int32()),
    }
    if records is not None:
        columns["record"] = pa.array(records, pa.string())
    pq.write_table(pa.table(columns), path, **options)
    return path


def opened(path: Path) -> Large:
    found = large(path)
    assert found is not None
    return found


def numbers(rows: list[Row] | tuple[Row, ...]) -> list[int]:
    return [row.number for row in rows]


def wanted(*called: str, known: frozenset[str] = KNOWN) -> picking.Wanted:
    return picking.of_place(frozenset(called), known)


@pytest.mark.parametrize("dictionary", [True, False], ids=["coded", "plain"])
@pytest.mark.parametrize("size", [100, 10_000])
def test_rows_of_a_place_are_found_wherever_they_stand(tmp_path: Path, dictionary: bool, size: int) -> None:
    entities: list[str | None] = [*PLACES, None, "P00007", "Q1", *PLACES[:5]]
    file = opened(parquet(tmp_path / "a.parquet", entities, row_group_size=size, use_dictionary=dictionary))
    table = file.table(wanted("P00007"))
    assert file.form is FIGURES
    # The place itself twice; once nobody, once a place that nobody knows: rows are counted from 1.
    assert numbers(table.rows) == [8, 3001, 3002, 3003]
    assert [row.cell(Field.VALUE).text for row in table.rows] == ["7", "3000", "3001", "3002"]
    assert table.file is not None
    assert table.file.rows == len(entities)
    assert numbers(file.table(wanted("P00007", known=frozenset(PLACES[:9]))).rows)[:3] == [8, 10, 11]


def test_what_may_concern_many_places_is_found_too(tmp_path: Path) -> None:
    records = ["actual", "issued", None, "", "基准值"]
    file = opened(parquet(tmp_path / "a.parquet", ["P00001"] * 5, [*records]))
    assert numbers(file.table(wanted("P00002")).rows) == [2, 5]


@pytest.mark.parametrize("type_", [pa.int32(), pa.int64(), pa.decimal128(12, 0)])
def test_ids_that_are_whole_numbers_are_compared_as_text(tmp_path: Path, type_: pa.DataType) -> None:
    table = pa.table(
        {
            "entity": pa.array([440000, 441302, 441303], pa.int32()).cast(type_),
            "year": [2021] * 3,
            "indicator": ["a"] * 3,
            "value": [1, 2, 3],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    known = frozenset({"440000", "441302", "441303"})
    for more in (frozenset[str](), KNOWN):
        assert numbers(opened(tmp_path / "a.parquet").table(wanted("441302", known=known | more)).rows) == [2]


def test_a_roster_gives_rows_by_id_or_name_and_all_its_ids(tmp_path: Path) -> None:
    rows = {"id": ["A1", "A2", "A3"], "name": ["东镇", "西镇", "A1"], "level": ["town"] * 3, "within": ["c"] * 3}
    pq.write_table(pa.table(rows), tmp_path / "a.parquet")
    (tmp_path / "a.csv").write_text("id,name,level,within\nA1,东镇,town,c\nA2,西镇,town,c\nA3,A1,town,c\n")
    for name, first in (("a.parquet", 1), ("a.csv", 2)):
        file = opened(tmp_path / name)
        assert file.form is ROSTER
        assert file.ids() == ["A1", "A2", "A3"]
        assert numbers(file.rows(picking.of_roster(frozenset({"西镇"})))) == [first + 1]
        assert numbers(file.rows(picking.of_roster(frozenset({"A1"})))) == [first, first + 2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_lines_of_a_csv_keep_their_numbers(tmp_path: Path, encoding: str) -> None:
    lines = [
        "P00001,2021,收入,1,",
        "",
        '"P00002",2021,"收\n入",2,',
        "P00003,2021,收入,3,",
        "P00002,2022,收入,4,",
        "P00003,2021",
    ]
    path = tmp_path / "a.csv"
    path.write_text("某表\n" + HEADER + "\n".join(lines), encoding=encoding)
    table = opened(path).table(wanted("P00002"))
    assert [(row.number, row.cell(Field.VALUE).text) for row in table.rows] == [(5, "2"), (8, "4")]
    assert table.file is not None
    assert (table.file.rows, table.problems) == (5, ())


def test_more_rows_than_are_read_refuse_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_file, "MAX_ROWS", 3)
    monkeypatch.setattr(csv_pick, "MAX_ROWS", 3)
    (tmp_path / "a.csv").write_text(HEADER + "P00001,2021,a,1,\n" * 4)
    for path in (parquet(tmp_path / "a.parquet", ["P00001"] * 4), tmp_path / "a.csv"):
        table = opened(path).table(wanted("P00001"))
        assert (table.file, table.rows) == (None, ())
        assert [each.code for each in table.problems] in (["parquet-too-large"], ["too-many-rows"])
        assert opened(path).rows(wanted("P00001")) == []


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "P00001,2021,a,1,\n")
    file = opened(path)
    read = csv_pick.pick

    def grow(*args: object) -> object:
        found = read(*args)  # type: ignore[arg-type]
        with path.open("a") as stream:
            stream.write("P00001,2021,a,2,\n")
        return found

    monkeypatch.setattr(csv_pick, "pick", grow)
    assert [each.code for each in file.table(wanted("P00001")).problems] == ["file-changing"]


def test_a_file_that_is_gone_or_no_longer_what_it_was_is_refused(tmp_path: Path) -> None:
    gone, torn = parquet(tmp_path / "a.parquet", ["P00001"]), parquet(tmp_path / "b.parquet", ["P00001"] * 50)
    first, second = opened(gone), opened(torn)
    gone.unlink()
    torn.write_bytes(torn.read_bytes()[:-20])
    assert [each.code for each in first.table(wanted("P00001")).problems] == ["file-unreadable"]
    assert [each.code for each in second.table(wanted("P00001")).problems] == ["broken-parquet"]
    assert first.ids() == second.ids() == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.parquet", b"PAR1 nothing PAR1"),
        ("a.csv", b"no header at all\n1,2,3\n"),
        ("a.csv", b"\xff\xfe\x00\x00"),
        ("a.csv", b"a" * 100),
        ("a.xlsx", b"PK"),
        ("a.json", b"[]"),
    ],
)
def test_what_cannot_be_told_is_left_to_whoever_reads_it_whole(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert large(path) is None
    assert large(tmp_path) is None
    assert large(tmp_path / "absent.parquet") is None


@pytest.mark.parametrize(
    "content",
    [
        HEADER.encode() + b"P00001,2021,a,1,\n" * 5000 + b"\xff\xff\xff\n",
        HEADER.encode() + b"P00001,2021,a,1," + b"x" * (1 << 20) + b"\n",
        HEADER.encode() + b'P00001,"20"21,a,1,\n' * 101,
    ],
    ids=["no encoding", "no lines", "no records"],
)
def test_what_is_no_csv_further_down_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    (problem,) = opened(path).table(wanted("P00001")).problems
    assert problem.code in ("unknown-encoding", "not-csv")
    assert opened(path).ids() == []


def test_columns_that_are_missing_or_not_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("地区,年份,单位,备份\nP00001,2021,%,1\n")
    assert [each.code for each in opened(path).table(wanted("P00001")).problems] == ["missing-columns"]
    path.write_text("地区,年份,指标,数值,备份\nP00001,2021,a,1,2\n")
    assert [each.code for each in opened(path).table(wanted("P00001")).problems] == ["unknown-columns"]
    pq.write_table(pa.table({"地区": ["a"], "年份": [1], "单位": ["%"]}), tmp_path / "b.parquet")
    assert [each.code for each in opened(tmp_path / "b.parquet").table(wanted("a")).problems] == ["missing-columns"]


def test_a_file_that_names_its_places_by_codes_alone_is_not_searched(tmp_path: Path) -> None:
    columns = {"编码": ["a/b"], "年份": [2021], "指标": ["a"], "数值": [1], "单位": ["%"]}
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    (tmp_path / "a.csv").write_text("编码,年份,指标,数值,单位\na/b,2021,a,1,%\n")
    for name in ("a.parquet", "a.csv"):
        (problem,) = opened(tmp_path / name).table(wanted("P00001")).problems
        assert (problem.code, "地区" in problem.message.zh) == ("missing-columns", True)
