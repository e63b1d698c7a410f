"""Every command on the page about outputs runs, and the page names every format and every level."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from tests.support.cli import Run, runner
from tests.support.paths import EXAMPLES, ROOT

from zhunsheng.model.words import CHECK_LEVEL
from zhunsheng.report import FORMATS

PAGE = (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    (tmp_path / "here").mkdir()
    return runner(tmp_path / "here", monkeypatch, capsys)


def test_every_command_of_the_page_runs(run: Run, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "here" / EXAMPLES.relative_to(ROOT))
    commands = [line for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
    assert len(commands) == 5
    for command in commands:
        program, *words = shlex.split(command)
        code, _, err = run(*words)
        assert (program, code) == ("zhunsheng", 0), (command, err)
    written = {path.name for path in (tmp_path / "here").iterdir()}
    assert written == {"examples", "报告.html", "报告.xlsx", "判定.csv", "问题.json", "按领导.html", "按部门.html"}


def test_the_page_names_every_format_and_level() -> None:
    assert [fmt for fmt in FORMATS if f"| `{fmt}=" not in PAGE] == []
    assert [level for level in CHECK_LEVEL.values() if f"| {level.zh} |" not in PAGE] == []
