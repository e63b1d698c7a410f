"""Rules that nothing is wrong with are not remarked on: those of the real plans, and any number of random ones."""

import contextlib
from pathlib import Path

import pytest

from tests.support import good_plans
from tests.support.paths import ROOT, RULES
from zhunsheng.compile import load
from zhunsheng.model.indicator import Kind
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Trajectory
from zhunsheng.prove.scaffold import feature_of
from zhunsheng.use_cases.linting import Asked, Linted, lint

IN_A_HURRY = 20
NIGHTLY = 200


def test_nothing_is_remarked_on_in_the_real_catalogues() -> None:
    linted = lint(Asked(rules=RULES, features=ROOT / "features"))
    assert linted.plans == 2
    assert linted.problems == ()


def linted(folder: Path, seed: int) -> Linted:
    """Lint a random plan with its text and with features, written for it as far as a program can."""
    rules = good_plans.write(folder, seed)
    loaded = load(rules / f"plan-{seed}")
    assert loaded.problems == ()
    assert loaded.catalogue is not None
    features = folder / "features" / f"plan-{seed}"
    features.mkdir(parents=True)
    for rule in loaded.catalogue.rules:
        # Where no decimal lies on the path of a rule, only a person can write its feature.
        with contextlib.suppress(ValueError):
            (features / f"{rule}.feature").write_text(feature_of(loaded.catalogue, rule), encoding="utf-8")
    return lint(Asked(rules=rules, sources=folder / "sources", features=folder / "features"))


def assert_faultless(folder: Path, seeds: range) -> None:
    for seed in seeds:
        found = linted(folder / str(seed), seed)
        written = {path.stem for path in (folder / str(seed) / "features").rglob("*.feature")}
        [whole] = found.catalogues
        unwritten = len(whole.catalogue.rules.keys() - written)
        assert [problem.code for problem in found.problems] == ["missing-feature"] * unwritten, found.problems
        assert [each.verified for each in found.citations] == [each.cited for each in found.citations]


def test_nothing_is_remarked_on_in_random_catalogues(tmp_path: Path) -> None:
    assert_faultless(tmp_path, range(IN_A_HURRY))


@pytest.mark.slow
def test_nothing_is_remarked_on_in_many_random_catalogues(tmp_path: Path) -> None:
    assert_faultless(tmp_path, range(IN_A_HURRY, IN_A_HURRY + NIGHTLY))


def test_random_catalogues_have_rules_of_all_kinds(tmp_path: Path) -> None:
    catalogues = [load(good_plans.write(tmp_path / str(seed), seed) / f"plan-{seed}").catalogue for seed in range(8)]
    whole = [catalogue for catalogue in catalogues if catalogue is not None]
    assert {each.kind for catalogue in whole for each in catalogue.indicators.values()} == set(Kind)
    rules = [rule for catalogue in whole for rule in catalogue.rules.values()]
    assert {target.operator for rule in rules for target in rule.targets} >= set(Operator) - {Operator.EQUAL}
    assert {rule.trajectory for rule in rules} == set(Trajectory)
    assert any(rule.members for rule in rules)
    assert any(rule.benchmark for rule in rules)
