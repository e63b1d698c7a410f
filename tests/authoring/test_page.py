"""The page on new rules and the layout: its commands do, one after the other, what it says."""

import io
import re
import shlex
from pathlib import Path

import pytest
from tests.docs.test_docs import examples
from tests.support.cli import runner
from tests.support.paths import ROOT

from zhunsheng.layout import format_text

PAGE = (ROOT / "docs" / "author.md").read_text(encoding="utf-8")


def test_the_commands_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(tmp_path, monkeypatch, capsys)
    monkeypatch.delenv("ZHUNSHENG_RULES")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    commands = [line for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
    assert len(commands) > 6
    for command in commands:
        program, *words = shlex.split(command.removeprefix("$ "))
        code, _, err = run(*words)
        assert (program, code, err) == ("zhunsheng", 0, "" if "--diff" not in words else err), command
    plan = tmp_path / "rules" / "some-county-14fyp"
    assert {path.name for path in plan.iterdir()} == {"plan.yaml", "sewage-collection-rate.yaml"}


@pytest.mark.parametrize("number", range(len(examples())))
def test_the_examples_of_a_rule_stand_in_the_layout(number: int) -> None:
    example = examples()[number]
    assert format_text(example) == example
