from pathlib import Path

import pytest
from tests.support.cli import Run, runner
from tests.support.office import Office

DISTRICT = "jianghai-urbanization-14fyp"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `zhunsheng ARGS…` in an empty folder and return exit code, standard output, standard error."""
    return runner(tmp_path, monkeypatch, capsys)


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Office:
    return Office(run, tmp_path)
