"""One stratum through the room: what matched, and which policy rules could not be run."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zhunsheng.infer import door, trouble
from zhunsheng.infer.facts import Facts
from zhunsheng.infer.keeper import RequestFailedError, Room
from zhunsheng.infer.recheck import holds
from zhunsheng.infer.situation import Members, Situation, situations
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.policy import PolicyRule, Stratum


class Hit(NamedTuple):
    """A rule that matches in a situation (by number): the class that each of its patterns matched."""

    rule: PolicyRule
    situation: int
    classes: tuple[int, ...]


class Run(NamedTuple):
    """The outcome of a stratum: hits without repetition, in no order that means anything.

    `groups` lists, for each situation, the groups that are in it.
    """

    hits: tuple[Hit, ...]
    groups: Sequence[Sequence[Members]]
    problems: tuple[Diagnostic, ...]


def run(stratum: Stratum, facts: Facts, room: Room) -> Run:
    """Infer each distinct situation of `facts` once. Raises `EngineMissingError`, `RoomClosedError`."""
    if not facts.rows:
        return Run((), (), ())
    problems: list[Diagnostic] = []
    admitted: list[PolicyRule] = []
    for rule in stratum.rules:
        if complaint := door.objection(rule, facts):
            problems.append(trouble.refused(rule, complaint))
        else:
            admitted.append(rule)
    found = situations(stratum, facts)
    groups = tuple(found.values())
    hits: set[Hit] = set()
    for ruleset in door.rulesets(admitted):
        matched, failures = _careful(ruleset, facts.columns, tuple(found), room)
        hits.update(matched)
        problems.extend(failures)
    believed, wrong = _recheck(hits, groups, facts)
    problems.extend(trouble.mismatch(rule) for rule in stratum.rules if rule in wrong)
    return Run(tuple(believed), groups, tuple(problems))


def _careful(
    rules: Sequence[PolicyRule], columns: Sequence[str], asked: Sequence[Situation], room: Room
) -> tuple[set[Hit], list[Diagnostic]]:
    """Run `rules` together; should that fail, each alone, so that one broken rule costs only its own conclusions."""
    try:
        return set(_hits(rules, columns, asked, room)), []
    except RequestFailedError as failure:
        together = failure
    hits: set[Hit] = set()
    problems = []
    for rule in rules:
        try:
            hits.update(_hits([rule], columns, asked, room))
        except RequestFailedError as failure:
            problems.append(trouble.failed(rule, failure.why))
    return hits, problems or [trouble.unsteady(rules, together.why)]


def _hits(rules: Sequence[PolicyRule], columns: Sequence[str], asked: Sequence[Situation], room: Room) -> Iterator[Hit]:
    for batch in door.batches(asked):
        crossing = door.Crossing(rules, columns, batch)
        for match in room.ask(crossing.request):
            yield Hit(*crossing.meaning(match))


def _recheck(
    hits: Iterable[Hit], groups: Sequence[Sequence[Members]], facts: Facts
) -> tuple[list[Hit], list[PolicyRule]]:
    """Test each hit on the facts of the first group that it maps to, as they were before they became a situation."""
    believed, wrong = [], []
    for hit in hits:
        members = groups[hit.situation][0]
        matched = [facts.rows[members[number][0]] for number in hit.classes]
        if holds(hit.rule, [dict(zip(facts.columns, row, strict=True)) for row in matched]):
            believed.append(hit)
        else:
            wrong.append(hit.rule)
    return believed, wrong
