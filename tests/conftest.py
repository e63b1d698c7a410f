"""What holds for the whole run: which tests are watched for coverage, one room for all, and that no test is timed."""

import gc
import importlib
import os
import pkgutil
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:  # the stages are imported when coverage looks, and not before
    from tests.support.lent_room import LentRoom

WATCHED = ("compile", "validate", "evaluate", "assess", "infer", "oracle")
"""The rooms that must reach every branch of the judging stages by tests of their own; watching others costs minutes."""

STAGES = ("compile", "validate", "evaluate", "assess", "infer")
HERE = Path(__file__).parent
WORKER = "PYTEST_XDIST_WORKER"
WATCHER = pytest.StashKey[Coverage | None]()

# Machines are shared and noisy: how long an example takes says nothing of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Import the judging stages while coverage looks (what another room imports first would seem never run).

    Then it looks away until a watched test comes. Nor does collecting leave any garbage behind. And tests press Ctrl-C,
    which whatever a script starts in the background is told not to hear.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    session.config.stash[WATCHER] = watcher = Coverage.current()
    if watcher is not None:
        for stage in STAGES:
            package = importlib.import_module(f"zhunsheng.{stage}")
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                importlib.import_module(module.name)
        watcher.stop()
    gc.disable()


def pytest_collection_finish() -> None:
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let coverage look at the tests of the watched rooms, and at what they set up."""
    watcher = item.config.stash[WATCHER]
    if watcher is None or not _watched(item.path):
        return (yield)
    watcher.start()
    try:
        return (yield)
    finally:
        watcher.stop()


def _watched(path: Path) -> bool:
    return path.is_relative_to(HERE) and path.relative_to(HERE).parts[0] in WATCHED


@pytest.fixture(scope="session", autouse=True)
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One cache for the whole run, whatever process: nothing waits for a catalogue that was compiled before."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if WORKER in os.environ else base) / "cache"
    folder.mkdir(mode=0o700, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHUNSHENG_CACHE_DIR", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def room() -> "Iterator[LentRoom]":
    """Lend one room to all inferences of this process."""
    from tests.support.lent_room import lent

    with lent() as one:
        yield one
