"""What holds for the whole run: which tests are watched for coverage."""

from pathlib import Path

import pytest

WATCHED = ("compile", "validate", "evaluate", "assess", "infer", "oracle")
"""The rooms that must reach every branch of the judging stages by tests of their own; watching others costs minutes."""

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not item.path.is_relative_to(HERE) or item.path.relative_to(HERE).parts[0] not in WATCHED:
            item.add_marker(pytest.mark.no_cover)
