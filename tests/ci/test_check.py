"""`zhunsheng check` as CI runs it: findings as remarks at their cells, judgements as cases, a baseline."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from openpyxl import Workbook

from tests.ci.shapes import assert_junit, assert_sarif
from tests.support.cli import Run
from tests.support.paths import EXAMPLES

PLAN = "jianghai-urbanization-14fyp"
HEAD = "地区,年份,指标,数值,单位,备注\n"
LATE = "江海区,2025,城镇污水集中收集率,94.2,%,\n"

Check = Callable[..., tuple[int, str]]


@pytest.fixture
def check(run: Run, tmp_path: Path) -> Check:
    """Check a file with these rows for 2025; every output goes to `out.FORMAT`."""

    def call(rows: str, *args: str) -> tuple[int, str]:
        (tmp_path / "data.csv").write_text(HEAD + rows, encoding="utf-8")
        outputs = [f"-o{fmt}=out.{fmt}" for fmt in ("sarif", "junit", "github", "tap")]
        code, out, _ = run("check", "data.csv", "--plan", PLAN, "--year", "2025", *outputs, *args)
        return code, out

    return call


def sarif(folder: Path) -> dict[str, Any]:
    return assert_sarif(json.loads((folder / "out.sarif").read_bytes()))


def junit(folder: Path) -> Element:
    return assert_junit((folder / "out.junit").read_bytes())


def case(root: Element, rule: str) -> Element:
    (found,) = root.findall(f"testsuite/testcase[@classname='{PLAN}.{rule}']")
    return found


def about(run: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(each for each in run["results"] if each["ruleId"] == rule)


def test_a_finding_stands_at_its_cell_and_names_its_rule(check: Check, tmp_path: Path) -> None:
    assert check(LATE)[0] == 1
    run = sarif(tmp_path)
    result = about(run, "sewage-collection-rate")
    assert result["level"] == "error"
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "data.csv"
    assert place["physicalLocation"]["region"]["startLine"] == 2
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"].endswith(".yaml")
    assert related["physicalLocation"]["region"]["startLine"] > 1
    assert next(iter(result["partialFingerprints"].values())).startswith("ZS-")
    annotations = (tmp_path / "out.github").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("::error file=data.csv,line=2,") for line in annotations)


def test_what_nobody_reported_stands_at_the_rule(check: Check, tmp_path: Path) -> None:
    check(LATE)
    result = about(sarif(tmp_path), "urbanization-rate")
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith(f"{PLAN}/01-urbanization-level.yaml")
    assert "relatedLocations" not in result


def test_judgements_are_cases(check: Check, tmp_path: Path) -> None:
    code, _ = check(LATE + "江海区,2025,常住人口城镇化率,99.9,%,\n")
    assert code == 1
    root = junit(tmp_path)
    failed = case(root, "sewage-collection-rate").find("failure")
    assert failed is not None
    assert failed.attrib["type"] == "violation"
    assert "94.2" in failed.attrib["message"]
    assert (failed.text or "").startswith("data.csv:2:")
    assert list(case(root, "urbanization-rate")) == []
    pending = [each for each in root.iter("skipped") if "待下达" in each.attrib["message"]]
    assert pending


def test_below_what_is_to_fail_it_is_remarked_only(check: Check, tmp_path: Path) -> None:
    assert check(LATE, "--fail-on", "never")[0] == 0
    root = junit(tmp_path)
    assert root.attrib["failures"] == "0"
    noted = case(root, "sewage-collection-rate").find("system-out")
    assert noted is not None
    assert "违反" in (noted.text or "")


def test_what_cannot_be_read_is_an_error_and_no_failure(check: Check, tmp_path: Path) -> None:
    code, _ = check("江海区,2025,城镇污水集中收集率,约九成五,%,\n" + "江海区,2025,常住人口城镇化率,99.9,%,\n")
    assert code == 3
    (error,) = junit(tmp_path).findall("testsuite/testcase/error")
    assert (error.text or "").startswith("data.csv:2:")
    assert any(each["ruleId"] == error.attrib["type"] for each in sarif(tmp_path)["results"])
    assert "not ok" in (tmp_path / "out.tap").read_text(encoding="utf-8")


def test_cells_of_a_workbook_are_named(run: Run, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "填报"
    for row in (HEAD + LATE).splitlines():
        sheet.append(row.split(",")[:5])
    book.save(tmp_path / "甲.xlsx")
    run("check", "甲.xlsx", "--plan", PLAN, "--year", "2025", "-q", "-o", "sarif=out.sarif")
    (place,) = about(sarif(tmp_path), "sewage-collection-rate")["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "%E7%94%B2.xlsx"
    (cell,) = place["logicalLocations"]
    assert (cell["name"], cell["kind"]) == ("填报!D2", "cell")


def test_a_finding_of_a_department_points_at_what_it_counts(run: Run, tmp_path: Path) -> None:
    years = [EXAMPLES / f"{year}-示例.csv" for year in range(2021, 2026)]
    base = EXAMPLES / "2020-基期数.csv"
    run("check", base, *years, "--year", "2025", "-q", "-o", "sarif=out.sarif", "-o", "junit=out.junit")
    report = sarif(tmp_path)
    tallies = [each for each in report["results"] if "三项" in json.dumps(each, ensure_ascii=False)]
    assert tallies
    assert all(each["locations"] for each in tallies)
    junit(tmp_path)


def test_known_findings_do_not_fail(check: Check, tmp_path: Path) -> None:
    code, out = check(LATE, "--write-baseline", "known.json", "--fail-on", "alert")
    assert code == 0
    assert "条结论，不计入 --fail-on" in out
    code, out = check(LATE, "--baseline", "known.json", "--fail-on", "alert")
    assert (code, "不再出现" in out) == (0, False)
    listed = out.partition("不计入 --fail-on\n")[2].splitlines()
    assert (len(listed), listed[-1][:4]) == (21, "  ……")
    result = about(sarif(tmp_path), "sewage-collection-rate")
    assert result["baselineState"] == "unchanged"
    assert result["suppressions"][0]["kind"] == "external"
    skipped = case(junit(tmp_path), "sewage-collection-rate").find("skipped")
    assert skipped is not None
    assert skipped.attrib["message"].startswith("在基线内：")
    assert (tmp_path / "out.github").read_text(encoding="utf-8") == ""


def test_new_ones_do_and_gone_ones_are_told(check: Check, tmp_path: Path) -> None:
    check(LATE + "江海区,2025,常住人口城镇化率,90,%,\n", "--write-baseline", "known.json")
    fine = LATE.replace("94.2", "96")
    code, out = check(fine, "--baseline", "known.json", "--lang", "en")
    assert code == 0
    assert "no longer occur" in out
    assert "sewage-collection-rate" in out.partition("no longer occur")[2]
    known = json.loads((tmp_path / "known.json").read_bytes())
    known["known"] = [each for each in known["known"] if each["rule"] != "sewage-collection-rate"]
    (tmp_path / "known.json").write_text(json.dumps(known), encoding="utf-8")
    assert check(LATE, "--baseline", "known.json")[0] == 1
    assert about(sarif(tmp_path), "sewage-collection-rate")["baselineState"] == "new"


def test_a_finding_that_has_become_graver_is_new(check: Check, tmp_path: Path) -> None:
    check(LATE, "--write-baseline", "known.json")
    text = (tmp_path / "known.json").read_text(encoding="utf-8")
    (tmp_path / "known.json").write_text(text.replace('"violation"', '"alert"'), encoding="utf-8")
    assert check(LATE, "--baseline", "known.json")[0] == 1


def test_a_baseline_keeps_other_years(check: Check, tmp_path: Path) -> None:
    check(LATE, "--write-baseline", "known.json")
    known = json.loads((tmp_path / "known.json").read_bytes())
    other = known["known"][0] | {"year": 2023, "id": "ZS-0"}
    (tmp_path / "known.json").write_text(json.dumps(known | {"known": [*known["known"], other]}), encoding="utf-8")
    _, out = check(LATE, "--write-baseline", "known.json")
    assert "不再出现" not in out
    again = json.loads((tmp_path / "known.json").read_bytes())["known"]
    assert again[0] == other
    assert len(again) == len(known["known"]) + 1


@pytest.mark.parametrize("content", [None, "{}", "[", '{"schema": "zhunsheng/lint-baseline/1", "known": []}', "\xff"])
def test_a_baseline_that_is_none(check: Check, tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "known.json").write_text(content, encoding="latin-1")
    assert check(LATE, "--baseline", "known.json")[0] == 2
    assert not (tmp_path / "out.sarif").exists()
