"""What holds of any two results: random rules, random figures, and what somebody may have changed in either."""

import random
from collections import Counter
from decimal import Decimal

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.random_plans import Case, cases

from zhunsheng import compare
from zhunsheng.evaluate import evaluate
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.change import Cause, CauseKind, Change, Comparison, Fate, Part, RowKey, Shift, Side, Turn
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Because, Finding, FindingKind, JudgementKey, Level
from zhunsheng.model.indicator import parts
from zhunsheng.model.judgement import OFF_TARGET, Judgement, Status
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Observation, Submission
from zhunsheng.model.text import Text

YEARS = (2021, 2022, 2023, 2024, 2025)
LABEL = Text("甲", "one")
MIRRORED = {Fate.APPEARED: Fate.DISAPPEARED, Fate.DISAPPEARED: Fate.APPEARED}
TURNED = {Turn.NEW: Turn.GONE, Turn.GONE: Turn.NEW, Turn.GRAVER: Turn.MILDER, Turn.MILDER: Turn.GRAVER}


def finding(judgement: Judgement) -> Finding:
    missed = judgement.status is Status.MISSED
    key = JudgementKey(judgement.rule, judgement.entity, judgement.year)
    return Finding(
        id=f"{key.rule}{key.entity}{key.year}",
        kind=FindingKind.VIOLATION if missed else FindingKind.ALERT,
        level=Level.RED if missed else Level.YELLOW,
        rule=key.rule,
        entity=key.entity,
        year=key.year,
        owner=judgement.owner,
        message=Text("说明", "says"),
        because=Because(policy="off", stratum="one", text=Text("理由", "why"), judgements=(key,)),
        source=None,
    )


def judged(catalogue: Catalogue, submission: Submission) -> Evaluation:
    judgements = evaluate(catalogue, submission, YEARS)
    return Evaluation(
        catalogue=catalogue,
        years=YEARS,
        submission=submission,
        judgements=tuple(judgements),
        findings=tuple(finding(each) for each in judgements if each.status in OFF_TARGET),
        problems=(),
    )


def side(catalogue: Catalogue, submission: Submission) -> Side:
    return compare.of_evaluation(judged(catalogue, submission), LABEL)


def corrected(submission: Submission, seed: int) -> Submission:
    """Withdraw some figures and targets, restate others, let refused ones pass."""
    chance = random.Random(seed)  # noqa: S311
    share = chance.choice((0.1, 0.5, 1.0))

    def restated(seen: Observation) -> Observation:
        if chance.random() > share:
            return seen
        value = seen.value + chance.choice((1, -1, Decimal("0.01"), 40))
        return msgspec.structs.replace(seen, value=value, text=str(value), at=Location(file="later.csv", line=2))

    return msgspec.structs.replace(
        submission,
        observations=tuple(restated(each) for each in submission.observations if chance.random() > share / 4),
        issued=tuple(each for each in submission.issued if chance.random() > share / 2),
        refusals=tuple(each for each in submission.refusals if chance.random() > share / 2),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Side, Side]:
    """Two results: other figures, other rules, or both."""
    (catalogue, submission), seed = draw(cases()), draw(st.integers(0, 2**32))
    new_catalogue, what = catalogue, draw(st.sampled_from(("figures", "rules", "both")))
    if what != "figures":
        other: Case = draw(cases())
        new_catalogue = msgspec.structs.replace(other[0], digest="other")
    new_submission = submission if what == "rules" else corrected(submission, seed)
    return side(catalogue, submission), side(new_catalogue, new_submission)


def mirrored(change: Change) -> tuple[object, ...]:
    fate = MIRRORED.get(change.fate, change.fate)
    return change.key, fate, change.new, change.old, Counter(map(swapped, change.causes))


def plain(change: Change) -> tuple[object, ...]:
    return change.key, change.fate, change.old, change.new, Counter(map(str, change.causes))


def swapped(cause: Cause) -> str:
    return str(msgspec.structs.replace(cause, old=cause.new, new=cause.old))


def turned(shift: Shift) -> Shift:
    return msgspec.structs.replace(
        shift, turn=TURNED.get(shift.turn, shift.turn), old=shift.new, new=shift.old, owner=""
    )


def owned_by_nobody(shift: Shift) -> Shift:
    return msgspec.structs.replace(shift, owner="")


def by_key(changes: tuple[Change, ...]) -> dict[RowKey, Change]:
    return {change.key: change for change in changes}


@given(cases())
@settings(max_examples=30, deadline=None)
def test_a_result_differs_in_nothing_from_itself(case: Case) -> None:
    one = side(*case)
    same = compare.compare(one, one)
    assert (same.changes, same.shifts, same.same) == ((), (), len(one.rows))


