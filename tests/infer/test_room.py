"""The room's own program, run in the test's process, so that coverage sees its lines."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from durable import engine

from zhunsheng.infer import room

RULE = [{"p0": {"z": 1}}]


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Run `main` on requests, its descriptors and its path kept away from those of the tests; return what it says."""

    def converse(*requests: object) -> list[Any]:
        said = tmp_path / "said"
        monkeypatch.setattr(os, "dup", lambda _: os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
        monkeypatch.setattr(os, "dup2", lambda old, new: (old, new))
        monkeypatch.setattr(sys, "path", list(sys.path))
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(json.dumps(r) + "\n" for r in requests)))
        room.main([str(tmp_path)])
        assert sys.path[-1] == str(tmp_path)
        return [json.loads(line) for line in said.read_text(encoding="utf-8").splitlines()]

    return converse


def test_a_conversation(answers: Callable[..., list[Any]]) -> None:
    request = {"rules": {"r0": RULE}, "facts": [{"id": 0, "z": 1}, {"id": 1, "z": 2}], "seconds": 60}
    assert answers(request, request) == [{"ready": True}, {"matches": [["r0", [0]]]}, {"matches": [["r0", [0]]]}]


def test_what_durable_rules_complains_of_is_an_answer(answers: Callable[..., list[Any]]) -> None:
    same = {"rules": {"r0": RULE}, "facts": [{"id": 0, "z": 1}, {"id": 0, "z": 1}], "seconds": 60}
    ready, failed = answers(same)
    assert ready == {"ready": True}
    assert failed["failed"].startswith("MessageObservedException")


def test_durable_rules_that_does_not_load_is_an_answer(
    answers: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "durable", None)
    [missing] = answers()
    assert "durable" in missing["missing"]


def test_an_action_that_fails_is_not_swallowed() -> None:
    matches: list[Any] = []
    errors: list[str] = []
    room.collector("r0", ["p0"], matches, errors)(object())
    assert matches == []
    [error] = errors
    assert error.startswith("r0: AttributeError")


def test_an_action_that_fails_fails_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    class Host(engine.Host):  # type: ignore[misc]  # durable-rules is untyped
        def _run(self) -> None:
            return

    honest = room.collector
    monkeypatch.setattr(room, "collector", lambda rule, _, matches, errors: honest(rule, ["p7"], matches, errors))
    with pytest.raises(RuntimeError, match="r0: KeyError"):
        room.infer(engine, Host(), "failing", {"rules": {"r0": RULE}, "facts": [{"id": 0, "z": 1}]})
