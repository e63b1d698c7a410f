"""`zhunsheng assess` on the examples of the scheme: every score taken apart to cells and clauses, every caveat said."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from tests.support import few_draws
from tests.support.cli import Run
from tests.support.html_reader import read
from tests.support.paths import EXAMPLES, ROOT, RULES

from zhunsheng.cli import main

THREE_ZONES = ROOT / "examples" / "jiangmen-three-zones-2020-8"
CAVEAT = "权重为示例/待核定"
COUNTIES = ["pengjiang", "jianghai", "xinhui", "taishan", "kaiping", "heshan", "enping"]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rules for the tests that need no thousand draws; one test has them."""
    return few_draws.write(tmp_path_factory.mktemp("assessing") / "rules")


@pytest.fixture
def run(run: Run, rules: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ZHUNSHENG_RULES", str(rules))
    return run


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory, rules: Path) -> str:
    """The JSON of 2021, made once."""
    path = tmp_path_factory.mktemp("assessed") / "a.json"
    where = ["--rules", str(rules)]
    assert main(["assess", str(THREE_ZONES), "--year", "2021", "-q", "-o", f"json={path}", *where]) == 0
    return path.read_text(encoding="utf-8")


@pytest.fixture
def document(text: str) -> dict[str, Any]:
    return dict(json.loads(text))


