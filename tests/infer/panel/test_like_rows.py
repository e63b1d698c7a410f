"""What is drawn of panels is what is drawn of the same judgements row by row: findings, evidence, departments."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.infer.panel.cases import a_case, a_random_policy, by_panels, by_rows

from zhunsheng.infer import Session
from zhunsheng.infer.panel import PanelSession
from zhunsheng.model.policy import Policy


@pytest.mark.parametrize("seed", range(4))
def test_the_policy_of_the_plan(policy: Policy, by_row: Session, by_panel: PanelSession, seed: int) -> None:
    case = a_case(Random(seed), policy)  # noqa: S311 - not for secrets
    outcome = by_panels(case, by_panel)
    assert outcome == by_rows(case, by_row)
    assert len(outcome.findings) > 20


@given(seed=st.integers(0, 1 << 40))
@settings(max_examples=40, deadline=None)
def test_random_policies(by_row: Session, by_panel: PanelSession, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - not for secrets
    case = a_case(random, a_random_policy(random))
    assert by_panels(case, by_panel) == by_rows(case, by_row)
