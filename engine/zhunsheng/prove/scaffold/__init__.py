"""Writes the feature of a rule from the rule itself, as a person would: for its author to read, correct and keep.

Distances, paces and conclusions are worked out here in decimals and fractions; the engine is not asked, so that a
feature that passes says something about the engine.
"""

from collections.abc import Iterator

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind
from zhunsheng.prove.scaffold.due import due_drafts
from zhunsheng.prove.scaffold.interim import interim_drafts, standing_drafts
from zhunsheng.prove.scaffold.introduction import introduction
from zhunsheng.prove.scaffold.milestone import milestone_drafts
from zhunsheng.prove.scaffold.page import Draft, page
from zhunsheng.prove.scaffold.several import roster_drafts, several_drafts
from zhunsheng.prove.scaffold.specials import (
    base_year_drafts,
    formula_drafts,
    missing_year_drafts,
    pending_drafts,
    silence_drafts,
    unreadable_drafts,
    untargeted_drafts,
)
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.subject import Subject
from zhunsheng.prove.words import quoted


def feature_of(catalogue: Catalogue, rule_id: str) -> str:
    """Write the feature of one rule. Raises `KeyError` for an unknown rule, `ValueError` where no figure fits."""
    subject = Subject(catalogue, catalogue.rules[rule_id])
    title = subject.rule.title
    same = sum(rule.title == title for rule in catalogue.rules.values())
    named = rule_id if same > 1 else quoted(title)
    return page(title, introduction(subject), f"对照规划指标“{named}”", _drafts(Held(subject)))


def _drafts(held: Held) -> Iterator[Draft]:
    yield from pending_drafts(held)
    if held.subject.kind is Kind.MILESTONE:
        yield from milestone_drafts(held)
    else:
        yield from due_drafts(held)
        yield from interim_drafts(held)
        yield from standing_drafts(held)
        yield from untargeted_drafts(held)
        yield from base_year_drafts(held)
    yield from missing_year_drafts(held)
    yield from formula_drafts(held)
    yield from several_drafts(held)
    yield from roster_drafts(held)
    yield from unreadable_drafts(held)
    yield from silence_drafts(held)
