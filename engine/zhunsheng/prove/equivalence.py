"""Proof that a change cannot be noticed by anybody: every probe is judged alike, word for word, in every year."""

from msgspec.structs import replace

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.prove.judge import Judge
from zhunsheng.prove.probes import grid, peopled_by


def proof(before: Catalogue, after: Catalogue, rule_id: str, judge: Judge) -> str | None:
    """Say how a changed rule is proven to be the same rule; None where it is not, or nothing proves it.

    Findings follow from judgements by policy. A change of scope, of policy or of units is never proven this way.
    """
    old, new = before.rules[rule_id], after.rules[rule_id]
    if before.policy != after.policy or (old.scope, old.members) != (new.scope, new.members):
        return None
    if any(before.indicators[key].units != after.indicators[key].units for key in before.indicators):
        return None
    probes = grid(before, after, rule_id)
    years = before.plan.period.years
    judged = [
        judge.judgements(peopled_by(each, rule_id, probes.places), probes.submission, years) for each in (before, after)
    ]
    if old.decimals != new.decimals:  # every judgement says of itself how it was rounded
        judged = [tuple(replace(each, decimals=None) for each in rows) for rows in judged]
    if judged[0] != judged[1]:
        return None
    return f"同判：{len(probes.places)} 组试探数在 {years[0]}—{years[-1]} 年逐字判定相同"
