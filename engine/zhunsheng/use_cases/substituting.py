"""Judging one side again with one part of the other put in its place, to find out what turned a verdict."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from zhunsheng import compare
from zhunsheng.compare import Swapped
from zhunsheng.errors import BadRulesError, UnreadableDataError, UsageError
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.change import Part, RowKey
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.indicator import parts
from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.submission import Refusal, Submission
from zhunsheng.store import Access
from zhunsheng.use_cases import storing
from zhunsheng.use_cases.stored_rules import restored
from zhunsheng.use_cases.storing import Answer


def mixed(old: Evaluation, new: Evaluation, rules: frozenset[str]) -> Swapped:
    """Judge `rules` of the old side with the figures, then the issued targets, then the leave of the new one.

    Both sides stand on the same rules.
    """
    figures = msgspec.structs.replace(
        new.submission, issued=old.submission.issued, refusals=_refusals(figures=new, issued=old)
    )
    issued = msgspec.structs.replace(
        old.submission, issued=new.submission.issued, refusals=_refusals(figures=old, issued=new)
    )
    until = max(new.years)
    return {
        Part.FIGURES: _by_key(_judged(new.catalogue, figures, until, rules)),
        Part.ISSUED: _by_key(_judged(old.catalogue, issued, until, rules)),
        Part.WAIVER: _by_key(_judged(old.catalogue, old.submission, max(old.years), rules)),
    }


def _refusals(*, figures: Evaluation, issued: Evaluation) -> tuple[Refusal, ...]:
    return (
        *(each for each in figures.submission.refusals if not each.issued),
        *(each for each in issued.submission.refusals if each.issued),
    )


def yearly(old: Evaluation, new: Evaluation, years: tuple[int, int], rules: frozenset[str]) -> Swapped:
    """Judge `rules` in the first year with the figures of the second; then in the second with those of the first.

    `years` are those of the old and the new side. Both stand on the same rules.
    """
    before, after = years
    first, second = _only(old.catalogue, rules), _only(new.catalogue, rules)
    return {
        Part.FIGURES: _in_year(first, compare.relabelled(first, old.submission, before, new.submission, after), before),
        Part.YEAR: _in_year(second, compare.relabelled(second, new.submission, after, old.submission, before), after),
        Part.WAIVER: _of_year(_judged(first, old.submission, before, rules), before),
    }


def _in_year(catalogue: Catalogue, made: compare.Relabelled, year: int) -> dict[RowKey, Status]:
    """Judge a year; what nobody can say is left out."""
    judged = _judged(catalogue, made.submission, year, frozenset(catalogue.rules))
    clear = (
        each
        for each in judged
        if not any((part, each.entity) in made.unclear for part in parts(catalogue.indicators, each.indicator))
    )
    return _of_year(clear, year)


def _of_year(judgements: Iterable[Judgement], year: int) -> dict[RowKey, Status]:
    return {RowKey(each.rule, each.entity, None): each.status for each in judgements if each.year == year}


def crossed(store: Path, old: Answer, new: Answer, cache_dir: Path | None) -> Swapped:
    """Judge the old data by the new rules, and the new data by the old rules: each data are read by the rules used."""
    swapped = {}
    with storing.opened(store, Access.READ) as held:
        for part, rules, until in ((Part.RULES, new.rules, old.until), (Part.DATA, old.rules, new.until)):
            years = new.evaluation.years
            try:
                again = storing.judge_again(held, restored(rules, cache_dir), until, years, {}, cache_dir)
            except (UsageError, UnreadableDataError, BadRulesError):
                continue  # these data say nothing by those rules: what decided then stays open
            swapped[part] = _by_key(again.judgements)
    return swapped


def _only(catalogue: Catalogue, rules: frozenset[str]) -> Catalogue:
    kept = {key: rule for key, rule in catalogue.rules.items() if key in rules}
    return msgspec.structs.replace(catalogue, rules=kept)


def _judged(catalogue: Catalogue, submission: Submission, until: int, rules: frozenset[str]) -> Sequence[Judgement]:
    """Judge `rules` over all years up to one, without leave (豁免)."""
    from zhunsheng import evaluate

    return evaluate.evaluate(_only(catalogue, rules), submission, range(catalogue.plan.period.base, until + 1))


def _by_key(judgements: Iterable[Judgement]) -> dict[RowKey, Status]:
    return {RowKey(each.rule, each.entity, each.year): each.status for each in judgements}
