"""What the years before the limit mean for a rule, and every situation that one of its judgements can be in."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Target, Trajectory
from zhunsheng.prove.situations.amounts import ends
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.policy_words import Situation
from zhunsheng.prove.situations.subject import Subject


class Shape(StrEnum):
    """How an interim year is judged."""

    PACED = "paced"
    FLAT = "flat"
    """Base and limit are the same figure."""
    KEPT = "kept"
    WAITING = "waiting"
    """No path is promised."""
    NO_BASE = "no_base"
    CAPPED = "capped"
    """A sum with an upper end."""


class Interim(NamedTuple):
    """An interim year that stands for all of them, the limit that it is on the way to, and how it is judged."""

    year: int
    target: Target
    shape: Shape


def interim(held: Held) -> Interim | None:
    """The interim year to talk about; None where every year is due, base year or without a target."""
    subject = held.subject
    if subject.kind.year_by_year or subject.kind is Kind.MILESTONE:
        return None
    years = held.years_without(range(subject.period.start, held.last.year))
    if not years:
        return None
    year = years[min(2, len(years) - 1)] if years[-1] < held.first.year else years[0]
    target = held.by_year(year) or held.last
    return Interim(year, target, _shape(subject, target))


def interims(held: Held) -> Iterator[Interim]:
    """That year, and one for every other shape: on the way to another limit, years may be judged otherwise.

    Where no path is promised, also one on the way to a limit that the base satisfies, if others do not: a path would
    there be another one.
    """
    first = interim(held)
    if first is None:
        return
    seen = set()
    for year in (first.year, *held.years_without(range(held.subject.period.start, held.last.year))):
        target = held.by_year(year) or held.last
        shape = _shape(held.subject, target)
        make = (shape, shape is Shape.WAITING and _starts_within(held.subject, target))
        if make not in seen:
            seen.add(make)
            yield Interim(year, target, shape)


def _shape(subject: Subject, target: Target) -> Shape:
    rule = subject.rule
    if is_maintained(subject, target):
        return Shape.KEPT
    if subject.kind is Kind.FLOW and not target.operator.rising:
        return Shape.CAPPED
    if rule.trajectory is Trajectory.NONE or target.operator in (Operator.EQUAL, Operator.WITHIN):
        return Shape.WAITING
    if subject.kind is Kind.FLOW:
        return Shape.PACED if ends(target)[0] > 0 else Shape.FLAT
    if rule.base is None or rule.base.bound is not None:
        return Shape.NO_BASE
    return Shape.FLAT if rule.base.value == ends(target)[0] else Shape.PACED


def is_walked_from(held: Held) -> bool:
    """Whether a year on the way is held against the rule's base."""
    subject = held.subject
    if subject.rule.base is None or subject.kind is Kind.FLOW:
        return False
    kept = set() if subject.rule.trajectory is Trajectory.MAINTAIN else {Shape.KEPT}
    return any(between.shape in {Shape.PACED, Shape.FLAT} | kept for between in interims(held))


def is_maintained(subject: Subject, target: Target) -> bool:
    """Whether the base satisfies the limit already, so that the level is due every year."""
    rule = subject.rule
    if rule.trajectory is Trajectory.MAINTAIN:
        return True
    return rule.trajectory is not Trajectory.NONE and _starts_within(subject, target)


def _starts_within(subject: Subject, target: Target) -> bool:
    """Whether the base satisfies the limit for sure."""
    rule = subject.rule
    if rule.base is None or subject.kind is Kind.FLOW:
        return False
    start, bound, (low, high) = rule.base.value, rule.base.bound, ends(target)
    match target.operator:
        case Operator.AT_LEAST | Operator.ABOVE:
            above = start > low or (start == low and (target.operator is Operator.AT_LEAST or bound is Operator.ABOVE))
            return above and bound in (None, Operator.AT_LEAST, Operator.ABOVE)
        case Operator.AT_MOST | Operator.BELOW:
            below = start < high or (start == high and (target.operator is Operator.AT_MOST or bound is Operator.BELOW))
            return below and bound in (None, Operator.AT_MOST, Operator.BELOW)
    return bound is None and low <= start <= high


_STATUSES = {
    Shape.PACED: (
        (Status.BEHIND, Reason.PACE_BEHIND),
        (Status.FAR_BEHIND, Reason.PACE_FAR_BEHIND),
        (Status.REGRESSING, Reason.PACE_REGRESSING),
    ),
    Shape.FLAT: ((Status.REGRESSING, Reason.PACE_REGRESSING),),
    Shape.KEPT: ((Status.MISSED, Reason.LIMIT_MISSED),),
    Shape.WAITING: (),
    Shape.NO_BASE: ((Status.NOT_EVALUABLE, Reason.NO_BASE),),
    Shape.CAPPED: ((Status.MISSED, Reason.LIMIT_MISSED),),
}


def situations(held: Held) -> Iterator[Situation]:
    """List what can become of a single year of this rule, as far as policy may look at it."""
    subject = held.subject
    for target in held.targets:
        for status, reason in (
            (Status.MISSED, Reason.LIMIT_MISSED),
            (Status.NOT_REPORTED, Reason.NO_OBSERVATION),
            (Status.NOT_EVALUABLE, Reason.REFUSED),
        ):
            yield _situation(subject, status, reason, Phase.DUE, target.year)
    if interim(held) is None:
        return
    for year in held.years_without(range(subject.period.start, held.last.year)):
        shape = _shape(subject, held.by_year(year) or held.last)
        phase = Phase.STANDING if shape is Shape.KEPT else Phase.INTERIM
        for status, reason in (*_STATUSES[shape], (Status.NOT_REPORTED, Reason.NO_OBSERVATION)):
            if status is not Status.REGRESSING or subject.kind is not Kind.FLOW:
                yield _situation(subject, status, reason, phase, year)


def _situation(subject: Subject, status: Status, reason: Reason, phase: Phase, year: int) -> Situation:
    return Situation(subject.rule.nature, status, reason, phase, year - subject.period.base)
