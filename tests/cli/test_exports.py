"""`-o csv`, `-o xlsx`, `-o questions` from the command line, out of files that mean no good, and out of a store."""

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from tests.support.cli import Run
from tests.support.paths import EXAMPLES

HEAD = "地区,年份,指标,数值,单位,依据,备注"
EVIL = "=cmd|' /C calc'!A0"


def submission(folder: Path, *rows: str, name: str = "data.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    return path


def opened(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Name a sheet, a file, a remark and a piece of evidence like formulas."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "=1+1"
    sheet.append(HEAD.split(","))
    sheet.append(["江海区", 2025, "城镇污水集中收集率", "94.2", "%", "+1+1", "@SUM(1)"])
    sheet.append(["江海区", 2025, EVIL, "1", "%", "", ""])
    for row in sheet.iter_rows():
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    path = tmp_path / "=1+1.xlsx"
    book.save(path)
    return path


def test_hostile_input_reaches_csv_and_workbook_as_text(run: Run, hostile: Path, tmp_path: Path) -> None:
    code, _, err = run("check", hostile.name, "-q", "-o", "csv=r.csv", "-o", "xlsx=r.xlsx")
    assert code == 3, err
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    row = next(r for r in rows if (r["规则编号"], r["年份"]) == ("sewage-collection-rate", "2025"))
    assert (row["佐证"], row["备注"], row["单元格"]) == ("'+1+1", "'@SUM(1)", "'=1+1.xlsx[=1+1!D2]")
    assert (row["数值"], row["差距"]) == ("94.2", "-0.8")
    texts = []
    for sheet in opened(tmp_path / "r.xlsx"):
        for line in sheet.iter_rows():
            assert {cell.data_type for cell in line} <= {"s", "n"}
            texts += [str(cell.value) for cell in line]
    assert "=1+1.xlsx[=1+1!D2]" in texts
    assert any(EVIL in text for text in texts)


def schema(run: Run) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(run("schema", "questions")[1])
    return loaded


def test_the_list_of_questions_keeps_the_schema_that_is_printed(run: Run, tmp_path: Path) -> None:
    data = submission(tmp_path, "江海区,2025,城镇污水集中收集率,九十四,%,,", "江海区,2025,城市城区绿化覆盖率,45,%,,")
    code, _, _ = run("check", data.name, "-q", "-o", "questions=q.json")
    assert code == 3
    document = json.loads((tmp_path / "q.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema(run))
    (unread,) = [q for d in document["departments"] for q in d["questions"] if q["level"] == "refuse"]
    assert unread["at"] == [{"file": "data.csv", "sheet": None, "cell": None, "line": 2, "column": 4}]
    assert (unread["indicator"], unread["year"]) == ("sewage-collection-rate", 2025)
    owner = next(d for d in document["departments"] if unread in d["questions"])
    assert owner["department"] == "城管局"
    assert [file["path"] for file in owner["files"]] == ["data.csv"]


def test_where_nothing_can_be_read_the_questions_are_put_all_the_same(run: Run, tmp_path: Path) -> None:
    code, _, err = run("check", "nowhere.csv", "-o", "questions=q.json", "-o", "html=r.html")
    assert code == 3
    assert "nowhere.csv" in err
    document = json.loads((tmp_path / "q.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema(run))
    assert [q["code"] for d in document["departments"] for q in d["questions"]] == ["file-not-found"]
    assert not (tmp_path / "r.html").exists()


def test_out_of_a_store_each_figure_says_who_sent_it_and_when(run: Run, tmp_path: Path) -> None:
    data = submission(tmp_path, "江海区,2025,城镇污水集中收集率,94.2,%,,")
    took = run("import", data, "--store", "s.zs", "--by", "区城管局", "--at", "2026-03-01T10:00")
    assert took[0] == 0, took
    formats = ("html", "markdown", "csv", "xlsx")
    asked = [word for fmt in formats for word in ("-o", f"{fmt}=r.{fmt}")]
    code, _, err = run("check", "--store", "s.zs", "--year", "2025", "-q", *asked)
    assert code == 1, err
    for fmt in ("html", "markdown"):
        assert "区城管局 报送，2026-03-01 10:00" in (tmp_path / f"r.{fmt}").read_text(encoding="utf-8")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as stream:
        row = next(r for r in csv.DictReader(stream) if r["数值"] == "94.2")
    assert (row["报送人"], row["收到时间"]) == ("区城管局", "2026-03-01 10:00")
    cells = [cell for line in opened(tmp_path / "r.xlsx")["说明"].iter_rows(values_only=True) for cell in line]
    assert "区城管局" in cells


@pytest.mark.parametrize("word", ["xlsx", "csv=", "xls=r.xls"])
def test_a_format_that_is_not_known_is_told_with_those_that_are(run: Run, word: str) -> None:
    code, _, err = run("check", EXAMPLES, "-o", word)
    assert code == 2
    assert "html、markdown、json、csv、xlsx、questions" in err
