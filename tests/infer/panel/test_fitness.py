"""Policies that join places with each other are told before a run begins, and never drawn wrongly."""

from random import Random

import msgspec
import pytest
from tests.infer.panel.cases import PLACES, a_case, by_panels, by_rows
from tests.support.judgements import a_catalogue
from tests.support.policies import a_rule, a_stratum

from zhunsheng.infer import Session
from zhunsheng.infer.facts import judgement_attributes
from zhunsheng.infer.panel import PanelSession, unfit
from zhunsheng.infer.panel.codes import CHANGING, OUTCOMES
from zhunsheng.infer.panel.fitness import GROUPING
from zhunsheng.model.outcome import STATUS_OF
from zhunsheng.model.policy import Policy, PolicyRule, Stratum

MISSED = {"status": "missed"}
ALONE = a_rule("alone", {"j": MISSED})
NEIGHBOURS = a_rule("neighbours", {"a": MISSED, "b": {**MISSED, "entity": "!= a.entity"}})
TIED = a_rule("tied", {"a": MISSED, "b": {**MISSED, "entity": "a.entity"}, "c": {**MISSED, "entity": "b.entity"}})
HALF = a_rule("half", {"a": MISSED, "b": {**MISSED, "entity": "a.entity"}, "c": {**MISSED, "year": "b.year"}})
SEES = ("status", "entity", "year", "phase")


def a_policy(*strata: Stratum) -> Policy:
    return Policy(strata=strata)


def test_the_policy_of_the_plan_is_fit(policy: Policy) -> None:
    assert unfit(a_catalogue(policy)) == ()


@pytest.mark.parametrize(
    ("rule", "per", "fit"),
    [
        (ALONE, ("year",), True),
        (ALONE, ("phase",), True),
        (TIED, ("year",), True),
        (NEIGHBOURS, ("year",), False),
        (HALF, (), False),
        (HALF, ("entity",), True),
        (TIED, ("entity", "phase"), False),
        (TIED, ("status",), False),
    ],
)
def test_what_is_fit(rule: PolicyRule, per: tuple[str, ...], fit: bool) -> None:
    told = unfit(a_catalogue(a_policy(a_stratum(rule, per=per, sees=SEES))))
    assert [each.code for each in told] == ([] if fit else ["policy-unfit-for-bulk"])
    assert all(each.at == rule.at and rule.id in each.message.zh and rule.id in each.message.en for each in told)


def test_each_attribute_is_of_the_outcome_or_known_before() -> None:
    attributes = judgement_attributes(2020)
    assert {*GROUPING, *CHANGING, "phase"} == set(attributes)
    case = a_case(Random(0), a_policy())  # noqa: S311 - not for secrets
    judgement = case.judgements[0]
    for reason, relapsed in OUTCOMES:
        other = msgspec.structs.replace(judgement, status=STATUS_OF[reason], reason=reason, relapsed=relapsed)
        for name in attributes.keys() - CHANGING:
            assert attributes[name](other) == attributes[name](judgement)


def test_a_rule_that_is_unfit_draws_nothing_and_is_a_problem(by_row: Session, by_panel: PanelSession) -> None:
    both = a_case(Random(2), a_policy(a_stratum(ALONE, NEIGHBOURS, per=["year"], sees=SEES)))  # noqa: S311
    policy = a_policy(a_stratum(ALONE, per=["year"], sees=SEES))
    one = both._replace(catalogue=msgspec.structs.replace(both.catalogue, policy=policy))
    outcome = by_panels(both, by_panel)
    assert {each.code for each in outcome.problems} == {"policy-unfit-for-bulk"}
    assert outcome.findings == by_rows(one, by_row).findings != {}


@pytest.mark.parametrize("per", [("year",), ("owner",), ()])
def test_what_is_tied_to_a_place_needs_no_group_of_places(
    by_row: Session, by_panel: PanelSession, per: tuple[str, ...]
) -> None:
    policy = a_policy(
        a_stratum(a_rule("tied", {"a": MISSED, "b": {"status": "!= met", "entity": "a.entity"}}), per=per, sees=SEES)
    )
    case = a_case(Random(5), policy)  # noqa: S311 - not for secrets
    outcome = by_panels(case, by_panel)
    assert outcome == by_rows(case, by_row)
    assert outcome.findings


def test_places_that_a_policy_names(by_row: Session, by_panel: PanelSession) -> None:
    here = a_rule("here", {"j": {"entity": "p1", "status": "!= met"}})
    elsewhere = a_rule("elsewhere", {"j": {"entity": "!= p1", "status": "!= met"}})
    own = a_rule("own", {"a": {"status": "!= met"}, "b": {"status": "!= met", "owner": "a.entity", "year": "a.year"}})
    strata = (
        a_stratum(here, elsewhere, name="first", per=["entity"], sees=SEES),
        a_stratum(own, name="second", per=["entity"], sees=(*SEES, "owner")),
    )
    for seed in range(4):
        case = a_case(Random(seed), a_policy(*strata))  # noqa: S311 - not for secrets
        outcome = by_panels(case, by_panel)
        assert outcome == by_rows(case, by_row)
        assert {key[2] for key in outcome.findings if key[0] == "here"} <= {"p1"}
        assert {key[2] for key in outcome.findings if key[0] == "elsewhere"} == {*PLACES} - {"p1"}
        assert {key[2] for key in outcome.findings if key[0] == "own"} <= {"城管局"}
