"""Every command on the page about the ledger runs, in its order, as it stands there; its words are the program's."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import run
from tests.support.cli import Run
from tests.support.paths import EXAMPLES, ROOT

from zhunsheng.compile.escalation_file import ATTRIBUTES
from zhunsheng.model.words import LEDGER_STATE

__all__ = ["run"]

PAGE = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")


def test_every_command_of_the_page_runs(run: Run, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / EXAMPLES.relative_to(ROOT))
    commands = [line for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
    assert len(commands) == 21
    for command in commands:
        program, *words = shlex.split(command)
        code, _, err = run(*words)
        assert (program, code) == ("zhunsheng", 0), (command, err)
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"examples", "江海.zs", "2022.html", "整改台账.xlsx", "台账.json", "附件"}


def test_the_page_names_every_state_and_attribute_and_quotes_the_rules() -> None:
    assert [word.zh for word in LEDGER_STATE.values() if word.zh not in PAGE] == []
    assert [name for known in ATTRIBUTES.values() for name in known if f"`{name}`" not in PAGE] == []
    rules = (ROOT / "rules" / "ledger.yaml").read_text(encoding="utf-8")
    assert [quoted for quoted in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if quoted not in rules] == []


@pytest.mark.parametrize(
    "folder", [EXAMPLES, ROOT / "examples" / "jiangmen-three-zones-2020-8"], ids=lambda folder: folder.name
)
def test_the_ledger_of_either_plan_is_rebuilt_from_its_store(run: Run, folder: Path) -> None:
    for year in (2020, 2021, 2022):
        data = [path for path in sorted(folder.iterdir()) if path.name.startswith(str(year))]
        by = ["--store", "a.zs", "--by", "统计局", "--at", f"{year + 1}-03-01", "--plan", folder.name]
        if data:
            assert run("import", *data, *by)[0] == 0
    for year in (2021, 2022, 2021):
        assert run("check", "--store", "a.zs", "--year", str(year), "-q")[0] in (0, 1)
    code, out, err = run("ledger", "verify", "--store", "a.zs")
    assert (code, err) == (0, "")
    assert "3 次核查" in out
