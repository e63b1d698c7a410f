"""Every command on the page about the store runs, in its order, as it stands there."""

import re
import shlex
import shutil
from pathlib import Path

from tests.support.cli import Run
from tests.support.paths import EXAMPLES, ROOT


def test_every_command_of_the_page_runs(run: Run, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / EXAMPLES.relative_to(ROOT))
    page = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
    commands = [line for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]
    assert len(commands) == 10
    for command in commands:
        program, *words = shlex.split(command)
        code, _, err = run(*words)
        assert program == "zhunsheng"
        # Exit code 1: the check found something, as the examples are made to show.
        assert code == 0 or (words[0] == "check" and code == 1), (command, err)
    assert {path.name for path in tmp_path.iterdir()} == {"examples", "江海.zs", "2021.html", "当日.json"}
