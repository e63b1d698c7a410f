from pathlib import Path

import pytest
from tests.support.catalogues_intake import catalogue, zones
from tests.support.cli import Run, runner
from tests.support.paths import ROOT, RULES

from zhunsheng import compile as compiling
from zhunsheng import intake
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.submission import Submission

DISTRICT, ZONES = "jianghai-urbanization-14fyp", "jiangmen-three-zones-2020-8"


@pytest.fixture(scope="session")
def plans(cache_dir: Path) -> dict[str, Catalogue]:
    """The real catalogues, by the name of their folder."""
    loaded = {name: compiling.load(RULES / name, cache_dir).catalogue for name in (DISTRICT, ZONES)}
    return {name: each for name, each in loaded.items() if each is not None}


@pytest.fixture(scope="session")
def earlier(plans: dict[str, Catalogue]) -> dict[str, Submission]:
    """The example submissions of each real plan."""
    return {name: intake.read([ROOT / "examples" / name], each) for name, each in plans.items()}


@pytest.fixture(scope="session")
def small() -> Catalogue:
    return catalogue()


@pytest.fixture(scope="session")
def zone_plan() -> Catalogue:
    return zones()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `zhunsheng ARGS…` in an empty folder and return exit code, standard output, standard error."""
    return runner(tmp_path, monkeypatch, capsys)
