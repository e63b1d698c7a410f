"""Panels, the kernel and the plain reference agree in every cell, however rules are put together."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.cubes import judge_alike
from tests.support.random_panels import many_rules
from tests.support.random_plans import Case

UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large]


@given(many_rules())
@settings(max_examples=60, deadline=None, suppress_health_check=UNHURRIED)
def test_panels_agree_with_kernel_and_reference(case: Case) -> None:
    judge_alike(*case)


@given(many_rules(), st.integers(2020, 2024))
@settings(max_examples=10, deadline=None, suppress_health_check=UNHURRIED)
def test_years_not_judged_weigh_nothing(case: Case, last: int) -> None:
    judge_alike(*case, last)


@pytest.mark.slow
@given(many_rules())
@settings(max_examples=2_000, deadline=None, suppress_health_check=UNHURRIED)
def test_panels_agree_at_length(case: Case) -> None:
    judge_alike(*case)
