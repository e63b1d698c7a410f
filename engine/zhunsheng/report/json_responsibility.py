"""Who is concerned by what was found, as the JSON document of `contract` holds it."""

from zhunsheng.report import contract
from zhunsheng.report import json_parts as parts
from zhunsheng.report.departments import owners
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.responsibility import supported_rules, unassigned


def responsibility(lookup: Lookup) -> contract.Responsibility:
    """List every department of the plan, or of a finding, and every leader."""
    leaders = lookup.evaluation.leaders
    plan = [each.id for each in lookup.catalogue.plan.departments]
    departments = tuple(dict.fromkeys((*plan, *owners(lookup))))
    named = leaders.leaders if leaders is not None else ()
    leader_of = {department: number for number, each in enumerate(named) for department in each.departments}
    found = lookup.evaluation.findings
    return contract.Responsibility(
        departments=_duties(lookup, departments, leader_of),
        leaders=None
        if leaders is None
        else [
            contract.Leader(
                post=parts.valid(each.post),
                name=parts.valid(each.name),
                departments=list(each.departments),
                findings=[finding.id for finding in found if finding.owner in each.departments],
            )
            for each in named
        ],
        unassigned=list(unassigned(lookup, leaders)) if leaders is not None else [],
        illustrative=leaders is not None and leaders.illustrative,
    )


def _duties(lookup: Lookup, departments: tuple[str, ...], leader_of: dict[str, int]) -> list[contract.Duty]:
    supported = {department: [rule.id for rule in rules] for department, rules in supported_rules(lookup).items()}
    owned: dict[str, dict[str, None]] = {}
    for judgement in lookup.evaluation.judgements:
        owned.setdefault(judgement.owner, {})[judgement.rule] = None
    found = lookup.evaluation.findings
    return [
        contract.Duty(
            department=each,
            leader=leader_of.get(each),
            rules=list(owned.get(each, ())),
            findings=[finding.id for finding in found if finding.owner == each],
            supports=supported.get(each, []),
            supported_findings=[finding.id for finding in found if finding.rule in supported.get(each, [])],
        )
        for each in departments
    ]
