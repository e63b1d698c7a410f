"""The table of tasks in every report: each task with its rules, and each department with what it supports."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.support.paths import EXAMPLES, RULES
from tests.support.rendered import render

from zhunsheng import api
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import FindingKind
from zhunsheng.report import contract, view

YEAR = 2024


@pytest.fixture(scope="module")
def real(cache_dir: Path) -> Evaluation:
    compiled = api.catalogues(RULES, EXAMPLES.name, cache_dir)
    return api.check(compiled, [Path(EXAMPLES)], [YEAR])


def test_every_task_is_listed_with_all_its_rules(real: Evaluation) -> None:
    page, plan = view.build(real, "zh"), real.catalogue.plan
    assert [task.number for task in page.tasks] == [task.id for task in plan.tasks]
    listed = {task.number: {rule.title for rule in task.rules} for task in page.tasks}
    judged = {judgement.rule for judgement in real.judgements}
    for task in plan.tasks:
        wanted = {rule.title for rule in real.catalogue.rules.values() if rule.task == task.id and rule.id in judged}
        assert listed[task.id] == wanted
    assert sum(map(len, listed.values())) > 100


def test_findings_are_counted_by_task(real: Evaluation) -> None:
    rules = real.catalogue.rules
    page = {task.number: task for task in view.build(real, "zh").tasks}
    for kind, name in ((FindingKind.ALERT, "alerts"), (FindingKind.VIOLATION, "violations")):
        of_task = [rules[f.rule].task for f in real.findings if f.rule and f.kind is kind and f.year == YEAR]
        assert {number: getattr(task, name) for number, task in page.items()} == {n: of_task.count(n) for n in page}
    assert any(task.alerts for task in page.values())


def test_a_department_sees_what_goes_wrong_where_it_supports(real: Evaluation) -> None:
    rules = real.catalogue.rules
    alarmed = {rules[f.rule] for f in real.findings if f.rule and f.kind is not FindingKind.NOTICE}
    departments = {each.title: each.id for each in real.catalogue.plan.departments}
    for page in view.build(real, "zh").departments:
        wanted = {rule.title for rule in alarmed if departments[page.title] in rule.support}
        assert {title for _, title in page.supports} == wanted


def test_the_reports_show_the_table(real: Evaluation) -> None:
    for fmt in ("html", "markdown"):
        said = render(real, fmt, "zh")
        assert "按任务" in said
        assert all(task.title in said for task in real.catalogue.plan.tasks)


def test_the_json_links_tasks_rules_and_findings(real: Evaluation) -> None:
    document = json.loads(render(real, "json", "zh"))
    jsonschema.Draft202012Validator(contract.schema()).validate(document)
    judged, found = {j["rule"] for j in document["judgements"]}, {f["id"]: f["rule"] for f in document["findings"]}
    for task in document["tasks"]:
        assert task["rules"]
        assert set(task["rules"]) <= judged
        assert {found[each] for each in task["findings"]} <= set(task["rules"])
    assert any(task["findings"] for task in document["tasks"])


def test_a_plan_without_tasks_has_no_such_table(whole: Evaluation) -> None:
    assert view.build(whole, "zh").tasks == ()
    assert "按任务" not in render(whole, "html", "zh")
    assert json.loads(render(whole, "json", "zh"))["tasks"] == []
