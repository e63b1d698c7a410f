"""The plans that ship, with their example figures: panels say of each cell what the evaluators by row say."""

from pathlib import Path

import pytest
from tests.support.cubes import judge_alike
from tests.support.paths import ROOT

import zhunsheng.compile as compiling
from zhunsheng import intake

PLANS = sorted(path.parent.name for path in (ROOT / "rules").glob("*/plan.yaml"))


@pytest.mark.parametrize("plan", PLANS)
def test_the_examples_of(plan: str) -> None:
    catalogue = compiling.load(ROOT / "rules" / plan).catalogue
    assert catalogue is not None
    read = intake.read([Path(ROOT / "examples" / plan)], catalogue)
    assert read.observations
    said = judge_alike(catalogue, read)
    assert {place for _, place, _ in said} > {catalogue.plan.area.id}
