"""Checks beside verdicts, over random plans and the two that ship: what is missing, and what a refusal does."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.support.checking import COMMON, EVERY_KIND, YEARS, cell
from tests.support.paths import ROOT, RULES
from tests.support.random_plans import Case, cases

from zhunsheng import api
from zhunsheng.evaluate import evaluate
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import OFF_TARGET, Judgement, Reason, Status
from zhunsheng.model.submission import Blank
from zhunsheng.model.validation import CheckKind, CheckLevel, Missing
from zhunsheng.validate import validate

UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large]


def absent(row: Judgement) -> set[tuple[str, str, int]]:
    """Name the figures of its own year that a judgement lacks."""
    named = (text.rpartition("@") for text in row.missing)
    return {(row.entity, name, int(year)) for name, _, year in named if int(year) == row.year}


@given(cases())
@settings(max_examples=100, deadline=None, suppress_health_check=UNHURRIED)
def test_what_is_missing_is_what_no_verdict_could_be_given_on(case: Case) -> None:
    known, data = replace(case[0], checks=(Missing(id="missing", **COMMON),)), case[1]
    names = [each.id for each in known.indicators.values() if each.expression is None]
    keys = [(place, name, year) for place in ("here", "there") for name in names for year in YEARS]
    at = {cell(name, year, place): (place, name, year) for place, name, year in keys}
    blanks = tuple(Blank(entity=p, year=y, indicator=name, at=cell(name, y, p)) for p, name, y in keys)
    said = {at[each] for flag in validate(known, replace(data, blanks=blanks), YEARS).flags for each in flag.at}
    spoken = {each.year for each in (*data.observations, *data.refusals)} - {2020}
    refused = {(each.entity, each.indicator, each.year) for each in data.refusals}
    rows = [row for row in evaluate(known, data, YEARS) if row.year in spoken]
    silent = {key for row in rows if row.status is Status.NOT_REPORTED for key in absent(row)}
    wanted = {key for row in rows if row.reason is not Reason.NO_TARGET_THIS_YEAR for key in absent(row)}
    assert silent - refused <= said <= wanted - refused


@given(cases(), st.sampled_from(CheckLevel))
@settings(max_examples=60, deadline=None, suppress_health_check=UNHURRIED)
def test_no_plan_and_no_figure_is_too_odd_and_a_refusal_never_accuses(case: Case, level: CheckLevel) -> None:
    # A check never speaks of a milestone: the compiler refuses one that does.
    assume(all(each.kind is not Kind.MILESTONE for each in case[0].indicators.values()))
    known = replace(case[0], checks=tuple(replace(check, level=level) for check in EVERY_KIND))
    data = replace(case[1], observations=tuple(replace(each, unit="percent") for each in case[1].observations))
    said = validate(known, data, YEARS)
    if level is not CheckLevel.REFUSE:
        assert said.submission is data
    before = evaluate(known, data, YEARS)
    after = evaluate(known, said.submission, YEARS)
    for old, new in zip(before, after, strict=True):
        if old.status is not new.status:
            assert new.status not in {*OFF_TARGET, Status.NOT_REPORTED}
            assert new.status is not Status.MET


@pytest.fixture(scope="module", params=["jianghai-urbanization-14fyp", "jiangmen-three-zones-2020-8"])
def shipped(request: pytest.FixtureRequest, cache_dir: Path) -> Evaluation:
    compiled = api.catalogues(RULES, request.param, cache_dir)
    return api.check(compiled, [Path(ROOT / "examples" / request.param)], None)


def test_of_the_shipped_examples_only_what_is_true_is_asked(shipped: Evaluation) -> None:
    assert {flag.kind for flag in shipped.flags} == {CheckKind.MISSING, CheckKind.UNCHANGED}
    silent = {
        (name, year)
        for row in shipped.judgements
        if row.status in (Status.NOT_REPORTED, Status.NOT_EVALUABLE)
        for _, name, year in absent(row)
    }
    for flag in shipped.flags:
        if flag.kind is CheckKind.MISSING:
            assert {(name, flag.year) for name in flag.indicators} <= silent
        else:
            assert len({seen.figure for seen in shipped.submission.observations if seen.at in flag.at}) == 1
