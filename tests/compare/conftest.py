"""An office with its store, and the command line in this process."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import run
from tests.store.conftest import office
from tests.support.office import THEME, Office

__all__ = ["office", "run"]

Diff = Callable[..., dict[str, Any]]
HIGHER = THEME.replace(">= 95", ">= 96").replace("figure: 95", "figure: 96")


def amended(told: dict[str, Any], entry: str) -> dict[str, Any]:
    """Return what is told of one entry of the rules."""
    (found,) = (each for each in told["amendments"] if each["id"] == entry)
    return dict(found)


@pytest.fixture
def diff(office: Office) -> Diff:
    """Run `zhunsheng diff ARGS…` and return what it writes as JSON."""

    def call(*words: str | Path, code: int = 0, rules: bool = True) -> dict[str, Any]:
        given = ("--rules", office.rules) if rules else ()
        ended, out, err = office.run("diff", *given, *words, "-q", "-o", "json=-")
        assert ended == code, (ended, err)
        told: dict[str, Any] = json.loads(out)
        return told

    return call
