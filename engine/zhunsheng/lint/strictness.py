"""Strictness lost between a rule's own words and its operator: “超过” with `>=`, “不低于” with `>`."""

from collections.abc import Iterator

from zhunsheng.lint.given import Given
from zhunsheng.model import strictness
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.figures import unit_text
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.quantity import Operator, decimal_text
from zhunsheng.model.rule import Rule, Target
from zhunsheng.model.text import Text


def lost(given: Given) -> Iterator[Diagnostic]:
    """Remark on a target whose operator is not what title or anchor say of its figure.

    Where the plan records a discrepancy of the rule, somebody has looked at its text already.
    """
    settled = {name for each in given.catalogue.plan.discrepancies for name in each.rules}
    for rule in given.catalogue.rules.values():
        if rule.id in settled or given.indicator(rule).kind is Kind.MILESTONE:
            continue
        for target in rule.targets:
            said = _said(rule, given.indicator(rule), target)
            if said is not None and not strictness.agrees(target.operator, said[0]):
                yield _remark(given, rule, target, *said)


def _said(rule: Rule, indicator: Indicator, target: Target) -> tuple[Operator, str] | None:
    """Return what the words of a rule say of a target, and which words."""
    if target.value is None:
        return None
    units = {part for unit in (unit_text(rule.unit).zh, *indicator.units) for part in (unit, unit.partition("/")[0])}
    for words in (*(citation.anchor for citation in rule.source.citations), rule.title):
        operator = strictness.of_figure(words, target.value, units)
        if operator is not None:
            return operator, words
    return None


def _remark(given: Given, rule: Rule, target: Target, said: Operator, words: str) -> Diagnostic:
    figure = decimal_text(target.value) if target.value is not None else ""
    message = Text(
        f"“{words}”的意思是 {said} {figure}，这里写的是 {target.operator} {figure}。",
        f"“{words}” means {said} {figure}; what is written is {target.operator} {figure}.",
    )
    hint = Text("照原文的宽严写比较符号。", "Write the operator as strictly as the text has it.")
    return given.remark(
        "strictness-lost", rule, ("target", target.year), message, hint=hint, instead=f"{said} {figure}"
    )
