"""The columnar kernel and the plain reference agree in every field of every row."""

import pytest
from hypothesis import HealthCheck, given, settings
from tests.support.judging import PERIOD, judge_both
from tests.support.random_plans import Case, cases

UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large]


@given(cases())
@settings(max_examples=100, deadline=None, suppress_health_check=UNHURRIED)
def test_kernel_and_reference_agree(case: Case) -> None:
    judge_both(*case)


@pytest.mark.slow
@given(cases())
@settings(max_examples=4_000, deadline=None, suppress_health_check=UNHURRIED)
def test_kernel_and_reference_agree_at_length(case: Case) -> None:
    judge_both(*case)


@given(cases())
@settings(max_examples=15, deadline=None, suppress_health_check=UNHURRIED)
def test_years_asked_for_change_nothing_but_the_rows_shown(case: Case) -> None:
    every = judge_both(*case)
    some = (2025, 2022, 2022)
    assert judge_both(*case, some) == tuple(row for row in every if row.year in some)
    assert {row.year for row in every} == set(PERIOD.years)
