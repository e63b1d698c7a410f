"""A change of rules: every amendment in words, and what it changes on given figures."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.compare.conftest import HIGHER, Diff, amended
from tests.support.office import BEDS, GREEN, PLAN, THEME, Office, row, write_rules
from tests.support.paths import RULES


def edits(told: dict[str, Any], entry: str) -> dict[str, tuple[str | None, str | None]]:
    return {
        each["key"] if each["year"] is None else f"{each['key']} {each['year']}": (each["old"], each["new"])
        for each in amended(told, entry)["edits"]
    }


def versions(office: Office, diff: Diff, theme: str, *more: str | Path, code: int = 0) -> dict[str, Any]:
    """Compare the rules of the office with others."""
    other = write_rules(office.folder / "other", theme)
    return diff("rules", other.name, *more, rules=False, code=code)


def test_words_need_no_figures(office: Office, diff: Diff) -> None:
    told = versions(office, diff, HIGHER)
    assert (told["years"], told["changes"], told["findings"]) == ([], [], [])
    sewage = amended(told, "sewage")
    assert (sewage["topic"], sewage["amended"], sewage["owner"]) == ("rule", "changed", "县城管局")
    assert (sewage["at_old"], sewage["at_new"]) == ("rules/small/a.yaml:3", "other/small/a.yaml:3")
    assert edits(told, "sewage") == {
        "target 2025": ("≥ 95%", "≥ 96%"),
        "source": ("表1“污水”95", "表1“污水”96"),
    }
    out = office.run("diff", "--rules", "rules", "--rules", "other")[1]
    assert "2025 年目标：≥ 95% → ≥ 96%" in out
    assert "影响未知" in out


@pytest.mark.parametrize(
    ("old", "new", "entry", "expected"),
    [
        ("nature: binding", "nature: anticipatory", "sewage", {"nature": ("约束性", "预期性")}),
        ("base: {2020: 92}", "base: {2020: 91.5}", "sewage", {"base": ("2020：92%", "2020：91.5%")}),
        ("title: 床位", "title: 床位数", "beds", {"title": ("床位", "床位数")}),
        (
            'target: {2025: ">= 2000"}',
            'target: {2024: ">= 1900", 2025: ">= 2000"}',
            "beds",
            {"target 2024": (None, "≥ 1900 张")},
        ),
        (
            "base: {2020: 1000}",
            "base: {2020: 1000}\n    trajectory: none",
            "beds",
            {"trajectory": ("按直线推进", "只看目标年，不设年度进度")},
        ),
        (
            "base: {2020: 1000}",
            "base: {2020: 1000}\n    judge: {rounded: 1}",
            "beds",
            {"judge": ("全数值比较", "修约至 1 位小数")},
        ),
        ("anchor: 床位", "anchor: 床", "beds", {"source": ("表1“床位”2000", "表1“床”2000")}),
        (
            "anchor: 床位, figure: 2000}",
            "anchor: 床位, figure: 2000}\n    note: 新说明",
            "beds",
            {"note": (None, "新说明")},
        ),
    ],
)
def test_a_key_of_a_rule(
    office: Office, diff: Diff, old: str, new: str, entry: str, expected: dict[str, tuple[str | None, str | None]]
) -> None:
    assert old in THEME
    found = edits(versions(office, diff, THEME.replace(old, new, 1)), entry)
    assert {key: found[key] for key in expected} == expected


def test_what_came_and_went(office: Office, diff: Diff) -> None:
    *kept, _ = THEME.partition("  - id: beds")[0], ""
    more = kept[0] + "  - id: trees\n    title: 树\n    nature: task\n    kind: milestone\n    target: {2024: done}\n"
    more += "    owner: 城管局\n    source: {locator: 表2, anchor: 树}\n"
    data = office.file("a.csv", row("94.5"), row(1500, BEDS, unit="张"))
    told = versions(office, diff, more, "--data", data)
    assert (amended(told, "beds")["amended"], amended(told, "trees")["amended"]) == ("removed", "added")
    assert [(each["rule"], each["fate"]) for each in told["changes"]] == [
        ("trees", "appeared"),
        ("beds", "disappeared"),
    ]
    assert [each["topic"] for each in told["amendments"]] == ["rule", "rule"], "their indicators went with them"
    assert "床位" in told["remarks"][0]
    assert not told["new"]["incomplete"], "a figure of a rule that went is no unreadable one"


def test_a_derived_figure_and_its_parts_that_came(office: Office, diff: Diff) -> None:
    """The old version reads the parts, which bear on nothing of it, and knows nothing of what is derived from them."""
    came = THEME.replace(
        "rules:\n",
        "indicators:\n"
        "  - {id: area, title: 面积, unit: 公顷, owner: 城管局}\n"
        "  - {id: leaf, title: 绿地, unit: 公顷, owner: 城管局}\n"
        "rules:\n  - id: cover\n    title: 覆盖率\n    nature: task\n    unit: percent\n    expression: leaf / area\n"
        '    target: {2025: ">= 45"}\n    owner: 城管局\n    source: {locator: 表1, anchor: 覆盖, figure: 45}\n',
        1,
    )
    parts = [row(value, name, 2025, "公顷") for name, value in (("面积", 100), ("绿地", 50))]
    told = versions(office, diff, came, "--data", office.file("a.csv", row("94.5", year=2025), *parts))
    assert (told["old"]["incomplete"], told["new"]["incomplete"]) == (False, False)
    assert [(each["rule"], each["new"]["status"]) for each in told["changes"]] == [("cover", "met")]
    assert "面积、绿地" in told["remarks"][0]


def test_a_rule_that_only_got_another_id_is_the_same_promise(office: Office, diff: Diff) -> None:
    data = office.file("a.csv", row("94.5"), row(42, GREEN), row("94.6", year=2024))
    told = versions(office, diff, THEME.replace("id: sewage", "id: waste-water"), "--data", data)
    renamed = amended(told, "waste-water")
    assert (renamed["amended"], renamed["was"], renamed["edits"]) == ("renamed", "sewage", [])
    assert (told["changes"], told["findings"]) == ([], [])
    out = office.run("diff", "--rules", "rules", "--rules", "other", "--data", data)[1]
    assert "编号由 sewage 改为 waste-water" in out
    assert "没有判定改变。" in out


def test_the_impact_is_counted_and_each_flip_has_its_cells(office: Office, diff: Diff) -> None:
    data = office.file("a.csv", row("95.5", year=2025), row("94.5"), row(44, GREEN, year=2025))
    told = versions(office, diff, HIGHER, "--data", data)
    flips = {each["year"]: (each["old"]["status"], each["new"]["status"]) for each in told["changes"]}
    assert flips[2025] == ("met", "missed")
    (change,) = (each for each in told["changes"] if each["year"] == 2025)
    assert [(each["text"], each["at"]) for each in change["new"]["figures"]] == [("95.5 %", "a.csv:2:4")]
    assert change["causes"][0]["new"]["at"] == "other/small/a.yaml:3"
    statuses = {each["status"]: (each["old"], each["new"]) for each in told["impact"]["statuses"]}
    assert statuses["met"] == (1, 0)
    assert statuses["missed"] == (1, 2)
    (department,) = told["impact"]["departments"]
    (rule,) = told["impact"]["rules"]
    assert (department["id"], rule["id"]) == ("城管局", "sewage")
    assert rule["flipped"] == len([each for each in told["changes"] if each["fate"] == "flipped"])
    out = office.run("diff", "--rules", "rules", "--rules", "other", "--data", data)[1]
    assert "依据：2025 95.5 %（a.csv:2:4）" in out
    assert "达标 1 → 0，" in out


def test_a_store_is_judged_by_both_versions(office: Office, diff: Diff) -> None:
    office.take(office.file("1.csv", row("95.5", year=2025)), by="甲", at="2026-01-10T09:00")
    told = versions(office, diff, HIGHER, "--store", office.store)
    (change,) = (each for each in told["changes"] if each["year"] == 2025)
    assert change["new"]["figures"][0]["submitter"] == "甲"


def test_other_units_decide_as_rules(office: Office, diff: Diff) -> None:
    """What is read otherwise by other rules is no other figure."""
    data = office.file("a.csv", row("0.15", BEDS, year=2025, unit="万张"))
    fewer = THEME.replace(
        "unit: 张\n    base: {2020: 1000}", "unit: 张\n    judge: {rounded: 0}\n    base: {2020: 900}"
    )
    other = write_rules(
        office.folder / "other", fewer.replace(">= 2000", ">= 1400").replace("figure: 2000", "figure: 1400")
    )
    told = diff("rules", other.name, "--data", data, rules=False)
    (change,) = (each for each in told["changes"] if each["rule"] == "beds")
    assert (change["fate"], change["deciding"], change["enough"]) == ("flipped", "only", ["rules"])
    assert {cause["kind"] for cause in change["causes"]} == {"rule"}


def test_in_english_there_is_no_chinese_of_ours(office: Office) -> None:
    """Names are those of the rules; all else is English."""
    names = {"小县规划": "plan", "县城管局": "office", "小县": "county", "城管局": "bureau", "网格": "grid"}
    names |= {"污水收集率": "sewage", "绿化覆盖率": "green", "床位": "beds", "城市": "town", "表1": "t1", "污水": "s"}
    names |= {"绿化": "g", "张": "bed"}

    def plain(text: str) -> str:
        for name, other in names.items():
            text = text.replace(name, other)
        return text

    for folder, theme in (("rules", THEME), ("other", HIGHER)):
        write_rules(office.folder / folder, plain(theme), plan=plain(PLAN))
    outputs = [word for fmt in ("markdown", "html") for word in ("-o", f"{fmt}=out.{fmt}")]
    assert office.run("diff", "rules", "other", "--lang", "en", "-q", *outputs)[0] == 0
    for fmt in ("markdown", "html"):
        page = (office.folder / f"out.{fmt}").read_text(encoding="utf-8")
        page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
        assert re.findall(r"[\u3000-\u9fff\uff00-\uffef]+", page) == []


def test_what_fails_a_run(office: Office) -> None:
    data = office.file("a.csv", row("95.5", year=2025))
    write_rules(office.folder / "other", HIGHER)
    write_rules(office.folder / "same", THEME.replace("theme: 城市", "# 注释\ntheme: 城市"))
    ask = ("diff", "--rules", "rules", "--rules")
    for level, code in (("never", 0), ("alert", 1), ("violation", 1), ("verdict", 1)):
        assert office.run(*ask, "other", "--data", data, "-q", "--fail-on", level)[0] == code
    code, out, _ = office.run(*ask, "same", "--data", data, "--fail-on", "verdict")
    assert code == 0
    assert "规则的内容没有改动，变的只是注释或排版。" in out
    assert "没有判定改变。" in out
    assert office.run(*ask, "other", "-q", "--fail-on", "verdict")[0] == 0


def test_the_same_rules_are_told_to_be_the_same(office: Office) -> None:
    data = office.file("a.csv", row("95.5", year=2025))
    code, out, _ = office.run("diff", "rules", "rules", "--data", data)
    assert code == 0
    assert "规则没有改动。\n没有判定改变。" in out


def test_policy_checks_terms_places_and_departments(office: Office, diff: Diff) -> None:
    plan = PLAN.replace(
        "  - {id: county, title: 小县, level: county}\n",
        "  - {id: county, title: 小县, level: county, aliases: [小县县]}\n"
        "  - {id: east, title: 东镇, level: town, within: [county]}\n",
    ).replace("title: 县城管局}", "title: 县城管局}\n  - {id: 水务局, title: 县水务局}")
    other = write_rules(office.folder / "other", THEME, plan=plan)
    policy = (other / "policy.yaml").read_text(encoding="utf-8")
    first = policy.split("- id: ")[2].split("\n")[0].strip()
    (other / "policy.yaml").write_text(policy.replace("level: red", "level: orange", 1), encoding="utf-8")
    shutil.copy(RULES / "ledger.yaml", other)
    (other / "small" / "checks.yaml").write_text(
        "checks:\n  - id: low\n    title: 不小于零\n    kind: range\n    range: '>= 0'\n    indicators: [beds]\n"
        "    level: question\n",
        encoding="utf-8",
    )
    told = diff("rules", "other", rules=False)
    by_topic = {each["topic"]: each for each in told["amendments"]}
    assert first
    assert {"place", "department", "policy", "check", "terms", "escalation"} <= set(by_topic)
    assert edits(told, "east")["title"] == (None, "东镇")
    assert by_topic["policy"]["at_new"].startswith("other/policy.yaml:")
    assert ("红色", "橙色") in edits(told, by_topic["policy"]["id"]).values()
    assert by_topic["check"]["amended"] == "added"
    (alias,) = (each for each in told["amendments"] if each["id"] == "county")
    assert alias["edits"][0]["new"] == "小县县"
