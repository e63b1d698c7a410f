"""What every scenario stands on: the catalogue under test, and a case of its own."""

from collections.abc import Iterator

import pytest

from features.steps.case import Case
from features.steps.given import *  # noqa: F403 - pytest-bdd finds step definitions in a conftest's own namespace
from features.steps.pipeline import CATALOGUE, SHARED_ROOM, real_catalogue
from features.steps.then import *  # noqa: F403
from features.steps.when import *  # noqa: F403
from zhunsheng import infer
from zhunsheng.model.catalogue import Catalogue

TAGS = ("达标", "未达标", "临界", "差一点", "滞后", "保持", "倒退", "无基数", "未到期", "未报送", "特例")


def pytest_configure(config: pytest.Config) -> None:
    for tag in TAGS:
        config.addinivalue_line("markers", f"{tag}: 情形，可用 -m 选取")


@pytest.fixture(scope="session")
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    """The catalogue under test: the real one, unless a plugin put a changed one in its place."""
    return request.config.stash.get(CATALOGUE, None) or real_catalogue()


@pytest.fixture(scope="session", autouse=True)
def one_room() -> Iterator[None]:
    """Keep one durable-rules process for the whole session instead of one for each scenario."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(infer, "Room", lambda: SHARED_ROOM)
        yield
    SHARED_ROOM.close()


@pytest.fixture
def case(catalogue: Catalogue) -> Case:
    return Case(catalogue)
