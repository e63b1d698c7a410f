"""A plan without fault, and lint run on it with some of its text changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.support import plan_folder
from tests.support.cli import Run, runner

from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.use_cases.linting import Asked, Linted, lint

PLAN = """\
id: mini
title: 小规划
document: {title: 小规划, published: 2022-12}
period: {base: 2020, start: 2021, end: 2025}
places:
  - {id: town, title: 甲区, level: district}
  - {id: east, title: 东街道, level: street, within: town}
departments:
  - {id: 甲局, title: 区甲局}
  - {id: 乙局, title: 区乙局}
"""

RULES = """\
theme: 主题
rules:
  - id: share
    title: 污水收集率
    nature: binding
    unit: percent
    base: {2020: 92}
    target: {2025: ">= 95"}
    owner: 甲局
    source: {locator: 表1, anchor: 收集率, figure: 95}

  - id: firms
    title: 龙头企业
    nature: anticipatory
    unit: 个
    base: {2020: 10}
    target: {2023: ">= 20", 2025: ">= 40"}
    owner: 乙局
    support: [甲局]
    source: {locator: 表2, anchor: 龙头企业, figure: [20, 40]}
"""

Lint = Callable[..., Linted]


@pytest.fixture
def run(tmp_path: Path) -> Lint:
    """Write the plan with `changes` of its rules (old text → new text), and lint it; the rest goes to `Asked`."""

    def linted(changes: dict[str, str] | None = None, **asked: Any) -> Linted:  # noqa: ANN401 - what Asked takes
        rules = RULES
        for old, new in (changes or {}).items():
            assert old in rules, old
            rules = rules.replace(old, new, 1)
        folder = tmp_path / "rules" / "mini"
        extra = {name: asked.pop(name) for name in ("plan_text", "checks") if name in asked}
        plan_folder.write(
            folder,
            plan=extra.get("plan_text", PLAN),
            rules=rules,
            checks=extra.get("checks"),
            assessment=None,
            ledger=None,
        )
        return lint(Asked(rules=tmp_path / "rules", **asked))

    return linted


@pytest.fixture
def run_cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `zhunsheng ARGS…` in the folder that `run` writes into; rules are those in `rules/` there."""
    call = runner(tmp_path, monkeypatch, capsys)
    monkeypatch.delenv("ZHUNSHENG_RULES")
    return call


def told(linted: Linted) -> list[tuple[str, int | None, int | None]]:
    """Code, line and column of each problem."""
    return [(each.code, each.at.line, each.at.column) for each in linted.problems]


def spans(linted: Linted) -> list[tuple[str, str]]:
    """Code of each problem, and the very text that it points at."""
    return [(each.code, _cut(each)) for each in linted.problems]


def _cut(problem: Diagnostic) -> str:
    lines = Path(problem.at.file).read_text(encoding="utf-8").split("\n")
    assert problem.at.line is not None
    assert problem.at.column is not None
    assert problem.until is not None
    assert problem.until[0] == problem.at.line
    return lines[problem.at.line - 1][problem.at.column - 1 : problem.until[1] - 1]
