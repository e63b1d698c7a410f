"""Each feature is tied to its rule: it shows all that it owes, and change the rule's data, and the feature fails.

Here it is one feature of each make, and by night all of them; `make test` proves every rule with `zhunsheng test`,
which takes half a minute because nothing measures its coverage.
"""

from collections.abc import Iterator

import pytest
from features.plans import FEATURES, PLANS, policy_features, real_catalogue, told_apart

from zhunsheng.prove.hunches import Hunches
from zhunsheng.prove.proof import prove_policy, prove_rule
from zhunsheng.use_cases.proof import StageJudge

RULES = [
    pytest.param(plan, path.stem, marks=marks)
    for plan in PLANS
    for paths, marks in zip(told_apart(plan), ((), (pytest.mark.slow,)), strict=True)
    for path in paths
]


@pytest.fixture(scope="module")
def judge() -> Iterator[StageJudge]:
    with StageJudge() as stages:
        yield stages


@pytest.fixture(scope="module")
def hunches() -> Hunches:
    return Hunches()


@pytest.mark.parametrize(("plan", "rule"), RULES)
def test_a_feature_proves_its_rule(plan: str, rule: str, judge: StageJudge, hunches: Hunches) -> None:
    proof = prove_rule(real_catalogue(plan), rule, FEATURES / plan / f"{rule}.feature", judge, hunches)
    assert proof.gaps == ()
    assert proof.scenarios == proof.passed > 0
    assert proof.situations == proof.covered > 0
    assert proof.mutants == proof.killed + len(proof.equivalent) > 0


@pytest.mark.parametrize("plan", PLANS)
def test_what_policy_makes_of_several_years_is_proven_too(plan: str, judge: StageJudge) -> None:
    proof = prove_policy(real_catalogue(plan), policy_features(plan), judge)
    assert proof.gaps == ()
    assert proof.mutants == proof.killed > 0
