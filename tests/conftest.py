"""What holds for the whole run: which tests are watched for coverage, and that no test is timed."""

import importlib
import pkgutil
from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

WATCHED = ("compile", "validate", "evaluate", "assess", "infer", "oracle")
"""The rooms that must reach every branch of the judging stages by tests of their own; watching others costs minutes."""

STAGES = ("compile", "validate", "evaluate", "assess", "infer")
HERE = Path(__file__).parent

# Machines are shared and noisy: how long an example takes says nothing of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """Import the judging stages while coverage looks: what another room imports first would seem never run."""
    for stage in STAGES:
        package = importlib.import_module(f"zhunsheng.{stage}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Look away from the tests of other rooms, and from what they set up."""
    watcher = Coverage.current()
    if watcher is None or (item.path.is_relative_to(HERE) and item.path.relative_to(HERE).parts[0] in WATCHED):
        return (yield)
    watcher.stop()
    try:
        return (yield)
    finally:
        watcher.start()
