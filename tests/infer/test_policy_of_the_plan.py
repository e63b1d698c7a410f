"""What the real plan's policy makes of judgements, through durable-rules."""

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.judgements import TITLES, judged

from zhunsheng.infer import infer
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.finding import Finding, JudgementKey
from zhunsheng.model.judgement import Judgement, Phase, Reason, Status


def drawn(catalogue: Catalogue, *judgements: Judgement) -> list[tuple[str, str, str, str, int]]:
    inferred = infer(catalogue, judgements)
    assert inferred.problems == ()
    return [(f.because.policy, f.kind.value, f.level.value, f.rule or f.owner, f.year) for f in inferred.findings]


@pytest.mark.parametrize(
    ("rule", "year", "status", "expected"),
    [
        ("sewage", 2025, "missed", ("binding-missed", "violation", "red")),
        ("sewage", 2025, "not_reported", ("binding-not-reported-when-due", "violation", "red")),
        ("sewage", 2022, "not_reported", ("binding-not-reported", "alert", "orange")),
        ("sewage", 2021, "regressing", ("binding-regressing", "alert", "red")),
        ("sewage", 2022, "far_behind", ("binding-far-behind-early", "alert", "orange")),
        ("sewage", 2023, "far_behind", ("binding-far-behind-late", "alert", "red")),
        ("sewage", 2024, "behind", ("binding-behind", "alert", "orange")),
        ("waste", 2025, "missed", ("anticipatory-missed", "alert", "orange")),
        ("waste", 2022, "regressing", ("anticipatory-regressing", "alert", "yellow")),
        ("waste", 2022, "far_behind", ("anticipatory-far-behind", "alert", "yellow")),
        ("waste", 2022, "behind", ("anticipatory-behind", "alert", "yellow")),
        ("waste", 2025, "not_reported", ("not-reported", "alert", "yellow")),
        ("land", 2025, "missed", ("task-missed", "alert", "orange")),
        ("land", 2023, "behind", ("task-behind", "alert", "yellow")),
        ("land", 2023, "not_reported", ("not-reported", "alert", "yellow")),
        ("sewage", 2025, "not_evaluable", ("not-evaluable", "notice", "blue")),
    ],
)
def test_one_judgement(catalogue: Catalogue, rule: str, year: int, status: str, expected: tuple[str, str, str]) -> None:
    assert drawn(catalogue, judged(rule, year, status)) == [(*expected, rule, year)]


@pytest.mark.parametrize("rule", ["sewage", "waste", "land"])
@pytest.mark.parametrize("status", ["met", "on_track", "pending", "not_due", "waived"])
def test_nobody_is_accused_of_anything_else(catalogue: Catalogue, rule: str, status: str) -> None:
    assert drawn(catalogue, judged(rule, 2025, status)) == []


def test_a_standing_level_broken_in_any_year_is_a_violation(catalogue: Catalogue) -> None:
    found = drawn(catalogue, judged("sewage", 2022, "missed", phase=Phase.STANDING))
    assert found == [("binding-missed", "violation", "red", "sewage", 2022)]


NOT_DONE = ("task-missed", "alert", "orange")


@pytest.mark.parametrize(
    ("rule", "status", "reason", "phase", "expected"),
    [
        ("platform", "not_due", Reason.NO_TRAJECTORY, Phase.INTERIM, None),
        ("platform", "met", Reason.ALREADY_MET, Phase.INTERIM, None),
        ("platform", "missed", Reason.LIMIT_MISSED, Phase.DUE, NOT_DONE),
        ("platform", "not_reported", Reason.NO_OBSERVATION, Phase.DUE, ("not-reported", "alert", "yellow")),
        ("platform", "not_evaluable", Reason.REFUSED, Phase.DUE, ("not-evaluable", "notice", "blue")),
        ("paddies", "not_due", Reason.NO_TARGET_THIS_YEAR, Phase.INTERIM, None),
        ("paddies", "missed", Reason.LIMIT_MISSED, Phase.DUE, NOT_DONE),
        ("paddies", "not_evaluable", Reason.NO_ROSTER, Phase.DUE, ("not-evaluable", "notice", "blue")),
        ("paddies", "not_due", Reason.BASE_YEAR, Phase.BASE, None),
        ("ppp", "pending", Reason.NO_BENCHMARK, Phase.INTERIM, None),
    ],
)
def test_milestones_amounts_and_benchmarks(
    catalogue: Catalogue, rule: str, status: str, reason: Reason, phase: Phase, expected: tuple[str, str, str] | None
) -> None:
    found = drawn(catalogue, judged(rule, 2022, status, reason=reason, phase=phase))
    assert found == ([] if expected is None else [(*expected, rule, 2022)])


def test_places_that_nobody_has_named_are_a_notice_to_the_owner(catalogue: Catalogue) -> None:
    nobody = judged("paddies", 2022, "not_evaluable", reason=Reason.NO_ROSTER, phase=Phase.DUE)
    [notice] = infer(catalogue, [nobody]).findings
    assert (notice.owner, notice.entity) == ("自然资源局", "jianghai")
    assert "名册尚未报来" in notice.message.zh


def test_a_milestone_that_is_not_done_is_told_every_year_it_stands(catalogue: Catalogue) -> None:
    years = [judged("platform", year, "missed", phase=Phase.DUE, reason=Reason.LIMIT_MISSED) for year in (2022, 2023)]
    assert [row for row in drawn(catalogue, *years) if row[0] == "task-missed"] == [
        (*NOT_DONE, "platform", 2022),
        (*NOT_DONE, "platform", 2023),
    ]


