"""Which policy rules a bulk run can draw: it goes place by place, so that nothing may join two of them."""

from zhunsheng.infer.facts import judgement_attributes
from zhunsheng.infer.panel.codes import CHANGING
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.policy import Facts, Joined, PolicyRule, Stratum
from zhunsheng.model.text import Text

GROUPING = frozenset(judgement_attributes(0)) - CHANGING - {"phase"}
"""Attributes of judgements that groups can be made by before anything was judged."""


def unfit(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Tell which policy rules of `catalogue` cannot be drawn place by place, before anything is judged."""
    judging = (stratum for stratum in catalogue.policy.strata if stratum.facts is Facts.JUDGEMENTS)
    found = (objection(stratum, rule) for stratum in judging for rule in stratum.rules)
    return tuple(each for each in found if each is not None)


def objection(stratum: Stratum, rule: PolicyRule) -> Diagnostic | None:
    """Say why `rule` of a stratum over judgements cannot be drawn place by place, or None."""
    if len(rule.patterns) == 1:
        return None  # it joins nothing, so that groups do not matter to it
    if "entity" not in stratum.per and not _stays(rule):
        return _unfit(
            rule,
            Text("把不同地区的判定放在一起看", "joins judgements of different places"),
            Text("在这一层的 per 里加上 entity", "add entity to the `per` of its stratum"),
        )
    changing = sorted(set(stratum.per) & set(judgement_attributes(0)) - GROUPING)
    if changing:
        return _unfit(
            rule,
            Text(
                f"按判定的结果分组（{'、'.join(changing)}）", f"is grouped by what was judged ({', '.join(changing)})"
            ),
            Text(f"把 {'、'.join(changing)} 从 per 移到条件里", f"move {', '.join(changing)} from `per` to its tests"),
        )
    return None


def _stays(rule: PolicyRule) -> bool:
    """Tell whether every pattern is tied to the place of the first."""
    tied = {rule.patterns[0].name}
    for pattern in rule.patterns:
        if any(_ties(test) and test.other in tied for test in pattern.tests if isinstance(test, Joined)):
            tied.add(pattern.name)
    return len(tied) == len(rule.patterns)


def _ties(test: Joined) -> bool:
    return test.attribute == test.other_attribute == "entity" and test.compare == "=="


def _unfit(rule: PolicyRule, why: Text, hint: Text) -> Diagnostic:
    return Diagnostic(
        code="policy-unfit-for-bulk",
        severity=Severity.ERROR,
        at=rule.at,
        message=Text(
            f"政策规则 {rule.id} {why.zh}，批量核查逐个地区推理，不能执行。",
            f"Policy rule {rule.id} {why.en}: bulk runs infer place by place, and cannot run it.",
        ),
        hint=Text(
            f"{hint.zh}，或改用 zhunsheng check。", f"{hint.en[0].upper()}{hint.en[1:]}, or use zhunsheng check."
        ),
    )
