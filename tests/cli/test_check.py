"""`zhunsheng check` as an inspector and as CI use it."""

import json
import shutil
from pathlib import Path

import pytest
from tests.support.cli import Run
from tests.support.paths import EXAMPLES, PLAN

HEADER = "地区,年份,指标,数值,单位\n"


def submission(tmp_path: Path, *rows: str, name: str = "data.csv") -> Path:
    path = tmp_path / name
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_examples_are_judged_and_the_violations_give_exit_code_1(run: Run, tmp_path: Path) -> None:
    code, out, err = run(
        "check", EXAMPLES, "-o", "json=report.json", "-o", "html=report.html", "-o", "markdown=report.md"
    )
    assert (code, err) == (1, "")
    assert "城镇污水集中收集率" in out
    document = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert document["years"] == [2020, 2021, 2022, 2023, 2024, 2025]
    violations = {(f["rule"], f["year"]) for f in document["findings"] if f["kind"] == "violation"}
    assert violations == {("sewage-collection-rate", 2025), ("black-odorous-water-elimination", 2023)}
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "示例" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_only_the_year_asked_for_is_reported_but_the_year_before_is_known(run: Run, tmp_path: Path) -> None:
    run("check", EXAMPLES, "--year", "2022", "-o", "json=r.json", "-q")
    document = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert {j["year"] for j in document["judgements"]} == {2022}
    policies = {f["because"]["policy"] for f in document["findings"]}
    assert "off-target-two-years-running" in policies


@pytest.mark.parametrize(
    ("value", "fail_on", "expected"),
    [("95", "violation", 0), ("94.99", "violation", 1), ("94.99", "never", 0), ("95", "alert", 1)],
)
def test_fail_on_decides_the_exit_code(run: Run, tmp_path: Path, value: str, fail_on: str, expected: int) -> None:
    rows = [f"江海区,{year},{title},{figure},%" for year in (2025,) for title, figure in BINDING.items()]
    rows.append(f"江海区,2025,城镇污水集中收集率,{value},%")
    code, _, _ = run("check", submission(tmp_path, *rows), "--fail-on", fail_on, "--year", "2025")
    assert code == expected


BINDING = {"城市城区绿化覆盖率": "45", "城市建成区黑臭水体消除比例": "100"}


def test_a_bad_cell_gives_exit_code_3_and_the_good_rows_are_judged(run: Run, tmp_path: Path) -> None:
    data = submission(tmp_path, "江海区,2025,城镇污水集中收集率,约95,%", "江海区,2025,城市城区绿化覆盖率,45,%")
    code, out, _ = run("check", data, "-o", "json=r.json", "--year", "2025")
    assert code == 3
    assert "data.csv:2" in out
    judged = {j["rule"]: j for j in json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["judgements"]}
    assert judged["sewage-collection-rate"]["status"] == "not_evaluable"
    assert judged["sewage-collection-rate"]["reason"] == "refused"
    assert judged["green-coverage-rate"]["status"] == "met"


@pytest.mark.parametrize("year", ["2019", "2026", "2024-2027"])
def test_a_year_outside_the_plan_is_a_usage_error(run: Run, year: str) -> None:
    code, out, err = run("check", EXAMPLES, "--year", year)
    assert (code, out) == (2, "")
    assert "2020" in err
    assert "2025" in err


@pytest.mark.parametrize("year", ["25", "2025-2021", "二〇二五", "2025,2024"])
def test_an_unreadable_year_is_a_usage_error(run: Run, year: str) -> None:
    code, _, err = run("check", EXAMPLES, "--year", year)
    assert code == 2
    assert year in err


@pytest.mark.parametrize("output", ["html", "html=", "pdf=x.pdf", "json=missing/r.json", "json=."])
def test_an_impossible_output_is_told_before_any_work(run: Run, output: str) -> None:
    code, out, err = run("check", EXAMPLES, "-o", output)
    assert (code, out) == (2, "")
    assert err.startswith("错误：")


def test_json_on_standard_output_leaves_the_summary_to_standard_error(run: Run) -> None:
    code, out, err = run("check", EXAMPLES, "-o", "json=-")
    assert code == 1
    assert json.loads(out)["schema"] == "zhunsheng/evaluation/1"
    assert "城镇污水集中收集率" in err


def test_where_nothing_can_be_read_nothing_is_judged(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", "nowhere.csv", "-o", "html=r.html")
    assert (code, out) == (3, "")
    assert "nowhere.csv" in err
    assert not (tmp_path / "r.html").exists()


def test_a_file_that_cannot_be_read_accuses_nobody_of_silence(run: Run, tmp_path: Path) -> None:
    data = submission(tmp_path, "江海区,2025,城市城区绿化覆盖率,45,%")
    code, _, _ = run("check", data, "nowhere.csv", "-o", "json=r.json", "-q")
    assert code == 3
    document = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    statuses = {j["rule"]: j["status"] for j in document["judgements"]}
    assert "not_reported" not in statuses.values()
    assert statuses["green-coverage-rate"] == "met"
    assert not [f for f in document["findings"] if f["kind"] != "notice"]


def test_a_rules_folder_that_does_not_exist(run: Run) -> None:
    code, _, err = run("check", EXAMPLES, "--rules", "nowhere")
    assert code == 2
    assert "nowhere" in err


def test_a_broken_rule_is_told_with_its_place_and_nothing_is_judged(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "rules" / PLAN.name
    copy.mkdir(parents=True)
    for path in PLAN.iterdir():
        text = path.read_text(encoding="utf-8")
        copy.joinpath(path.name).write_text(text.replace("owner: 城管局", "owner: 城菅局"), encoding="utf-8")
    code, out, err = run("check", EXAMPLES, "--rules", "rules", "-o", "json=r.json")
    assert (code, out) == (2, "")
    assert "03-urban-environment.yaml:" in err
    assert "城管局" in err
    assert not (tmp_path / "r.json").exists()


def test_english(run: Run) -> None:
    code, out, _ = run("check", EXAMPLES, "--lang", "en")
    assert code == 1
    assert "violation" in out.lower()


def test_the_same_input_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("check", EXAMPLES, "-q", "-o", f"json={name}.json", "-o", f"html={name}.html", "-o", f"markdown={name}.md")
    for kind in ("json", "html", "md"):
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


def test_other_rules_than_the_packaged_ones_are_named_in_the_summary(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `rules/` in the current folder takes the place of the packaged rules: that is not left unsaid."""
    assert "规则：" not in run("check", EXAMPLES, "--fail-on", "never")[1]
    shutil.copytree(PLAN.parent, tmp_path / "rules")
    monkeypatch.delenv("ZHUNSHENG_RULES")
    asked = ("check", EXAMPLES, "--plan", PLAN.name, "--fail-on", "never")
    _, found_here, _ = run(*asked)
    assert "\n规则：rules（当前文件夹）\n" in found_here
    _, named, _ = run(*asked, "--rules", "rules", "--lang", "en")
    assert "\nRules: rules\n" in named
    code, report, _ = run(*asked, "-o", "json=-", "--quiet")
    assert code == 0
    assert "当前文件夹" not in report
