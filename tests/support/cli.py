"""How tests call the command line: in this process, in an empty folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.paths import RULES
from zhunsheng.cli import main

Run = Callable[..., tuple[int, str, str]]
"""`run("check", path, …)` gives exit code, standard output, standard error."""


def runner(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Go into `folder` and return what runs `zhunsheng ARGS…` there."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ZHUNSHENG_RULES", str(RULES))

    def call(*args: str | Path) -> tuple[int, str, str]:
        try:
            code = main([str(arg) for arg in args])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
