"""Two versions of rules: units, indicators, whole plans, and what is said of them in a comment."""

import json
import shutil

from tests.compare.conftest import Diff, amended
from tests.compare.test_rules import edits, versions
from tests.support.office import PLAN, THEME, Office, row, write_rules

from zhunsheng.model.amendment import Amended, Topic
from zhunsheng.report.comparison import amended_words, pages


def test_a_factor_of_a_unit_is_told(office: Office, diff: Diff) -> None:
    other = write_rules(office.folder / "other")
    units = (other / "units.txt").read_text(encoding="utf-8")
    assert "万张 = 10000 * 张" in units
    (other / "units.txt").write_text(units.replace("万张 = 10000 * 张", "万张 = 1000 * 张"), encoding="utf-8")
    assert edits(diff("rules", "other", rules=False), "万张") == {"张": ("10000", "1000")}


def test_an_indicator_and_a_formula(office: Office, diff: Diff) -> None:
    of_parts = "theme: 城市\nindicators:\n" + "".join(
        f"  - {{id: {key}, title: {title}, unit: 公顷, owner: 城管局{more}}}\n"
        for key, title, more in (("area", "面积", ""), ("leaf", "绿地", ", definition: 一"), ("wood", "林地", ""))
    )
    rule = (
        "rules:\n  - id: cover\n    title: 覆盖率\n    nature: binding\n    unit: percent\n    expression: {0} / area\n"
    )
    rule += '    base: {{2020: 40}}\n    target: {{2025: ">= 45"}}\n    owner: 城管局\n'
    rule += "    source: {{locator: 表1, anchor: 绿化, figure: 45}}\n"
    write_rules(office.rules, of_parts + rule.format("leaf"))
    told = versions(office, diff, of_parts.replace("definition: 一", "definition: 二") + rule.format("wood"))
    assert edits(told, "leaf") == {"definition": ("一", "二")}
    old, new = edits(told, "cover")["formula"]
    assert old is not None
    assert new is not None
    assert ("leaf / area" in old, "wood / area" in new) == (True, True)
    assert [each["id"] for each in told["amendments"]].count("cover") == 1, (
        "told of the rule, not again of its indicator"
    )


def test_a_whole_plan_came(office: Office, diff: Diff) -> None:
    other = write_rules(office.folder / "other")
    shutil.copytree(other / "small", other / "second")
    plan = PLAN.replace("id: small-14fyp", "id: second-14fyp").replace("title: 小县规划", "title: 二县规划", 1)
    (other / "second" / "plan.yaml").write_text(plan, encoding="utf-8")
    told = diff("rules", "other", rules=False)
    assert (amended(told, "second-14fyp")["amended"], edits(told, "second-14fyp")) == (
        "added",
        {"rules": (None, "3 条规则")},
    )
    back = diff("other", "rules", "--plan", "second-14fyp", rules=False)
    assert amended(back, "second-14fyp")["amended"] == "removed"
    assert office.run("diff", "rules", "other", "--plan", "third")[0] == 2


def test_what_serves_two_plans_is_told_once(office: Office, diff: Diff) -> None:
    other = write_rules(office.folder / "other")
    plan = PLAN.replace("id: small-14fyp", "id: second-14fyp")
    for folder in (office.rules, other):
        shutil.copytree(folder / "small", folder / "second")
        (folder / "second" / "plan.yaml").write_text(plan, encoding="utf-8")
    policy = (other / "policy.yaml").read_text(encoding="utf-8")
    (other / "policy.yaml").write_text(policy.replace("level: red", "level: orange", 1), encoding="utf-8")
    (only,) = diff("rules", "other", rules=False)["amendments"]
    assert (only["plan"], only["topic"], only["at_new"].partition(":")[0]) == ("", "policy", "other/policy.yaml")


def test_a_comment_is_short_first_folded_then_and_never_too_long(office: Office) -> None:
    """Hostile names stay names, and what is left out for length is counted."""
    evil = "</details><script>alert(1)</script> @all [x](https://example.org) `|*_" + "甲" * 400
    many = THEME + "".join(
        f"  - id: r{number}\n    title: {json.dumps(evil + str(number), ensure_ascii=False)}\n    nature: task\n"
        f"    kind: milestone\n    target: {{2024: done}}\n    owner: 城管局\n"
        f"    source: {{locator: 表3, anchor: 项{number}}}\n"
        for number in range(400)
    )
    write_rules(office.folder / "other", many)
    data = office.file("a.csv", row("94.5", year=2025))
    ask = ("diff", "rules", "other", "--data", data, "-q", "-o", "markdown=a.md", "-o", "html=a.html")
    assert office.run(*ask)[0] == 0
    page = (office.folder / "a.md").read_text(encoding="utf-8")
    assert page.startswith("**规则改动 400 处：新增 400，")
    assert len(page) <= pages.MOST_CHARACTERS
    assert "条未列出" in page
    assert page.count("<details>") == page.count("</details>") > 0
    for markup in ("<script", "@all", "https://", "[x]"):
        assert markup not in page
    assert "<script" not in (office.folder / "a.html").read_text(encoding="utf-8")


def test_every_topic_has_words() -> None:
    assert set(amended_words.TOPIC) == set(Topic)
    assert set(amended_words.AMENDED) == set(Amended)
