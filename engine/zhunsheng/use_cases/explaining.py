"""Tell why: a rule, its verdicts, or one finding; as text, as a paragraph, or as a graph."""

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


def told(
    compiled: Sequence[Compiled], target: str, evaluation: Evaluation | None, form: str, place: str | None, lang: Lang
) -> str:
    """Tell the whole chain behind `target`: a rule's id, or the id of a finding in `evaluation`.

    A rule is told with its judgements when there is an evaluation; of these only those of `place`, where one is given.
    Raises `UsageError` for a target or a place that is unknown, and for a graph of a rule without judgements.
    """
    for finding in evaluation.findings if evaluation is not None else ():
        if evaluation is not None and finding.id == target:
            return _finding(evaluation, finding, form, lang)
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
    known = [rule for plan in compiled for rule in plan.catalogue.rules]
    known += [finding.id for finding in evaluation.findings] if evaluation else []
    guess = nearest.guess(target, known)
    if evaluation is None:
        guess = Text(
            f"{guess.zh}结论编号要连同数据一起给出。", f"{guess.en} A finding needs the data it was drawn from."
        )
    return UsageError(Text(f"没有规则或结论 {target}。{guess.zh}", f"there is no rule or finding {target}. {guess.en}"))
