"""What policy rules can tell apart: which outcomes matter to them, and which look the same."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.facts import Cell, Row, tested_by
from zhunsheng.infer.panel.codes import CHANGING, OUTCOMES
from zhunsheng.infer.recheck import compares
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.outcome import STATUS_OF
from zhunsheng.model.policy import Constant, Joined, PolicyRule

Readers = Mapping[str, Callable[[Judgement], Cell]]
Still = tuple[tuple[str, Cell], ...]
"""What is known of a verdict before its outcome, as it is read."""


class Look(NamedTuple):
    """How the verdicts of a rule and year look: `classes` gives each code its class, 0 where no pattern fits.

    `rows` are the facts that stand for the classes from 1 on.
    """

    classes: NDArray[Any]
    rows: tuple[Row, ...]


class Reading:
    """Policy rules of one stratum, all of which the door lets in, and the attributes that they test.

    Values that every test against a constant treats alike, and that are joined with nothing, are read as one of them:
    whether a year is the third or the fourth matters to nobody who asks for the third or a later one.
    """

    def __init__(self, rules: tuple[PolicyRule, ...]) -> None:
        self.rules = rules
        self.columns = tuple(sorted(frozenset[str]().union(*map(tested_by, rules))))
        self._staying = [name for name in self.columns if name not in CHANGING]
        self._patterns = [_constants(pattern.tests) for rule in rules for pattern in rule.patterns]
        tests = [test for rule in rules for pattern in rule.patterns for test in pattern.tests]
        joins = [test for test in tests if isinstance(test, Joined)]
        self._joined = {name for join in joins for name in (join.attribute, join.other_attribute)}
        self._constants = _constants(tests)
        self._alike: dict[tuple[str, tuple[bool, ...]], Cell] = {}
        self._read: dict[tuple[str, Cell], Cell] = {}
        self._looks: dict[tuple[Still, ...], Look] = {}
        self._changing: list[dict[str, Cell]] = []

    def alike(self, attribute: str, value: Cell) -> Cell:
        """Return what `value` is read as: the first value met that no rule can tell from it."""
        if attribute in self._joined:
            return value
        if (attribute, value) not in self._read:
            passed = tuple(compares(value, test) for test in self._constants if test.attribute == attribute)
            self._read[attribute, value] = self._alike.setdefault((attribute, passed), value)
        return self._read[attribute, value]

    def look(self, stand_ins: Sequence[Judgement], readers: Readers) -> Look:
        """Return how verdicts look that are like `stand_ins`, one for each course of phases, but for their outcome."""
        names = self._staying
        still = tuple([tuple([(name, self.alike(name, readers[name](each))) for name in names]) for each in stand_ins])
        if still not in self._looks:
            self._looks[still] = self._new_look(still, self._outcomes(stand_ins[0], readers))
        return self._looks[still]

    def _new_look(self, courses: Sequence[Still], outcomes: Sequence[dict[str, Cell]]) -> Look:
        numbers: dict[Row, int] = {}
        rows: list[Row] = []
        classes = []
        for still in courses:
            for outcome in outcomes:
                fact = dict(still) | outcome
                row = tuple([fact[name] for name in self.columns])
                if row not in numbers:
                    fits = any(all(compares(fact[t.attribute], t) for t in p) for p in self._patterns)
                    rows += [row] if fits else []
                    numbers[row] = len(rows) if fits else 0
                classes.append(numbers[row])
        return Look(np.array(classes, np.min_scalar_type(len(rows))), tuple(rows))

    def _outcomes(self, stand_in: Judgement, readers: Readers) -> list[dict[str, Cell]]:
        names = [name for name in self.columns if name in CHANGING]
        for reason, relapsed in OUTCOMES if not self._changing else ():
            judgement = msgspec.structs.replace(stand_in, status=STATUS_OF[reason], reason=reason, relapsed=relapsed)
            self._changing.append({name: self.alike(name, readers[name](judgement)) for name in names})
        return self._changing


def _constants(tests: Sequence[Constant | Joined]) -> list[Constant]:
    return [test for test in tests if isinstance(test, Constant)]
