"""Fixes of single values: the word that alone can be meant, and the operator that a rule's own words say."""

import re
from decimal import Decimal

from zhunsheng.lint.fixes.edits import cut, instead_of, quoted, replacing, within
from zhunsheng.model import strictness
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.figures import unit_text
from zhunsheng.model.fix import Fix
from zhunsheng.model.layout import Layout, Written

_WORD = re.compile(r"[\w-]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_OF_A_TARGET = re.compile(r"rules/([^/]+)/target/[^/]+")


def meant(problem: Diagnostic, layout: Layout) -> Fix | None:
    """Write what alone can have been meant: in the place of the whole value or key, or of a word of a formula."""
    line, column, instead = problem.at.line, problem.at.column, problem.instead
    if line is None or column is None or instead is None:
        return None
    spot = layout.spots.get((line, column))
    if spot is not None and spot[1].line == spot[1].end_line:
        before = cut(layout, spot[1])
        if problem.code != "unknown-indicator" or _WORD.fullmatch(before.strip("\"'")):
            return instead_of(before.strip("\"'"), instead, replacing(layout, spot[1], quoted(instead, before)))
    word = _WORD.match(layout.lines[line - 1], column - 1)
    if word is None:
        return None
    return instead_of(word.group(), instead, within(layout, line, word.start(), word.end(), instead))


def operator(problem: Diagnostic, layout: Layout) -> Fix | None:
    """Write the operator in front of a bare figure where title or anchor of the rule say which one."""
    spot = layout.spots.get((problem.at.line or 0, problem.at.column or 0))
    path = None if spot is None else _OF_A_TARGET.fullmatch(spot[0])
    rule = None if path is None else layout.rules.get(path[1])
    if spot is None or rule is None:
        return None
    before = cut(layout, spot[1])
    figure = before.strip("\"' ")
    if not _NUMBER.fullmatch(figure):
        return None
    unit = rule.under("unit")
    units = {"%"} if unit is None or unit.text is None else _spellings(unit.text)
    said = {strictness.of_figure(words, Decimal(figure), units) for words in _words(rule)} - {None}
    if len(said) != 1:
        return None
    after = f"{said.pop()} {figure}"
    return instead_of(figure, after, replacing(layout, spot[1], quoted(after, before)))


def _spellings(unit: str) -> set[str]:
    return {part for name in (unit, unit_text(unit).zh) for part in (name, name.partition("/")[0])}


def _words(rule: Written) -> list[str]:
    found = [rule.under("title"), rule.under("source", "anchor")]
    also = rule.under("source", "also")
    found += [item.under("anchor") for item in also.items] if also is not None else []
    return [each.text for each in found if each is not None and each.text is not None]
