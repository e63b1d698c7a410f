"""The language server by its own protocol: a process, and messages on its pipes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.editor.client import Client
from tests.support.plan_folder import FILES, RULES

Start = Callable[..., Client]


@pytest.fixture
def own(start: Start, small: Path) -> Client:
    """A server of one's own."""
    opened = start(small.parents[1])
    opened.begin()
    return opened


def place(text: str, mark: str, after: int = 0) -> tuple[int, int]:
    """Line and UTF-16 character where `mark` begins, `after` characters further on."""
    before = text[: text.index(mark) + after]
    return before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2


def labels(answer: dict[str, Any]) -> list[str]:
    return [item["label"] for item in answer["items"]]


def typed(client: Client, path: Path, text: str) -> dict[str, Any]:
    """What is offered where ⌖ stands in a text."""
    line, character = place(text, "⌖")
    client.change(path, text.replace("⌖", ""))
    answer = client.at("completion", path, line, character)
    assert isinstance(answer, dict)
    return answer


def test_from_opening_to_good_bye(own: Client, small: Path) -> None:
    path = small / "rules.yaml"
    assert own.open(path) == []
    [wrong] = own.change(path, RULES.replace("nature: 预期性", "nature: 预期"))
    assert (wrong["severity"], wrong["source"], wrong["code"]) == (1, "zhunsheng", "ZS110")
    assert "“预期”" in wrong["message"]
    assert "预期性" in wrong["message"]
    assert wrong["range"]["start"] == dict(zip(("line", "character"), place(RULES, "预期性"), strict=True))
    assert wrong["range"]["end"]["character"] == wrong["range"]["start"]["character"] + 2
    assert own.change(path, RULES) == []
    own.tell("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
    assert own.problems(path) == []
    own.tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
    assert own.problems(path, closed=True) == []
    assert own.end() == 0


def test_places_are_counted_in_units_of_utf_16_or_as_agreed(start: Start, small: Path) -> None:
    path = small / "plan.yaml"
    text = FILES["plan.yaml"].replace("title: 区甲局,", "title: 😀𠮷局, zzz: 1,")
    line, character = place(text, "zzz")
    before = text[: text.index("zzz")].rpartition("\n")[2]
    expected = {"utf-16": character, "utf-8": len(before.encode()), "utf-32": len(before)}
    for encoding, at in expected.items():
        client = start(small.parents[1])
        assert client.begin([encoding])["positionEncoding"] == encoding
        [wrong] = [each for each in client.open(path, text) if "zzz" in each["message"]]
        assert wrong["range"] == {
            "start": {"line": line, "character": at},
            "end": {"line": line, "character": at + 3},
        }
        hover = client.at("hover", path, line, at - 20 if encoding != "utf-32" else at - 12)
        assert hover is not None
        assert client.end() == 0


def test_a_file_beside_the_plans_and_one_that_others_speak_of(own: Client, small: Path) -> None:
    policy, plan, rules = small.parent / "policy.yaml", small / "plan.yaml", small / "rules.yaml"
    assert own.open(policy) == []
    [wrong] = own.change(policy, FILES["policy.yaml"].replace("status: missed", "status: mised"))
    assert "mised" in wrong["message"]
    assert own.change(policy, FILES["policy.yaml"]) == []
    assert own.open(plan) == []
    own.type(plan, FILES["plan.yaml"].replace("{id: 乙局, title: 区乙局}", "{id: 丁局, title: 区丁局}"))
    assert {each["code"] for each in own.problems(rules)} == {"ZS202"}
    own.tell("textDocument/didClose", {"textDocument": {"uri": plan.as_uri()}})
    assert own.problems(rules) == []


def test_what_is_no_part_of_a_plan_is_let_alone(own: Client, tmp_path: Path) -> None:
    other = tmp_path / "notes.yaml"
    assert own.open(other, "a: [") == []
    assert own.at("completion", other, 0, 1) is None
    assert own.at("hover", other, 0, 1) is None
    assert own.at("documentSymbol", other, 0, 0) == []
    assert own.at("formatting", other, 0, 0, options={"tabSize": 2, "insertSpaces": True}) is None
    own.tell(
        "textDocument/didOpen", {"textDocument": {"uri": "untitled:1", "languageId": "yaml", "version": 1, "text": ""}}
    )
    assert own.ask("textDocument/codeAction", about("untitled:1")) == []
    assert own.end() == 0


def test_units_are_checked_and_are_no_yaml(client: Client, shared: Path) -> None:
    units = shared / "units.txt"
    assert client.open(units) == []
    [wrong] = client.change(units, FILES["units.txt"] + "斗 = 10 * 升\n")
    assert "升" in wrong["message"]
    assert client.at("completion", units, 0, 0) is None
    assert client.change(units, FILES["units.txt"]) == []


def about(uri: str, line: int = 0, end: int = 99) -> dict[str, Any]:
    span = {"start": {"line": line, "character": 0}, "end": {"line": end, "character": 0}}
    return {"textDocument": {"uri": uri}, "range": span, "context": {"diagnostics": []}}


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


def test_symbols_layout_and_corrections(client: Client, shared: Path) -> None:
    path, plan = shared / "rules.yaml", shared / "plan.yaml"
    client.open(path)
    symbols = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": path.as_uri()}})
    assert [each["name"] for each in symbols][:5] == ["spending", "revenue", "land", "share", "beds"]
    client.open(plan)
    of_plan = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": plan.as_uri()}})
    assert {"town", "甲局", "t-8"} <= {each["name"] for each in of_plan}
    options = {"options": {"tabSize": 2, "insertSpaces": True}}
    [edit] = client.ask("textDocument/formatting", {"textDocument": {"uri": path.as_uri()}} | options)
    assert edit["range"]["start"] == {"line": 0, "character": 0}
    laid_out = edit["newText"]
    assert client.change(path, laid_out) == []
    assert client.ask("textDocument/formatting", {"textDocument": {"uri": path.as_uri()}} | options) is None
    client.change(path, "theme: [")
    assert client.ask("textDocument/formatting", {"textDocument": {"uri": path.as_uri()}} | options) is None
    text = RULES.replace("nature: binding", "nature: bindin", 1)
    client.change(path, text)
    [action] = client.ask("textDocument/codeAction", about(path.as_uri()))
    assert action["kind"] == "quickfix"
    [change] = action["edit"]["changes"][path.as_uri()]
    assert change["newText"] == "binding"
    assert change["range"]["start"] == dict(zip(("line", "character"), place(text, "bindin"), strict=True))
    line = change["range"]["start"]["line"]
    assert client.ask("textDocument/codeAction", about(path.as_uri(), line + 1)) == []


def test_what_takes_longer_is_said_in_a_pause(own: Client, small: Path) -> None:
    path = small / "rules.yaml"
    text = RULES.replace("rules:\n", "  - {id: idle, title: 闲置, unit: 万元, owner: 甲局}\nrules:\n", 1)
    assert own.open(path, text) == []
    later = own.problems(path)
    assert any("闲置" in each["message"] or "idle" in each["message"] for each in later)
    kept = own.change(path, text + "# x\n")
    assert kept == later


MALFORMED = (
    b"Content-Length: 5\r\n\r\n{{{{{",
    b"Content-Length: 2\r\n\r\n[]",
    b"Content-Length: 4\r\n\r\nnull",
    b"Content-Length: 3\r\n\r\n\xff\xfe\xfd",
    b"Content-Length: x\r\n\r\n",
    b"no header at all\r\n\r\n",
)


def test_malformed_messages_do_no_harm(own: Client, small: Path) -> None:
    for message in MALFORMED:
        own.raw(message)
    own.tell("textDocument/didChange", {"textDocument": {"uri": "file:///nowhere.yaml", "version": 2}})
    own.tell("textDocument/didOpen", {"textDocument": 7})
    own.tell("no/such/method", {})
    own._send({"id": 900, "method": "textDocument/hover", "params": {"textDocument": {}}})
    own._send({"id": 901, "method": "no/such/request", "params": {}})
    assert "error" in own.wait(lambda message: message.get("id") == 901)
    assert own.open(small / "rules.yaml") == []
    assert own.end() == 0


def test_an_error_of_the_server_is_one_line(client: Client, shared: Path) -> None:
    path = shared / "rules.yaml"
    client.open(path)
    client._send({"id": 900, "method": "textDocument/codeAction", "params": about("file:///a%00b/plan.yaml")})
    answer = client.wait(lambda message: message.get("id") == 900)
    assert "Traceback" not in json.dumps(answer)
    assert client.change(path, RULES) == []


def test_whoever_goes_away_leaves_nothing_running(start: Start, small: Path) -> None:
    client = start(small.parents[1])
    client.begin()
    assert client.process.stdin is not None
    client.process.stdin.close()
    assert client.process.wait(20) == 0
