"""Verdicts of the year, counted: by nature, by theme, by department."""

from collections import Counter
from collections.abc import Callable, Iterable

from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Nature
from zhunsheng.model.words import NATURE
from zhunsheng.papers.dossier import LANG, Dossier
from zhunsheng.papers.shapes import Row


def by_nature(dossier: Dossier) -> tuple[Row, ...]:
    """Count by nature, those that occur; the last row counts all."""
    order = [NATURE[each].to(LANG) for each in Nature]
    return grouped(dossier, order, lambda each: NATURE[each.nature].to(LANG))


def by_theme(dossier: Dossier) -> tuple[Row, ...]:
    """Count by theme, in the order of the rules; the last row counts all."""
    rules = dossier.catalogue.rules
    order = dict.fromkeys(readable(each.theme) for each in rules.values())
    return grouped(dossier, order, lambda each: readable(rules[each.rule].theme))


def by_department(dossier: Dossier) -> tuple[Row, ...]:
    """Count by lead department, in the plan's order; the last row counts all."""
    titles = dossier.departments
    order = dict.fromkeys((*titles.values(), *(each.owner for each in dossier.judgements)))
    return grouped(dossier, order, lambda each: titles.get(each.owner, readable(each.owner)))


def grouped(dossier: Dossier, order: Iterable[str], head: Callable[[Judgement], str]) -> tuple[Row, ...]:
    """Count by whatever `head` says of a judgement, in the order of `order`; the last row counts all."""
    tally: dict[str, Counter[Status]] = {}
    for judgement in dossier.judgements:
        tally.setdefault(head(judgement), Counter())[judgement.status] += 1
    rows = [_row(each, tally[each]) for each in dict.fromkeys(order) if each in tally]
    return (*rows, _row("合计", Counter(each.status for each in dossier.judgements)))


def _row(head: str, tally: Counter[Status]) -> Row:
    return Row(head=head, total=tally.total(), **{str(status): tally[status] for status in Status})
