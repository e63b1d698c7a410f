"""The language server by its own protocol: a process, and messages on its pipes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.editor.client import Client, about, place
from tests.support.plan_folder import FILES, RULES

Start = Callable[..., Client]


@pytest.fixture
def own(start: Start, small: Path) -> Client:
    """A server of one's own."""
    opened = start(small.parents[1])
    opened.begin()
    return opened


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
