"""The command line run in this process, in an empty folder with a cache of its own."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.support.cli import Run
from tests.support.paths import RULES

from zhunsheng.cli import main


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def run(tmp_path: Path, cache_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `zhunsheng ARGS…` and return exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHUNSHENG_CACHE_DIR", str(cache_dir))
    monkeypatch.setenv("ZHUNSHENG_RULES", str(RULES))

    def call(*args: str | Path) -> tuple[int, str, str]:
        words: Sequence[str] = [str(arg) for arg in args]
        try:
            code = main(words)
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call