def test_an_amount_missed_two_years_running_but_not_after_a_year_without_a_target(catalogue: Catalogue) -> None:
    def running(*statuses: str) -> list[int]:
        rows = [judged("paddies", 2021 + n, status) for n, status in enumerate(statuses)]
        return [year for policy, *_, year in drawn(catalogue, *rows) if policy == "off-target-two-years-running"]

    assert running("missed", "missed", "met") == [2022]
    assert running("missed", "not_due", "missed") == []


def test_a_milestone_taken_back_is_both_not_done_and_a_relapse(catalogue: Catalogue) -> None:
    found = drawn(catalogue, judged("platform", 2023, "missed", phase=Phase.DUE, relapsed=True, first_met=2022))
    assert sorted(row[0] for row in found) == ["relapse", "task-missed"]


def test_two_years_running(catalogue: Catalogue) -> None:
    years = [judged("waste", year, "behind") for year in (2021, 2022, 2024)]
    other_place = judged("waste", 2023, "behind", entity="lile")
    inferred = infer(catalogue, [*years, other_place])
    running = [f for f in inferred.findings if f.because.policy == "off-target-two-years-running"]
    assert [(f.rule, f.year) for f in running] == [("waste", 2022)]
    assert running[0].because.judgements == (
        JudgementKey("waste", "jianghai", 2021),
        JudgementKey("waste", "jianghai", 2022),
    )
    assert running[0].because.stratum == "over-the-years"


def test_relapse(catalogue: Catalogue) -> None:
    found = drawn(catalogue, judged("waste", 2023, "on_track", relapsed=True))
    assert found == [("relapse", "alert", "orange", "waste", 2023)]


def test_three_alerts_of_one_department_in_a_year(catalogue: Catalogue) -> None:
    three = [judged(rule, 2022, "behind") for rule in ("sewage", "green", "waste")]
    another_department = judged("places", 2022, "behind")
    another_year = judged("sewage", 2024, "behind")
    inferred = infer(catalogue, [*three, another_department, another_year])
    [load] = [f for f in inferred.findings if f.because.policy == "three-alerts-in-a-department"]
    assert (load.rule, load.source, load.owner, load.entity, load.year) == (None, None, "城管局", "jianghai", 2022)
    alerts = {f.id for f in inferred.findings if f.owner == "城管局" and f.year == 2022} - {load.id}
    assert load.because.findings == tuple(sorted(alerts))
    assert load.because.judgements == ()


def test_alerts_are_counted_by_rule_not_by_finding_or_place(catalogue: Catalogue) -> None:
    several = [judged("sewage", year, "behind", entity=e) for year in (2021, 2022) for e in ("jianghai", "lile")]
    assert "three-alerts-in-a-department" not in {row[0] for row in drawn(catalogue, *several)}


def test_a_finding_names_rule_owner_source_and_starts_as_new(catalogue: Catalogue) -> None:
    [finding] = infer(catalogue, [judged("sewage", 2025, "missed", entity="lile")]).findings
    assert (finding.owner, finding.entity, finding.source) == ("城管局", "lile", catalogue.rules["sewage"].source)
    assert finding.because.text.zh == "约束性指标未达目标"
    assert finding.because.judgements == (JudgementKey("sewage", "lile", 2025),)
    assert finding.state == "new"


def test_order_is_gravest_first_then_year_then_whom_it_concerns(catalogue: Catalogue) -> None:
    found = drawn(
        catalogue,
        judged("waste", 2022, "behind"),
        judged("sewage", 2023, "regressing"),
        judged("green", 2025, "missed"),
        judged("green", 2023, "regressing"),
        judged("sewage", 2021, "regressing"),
        judged("places", 2025, "missed"),
    )
    assert [row[1:] for row in found] == [
        ("violation", "red", "green", 2025),
        ("alert", "red", "sewage", 2021),
        ("alert", "red", "green", 2023),
        ("alert", "red", "sewage", 2023),
        ("alert", "orange", "places", 2025),
        ("alert", "yellow", "waste", 2022),
    ]


def test_no_judgements_no_findings(catalogue: Catalogue) -> None:
    assert infer(catalogue, []).findings == ()


FIELD = st.sampled_from([status.value for status in Status])


@settings(max_examples=15, deadline=None)
@given(
    statuses=st.lists(FIELD, min_size=len(TITLES) * 5, max_size=len(TITLES) * 5),
    relapsed=st.integers(0, 2 ** (len(TITLES) * 5) - 1),
    seed=st.integers(),
)
def test_the_order_of_judgements_does_not_matter(
    catalogue: Catalogue, statuses: list[str], relapsed: int, seed: int
) -> None:
    keys = [(rule, year) for rule in TITLES for year in range(2021, 2026)]
    judgements = [
        judged(rule, year, status, relapsed=bool(relapsed >> n & 1))
        for n, ((rule, year), status) in enumerate(zip(keys, statuses, strict=True))
    ]
    straight = infer(catalogue, judgements)
    random.Random(seed).shuffle(judgements)  # noqa: S311 - not for secrets
    assert msgspec.json.encode(infer(catalogue, judgements)) == msgspec.json.encode(straight)
    assert repeated(straight.findings) == []


def repeated(findings: tuple[Finding, ...]) -> list[str]:
    ids = [finding.id for finding in findings]
    return sorted({one for one in ids if ids.count(one) > 1})
