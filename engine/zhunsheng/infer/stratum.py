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


Answers = dict[Situation, list[tuple[PolicyRule, tuple[int, ...]]]]
"""What matched in each situation: the rule, and the class that each of its patterns matched."""

Memory = dict[tuple[tuple[PolicyRule, ...], tuple[str, ...]], Answers]
"""Answers given so far, by ruleset and columns. Situations never see each other, so each need be asked only once."""


def run(stratum: Stratum, facts: Facts, room: Room, memory: Memory | None = None) -> Run:
    """Infer each distinct situation of `facts` once; what `memory` knows is not asked again, and it learns the rest.

    Raises `EngineMissingError`, `RoomClosedError`.
    """
    if not facts.rows:
        return Run((), (), ())
    asking = _Asking(facts.columns, room, {} if memory is None else memory)
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
        matched, failures = _careful(ruleset, tuple(found), asking)
        hits.update(matched)
        problems.extend(failures)
    believed, wrong = _recheck(hits, groups, facts)
    problems.extend(trouble.mismatch(rule) for rule in stratum.rules if rule in wrong)
    return Run(tuple(believed), groups, tuple(problems))


class _Asking(NamedTuple):
    """Where the questions of a stratum go."""

    columns: tuple[str, ...]
    room: Room
    memory: Memory

    def hits(self, rules: Sequence[PolicyRule], asked: Sequence[Situation]) -> Iterator[Hit]:
        """Find what matches. Raises what `Room.ask` raises; only whole answers are remembered."""
        known = self.memory.setdefault((tuple(rules), self.columns), {})
        for batch in door.batches([situation for situation in asked if situation not in known]):
            crossing = door.Crossing(rules, self.columns, batch)
            answers: Answers = {situation: [] for situation in batch.values()}
            for match in self.room.ask(crossing.request):
                rule, number, classes = crossing.meaning(match)
                answers[batch[number]].append((rule, classes))
            known.update(answers)
        for number, situation in enumerate(asked):
            for rule, classes in known[situation]:
                yield Hit(rule, number, classes)


def _careful(
    rules: Sequence[PolicyRule], asked: Sequence[Situation], asking: _Asking
) -> tuple[set[Hit], list[Diagnostic]]:
    """Run `rules` together; should that fail, each alone, so that one broken rule costs only its own conclusions."""
    try:
        return set(asking.hits(rules, asked)), []
    except RequestFailedError as failure:
        together = failure
    hits: set[Hit] = set()
    problems = []
    for rule in rules:
        try:
            hits.update(asking.hits([rule], asked))
        except RequestFailedError as failure:
            problems.append(trouble.failed(rule, failure.why))
    return hits, problems or [trouble.unsteady(rules, together.why)]


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
