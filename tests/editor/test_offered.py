"""What is offered to an author who types: keys, values and names, and how they are then written."""

from pathlib import Path
from typing import Any

import pytest
from tests.editor.client import Client, place
from tests.support.plan_folder import FILES, RULES


def labels(answer: dict[str, Any]) -> list[str]:
    return [item["label"] for item in answer["items"]]


def typed(client: Client, path: Path, text: str) -> dict[str, Any]:
    """What is offered where ⌖ stands in a text."""
    line, character = place(text, "⌖")
    client.change(path, text.replace("⌖", ""))
    answer = client.at("completion", path, line, character)
    assert isinstance(answer, dict)
    return answer


def test_half_typed_the_last_good_rules_are_still_told_of(client: Client, shared: Path) -> None:
    path = shared / "rules.yaml"
    client.open(path)
    text = RULES.replace("    note: 说明", '    note: "没有写完\n    owner: ⌖')
    line, character = place(text, "⌖")
    broken = client.change(path, text.replace("⌖", ""))
    assert [each["code"] for each in broken][:1]
    assert "甲局" in labels(client.at("completion", path, line, character))
    hover = client.at("hover", path, *place(text, "id: beds", 4))
    assert "床位" in hover["contents"]["value"]
    assert "不低于" in hover["contents"]["value"] or "高于" in hover["contents"]["value"]


@pytest.mark.parametrize(
    ("before", "after", "offered", "not_offered"),
    [
        ("    note: 说明", "    no⌖", {"note", "benchmark", "task"}, {"title", "zone", "trajectory"}),
        ("nature: 预期性", "nature: ⌖", {"binding", "anticipatory", "task", "预期性"}, {"missed"}),
        ("unit: 张/千人", "unit: 张⌖", {"张", "亿元", "percent"}, {"甲局"}),
        ("target: {2021: done, 2023: done}", "target: {2021: done, ⌖}", {"2022", "2025"}, {"2021", "2026", "title"}),
        (
            "    indicator: revenue\n    target: {2025:",
            "    indicator: revenue\n    target:\n      ⌖\n    x: {2025:",
            {"2021"},
            {"title"},
        ),
        ("support: [甲局]", "support: [⌖]", {"甲局", "乙局"}, {"town"}),
        ("scope: [east, 西街道]", "scope: [east, ⌖]", {"town", "west", "pine"}, {"甲局"}),
        ("scope: {level: rural, within: core", "scope: {level: ⌖, within: core", {"rural", "grid", "street"}, {"甲局"}),
        ("scope: {level: rural, within: core", "scope: {level: rural, ⌖", {"within", "kind"}, {"level"}),
        ("task: t-8", "task: ⌖", {"7", "t-8"}, {"甲局"}),
        ("indicator: revenue", "indicator: ⌖", {"revenue", "spending", "beds"}, {"甲局"}),
        ('target: {2025: "> 2.7"}', 'target: {2025: "⌖"}', {">=", "<", "done"}, {"binding"}),
        ("spending / revenue", "spending / re⌖", {"revenue", "beds"}, {"甲局"}),
        ("kind: flow", "kind: ⌖", {"flow", "milestone", "level"}, {"binding"}),
    ],
)
def test_what_is_offered(
    client: Client, shared: Path, before: str, after: str, offered: set[str], not_offered: set[str]
) -> None:
    path = shared / "rules.yaml"
    client.open(path)
    assert before in RULES
    found = set(labels(typed(client, path, RULES.replace(before, after, 1))))
    assert offered <= found
    assert not not_offered & found


def test_what_is_offered_is_typed_as_yaml_reads_it(client: Client, shared: Path) -> None:
    path = shared / "rules.yaml"
    client.open(path)
    answer = typed(client, path, RULES.replace("task: t-8", "task: ⌖", 1))
    assert {item["label"]: item["textEdit"]["newText"] for item in answer["items"]} == {"7": '"7"', "t-8": "t-8"}
    answer = typed(client, path, RULES.replace('target: {2025: "> 2.7"}', 'target: {2025: ">⌖"}', 1))
    [at_least] = [item for item in answer["items"] if item["label"] == ">="]
    assert at_least["textEdit"]["newText"] == '">= "'
    span = at_least["textEdit"]["range"]
    assert span["end"]["character"] - span["start"]["character"] == 3
    assert at_least["filterText"].startswith('">=')
    answer = typed(client, path, RULES.replace("    owner: 乙局\n", "    ow⌖\n", 1))
    [owner] = [item for item in answer["items"] if item["label"] == "owner"]
    assert owner["textEdit"]["newText"] == "owner: "
    assert "必填" in owner["detail"]
    answer = typed(client, path, RULES.replace("    owner: 乙局\n", "    # owner: ⌖\n", 1))
    assert answer["items"] == []
    answer = typed(client, path, RULES.replace("unit: 张/千人", "unit: ⌖", 1))
    assert labels(answer)[:2] == ["percent", "亿元"]


def test_what_is_offered_in_policy_and_assessment(client: Client, shared: Path) -> None:
    policy, assessment = shared.parent / "policy.yaml", shared / "assessment.yaml"
    client.open(policy)
    text = FILES["policy.yaml"].replace("{nature: binding, status", "{⌖, status", 1)
    assert {"nature", "owner", "phase"} <= set(labels(typed(client, policy, text)))
    text = FILES["policy.yaml"].replace("{nature: binding, status", "{owner: ⌖, status", 1)
    assert {"甲局", "乙局"} <= set(labels(typed(client, policy, text)))
    client.open(assessment, FILES["assessment.yaml"])
    text = FILES["assessment.yaml"].replace("weights: {wealth: 62.5, works", "weights: {⌖: 62.5, works", 1)
    assert labels(typed(client, assessment, text)) == ["wealth"]
    text = FILES["assessment.yaml"].replace("rules: [share, jobs]", "rules: [share, ⌖]", 1)
    assert {"beds", "jobs"} <= set(labels(typed(client, assessment, text)))
