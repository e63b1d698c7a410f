"""The use case of `zhunsheng paper`: an evaluation, an office's templates and its letterhead, made into papers."""

from collections.abc import Mapping, Sequence, Set

import msgspec

from zhunsheng import nearest, papers
from zhunsheng.errors import UsageError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.indicator import parts
from zhunsheng.model.paper import Letterhead, Scope
from zhunsheng.model.text import Text
from zhunsheng.papers import Fill, PaperError, Written
from zhunsheng.use_cases import registering
from zhunsheng.use_cases.registering import Kept


def write(
    kind: str,
    evaluation: Evaluation,
    year: int,
    head: Letterhead,
    fills: Mapping[str, Fill],
    theme: str = "",
    *,
    departments: Sequence[str] = (),
    kept: Kept | None = None,
) -> tuple[Written, ...]:
    """Write a paper about `year` from an evaluation that may know more; in all `fills`.

    It is confined to one `theme`, if that is named. Of `departments` (by title, id or alias) only theirs are written,
    one edition each. `kept` says where the ledger of what was evaluated is kept.
    Raises `UsageError` for a year without figures, an unknown theme or department, a plan without a check-up, or a
    template that cannot be used.
    """
    known = until(evaluation, year)
    owners = _departments(evaluation.catalogue, departments)
    rules = _rules(evaluation.catalogue, kind, theme)
    register = registering.register(kept, known) if kept is not None else None
    scope = Scope(theme=theme, rules=rules, register=register)
    try:
        return tuple(
            paper
            for whose in _editions(kind, owners)
            for paper in _write(kind, known, head, fills, _confined(scope, whose), whose)
        )
    except PaperError as error:
        raise UsageError(error.message) from error


def _write(
    kind: str, known: Evaluation, head: Letterhead, fills: Mapping[str, Fill], scope: Scope, owners: Set[str]
) -> tuple[Written, ...]:
    from zhunsheng.report import view

    meant = of_departments(of_rules(known, scope.rules), owners)
    return papers.write(kind, meant, view.build(meant, "zh"), head, fills, scope)


def _editions(kind: str, owners: Sequence[str]) -> Sequence[Set[str]]:
    """Say for which departments each edition is: a notice goes to each of them anyway."""
    return [frozenset(owners)] if kind == "notice" or not owners else [frozenset({owner}) for owner in owners]


def _confined(scope: Scope, owners: Set[str]) -> Scope:
    """Confine to the department, where it is one."""
    return msgspec.structs.replace(scope, department=next(iter(owners))) if len(owners) == 1 else scope


def until(evaluation: Evaluation, year: int) -> Evaluation:
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


def _rules(catalogue: Catalogue, kind: str, theme: str) -> frozenset[str]:
    """Return the rules that a paper is confined to: those of a check-up, or of a theme; empty where it is to none.

    Raises `UsageError` for a plan without a check-up, and for an unknown theme.
    """
    if kind == "checkup":
        if catalogue.checkup is None:
            raise UsageError(
                Text(
                    f"规划 {catalogue.plan.id} 没有 checkup.yaml，写不出城市体检报告。写法见 docs/write-a-rule.md。",
                    f"the plan {catalogue.plan.id} has no checkup.yaml, so no check-up. See docs/write-a-rule.md.",
                )
            )
        return catalogue.checkup.rules
    rules = frozenset(rule.id for rule in catalogue.rules.values() if theme and rule.theme == theme)
    if theme and not rules:
        known = list(dict.fromkeys(rule.theme for rule in catalogue.rules.values()))
        guess, listed = nearest.guess(theme, known), "、".join(known)
        raise UsageError(
            Text(
                f"规划没有主题“{theme}”。{guess.zh}现有：{listed}。",
                f"the plan has no theme {theme}. {guess.en} Known: {listed}.",
            )
        )
    return rules


def _departments(catalogue: Catalogue, names: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the departments named, each once. Raises `UsageError` with the first that is unknown."""
    known = {name: each.id for each in catalogue.plan.departments for name in (*each.aliases, each.title, each.id)}
    for name in names:
        if name not in known:
            guess = nearest.guess(name, known, alike=50)
            listed = "、".join(each.title for each in catalogue.plan.departments)
            raise UsageError(
                Text(
                    f"规划中没有部门“{name}”。{guess.zh}现有：{listed}。",
                    f"the plan knows no department {name}. {guess.en} Known: {listed}.",
                )
            )
    return tuple(dict.fromkeys(known[name] for name in names))


def of_rules(evaluation: Evaluation, rules: frozenset[str]) -> Evaluation:
    """Leave out what is not about `rules`, if there are any; findings about departments as a whole are about none."""
    if not rules:
        return evaluation
    known = evaluation.catalogue
    indicators = {part for rule in rules for part in parts(known.indicators, known.rules[rule].indicator)}
    return msgspec.structs.replace(
        evaluation,
        judgements=tuple(each for each in evaluation.judgements if each.rule in rules),
        findings=tuple(each for each in evaluation.findings if each.rule in rules),
        flags=tuple(each for each in evaluation.flags if not indicators.isdisjoint(each.indicators)),
    )


def of_departments(evaluation: Evaluation, owners: Set[str]) -> Evaluation:
    """Leave out what other departments than `owners` answer for, if there are any."""
    if not owners:
        return evaluation
    return msgspec.structs.replace(
        evaluation,
        judgements=tuple(each for each in evaluation.judgements if each.owner in owners),
        findings=tuple(each for each in evaluation.findings if each.owner in owners),
        flags=tuple(each for each in evaluation.flags if each.owner in owners),
    )
