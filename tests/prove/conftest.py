"""The plan of every kind, its features as the scaffold writes them, and a judge."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support import every_kind

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.prove.scaffold import feature_of
from zhunsheng.use_cases.proof import StageJudge


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return every_kind.compiled(tmp_path_factory.mktemp("rules"))


@pytest.fixture(scope="session")
def features(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("features")
    for rule in catalogue.rules:
        (folder / f"{rule}.feature").write_text(feature_of(catalogue, rule), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def judge() -> Iterator[StageJudge]:
    with StageJudge() as stages:
        yield stages
