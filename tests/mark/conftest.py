from pathlib import Path

import pytest
from tests.support.cli import Run, runner
from tests.support.office import Office

DISTRICT = "jianghai-urbanization-14fyp"


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(tmp_path: Path, cache_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `zhunsheng ARGS…` in an empty folder and return exit code, standard output, standard error."""
    return runner(tmp_path, cache_dir, monkeypatch, capsys)


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Office:
    return Office(run, tmp_path)
