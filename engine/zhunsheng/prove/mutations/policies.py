"""Changes to what policy makes of a rule's own judgements: another level, another kind of conclusion."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.policy import Facts, Policy, PolicyRule
from zhunsheng.prove.situations import policy_words
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.shape import situations


class Changed(NamedTuple):
    """A change of the policy rule `rule`: its name, what it does, and the policy that has it."""

    name: str
    told: str
    rule: str
    policy: Policy


def of_rule(held: Held) -> Iterator[Changed]:
    """Change each policy rule that concludes something from a single year of this rule."""
    policy = held.subject.catalogue.policy
    within_a_year = {rule.id for rule in _within_a_year(policy)}
    fired = dict.fromkeys(rule.id for situation in situations(held) for rule in policy_words.fired(policy, situation))
    for rule_id in fired:
        if rule_id in within_a_year:
            yield from _changed(policy, rule_id)


def over_the_years(policy: Policy) -> Iterator[Changed]:
    """Change each policy rule that looks at several years or several rules: no rule's own feature can show those."""
    within_a_year = {rule.id for rule in _within_a_year(policy)}
    for stratum in policy.strata:
        for rule in stratum.rules:
            if rule.id not in within_a_year:
                yield from _changed(policy, rule.id)


def _within_a_year(policy: Policy) -> Iterator[PolicyRule]:
    for stratum in policy.strata:
        if stratum.facts is Facts.JUDGEMENTS and "year" in stratum.per:
            yield from stratum.rules


def _changed(policy: Policy, rule_id: str) -> Iterator[Changed]:
    levels, kinds = list(Level), list(FindingKind)
    (rule,) = [rule for stratum in policy.strata for rule in stratum.rules if rule.id == rule_id]
    level = levels[(levels.index(rule.level) + 1) % len(levels)]
    kind = kinds[(kinds.index(rule.kind) + 1) % len(kinds)]
    for word, other, changed in (
        ("level", level.value, replace(rule, level=level)),
        ("kind", kind.value, replace(rule, kind=kind)),
    ):
        told = f"政策“{rule.because.zh}”改为{other}"
        yield Changed(f"policy-{word}-{rule_id}", told, rule_id, _with(policy, changed))


def _with(policy: Policy, changed: PolicyRule) -> Policy:
    strata = tuple(
        replace(stratum, rules=tuple(changed if rule.id == changed.id else rule for rule in stratum.rules))
        for stratum in policy.strata
    )
    return replace(policy, strata=strata)