def figures(document: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    rules = [rule for place in document["places"] for theme in place["themes"] for rule in theme["rules"]]
    return [(rule, figure) for rule in rules for figure in rule["figures"]]


def exact(holder: dict[str, Any], key: str) -> Fraction:
    return Fraction(holder.get(f"{key}_exact") or holder[key])


def test_the_document_is_what_its_schema_says(run: Run, document: dict[str, Any]) -> None:
    schema = json.loads(run("schema", "assessment")[1])
    jsonschema.Draft202012Validator(schema).validate(document)
    assert (document["schema"], document["year"], document["weights_assumed"]) == ("zhunsheng/assessment/1", 2021, True)
    assert sorted(place["entity"] for place in document["places"]) == sorted(COUNTIES)
    assert CAVEAT in document["caveats"][0]["zh"]


def test_every_score_is_the_sum_of_its_parts(document: dict[str, Any]) -> None:
    for place in document["places"]:
        themes = place["themes"]
        assert sum(exact(theme, "share") for theme in themes) == 1
        assert sum(exact(theme, "points") for theme in themes) == exact(place, "score")
        for theme in themes:
            counted = [exact(rule, "completion") for rule in theme["rules"] if rule["completion"] is not None]
            if counted:
                assert exact(theme, "completion") == sum(counted) / len(counted)
            for rule in theme["rules"]:
                parts = [exact(figure, "completion") for figure in rule["figures"] if figure["completion"] is not None]
                assert not parts or exact(rule, "completion") == sum(parts) / len(parts)


def test_every_figure_that_counts_has_its_cell_and_its_clause(document: dict[str, Any]) -> None:
    counted = [(rule, figure) for rule, figure in figures(document) if figure["treatment"] == "counted"]
    assert len(counted) > 80
    for rule, figure in counted:
        assert rule["source"]["locator"]
        assert figure["formula"]
        assert all("示例.csv:" in seen["at"] for seen in figure["observations"])
        assert figure["observations"]


def test_what_is_missing_is_treated_as_declared_and_said(document: dict[str, Any]) -> None:
    missing = [figure for _, figure in figures(document) if figure["status"] == "not_reported"]
    assert missing
    assert {figure["treatment"] for figure in missing} == {"as-zero"}
    waiting = [figure for _, figure in figures(document) if figure["status"] == "not_due"]
    assert {(figure["treatment"], figure["completion"]) for figure in waiting} == {("not-due", None)}


def test_the_ranking_says_what_it_rests_on(run: Run) -> None:
    code, out, err = run("assess", THREE_ZONES, "--year", "2021", "--rules", RULES)
    assert (code, err) == (0, "")
    assert CAVEAT in out
    assert "示例数据，非真实填报" in out
    assert "得分不是判定" in out
    assert "种子 2020" in out
    assert "1,000 次" in out
    assert "未报送 1 个（缺数，按 0 计）" in out
    assert "都市核心区侧重而没有指标可计的：经济增量、单位土地产出" in out


def test_a_place_is_taken_apart(run: Run) -> None:
    code, out, err = run("assess", THREE_ZONES, "--year", "2021", "--explain", "恩平市", "-q")
    assert (code, err) == (0, "")
    assert CAVEAT in out
    assert "所在的区：大广海湾区 1/11、生态发展区 10/11" in out
    assert "79.2%；本年 ≥ 80%  positive  99% *示例" in out
    assert "2021-示例.csv:52:4" in out
    assert "附件2 第14项" in out


def test_in_english(run: Run) -> None:
    code, out, _ = run("assess", THREE_ZONES, "--year", "2021", "--lang", "en", "--explain", "jianghai")
    assert code == 0
    assert "Weights are examples, to be decided" in out
    assert "not reported · missing, counted as 0" in out


def test_the_last_year_of_the_data_unless_another_is_asked_for(run: Run) -> None:
    assert json.loads(run("assess", THREE_ZONES, "-q", "-o", "json=-")[1])["year"] == 2022


def test_page_and_workbook_say_the_same(run: Run, document: dict[str, Any], tmp_path: Path) -> None:
    html, xlsx = tmp_path / "a.html", tmp_path / "a.xlsx"
    assert run("assess", THREE_ZONES, "--year", "2021", "-q", "-o", f"html={html}", "-o", f"xlsx={xlsx}")[0] == 0
    page = html.read_text(encoding="utf-8")
    assert "<script" not in page
    assert page.count(CAVEAT) >= 2
    read(page)
    book = openpyxl.load_workbook(xlsx)
    assert book.sheetnames == ["得分和名次", "主题得分", "数据和单元格", "名次稳健性", "不计分的规则", "权重和办法"]
    scores = book["得分和名次"]
    assert CAVEAT in str(scores["A1"].value)
    first = document["places"][0]
    assert [str(cell.value) for cell in scores[3]][:3] == ["1", first["title"], "100.00"]
    assert book["数据和单元格"].max_row == len(figures(document)) + 2


def test_the_same_data_give_the_same_bytes(run: Run, text: str) -> None:
    assert run("assess", THREE_ZONES, "--year", "2021", "-q", "-o", "json=-") == (0, text, "")


def test_out_of_a_store(run: Run, document: dict[str, Any]) -> None:
    plan = ("--plan", "jiangmen-three-zones-2020-8")
    assert run("import", THREE_ZONES, "--store", "s.db", "--by", "市发展改革局", *plan)[0] == 0
    code, out, _ = run("assess", "--store", "s.db", "--year", "2021", "-q", "-o", "json=-", *plan)
    stored = json.loads(out)
    assert code == 0
    assert stored["robustness"] == document["robustness"]
    assert [place["score"] for place in stored["places"]] == [place["score"] for place in document["places"]]
    assert figures(stored)[0][1]["observations"][0]["submitter"] == "市发展改革局"


def test_a_figure_that_cannot_be_read_is_left_out_said_and_gives_3(run: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for path in THREE_ZONES.glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig").replace(
            "牛江镇,2021,美丽宜居村比例,79.2,", "牛江镇,2021,美丽宜居村比例,七九,"
        )
        (data / path.name).write_text(text, encoding="utf-8")
    code, out, _ = run("assess", data, "--year", "2021", "-q", "-o", "json=-")
    found = [figure for _, figure in figures(json.loads(out)) if figure["refused"]]
    assert code == 3
    assert [(f["entity"], f["status"], f["treatment"], f["completion"]) for f in found] == [
        ("niujiang", "not_evaluable", "excluded", None)
    ]


def test_open_questions_stand_beside_the_figures_that_a_score_rests_on(run: Run, tmp_path: Path) -> None:
    """A question is no verdict: the figure counts as it stands, and everybody who sees the score sees the question."""
    data = tmp_path / "data"
    data.mkdir()
    for path in THREE_ZONES.glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig").replace(
            "牛江镇,2021,美丽宜居村比例,79.2,", "牛江镇,2021,美丽宜居村比例,179.2,"
        )
        (data / path.name).write_text(text, encoding="utf-8")
    outputs = [word for fmt in ("json", "html", "xlsx") for word in ("-o", f"{fmt}={tmp_path / f'a.{fmt}'}")]
    code, out, _ = run("assess", data, "--year", "2021", *outputs)
    assert code == 0
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    doubted = [figure for _, figure in figures(document) if figure["doubts"]]
    assert {(figure["entity"], figure["treatment"]) for figure in doubted} == {("niujiang", "counted")}
    said = doubted[0]["doubts"][0]["zh"]
    assert "不是结论" in said
    assert "条审核疑问尚待答复" in out
    assert said in run("assess", data, "--year", "2021", "--explain", "恩平市")[1]
    page = read((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert said in page.text
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert any(said in str(cell.value) for row in sheets["数据和单元格"].iter_rows() for cell in row)


def test_rules_that_enter_no_score_are_told(run: Run, document: dict[str, Any]) -> None:
    scored = {rule for theme in document["assessment"]["themes"] for rule in theme["rules"]}
    unscored = {each["rule"]: each["why"] for each in document["unscored"]}
    listed = json.loads(run("rules", "--format", "json")[1])["rules"]
    assert scored | unscored.keys() == {rule["id"] for rule in listed if rule["plan"] == document["plan"]}
    assert not scored & unscored.keys()
    assert set(unscored.values()) == {"elsewhere", "no-theme"}
    out = run("assess", THREE_ZONES, "--year", "2021")[1]
    assert f"不计分的规则 {len(unscored)} 条，计分的 {len(scored)} 条" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((EXAMPLES,), "没有声明考核"),
        ((THREE_ZONES, "--year", "2020-2021"), "一次一年"),
        ((THREE_ZONES, "--explain", "恩平"), "是不是 恩平市"),
        ((THREE_ZONES, "--explain", "都市核心区"), "没有考核 都市核心区"),
        ((THREE_ZONES, "-o", "csv=x.csv"), "格式有 html、json、xlsx"),
        ((), "请给出数据文件"),
    ],
)
def test_what_cannot_be_assessed_is_a_usage_error(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = run("assess", *arguments)
    assert (code, out) == (2, "")
    assert said in err
