"""Places that a policy knows by name are looked at by themselves; it cannot tell the others apart."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from zhunsheng.infer.panel.codes import OUTCOMES
from zhunsheng.model.judgement import Phase
from zhunsheng.model.outcome import STATUSES
from zhunsheng.model.panel import Panel
from zhunsheng.model.places import Ids
from zhunsheng.model.policy import Constant, Joined, Policy
from zhunsheng.model.rule import Nature, Rule


def told_apart(policy: Policy, panel: Panel, ids: Ids) -> Iterator[tuple[NDArray[np.intp], str]]:
    """Cut a panel's places into such that `policy` cannot tell apart: positions, and the id that stands for theirs.

    `ids` are those of the places of its cube.
    """
    tests = [test for stratum in policy.strata for rule in stratum.rules for p in rule.patterns for test in p.tests]
    named = {str(t.value) for t in tests if isinstance(t, Constant) and t.attribute == "entity"}
    if any(isinstance(t, Joined) and t.attribute != t.other_attribute and "entity" in _both(t) for t in tests):
        named |= _words(panel.rules)  # one that compares a place with a department, say
    places = enumerate(panel.places.tolist()) if named else ()
    by_name = {ids[place]: position for position, place in places if ids[place] in named}
    others = np.ones(len(panel.places), np.bool_)
    others[list(by_name.values())] = False
    if others.any():
        yield np.flatnonzero(others), "\0" * (1 + max(map(len, named), default=0))  # longer than any name
    for place, position in by_name.items():
        yield np.array([position]), place


def _both(test: Joined) -> tuple[str, str]:
    return test.attribute, test.other_attribute


def _words(rules: Sequence[Rule]) -> set[str]:
    """List whatever other attributes of judgements that hold text can say."""
    said = {word for rule in rules for word in (rule.id, rule.indicator, rule.owner)}
    return said | {"yes", "no", *map(str, (*Nature, *Phase, *STATUSES)), *(str(reason) for reason, _ in OUTCOMES)}
