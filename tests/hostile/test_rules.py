"""Hostile rules: told by file and kind, exit code 2, nothing judged, nothing run."""

from pathlib import Path

import pytest
from tests.hostile import rules
from tests.hostile.entry import Entry
from tests.hostile.judged import CHINESE, GOOD, plainly_said
from tests.support import plan_folder

from zhunsheng import compile as compiling
from zhunsheng.cli import main
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.readable import readable


@pytest.mark.parametrize("entry", rules.ENTRIES, ids=str)
def test_hostile_rules_are_told_and_nothing_is_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], entry: Entry
) -> None:
    folder = plan_folder.write(tmp_path / "rules" / "mini")
    entry.build(folder)
    problems = compiling.load(folder).problems
    errors = [each for each in problems if each.severity is Severity.ERROR]
    told = [
        each for each in errors if each.code == entry.code and readable(each.at.file).endswith(readable(entry.file))
    ]
    assert told, [(each.code, each.at, each.message.zh) for each in problems[:5]]
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    assert main(["check", str(tmp_path / "good.csv"), "--rules", str(tmp_path / "rules")]) in entry.exits
    said = capsys.readouterr().err
    plainly_said(said)
    assert f" {entry.code}]" in said
    assert all(CHINESE.search(each.message.zh) for each in told)
