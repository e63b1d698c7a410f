"""Every command on the page about papers runs, and the page names every piece of data that a template may use."""

import re
import shlex
import shutil
from pathlib import Path

import msgspec
import pytest
from tests.support.cli import Run, runner
from tests.support.paths import EXAMPLES, ROOT

from zhunsheng.model.paper import KINDS, Letterhead
from zhunsheng.papers import checkup_shapes, ledger_shapes, shapes

PAGE = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
SHAPES = [
    Letterhead,
    *(
        each
        for module in (shapes, ledger_shapes, checkup_shapes)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, msgspec.Struct) and each.__module__ == module.__name__
    ),
]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    (tmp_path / "here").mkdir()
    return runner(tmp_path / "here", monkeypatch, capsys)


def test_every_command_of_the_page_runs(run: Run, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "here" / EXAMPLES.relative_to(ROOT))
    commands = [line for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
    assert len(commands) >= 7
    for command in commands:
        program, *words = shlex.split(command)
        code, _, err = run(*words)
        assert (program, code) == ("zhunsheng", 0), (command, err)
    written = {path.name for path in (tmp_path / "here").iterdir()}
    assert written >= {
        "examples",
        "通知书",
        "年度监测报告.docx",
        "年度监测报告.pdf",
        "专项",
        "简报",
        "中期评估.docx",
        "模板",
    }
    assert {path.suffix for path in (tmp_path / "here" / "简报").iterdir()} == {".docx", ".html", ".pdf"}


def test_the_page_names_every_paper() -> None:
    assert [kind for kind, title in KINDS.items() if f"| `{kind}` {title} |" not in PAGE] == []


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_the_page_names_every_field_that_a_template_may_use(shape: type[msgspec.Struct]) -> None:
    assert [name for name in shape.__struct_fields__ if f"`{name}`" not in PAGE] == []
