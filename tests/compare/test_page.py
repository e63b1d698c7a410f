"""Every command on the page about comparing runs, as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

from tests.support.cli import Run
from tests.support.paths import EXAMPLES, ROOT


def test_every_command_of_the_page_runs(run: Run, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / EXAMPLES.relative_to(ROOT))
    page = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    commands = [line for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
    assert len(commands) == 2
    for command in commands:
        program, *words = shlex.split(command)
        code, _, err = run(*words)
        assert (program, code) == ("zhunsheng", 0), (command, err)
    assert {path.name for path in tmp_path.iterdir()} == {"examples", "两年.html", "比较.json", "比较.md"}
