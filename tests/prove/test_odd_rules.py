"""Whatever rule compiles and lints clean gets a feature that proves it wholly, whichever way its keys come together."""

from pathlib import Path

import pytest
from tests.prove.odd_rules import sound

from zhunsheng.prove.proof import prove_rule
from zhunsheng.prove.scaffold import feature_of
from zhunsheng.use_cases.proof import StageJudge


def prove(seed: int, count: int, folder: Path, judge: StageJudge) -> int:
    catalogue = sound(seed, count, folder)
    for rule in catalogue.rules:
        path = folder / f"{rule}.feature"
        path.write_text(feature_of(catalogue, rule), encoding="utf-8")
        assert prove_rule(catalogue, rule, path, judge).gaps == (), (seed, rule)
    return len(catalogue.rules)


@pytest.mark.parametrize("seed", range(1, 4))
def test_odd_rules_are_proven(seed: int, tmp_path: Path, judge: StageJudge) -> None:
    assert prove(seed, 12, tmp_path, judge) > 2


@pytest.mark.slow
def test_many_odd_rules_are_proven(tmp_path: Path, judge: StageJudge) -> None:
    for seed in range(100, 105):
        prove(seed, 60, tmp_path / str(seed), judge)
