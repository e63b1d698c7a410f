"""Which changes are made to a rule of each kind: the whole list, so that none is lost unnoticed."""

import pytest

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.prove import equivalence
from zhunsheng.prove.mutations import mutants
from zhunsheng.use_cases.proof import StageJudge

COMMON = {"owner", "place-east", "place-added-east"}
TASK = {"nature-binding", "nature-anticipatory"}
POLICY = {
    f"policy-{what}-{rule}" for what in ("level", "kind") for rule in ("task-missed", "not-reported", "not-evaluable")
}
ONE_TARGET = {"operator-2025-above", "operator-2025-at_most", "target-up-2025", "target-down-2025", "year-earlier-2025"}

MADE = {
    "one-street": {
        *(ONE_TARGET | TASK | POLICY),
        *("issued-2025", "trajectory-linear", "trajectory-cagr", "trajectory-maintain", "decimals-0", "unit"),
        *("kind-yearly", "kind-flow", "owner", "place-east", "place-added-east"),
    },
    "mid-year": {
        *("operator-2023-above", "operator-2023-at_most", "target-up-2023", "target-down-2023"),
        *("year-earlier-2023", "year-later-2023", "nature-anticipatory", "nature-task", "owner"),
        *("kind-level", "kind-yearly", "place-east", "place-added-east"),
        *(
            f"policy-{what}-{rule}"
            for what in ("level", "kind")
            for rule in ("binding-missed", "binding-not-reported-when-due", "not-evaluable")
        ),
    },
    "range": {
        *(TASK | POLICY | COMMON),
        *("operator-2025-at_least", "operator-2025-at_most", "operator-2025-equal", "year-earlier-2025", "issued-2025"),
        *("target-up-2025", "target-down-2025", "upper-up-2025", "upper-down-2025"),
        *(
            "trajectory-linear",
            "trajectory-cagr",
            "trajectory-maintain",
            "decimals-0",
            "unit",
            "kind-yearly",
            "kind-flow",
        ),
    },
    "benchmark": {
        *(TASK | POLICY | COMMON),
        *("operator-2022-above", "operator-2022-at_most", "year-earlier-2022", "year-later-2022"),
        *("fixed-2022", "benchmark", "decimals-0", "kind-level", "kind-flow"),
    },
    "rural-grids": {
        *(ONE_TARGET | TASK | POLICY),
        *("issued-2025", "trajectory-none", "trajectory-cagr", "trajectory-maintain", "decimals-0", "unit"),
        *("kind-yearly", "kind-flow", "owner", "members-None", "members-社区", "members-fixed"),
    },
    "share": {
        *(ONE_TARGET | TASK | POLICY | COMMON),
        *("issued-2025", "trajectory-linear", "trajectory-cagr", "trajectory-maintain", "decimals-0"),
        *("factor", "unit-spending", "unit-income", "kind-yearly", "kind-flow"),
    },
}


@pytest.mark.parametrize("rule", MADE)
def test_every_change_that_matters_is_made(rule: str, catalogue: Catalogue) -> None:
    made = [mutant.name for mutant in mutants(catalogue, rule)]
    assert sorted(made) == sorted(MADE[rule])


def test_each_target_year_is_changed_by_itself(catalogue: Catalogue) -> None:
    made = {mutant.name for mutant in mutants(catalogue, "schedule")}
    for year in (2021, 2022, 2024):
        assert {f"target-up-{year}", f"target-down-{year}", f"target-dropped-{year}", f"issued-{year}"} <= made
    assert {"year-later-2022", "year-earlier-2024", "year-later-2024"} <= made
    assert "year-later-2021" not in made
    assert {"base-up", "base-down", "base-dropped", "bands-harsher", "bands-milder", "trajectory-maintain"} <= made


def test_every_mutant_differs_from_the_rule(catalogue: Catalogue) -> None:
    for rule in catalogue.rules:
        for mutant in mutants(catalogue, rule):
            assert mutant.catalogue != catalogue, (rule, mutant.name)


BY_NIGHT = [
    pytest.param(rule, marks=pytest.mark.slow) for rule in ("steady", "sum", "mid-year", "issued", "share", "rounded")
]


@pytest.mark.parametrize("rule", ["rising", "yearly", *BY_NIGHT])
def test_a_change_that_can_be_noticed_is_never_proven_equivalent(
    rule: str, catalogue: Catalogue, judge: StageJudge
) -> None:
    shown_only = {"base-up", "base-down", "base-dropped"} if rule == "sum" else set()
    for mutant in mutants(catalogue, rule):
        if mutant.policy is None and mutant.name not in shown_only:
            assert equivalence.proof(catalogue, mutant.catalogue, rule, judge) is None, mutant.name


def test_a_change_that_nobody_can_notice_is_proven_so(catalogue: Catalogue, judge: StageJudge) -> None:
    changed = {mutant.name: mutant.catalogue for mutant in mutants(catalogue, "kept")}
    proof = equivalence.proof(catalogue, changed["base-up"], "kept", judge)
    assert proof is not None
    assert proof.startswith("同判：")
