"""The use case of `zhunsheng paper`: an evaluation, an office's templates and its letterhead, made into papers."""

from collections.abc import Mapping

import msgspec

from zhunsheng import nearest, papers
from zhunsheng.errors import UsageError
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.indicator import parts
from zhunsheng.model.paper import Letterhead
from zhunsheng.model.text import Text
from zhunsheng.papers import Fill, PaperError, Written


def write(
    kind: str, evaluation: Evaluation, year: int, head: Letterhead, fills: Mapping[str, Fill], theme: str = ""
) -> tuple[Written, ...]:
    """Write a paper about `year`, or about one `theme` of it, from an evaluation that may know more; in all `fills`.

    Raises `UsageError` for a year without figures, an unknown theme, or a template that cannot be used.
    """
    from zhunsheng.report import view

    until = _until(evaluation, year)
    until = _of_theme(until, theme) if theme else until
    try:
        return papers.write(kind, until, view.build(until, "zh"), head, fills, theme)
    except PaperError as error:
        raise UsageError(error.message) from error


def _until(evaluation: Evaluation, year: int) -> Evaluation:
    """Leave out the years after `year`. Raises `UsageError` where that year has no figures."""
    if year not in evaluation.years:
        listed = "、".join(map(str, evaluation.years))
        raise UsageError(
            Text(
                f"数据里没有 {year} 年的数，写不出该年的文书。数据的年份：{listed}。",
                f"the data have no figures of {year}, so there is nothing to write of it. Their years: {listed}.",
            )
        )
    return msgspec.structs.replace(
        evaluation,
        years=tuple(each for each in evaluation.years if each <= year),
        judgements=tuple(each for each in evaluation.judgements if each.year <= year),
        findings=tuple(each for each in evaluation.findings if each.year <= year),
        flags=tuple(each for each in evaluation.flags if each.year <= year),
    )


def _of_theme(evaluation: Evaluation, theme: str) -> Evaluation:
    """Leave out what is not of one theme; findings about departments as a whole are of none. Raises `UsageError`."""
    rules = {rule.id: rule for rule in evaluation.catalogue.rules.values() if rule.theme == theme}
    if not rules:
        known = list(dict.fromkeys(rule.theme for rule in evaluation.catalogue.rules.values()))
        guess, listed = nearest.guess(theme, known), "、".join(known)
        raise UsageError(
            Text(
                f"规划没有主题“{theme}”。{guess.zh}现有：{listed}。",
                f"the plan has no theme {theme}. {guess.en} Known: {listed}.",
            )
        )
    indicators = {part for rule in rules.values() for part in parts(evaluation.catalogue.indicators, rule.indicator)}
    return msgspec.structs.replace(
        evaluation,
        judgements=tuple(each for each in evaluation.judgements if each.rule in rules),
        findings=tuple(each for each in evaluation.findings if each.rule in rules),
        flags=tuple(each for each in evaluation.flags if not indicators.isdisjoint(each.indicators)),
    )
