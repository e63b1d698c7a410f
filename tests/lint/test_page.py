"""The page on lint: its commands run, its settings are read, its examples say what is said of them."""

import json
import re
import shlex
from pathlib import Path

import pytest
from tests.lint.conftest import RULES, Lint
from tests.support.cli import Run
from tests.support.paths import ROOT

from zhunsheng.lint.fixes import _MAKERS
from zhunsheng.model.codes import CODES, NAMES

PAGE = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


def blocks(language: str) -> list[str]:
    return [text for each, text in BLOCKS if each == language]


def test_every_command_of_the_page_runs(run: Lint, run_cli: Run, tmp_path: Path) -> None:
    run({"  - id: firms": "  - id: firms "})
    lines = [line.removeprefix("$ ") for text in blocks("console") for line in text.splitlines()]
    assert len(lines) > 8
    for line in lines:
        program, *words = shlex.split(line)
        code, out, err = run_cli(*words)
        assert (program, code) == ("zhunsheng", 0), err
        assert out or "--diff" in words
    assert (tmp_path / "rules" / "mini" / "rules.yaml").read_text(encoding="utf-8") == RULES


def test_what_is_shown_is_what_is_written(run: Lint, run_cli: Run) -> None:
    run({", figure: 95}": "}"})
    _, out, err = run_cli("lint")
    assert err + out == blocks("text")[0]


def test_the_ignore_of_the_page_ignores(run: Lint) -> None:
    [line] = blocks("yaml")
    linted = run({"    source: {locator: 表1, anchor: 收集率, figure: 95}\n": line})
    assert [problem.code for problem, _ in linted.ignored] == ["missing-citation"]
    assert linted.problems == ()


def test_the_settings_of_the_page_are_read(run: Lint, run_cli: Run, tmp_path: Path) -> None:
    run({", figure: 95}": "}", "theme: 主题": "theme: 主题 "})
    (tmp_path / "zhunsheng.toml").write_text(blocks("toml")[0], encoding="utf-8")
    run_cli("lint", "--write-baseline", "lint-baseline.json")
    found = json.loads(run_cli("lint", "--format", "json")[1])
    assert (found["problems"], found["known"]) == ([], 1)


@pytest.mark.parametrize("number", sorted(set(re.findall(r"ZS\d{3}", PAGE))))
def test_every_number_of_the_page_is_one(number: str) -> None:
    assert number in NAMES


def test_every_fix_is_of_a_code() -> None:
    assert CODES.keys() >= _MAKERS.keys()
