"""The command line run in this process, in an empty folder."""

from pathlib import Path

import pytest
from tests.support.cli import Run, runner


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `zhunsheng ARGS…` and return exit code, standard output, standard error."""
    return runner(tmp_path, monkeypatch, capsys)
