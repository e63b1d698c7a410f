"""An office with its store, and the command line in this process."""

from pathlib import Path

import pytest
from tests.cli.conftest import run
from tests.support.cli import Run
from tests.support.office import Office

__all__ = ["run"]


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Office:
    return Office(run, tmp_path)
