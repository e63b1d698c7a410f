"""The ledger by leader: an office's list of leaders filters it and adds a column; what is kept knows nothing of it."""

import io
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from tests.cli.conftest import run
from tests.ledger.test_office import Desk, desk
from tests.support.office import PLAN, PLAN_ID, THEME, write_rules

from zhunsheng.report.ledger import contract

__all__ = ["desk", "run"]


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Two departments off target; one of them has a leader."""
    plan = PLAN + "  - {id: 园林局, title: 县园林局}\n"
    before = 'target: {2025: ">= 45"}\n    owner: 城管局\n    source: {locator: 表1, anchor: 绿化, figure: 45}'
    assert before in THEME
    theme = THEME.replace(before, before.replace("45", "60").replace("城管局", "园林局"))
    write_rules(desk.folder / "rules", theme, plan=plan)
    desk.year(92.4, 2024)
    (desk.folder / "leaders.yaml").write_text(
        f"plan: {PLAN_ID}\nillustrative: true\nleaders:\n"
        "  - {post: 副县长, name: 张 三, departments: [县城管局]}\n"
        "  - {post: 副县长, name: 李四, departments: [园林局]}\n",
        encoding="utf-8",
    )
    return desk


def only(desk: Desk, *words: str) -> set[str]:
    return {item["owner"] for item in desk.items("--leaders", "leaders.yaml", *words).values()}


@pytest.mark.parametrize("name", ["张三", "副县长 张三", "张 三", "张三副县长"])
def test_the_ledger_is_filtered_by_leader(two: Desk, name: str) -> None:
    assert only(two) == {"城管局", "园林局"}
    assert only(two, "--leader", name) == {"城管局"}


def test_those_without_a_leader_are_found_as_such(two: Desk) -> None:
    text = (two.folder / "leaders.yaml").read_text(encoding="utf-8")
    (two.folder / "leaders.yaml").write_text(text[: text.rindex("  - {")], encoding="utf-8")
    assert only(two, "--leader", "未分管") == {"园林局"}
    assert two.items("--leaders", "leaders.yaml")["green"]["leader"] is None
    assert "未分管" in two.ledger("--leaders", "leaders.yaml")[0]


def test_every_format_names_the_leader_and_says_that_he_is_made_up(two: Desk) -> None:
    out, _ = two.ledger("--leaders", "leaders.yaml")
    assert "分管领导名单为示例" in out
    document = json.loads(two.ledger("--leaders", "leaders.yaml", "-o", "json=-")[0])
    jsonschema.Draft202012Validator(contract.schema()).validate(document)
    assert document["leaders_illustrative"] is True
    assert {item["leader"] for item in document["items"]} == {"副县长 张 三", "副县长 李四"}
    two.ledger("--leaders", "leaders.yaml", "-o", "xlsx=t.xlsx", "-o", "html=t.html")
    sheet = openpyxl.load_workbook(io.BytesIO((two.folder / "t.xlsx").read_bytes())).worksheets[0]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "责任部门" in row)
    assert head[:4] == ["编号", "责任部门", "分管领导", "事项"]
    assert any("副县长 李四" in row for row in rows)
    page = (two.folder / "t.html").read_text(encoding="utf-8")
    assert "副县长 李四" in page
    assert "人员是虚构的" in page


def test_without_a_list_there_is_no_such_column(two: Desk) -> None:
    two.ledger("-o", "xlsx=t.xlsx", "-o", "json=t.json")
    sheet = openpyxl.load_workbook(two.folder / "t.xlsx").worksheets[0]
    assert not [cell.value for row in sheet.iter_rows() for cell in row if "分管" in str(cell.value)]
    assert {item["leader"] for item in two.items().values()} == {None}
    assert "分管" not in two.ledger()[0]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--leader", "张三"], "--leaders"),
        (["--leaders", "leaders.yaml", "--leader", "副县长王四"], "是不是“副县长 李四”"),
        (["--leaders", "leaders.yaml", "--leader", "副县长"], "不止一位：副县长 张 三、副县长 李四"),
        (["--leaders", "leaders.yaml", "--leader", "x"], "名单里有"),
        (["--leaders", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_what_is_not_known_is_told(two: Desk, words: list[str], hint: str) -> None:
    assert hint in two.ledger(*words, code=2)[1]


def test_the_list_may_be_named_in_the_settings_and_leaves_what_is_kept_alone(two: Desk) -> None:
    before = two.said("--year", "2024")
    two.run("check", "--store", two.store, "--rules", two.rules, "--year", "2024", "-q", "--leaders", "leaders.yaml")
    code, _, err = two.run("history", "--store", two.store, "--verify")
    assert (code, err) == (0, "")
    (two.folder / "zhunsheng.toml").write_text('leaders = "leaders.yaml"\n', encoding="utf-8")
    named = json.loads(two.said("--year", "2024"))
    assert named["responsibility"]["leaders"][0]["name"] == "张 三"
    del named["responsibility"]
    plain = json.loads(before)
    del plain["responsibility"]
    assert named == plain
    _, _, err = two.run("check", "--store", two.store, "--rules", two.rules, "--year", "2024", "-q")
    assert err == "", "a report with leaders would not be the one whose digest is kept"


def test_a_mistake_in_the_list_keeps_no_run_and_writes_no_report(two: Desk) -> None:
    (two.folder / "leaders.yaml").write_text(f"plan: {PLAN_ID}\nleaders: 张三\n", encoding="utf-8")
    before = Path(two.store).read_bytes()
    words = ["--store", two.store, "--rules", two.rules, "--year", "2024", "-o", "json=n.json"]
    code, _, err = two.run("check", *words, "--leaders", "leaders.yaml")
    assert (code, "leaders.yaml:2:10" in err) == (2, True)
    assert not (two.folder / "n.json").exists()
    assert Path(two.store).read_bytes() == before
