"""The checks of the real plans, held against the examples: no question that somebody would shake his head at."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec
import pytest
from tests.support.paths import ROOT, RULES

from zhunsheng import compile as compiling
from zhunsheng import intake
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.submission import Observation, Submission
from zhunsheng.model.validation import CheckKind, Components, Flag
from zhunsheng.validate import validate

PLANS = ("jianghai-urbanization-14fyp", "jiangmen-three-zones-2020-8")

Examples = tuple[Catalogue, Submission]


@pytest.fixture(scope="module", params=PLANS)
def examples(request: pytest.FixtureRequest) -> Examples:
    catalogue = compiling.load(RULES / request.param).catalogue
    assert catalogue is not None
    submission = intake.read([ROOT / "examples" / request.param], catalogue)
    return peopled(catalogue, submission.roster), submission


def flags(catalogue: Catalogue, submission: Submission) -> tuple[Flag, ...]:
    return validate(catalogue, submission, catalogue.plan.period.years).flags


def test_nothing_is_asked_but_what_is_missing_and_what_did_not_change(examples: Examples) -> None:
    assert {flag.kind for flag in flags(*examples)} == {CheckKind.MISSING, CheckKind.UNCHANGED}


def test_every_check_looks_at_figures_that_were_reported(examples: Examples) -> None:
    catalogue, submission = examples
    reported = {seen.indicator for seen in submission.observations}
    shares = [check for check in catalogue.checks if isinstance(check, Components)]
    assert len(shares) >= 5
    for check in shares:
        assert {check.share, check.numerator, check.denominator} <= reported


def test_a_numerator_twice_as_large_is_asked_about(examples: Examples) -> None:
    catalogue, submission = examples
    for check in catalogue.checks:
        if isinstance(check, Components):
            doubled = msgspec.structs.replace(submission, observations=tuple(_doubled(submission, check.numerator)))
            asked = [flag for flag in flags(catalogue, doubled) if flag.check == check.id]
            assert asked
            assert all(flag.arithmetic for flag in asked)


def _doubled(submission: Submission, indicator: str) -> Iterator[Observation]:
    for seen in submission.observations:
        yield msgspec.structs.replace(seen, value=seen.value * Decimal(2)) if seen.indicator == indicator else seen
