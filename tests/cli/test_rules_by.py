"""`rules --by`: every rule is in a group, every task and department is told, in each format."""

import json
from pathlib import Path

import pytest
from tests.support.cli import Run
from tests.support.paths import EXAMPLES, ROOT

from zhunsheng.model.grouped import By
from zhunsheng.report.grouping import HEADINGS

PLAN = EXAMPLES.name
RULES = str(ROOT / "rules")
LEADERS = str(EXAMPLES / "分管领导-示例.yaml")


def said(run: Run, by: str, fmt: str, *words: str) -> str:
    leaders = ("--leaders", LEADERS) if by == "leader" else ()
    code, out, err = run("rules", "--rules", RULES, "--plan", PLAN, "--by", by, "--format", fmt, *leaders, *words)
    assert (code, err) == (0, "")
    return out


@pytest.mark.parametrize("by", [each.value for each in By])
def test_every_rule_is_in_a_group(run: Run, by: str) -> None:
    document = json.loads(said(run, by, "json"))
    rules = {rule["id"] for rule in document["rules"]}
    listed = [rule for group in document["groups"] for rule in group["rules"]]
    if by == "support":
        rules = {rule["id"] for rule in document["rules"] if rule["support"]}
    assert set(listed) == rules
    assert by in ("support", "place") or len(listed) == len(rules)
    assert {group["by"] for group in document["groups"]} == {by}


def test_without_by_nothing_is_grouped(run: Run) -> None:
    _, out, _ = run("rules", "--rules", RULES, "--plan", PLAN, "--format", "json")
    assert "groups" not in json.loads(out)


def test_a_task_without_rules_is_told_as_such(run: Run) -> None:
    document = json.loads(said(run, "task", "json"))
    without = {task["id"] for task in document["tasks"]} - {rule["task"] for rule in document["rules"]}
    assert without
    assert {group["key"] for group in document["groups"] if not group["rules"]} == without
    assert len(document["groups"]) == len(document["tasks"]) + 1
    assert said(run, "task", "text").count("没有规则") == len(without)
    assert said(run, "task", "markdown").count("没有规则") == len(without)


def test_a_department_sees_the_tasks_that_it_leads_and_supports(run: Run) -> None:
    document = json.loads(said(run, "department", "json"))
    for group in document["groups"]:
        assert group["leads"] == [task["id"] for task in document["tasks"] if group["key"] in task["leads"]]
        assert group["supports"] == [task["id"] for task in document["tasks"] if group["key"] in task["support"]]
    text = said(run, "department", "text")
    assert "牵头的任务：第 6 项：全面融入大湾区世界级城市群建设；第 7 项" in text
    assert "配合的任务：第 1 项" in text


def test_leaders_are_shown_with_their_departments_and_who_has_none(run: Run) -> None:
    groups = json.loads(said(run, "leader", "json"))["groups"]
    assert groups[0]["departments"] == ["发改局", "财政局", "人社局", "政数局", "应急局"]
    assert (groups[-1]["key"], groups[-1]["title"]) == ("", "未分管")
    assert "公安分局" in groups[-1]["departments"]
    for fmt in ("text", "html", "markdown"):
        assert "分管领导名单为示例" in said(run, "leader", fmt)


@pytest.mark.parametrize("by", list(By))
def test_a_page_has_the_groups_and_their_links_lead_somewhere(run: Run, by: By) -> None:
    page = said(run, by.value, "html")
    assert f'-groups">{HEADINGS[by].zh}</h3>' in page
    first = page.split('class="group"')[1]
    for link in first.split('href="#')[1:]:
        assert f'id="{link.split(chr(34))[0]}"' in page


def test_leaders_need_a_list_and_the_list_its_plan(run: Run, tmp_path: Path) -> None:
    code, _, err = run("rules", "--rules", RULES, "--by", "leader")
    assert (code, "--leaders" in err) == (2, True)
    (tmp_path / "other.yaml").write_text("plan: nowhere\nleaders: [{post: 甲, name: 乙, departments: [丙]}]\n")
    code, _, err = run("rules", "--rules", RULES, "--by", "leader", "--leaders", "other.yaml")
    assert (code, "other.yaml:1:7" in err) == (2, True)
    code, _, err = run("rules", "--rules", RULES, "--by", "leeder")
    assert (code, "是不是“leader”" in err) == (2, True)


def test_of_several_plans_the_one_with_leaders_is_listed(run: Run) -> None:
    code, out, _ = run("rules", "--rules", RULES, "--by", "leader", "--leaders", LEADERS, "--format", "json")
    assert code == 0
    assert {rule["plan"] for rule in json.loads(out)["rules"]} == {PLAN}
    code, out, _ = run("rules", "--rules", RULES, "--by", "nature")
    assert (code, [line.split()[0] for line in out.splitlines() if line.endswith(" 条")]) == (
        0,
        ["约束性", "预期性", "任务", "任务"],
    )
