"""The use case of `zhunsheng assess`: the scores of one year, by what the plan's assessment declares."""

from zhunsheng import nearest
from zhunsheng.assess import assess as score
from zhunsheng.errors import UsageError
from zhunsheng.model.assessment import Assessed
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Text


def assess(evaluation: Evaluation) -> Assessed:
    """Score the places by the last year judged. Raises `UsageError` where the plan declares no assessment."""
    declared = evaluation.catalogue.assessment
    if declared is None:
        plan = evaluation.catalogue.plan.id
        raise UsageError(
            Text(f"{plan} 没有声明考核（assessment.yaml）。", f"{plan} declares no assessment (assessment.yaml).")
        )
    return score(evaluation.catalogue, declared, evaluation.judgements, evaluation.years[-1])


def place(evaluation: Evaluation, assessed: Assessed, name: str) -> str:
    """Return the id of a place that has a score, by id, title or alias. Raises `UsageError` for any other."""
    scored = [each for each in evaluation.catalogue.plan.places if each.id in assessed.assessment.places]
    for each in scored:
        if name in (each.id, each.title, *each.aliases):
            return each.id
    near = nearest.like(name, [spelling for each in scored for spelling in (each.id, each.title)])
    guess = Text(f"是不是 {near}？", f" Did you mean {near}?") if near else Text("", "")
    listed = "、".join(each.title for each in scored)
    raise UsageError(
        Text(f"没有考核 {name}。考核的有：{listed}。{guess.zh}", f"{name} has no score. Scored: {listed}.{guess.en}")
    )
