"""The small office's rules, and what its good file is judged to be when nothing hostile lies beside it."""

from pathlib import Path

import pytest
from tests.hostile.judged import Judged, judge
from tests.support.office import write_rules


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with rules and a cache."""
    folder = tmp_path_factory.mktemp("hostile")
    write_rules(folder / "rules")
    return folder


@pytest.fixture(scope="session")
def alone(office: Path) -> Judged:
    """The good file alone."""
    return judge(office, lambda _: None)
