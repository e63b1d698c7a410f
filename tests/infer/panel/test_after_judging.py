"""From figures to findings: refused, judged and drawn by panels as they are by row."""

from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.infer.panel.cases import Case, by_panels, by_rows
from tests.support.cubes import cube_of, places_of
from tests.support.paths import ROOT
from tests.support.random_panels import many_rules
from tests.support.random_plans import Case as Plan

import zhunsheng.compile as compiling
from zhunsheng import intake, validate
from zhunsheng.evaluate import evaluate
from zhunsheng.evaluate.panel import judge, panels
from zhunsheng.infer import Session
from zhunsheng.infer.panel import PanelSession
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.location import Location
from zhunsheng.model.places import Places
from zhunsheng.model.policy import Policy
from zhunsheng.model.submission import Submission
from zhunsheng.model.validation import CheckLevel, Range
from zhunsheng.validate.panel import refuse, unfit

PLANS = sorted(path.parent.name for path in (ROOT / "rules").glob("*/plan.yaml"))
HERE = Location(file="checks.yaml", line=1)


def a_case(catalogue: Catalogue, submission: Submission) -> Case:
    """Judge a submission both ways."""
    assert unfit(catalogue) == ()
    years = catalogue.plan.period.years
    full = peopled(catalogue, submission.roster)
    used = validate.validate(full, submission, years).submission
    judgements = tuple(row for row in evaluate(full, used, years) if full.rules[row.rule].scope)
    places = places_of(catalogue, submission.roster)
    cube = cube_of(catalogue, submission, places, years)
    refuse(catalogue, cube)
    judged = tuple((panel, judge(catalogue, cube, panel)) for panel in panels(catalogue, Places.of(places)))
    return Case(full, cube, judged, judgements)


@given(plan=many_rules(), low=st.integers(-50, 90))
@settings(max_examples=40, deadline=None)
def test_random_plans(policy: Policy, by_row: Session, by_panel: PanelSession, plan: Plan, low: int) -> None:
    catalogue, submission = plan
    names = tuple(catalogue.indicators)[::2]
    check = Range(id="sane", title="范围", level=CheckLevel.REFUSE, at=HERE, indicators=names, low=Fraction(low))
    case = a_case(msgspec.structs.replace(catalogue, policy=policy, checks=(check,)), submission)
    assert by_panels(case, by_panel) == by_rows(case, by_row)


@pytest.mark.parametrize("plan", PLANS)
def test_the_examples_of(plan: str, by_row: Session, by_panel: PanelSession) -> None:
    catalogue = compiling.load(ROOT / "rules" / plan).catalogue
    assert catalogue is not None
    case = a_case(catalogue, intake.read([Path(ROOT / "examples" / plan)], catalogue))
    outcome = by_panels(case, by_panel)
    assert outcome.findings
    assert outcome == by_rows(case, by_row)
