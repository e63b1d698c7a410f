"""`rules`, `lint`, `explain`, `schema`, and what every command shares."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from tests.support.cli import Run
from tests.support.paths import EXAMPLES, RULES


def test_rules_as_json_keep_the_contract(run: Run) -> None:
    code, out, _ = run("rules", "--format", "json")
    listed = json.loads(out)
    assert code == 0
    rule = next(r for r in listed["rules"] if r["id"] == "sewage-collection-rate")
    assert {"id", "plan", "title", "indicator", "nature", "unit", "scope", "owner", "support", "targets"} <= set(rule)
    assert rule["targets"] == [{"year": 2025, "operator": ">=", "value": "95"}]
    assert rule["source"]["locator"] == "表1 第12项"
    line = Path(rule["file"]).read_text(encoding="utf-8").splitlines()[rule["line"] - 1]
    assert "sewage-collection-rate" in line
    derived = {i["id"]: i["expression"] for i in listed["indicators"]}
    assert derived["land-revenue-agriculture-share"] == "agriculture-spending-of-land-revenue / land-transfer-revenue"
    assert derived["sewage-collection-rate"] is None


def test_rules_as_text_name_every_rule(run: Run) -> None:
    code, out, _ = run("rules")
    assert code == 0
    assert "new-urban-jobs" in out


def test_an_unknown_plan_names_the_known_ones(run: Run) -> None:
    code, _, err = run("rules", "--plan", "nothing")
    assert code == 2
    assert "jianghai-urbanization-14fyp" in err


def test_lint_of_the_real_catalogue_is_clean(run: Run) -> None:
    code, out, err = run("lint", "--strict")
    assert (code, err) == (0, "")
    assert "0 个错误，0 个疑问" in out


def test_lint_tells_all_errors_of_all_files_at_once(run: Run, tmp_path: Path) -> None:
    shutil.copytree(RULES, tmp_path / "rules")
    plan = tmp_path / "rules" / "jianghai-urbanization-14fyp"
    one, other = plan / "03-urban-environment.yaml", plan / "01-urbanization-level.yaml"
    one.write_text(one.read_text(encoding="utf-8").replace('{2025: ">= 95"}', '{2035: ">= 95"}'), encoding="utf-8")
    other.write_text(other.read_text(encoding="utf-8").replace("unit: percent", "unit: precent"), encoding="utf-8")
    code, _, err = run("lint", "--rules", "rules")
    assert code == 2
    assert f"{one.relative_to(tmp_path)}:" in err
    assert f"{other.relative_to(tmp_path)}:" in err
    assert "percent" in err


def test_explain_a_rule(run: Run) -> None:
    code, out, _ = run("explain", "sewage-collection-rate")
    assert code == 0
    assert "表1 第12项" in out
    assert "城管局" in out


def test_explain_a_finding_tells_cell_clause_and_policy(run: Run) -> None:
    _, report, _ = run("check", EXAMPLES, "-q", "-o", "json=-")
    finding = next(f for f in json.loads(report)["findings"] if f["rule"] == "sewage-collection-rate")
    code, out, _ = run("explain", finding["id"], EXAMPLES)
    assert code == 0
    for part in ("2025-示例.csv:22", "94.2", "表1 第12项", "binding-missed", "policy.yaml:"):
        assert part in out


def test_explain_a_rule_with_data_tells_every_year(run: Run) -> None:
    code, out, _ = run("explain", "new-urban-jobs", EXAMPLES)
    assert code == 0
    for year in range(2021, 2026):
        assert f"{year}" in out


def test_explain_as_a_paragraph_and_as_a_picture_of_one_place(run: Run, tmp_path: Path) -> None:
    asked = ("explain", "sewage-collection-rate", EXAMPLES, "--year", "2024", "--place", "江海区", "--format")
    code, told, _ = run(*asked, "paragraph")
    assert (code, len(told.splitlines())) == (0, 1)
    assert "2024-示例.csv:22" in told
    code, out, _ = run(*asked, "svg", "-o", str(tmp_path / "why.svg"))
    assert (code, out) == (0, "")
    assert (tmp_path / "why.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("sewage-collection-rate", "--format", "dot"), "连同数据"),
        (("sewage-collection-rate", EXAMPLES, "--place", "江海"), "是不是“江海区”"),
    ],
)
def test_explain_what_there_is_nothing_of(run: Run, args: tuple[str, ...], said: str) -> None:
    code, _, err = run("explain", *args)
    assert code == 2
    assert said in err


def test_explain_something_unknown(run: Run) -> None:
    code, _, err = run("explain", "sewage-collection-rat")
    assert code == 2
    assert "sewage-collection-rate" in err


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("sewage", "sewage-collection-rate（城镇污水集中收集率）"),
        ("污水集中", "sewage-collection-rate（城镇污水集中收集率）"),
        ("城镇污水集中收集录", "是不是“城镇污水集中收集率”"),
        ("ZS420", "zhunsheng lint --explain ZS420"),
    ],
)
def test_explain_helps_on_from_part_of_a_name_or_another_number(run: Run, target: str, said: str) -> None:
    code, _, err = run("explain", target)
    assert code == 2
    assert said in err


def test_a_rule_is_explained_by_its_title_too(run: Run) -> None:
    assert run("explain", "城镇污水集中收集率") == run("explain", "sewage-collection-rate")


def test_a_list_of_leaders_that_is_not_there_is_told(run: Run) -> None:
    code, _, err = run("check", EXAMPLES, "--leaders", "领导.yaml", "-q")
    assert (code, err.strip()) == (2, "错误：--leaders 领导.yaml：没有这个文件。")


def test_a_form_is_for_a_year_of_four_digits(run: Run) -> None:
    code, _, err = run("form", "--year", "24", "--out", "填报表")
    assert (code, err.strip()) == (2, "错误：--year 24：年份写四位，如 --year 2024。")


def test_the_schema_is_a_schema_and_the_report_keeps_it(run: Run) -> None:
    _, text, _ = run("schema")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    _, report, _ = run("check", EXAMPLES, "-q", "-o", "json=-")
    jsonschema.validate(json.loads(report), schema)


@pytest.mark.parametrize("args", [(), ("chek",), ("check",), ("check", "x", "--fail-on", "often")])
def test_usage_errors_give_exit_code_2(run: Run, args: tuple[str, ...]) -> None:
    code, _, err = run(*args)
    assert code == 2
    assert "Traceback" not in err


def test_settings_flag_over_environment_over_file(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zhunsheng.toml").write_text('lang = "en"\nfail-on = "never"\n', encoding="utf-8")
    code, out, _ = run("check", EXAMPLES)
    assert (code, "violation" in out.lower()) == (0, True)
    monkeypatch.setenv("ZHUNSHENG_FAIL_ON", "violation")
    assert run("check", EXAMPLES)[0] == 1
    assert run("check", EXAMPLES, "--fail-on", "never")[0] == 0


@pytest.mark.parametrize("text", ["colour = 1\n", "lang = \n", "[tool.zhunsheng\n", 'cache-dir = "here"\n'])
def test_a_bad_configuration_file_is_told(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "zhunsheng.toml").write_text(text, encoding="utf-8")
    code, _, err = run("rules")
    assert code == 2
    assert "zhunsheng.toml" in err


def test_a_project_file_is_told_where_it_speaks_of_us_and_is_else_not_our_business(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.other\n", encoding="utf-8")
    assert run("rules")[0] == 0
    file.write_text("[tool.zhunsheng\n", encoding="utf-8")
    code, _, err = run("rules")
    assert code == 2
    assert "pyproject.toml" in err
    file.write_text('[tool.zhunsheng]\nlang = "en"\n', encoding="utf-8")
    assert "plan" in run("rules", "--plan", "nothing")[2]
