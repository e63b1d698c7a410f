from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.editor.client import Client
from tests.support import plan_folder


def office(folder: Path) -> Path:
    """Write the small plan into `folder`, with its policy beside it and a feature of one rule; return the plan."""
    plan = plan_folder.write(folder / "rules" / "mini")
    (plan / "policy.yaml").rename(folder / "rules" / "policy.yaml")
    features = folder / "features" / "mini"
    features.mkdir(parents=True)
    (features / "beds.feature").write_text("# language: zh-CN\n功能: 床位\n", encoding="utf-8")
    return plan


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A plan folder of one's own."""
    return office(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan folder in which nothing is saved."""
    return office(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="module")
def client(shared: Path) -> Iterator[Client]:
    """A server in that folder; whoever needs a file opens it anew."""
    one = Client(shared.parents[1])
    one.begin()
    yield one
    code = one.end()
    assert (code, one.stop()) == (0, "")


@pytest.fixture
def start() -> Iterator[Callable[..., Client]]:
    """Start a server in a folder; every one is stopped, and must not have written to standard error."""
    clients = []

    def started(folder: Path, *words: str) -> Client:
        clients.append(Client(folder, *words))
        return clients[-1]

    yield started
    said = [client.stop() for client in clients]
    assert said == ["" for _ in clients]
