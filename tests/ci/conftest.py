"""The command line run in this process, in an empty folder; git in that folder."""

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.support.cli import Run, runner


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `zhunsheng ARGS…` and return exit code, standard output, standard error."""
    return runner(tmp_path, monkeypatch, capsys)


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., None]:
    """Run git in the folder."""
    return partial(in_git, tmp_path)


def in_git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, as somebody."""
    who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607
