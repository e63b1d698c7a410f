"""A compiled plan: checked, frozen, ready to judge."""

from collections.abc import Sequence

import msgspec

from zhunsheng.model.assessment import Assessment
from zhunsheng.model.checkup import Checkup
from zhunsheng.model.escalation import Escalation
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.ledger import Terms
from zhunsheng.model.plan import Place, Plan
from zhunsheng.model.policy import Facts, Policy
from zhunsheng.model.rule import Rule
from zhunsheng.model.validation import Check

DEFAULT_TERMS = Terms(days={}, default=60)
"""Where no ledger.yaml says otherwise."""


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a check needs of one plan. `digest` is the SHA-256 of the files that it was compiled from.

    `indicators` and `rules` are keyed by id, in the order of the files. `known_units` lists every unit spelling
    of the registry, so that intake can tell a misspelt unit from one that measures something else.
    `checks` are those on the data themselves (数据审核), in the order of the files. `terms` say how long a department
    has to put right what was found (整改期限), `escalation` when that is taken further (督办). `assessment` is None
    where the plan declares none (考核), `checkup` likewise (城市体检).
    """

    plan: Plan
    indicators: dict[str, Indicator]
    rules: dict[str, Rule]
    policy: Policy
    known_units: tuple[str, ...]
    digest: str
    checks: tuple[Check, ...] = ()
    terms: Terms = DEFAULT_TERMS
    escalation: Escalation = Escalation()
    assessment: Assessment | None = None
    checkup: Checkup | None = None


def peopled(catalogue: Catalogue, roster: Sequence[Place]) -> Catalogue:
    """Return the catalogue with the places of a roster (名册) added, and every scope by level and kind filled.

    A rule whose members no roster names keeps an empty scope: it is judged `not_evaluable`, never passed over.
    """
    if not roster and not any(rule.members for rule in catalogue.rules.values()):
        return catalogue
    plan = msgspec.structs.replace(catalogue.plan, places=(*catalogue.plan.places, *roster))
    rules = {key: _with_members(rule, plan.places) for key, rule in catalogue.rules.items()}
    return msgspec.structs.replace(catalogue, plan=plan, rules=rules)


def of_place(catalogue: Catalogue, place: str) -> Catalogue:
    """Return the catalogue as far as it speaks of one place: its rules, and the policy about its own findings.

    Rosters must be filled in already. What counts findings over all places needs all of them, and is left out.
    """
    rules = {
        key: msgspec.structs.replace(rule, scope=(place,), members=None)
        for key, rule in catalogue.rules.items()
        if place in rule.scope
    }
    strata = [each for each in catalogue.policy.strata if each.facts is not Facts.TALLIES or "entity" in each.per]
    return msgspec.structs.replace(catalogue, rules=rules, policy=Policy(strata=tuple(strata)))


def _with_members(rule: Rule, places: Sequence[Place]) -> Rule:
    members = rule.members
    if members is None:
        return rule
    meant = (p.id for p in places if p.level == members.level and members.kind in (None, p.kind))
    return msgspec.structs.replace(rule, scope=tuple(meant))