@given(pairs())
@settings(max_examples=60, deadline=None)
def test_swapping_the_sides_mirrors_every_change(sides: tuple[Side, Side]) -> None:
    there, back = compare.compare(*sides), compare.compare(*reversed(sides))
    assert there.same == back.same
    assert {c.key: mirrored(c) for c in there.changes} == {c.key: plain(c) for c in back.changes}
    assert [turned(each) for each in there.shifts] == [owned_by_nobody(each) for each in back.shifts]


@given(pairs(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_input_does_not_matter(sides: tuple[Side, Side], chance: random.Random) -> None:
    def shuffled(one: Side) -> Side:
        rows, found = list(one.rows), list(one.found)
        chance.shuffle(rows)
        chance.shuffle(found)
        return msgspec.structs.replace(one, rows=tuple(rows), found=tuple(found))

    def said(comparison: Comparison) -> tuple[object, ...]:
        return comparison.same, comparison.changes, comparison.shifts

    assert said(compare.compare(*sides)) == said(compare.compare(shuffled(sides[0]), shuffled(sides[1])))


@given(pairs())
@settings(max_examples=120, deadline=None)
def test_every_change_has_a_cause_that_is_there(sides: tuple[Side, Side]) -> None:
    """Where catalogues and data of both sides are at hand, nothing remains unexplained."""
    compared = compare.compare(*sides)
    for change in compared.changes:
        assert change.causes
        assert all(cause.kind is not CauseKind.UNSEEN for cause in change.causes), (change.key, change.causes)
        assert all(cause.old != cause.new for cause in change.causes if cause.kind in SHOWN), (
            change.key,
            change.causes,
        )
    assert compared.same + len(compared.changes) == len({(r.rule, r.entity, r.year) for s in sides for r in s.rows})


SHOWN = {CauseKind.RULE, CauseKind.FIGURE, CauseKind.REFUSED, CauseKind.ISSUED, CauseKind.BENCHMARK}


@given(cases(), st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_what_is_said_to_be_enough_is_enough(case: Case, seed: int) -> None:
    catalogue, submission = case
    later = corrected(submission, seed)
    mixed = {
        Part.FIGURES: msgspec.structs.replace(later, issued=submission.issued),
        Part.ISSUED: msgspec.structs.replace(submission, issued=later.issued),
    }
    statuses = {
        part: {RowKey(j.rule, j.entity, j.year): j.status for j in judged(catalogue, data).judgements}
        for part, data in mixed.items()
    }
    compared = compare.compare(side(catalogue, submission), side(catalogue, later), statuses)
    for change in compared.changes:
        assert change.new is not None
        for part in change.enough if change.fate is Fate.FLIPPED else ():
            assert statuses[part][change.key] is change.new.status


@given(cases(), st.sampled_from(YEARS), st.sampled_from(YEARS))
@settings(max_examples=60, deadline=None)
def test_two_years_are_told_apart_by_the_year_and_nothing_of_the_rule(case: Case, first: int, last: int) -> None:
    evaluation = judged(*case)
    sides = [compare.of_evaluation(evaluation, LABEL, (year,)) for year in (first, last)]
    compared = compare.compare(*sides)
    assert compared.by_year == (first != last)
    for change in compared.changes:
        kinds = {cause.kind for cause in change.causes}
        assert CauseKind.YEAR in kinds
        assert not kinds & {CauseKind.RULE, CauseKind.ISSUED, CauseKind.BENCHMARK}
    if first == last:
        assert compared.changes == ()


@settings(max_examples=300, deadline=None)
@given(cases(), st.sampled_from(YEARS), st.sampled_from(YEARS))
def test_figures_put_into_another_year_are_those_figures(case: Case, year: int, source_year: int) -> None:
    """What is judged in a year is then what was judged in the other one: value, bound, and whether there is any."""
    catalogue, submission = case
    made = compare.relabelled(catalogue, submission, year, submission, source_year)
    before = {(j.rule, j.entity): j for j in evaluate(catalogue, submission, YEARS) if j.year == source_year}
    after = {(j.rule, j.entity): j for j in evaluate(catalogue, made.submission, YEARS) if j.year == year}
    for key, judgement in after.items():
        of = parts(catalogue.indicators, judgement.indicator)
        if not any((part, judgement.entity) in made.unclear for part in of):
            assert (judgement.value, judgement.bound) == (before[key].value, before[key].bound)
            assert year != source_year or judgement.status is before[key].status
