"""Every change to a rule that matters: what a slip of the pen in the YAML, or a reading of the text, could make of it.

Each mutant is the catalogue with one change. A change that the language cannot write (a path for a milestone), or
that says the same thing (a growth rate as a yearly amount), is not made.
"""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.rule import Rule
from zhunsheng.prove.mutations import figures, places, policies, readings
from zhunsheng.prove.mutations.change import Change
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.subject import Subject


class Mutant(NamedTuple):
    """One change: a stable name, what it does in a few words, and the catalogue that has it.

    `policy` names the policy rule that was changed, if one was.
    """

    name: str
    told: str
    catalogue: Catalogue
    policy: str | None = None


def mutants(catalogue: Catalogue, rule_id: str) -> Iterator[Mutant]:
    """Change one rule of `catalogue` in every way that matters, one at a time."""
    held = Held(Subject(catalogue, catalogue.rules[rule_id]))
    for family in (figures.changes, readings.changes, places.changes):
        for change in family(held):
            yield Mutant(change.name, change.told, _with(catalogue, change.rule, change.indicators))
    for each in policies.of_rule(held):
        yield of_policy(catalogue, each)


def of_policy(catalogue: Catalogue, changed: policies.Changed) -> Mutant:
    """The catalogue with another policy."""
    other = msgspec.structs.replace(catalogue, policy=changed.policy)
    return Mutant(changed.name, changed.told, other, changed.rule)


def _with(catalogue: Catalogue, rule: Rule, changed: tuple[Indicator, ...]) -> Catalogue:
    indicators = {**catalogue.indicators, **{each.id: each for each in changed}}
    return msgspec.structs.replace(catalogue, rules={**catalogue.rules, rule.id: rule}, indicators=indicators)


__all__ = ["Change", "Mutant", "mutants", "of_policy"]
