"""`check --place`: one place alone comes to the very verdicts that it comes to among all others, however it is read."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.support.cli import Run
from tests.support.paths import BULK

from zhunsheng.commands import check
from zhunsheng.intake import large_file

PLACES = ("900101", "900105", "900205", "900206")
Judge = Callable[..., dict[str, Any]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(BULK / "data", folder)
    return folder


@pytest.fixture
def judge(run: Run, tmp_path: Path) -> Judge:
    """Check files, with whatever arguments, and return the report."""

    def judged(*args: str | Path) -> dict[str, Any]:
        out = tmp_path / "out.json"
        code, _, err = run("check", "--rules", BULK / "rules", *args, "--year", "2021-2023", "-q", "-o", f"json={out}")
        assert code in (0, 1, 3), err
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return found

    return judged


@pytest.fixture(params=["whole", "picked"])
def how(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read files whole, or as if they were large ones."""
    if request.param == "picked":
        monkeypatch.setattr(large_file, "LARGE_CSV", 0)
        monkeypatch.setattr(large_file, "LARGE_PARQUET", 0)
    return str(request.param)


def of(place: str, report: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Return judgements and findings of one place."""
    findings = [each for each in report["findings"] if each["entity"] == place]
    return [each for each in report["judgements"] if each["entity"] == place], findings


def as_parquet(folder: Path) -> Path:
    """Write every CSV of a folder as Parquet, in small row groups; places as whole numbers, years as such."""
    for path in list(folder.glob("*.csv")):
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        columns: dict[str, Any] = {name: [row[name] for row in rows] for name in rows[0]}
        for name in {"地区", "年份"} & columns.keys():
            columns[name] = pa.array(map(int, columns[name]), pa.int32())
        pq.write_table(pa.table(columns), path.with_suffix(".parquet"), row_group_size=16)
        path.unlink()
    return folder


@pytest.mark.usefixtures("how")
@pytest.mark.parametrize("written", ["csv", "parquet"])
def test_a_place_alone_is_judged_as_among_all(data: Path, judge: Judge, written: str) -> None:
    if written == "parquet":
        as_parquet(data)
    among_all = judge(data)
    for place in PLACES:
        alone = judge(data, "--place", place)
        assert of(place, alone) == of(place, among_all)
        assert of(place, alone) == (alone["judgements"], alone["findings"])
        assert {each["sha256"] for each in alone["data"]} == {each["sha256"] for each in among_all["data"]}
        assert "one-place-only" in {each["code"] for each in alone["problems"]}


@pytest.mark.usefixtures("how")
def test_a_place_goes_by_its_name_too(data: Path, judge: Judge) -> None:
    assert judge(data, "--place", "示例上县")["judgements"] == judge(data, "--place", "900105")["judgements"]


@pytest.mark.usefixtures("how")
@pytest.mark.parametrize("row", ["900999,2022,农村自来水普及率,80,%,示例", ",2022,农村自来水普及率,80,%,示例"])
def test_a_figure_of_nobody_knows_whom_may_be_the_missing_one(data: Path, judge: Judge, row: str) -> None:
    append(data, [row])
    among_all, alone = judge(data), judge(data, "--place", "900105")
    assert of("900105", alone) == of("900105", among_all)
    assert missing_in_2022(alone)["status"] == "not_evaluable"


@pytest.mark.usefixtures("how")
@pytest.mark.parametrize(
    ("row", "status"),
    [
        ('900105,2022,农村自来水普及率,"8"0,%,示例', "not_evaluable"),
        ('900101,2022,农村自来水普及率,"8"0,%,示例', "not_reported"),
    ],
    ids=["its own", "another's"],
)
def test_a_record_that_is_torn_may_be_the_missing_one(data: Path, judge: Judge, row: str, status: str) -> None:
    append(data, [row])
    assert missing_in_2022(judge(data, "--place", "900105"))["status"] == status


def test_what_a_quote_has_swallowed_is_read_whole_or_is_doubtful(
    data: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(data, ['900101,2022,农村自来水普及率,"80,%,示例', "900105,2022,农村自来水普及率,80,%,示例"])
    assert missing_in_2022(judge(data, "--place", "900105"))["status"] == "regressing"
    monkeypatch.setattr(large_file, "LARGE_CSV", 0)
    assert missing_in_2022(judge(data, "--place", "900105"))["status"] == "not_evaluable"


@pytest.mark.usefixtures("how")
def test_places_of_one_name_are_told_apart_by_their_ids(data: Path, judge: Judge) -> None:
    before = judge(data, "--place", "900105")["judgements"]
    roster = data / "名册-示例.csv"
    roster.write_text(roster.read_text(encoding="utf-8").replace("示例东区", "示例上县"), encoding="utf-8")
    assert judge(data, "--place", "900105")["judgements"] == before


def test_a_name_that_several_places_bear_is_nobodys(data: Path, judge: Judge) -> None:
    roster = data / "名册-示例.csv"
    roster.write_text(roster.read_text(encoding="utf-8").replace("示例东区", "示例上县"), encoding="utf-8")
    append(data, ["示例上县,2022,农村自来水普及率,99,%,示例"])
    alone = judge(data, "--place", "900105")
    assert "ambiguous-entity" in {each["code"] for each in alone["problems"]}
    assert missing_in_2022(alone)["status"] == "not_evaluable"


@pytest.mark.usefixtures("how")
@pytest.mark.parametrize(
    ("place", "said"),
    [("900999", "名册"), ("示例上", "示例上县"), ("c9001", "没有任何要求")],
    ids=["unknown", "misspelt", "free"],
)
def test_a_place_that_cannot_be_judged(data: Path, run: Run, place: str, said: str) -> None:
    code, _, err = run("check", "--rules", BULK / "rules", data, "--year", "2021", "--place", place)
    assert code == 2
    assert said in err or place == "示例上"


def test_a_place_is_looked_up_in_files_only(run: Run, tmp_path: Path) -> None:
    code, _, err = run("check", "--store", tmp_path / "a.db", "--place", "900101")
    assert (code, "--place" in err) == (2, True)


@pytest.mark.parametrize(("most", "named"), [(0, True), (300_000, False)])
def test_bulk_is_named_to_whoever_brings_a_country(
    data: Path, run: Run, monkeypatch: pytest.MonkeyPatch, most: int, named: bool
) -> None:
    monkeypatch.setattr(check, "MANY", most)
    code, out, err = run("check", "--rules", BULK / "rules", data, "--year", "2021-2023")
    assert (code, "zhunsheng bulk" in err) == (1, named)
    assert "zhunsheng bulk" not in out


def missing_in_2022(report: dict[str, Any]) -> dict[str, Any]:
    """Return the judgement for which there is no figure."""
    (found,) = (each for each in report["judgements"] if each["rule"] == "tap-water" and each["year"] == 2022)
    return dict(found)


def append(folder: Path, rows: Iterable[str]) -> None:
    """Put rows at the end of the figures."""
    path = folder / "指标-示例.csv"
    path.write_text(path.read_text(encoding="utf-8") + "".join(f"{row}\n" for row in rows), encoding="utf-8")
