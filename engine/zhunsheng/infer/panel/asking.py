"""Distinct vectors of classes through the room, and what matches in each of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from zhunsheng.infer import door, trouble
from zhunsheng.infer.draw import by_situation
from zhunsheng.infer.facts import Facts, Row, columns_of, tested_by
from zhunsheng.infer.keeper import Room
from zhunsheng.infer.panel import fitness
from zhunsheng.infer.panel.question import Question
from zhunsheng.infer.panel.reading import Look, Readers
from zhunsheng.infer.stratum import Memory, run
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.policy import PolicyRule, Stratum


class Vector(NamedTuple):
    """The verdicts of a group, by their classes; positions in it are those of its cells."""

    looks: Sequence[Look]
    classes: Sequence[int]


class Match(NamedTuple):
    """A policy rule, the position that it is about, and the positions matched beside it, ascending."""

    rule: PolicyRule
    position: int
    beside: tuple[int, ...]


class Asking:
    """Where questions go, and what came of them besides answers: `problems`, and how many `situations` there were."""

    def __init__(self, room: Room, memory: Memory, questions: dict[Stratum, Question]) -> None:
        self.room = room
        self.memory = memory
        self._questions = questions
        self.problems: list[Diagnostic] = []
        self.situations = 0

    def questions(self, stratum: Stratum, sample: Judgement, readers: Readers) -> list[Question]:
        """Ask of a stratum over judgements: of its rules of one pattern, and of those that join the same attributes.

        Rules that cannot be run are problems. `sample` is any judgement: it says which attributes are text.
        """
        columns = columns_of(stratum, readers)
        row = tuple([readers[name](sample) for name in columns])
        unknown = tuple(name for name in stratum.per if name not in readers)
        together: dict[tuple[str, ...], list[PolicyRule]] = {}
        for rule in self.admitted(stratum, Facts(columns, [row], [[0]], unknown)):
            if problem := fitness.objection(stratum, rule):
                self.problems.append(problem)
            else:
                tested = () if len(rule.patterns) == 1 else tuple(sorted(tested_by(rule)))
                together.setdefault(tested, []).append(rule)
        return [self.question(stratum, rules) for rules in together.values()]

    def question(self, stratum: Stratum, rules: Sequence[PolicyRule]) -> Question:
        """Put some rules of a stratum together."""
        together = msgspec.structs.replace(stratum, rules=tuple(rules))
        return self._questions.get(together) or self._questions.setdefault(together, Question(together))

    def admitted(self, stratum: Stratum, facts: Facts) -> list[PolicyRule]:
        """Return the rules that the door lets in; the others are problems."""
        rules = []
        for rule in stratum.rules:
            if complaint := door.objection(rule, facts):
                self.problems.append(trouble.refused(rule, complaint))
            else:
                rules.append(rule)
        return rules

    def matches(self, question: Question, vectors: Sequence[Vector]) -> list[list[Match]]:
        """Return what matches in each of `vectors`. Raises `EngineMissingError`, `RoomClosedError`."""
        rows: list[Row] = []
        origins: list[tuple[int, int]] = []
        groups = []
        for number, vector in enumerate(vectors):
            seen = [position for position, kind in enumerate(vector.classes) if kind]
            groups.append(range(len(rows), len(rows) + len(seen)))
            rows.extend(vector.looks[position].rows[vector.classes[position] - 1] for position in seen)
            origins.extend((number, position) for position in seen)
        outcome = run(question.stratum, Facts(question.reading.columns, rows, groups), self.room, self.memory)
        self.problems.extend(outcome.problems)
        self.situations += len(outcome.groups)
        found: list[list[Match]] = [[] for _ in vectors]
        for (rule, situation), about in by_situation(outcome.hits).items():
            for members in outcome.groups[situation]:
                for kind, company in about.items():
                    beside = sorted(number for other in company for number in members[other])
                    for number in members[kind]:
                        of, position = origins[number]
                        others = _positions(origins, beside, number)
                        found[of].append(Match(rule, position, others))
        return found


def _positions(origins: Sequence[tuple[int, int]], numbers: Iterable[int], but: int) -> tuple[int, ...]:
    return tuple([origins[number][1] for number in numbers if number != but])
