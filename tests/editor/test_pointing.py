"""What an author points at: where it is declared, who names it, and what it means."""

from pathlib import Path

import pytest
from tests.editor.client import Client, place
from tests.support.plan_folder import FILES, RULES


@pytest.mark.parametrize(
    ("file", "mark", "after", "target", "name"),
    [
        ("rules.yaml", "indicator: revenue", 12, "rules.yaml", "revenue\n    title: 收入"),
        ("rules.yaml", "spending / revenue", 12, "rules.yaml", "revenue\n    title: 收入"),
        ("rules.yaml", "owner: 区乙局", 8, "plan.yaml", "乙局, title: 区乙局"),
        ("rules.yaml", "within: core", 9, "plan.yaml", "core, title"),
        ("rules.yaml", "task: t-8", 7, "plan.yaml", "t-8, title"),
        ("plan.yaml", "rules: [share, beds]", 16, "rules.yaml", "beds\n    title"),
        ("checks.yaml", "whole: 总收入", 8, "rules.yaml", "revenue\n    title: 收入"),
        ("assessment.yaml", "rules: [share, jobs]", 9, "rules.yaml", "share\n    title"),
        ("assessment.yaml", "zone: 核心区", 7, "plan.yaml", "core, title"),
        ("assessment.yaml", "weights: {wealth", 12, "assessment.yaml", "wealth\n    title"),
    ],
)
def test_where_it_is_declared(
    client: Client, shared: Path, file: str, mark: str, after: int, target: str, name: str
) -> None:
    client.open(shared / file, FILES[file])
    [found] = client.at("definition", shared / file, *place(FILES[file], mark, after))
    assert found["uri"] == (shared / target).as_uri()
    line, character = place(FILES[target], "id: " + name, 4)
    assert found["range"]["start"] == {"line": line, "character": character}


def test_a_rule_leads_to_its_feature_and_to_all_that_name_it(client: Client, shared: Path) -> None:
    path = shared / "rules.yaml"
    client.open(path)
    at = place(RULES, "- id: beds", 7)
    [feature] = client.at("definition", path, *at)
    assert feature["uri"] == (shared.parents[1] / "features" / "mini" / "beds.feature").as_uri()
    share = place(RULES, "- id: share", 7)
    [own] = client.at("definition", path, *share)
    assert own["uri"] == path.as_uri()
    found = client.at("references", path, *share, context={"includeDeclaration": True})
    assert {each["uri"].rpartition("/")[2] for each in found} == {"rules.yaml", "plan.yaml", "assessment.yaml"}
    fewer = client.at("references", path, *share, context={"includeDeclaration": False})
    assert len(fewer) == len(found) - 1
    assert client.at("references", path, 0, 0, context={"includeDeclaration": True}) == []


def test_meanings(client: Client, shared: Path) -> None:
    path = shared / "rules.yaml"
    client.open(path)

    def said(mark: str, after: int) -> str:
        answer = client.at("hover", path, *place(RULES, mark, after))
        assert answer["contents"]["kind"] == "markdown"
        return str(answer["contents"]["value"])

    assert "配合部门" in said("support: [甲局]", 2)
    assert "departments that support" in said("support: [甲局]", 2)
    assert "预期性指标" in said("nature: 预期性", 9)
    assert "区甲局" in said("owner: 甲局", 8)
    assert "单位 张/千人" in said("- id: beds", 7)
    assert "2025" in said("- id: beds", 7)
    assert client.at("hover", path, *place(RULES, "title: 床位", 8)) is None
    text = RULES.replace("title: 床位", "title: '床位![x](http://a.example/b)<i>'")
    client.change(path, text)
    told = client.at("hover", path, *place(text, "- id: beds", 7))["contents"]["value"].partition("```")[0]
    assert "床位\\!\\[x\\]\\(http\\://a.example/b\\)\\<i\\>" in told
    text = RULES.replace("nature: 预期性", "nature: 预期")
    client.change(path, text)
    help_of = client.at("hover", path, *place(text, "nature: 预期", 9))["contents"]["value"]
    assert "ZS110" in help_of
