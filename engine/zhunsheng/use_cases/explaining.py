"""Tell why: a rule, its verdicts, or one finding; as text, as a paragraph, or as a graph."""

import re
from collections.abc import Sequence

from zhunsheng import nearest
from zhunsheng.api import Compiled
from zhunsheng.errors import UsageError
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang, Text
from zhunsheng.report import explain, traced
from zhunsheng.report.explain_rule import explain_rule
from zhunsheng.report.names import Names

FORMS = ("text", *traced.FORMS)
_OF_LINT = re.compile(r"ZS\d{3}", re.IGNORECASE)
_LISTED = 5


def told(
    compiled: Sequence[Compiled], target: str, evaluation: Evaluation | None, form: str, place: str | None, lang: Lang
) -> str:
    """Tell the whole chain behind `target`: the id of a rule, its title where one alone has it, or the id of a finding.

    A rule is told with its judgements when there is an evaluation; of these only those of `place`, where one is given.
    Raises `UsageError` for a target or a place that is unknown, and for a graph of a rule without judgements.
    """
    for finding in evaluation.findings if evaluation is not None else ():
        if evaluation is not None and finding.id == target:
            return _finding(evaluation, finding, form, lang)
    of_title = [rule.id for plan in compiled for rule in plan.catalogue.rules.values() if rule.title == target]
    target = of_title[0] if len(of_title) == 1 else target
    for plan in compiled:
        of_these = evaluation is None or plan.catalogue.plan.id == evaluation.catalogue.plan.id
        if of_these and target in plan.catalogue.rules:
            return _rule(plan, plan.catalogue.rules[target], evaluation, form, place, lang)
    raise _unknown_target(compiled, target, evaluation)


def _finding(evaluation: Evaluation, finding: Finding, form: str, lang: Lang) -> str:
    if form == "text":
        return explain.explain_finding(evaluation, finding, lang)
    return traced.finding(evaluation, finding, form, lang)


def _rule(plan: Compiled, rule: Rule, evaluation: Evaluation | None, form: str, place: str | None, lang: Lang) -> str:
    judged = [each for each in evaluation.judgements if each.rule == rule.id] if evaluation is not None else []
    if place is not None:
        names = Names(plan.catalogue)
        known = {names.place(each.entity): each.entity for each in judged}
        judged = [each for each in judged if each.entity in (place, known.get(place))]
        if not judged:
            raise _nothing_of(rule, place, known)
    if evaluation is not None and form != "text" and judged:
        return traced.judgements(evaluation, judged, form, lang)
    if form in traced.DRAWN:
        raise UsageError(Text("画图要连同数据一起给出。", "a graph needs the data that were judged."))
    chains = [explain.explain_judgement(evaluation, each, lang) for each in judged] if evaluation is not None else []
    return "\n\n".join([explain_rule(plan.catalogue, rule, lang), *chains])


def _nothing_of(rule: Rule, place: str, known: dict[str, str]) -> UsageError:
    guess = nearest.guess(place, known)
    return UsageError(
        Text(
            f"规则 {rule.id} 没有 {place} 的判定。{guess.zh}",
            f"rule {rule.id} has no verdict on {place}. {guess.en}",
        )
    )


def _unknown_target(compiled: Sequence[Compiled], target: str, evaluation: Evaluation | None) -> UsageError:
    rules = [rule for plan in compiled for rule in plan.catalogue.rules.values()]
    known = [name for rule in rules for name in (rule.id, rule.title)]
    known += [finding.id for finding in evaluation.findings] if evaluation else []
    guess = nearest.guess(target, known)
    holding = [f"{rule.id}（{rule.title}）" for rule in rules if target in rule.id or target in rule.title]
    if _OF_LINT.fullmatch(target):
        guess = Text(
            f"这是规则文件问题的编号，请用 zhunsheng lint --explain {target}。",
            f"That is a number of lint: zhunsheng lint --explain {target}.",
        )
    elif holding:
        listed = "、".join(holding[:_LISTED]) + ("……" if len(holding) > _LISTED else "")
        guess = Text(f"含有这几个字的规则：{listed}。", f"Rules of such a name: {listed}.")
    if evaluation is None:
        guess = Text(
            f"{guess.zh}结论编号要连同数据一起给出。", f"{guess.en} A finding needs the data it was drawn from."
        )
    return UsageError(Text(f"没有规则或结论 {target}。{guess.zh}", f"there is no rule or finding {target}. {guess.en}"))
