"""One session of panels, and one of rows, for all tests that only need any."""

from collections.abc import Iterator

import pytest

from zhunsheng.infer import Session
from zhunsheng.infer.panel import PanelSession


@pytest.fixture(scope="session")
def by_row() -> Iterator[Session]:
    with Session() as session:
        yield session


@pytest.fixture(scope="session")
def by_panel() -> Iterator[PanelSession]:
    with PanelSession() as session:
        yield session
