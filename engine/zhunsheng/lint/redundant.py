"""Targets that another year of the same rule implies: they ask for nothing."""

from collections.abc import Iterator
from itertools import pairwise

from zhunsheng.lint.given import Given
from zhunsheng.lint.steps import entries
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.indicator import Kind
from zhunsheng.model.rule import Rule, Target
from zhunsheng.model.text import Text


def redundant(given: Given) -> Iterator[Diagnostic]:
    """Remark on a target that follows from the one before it, or, of a sum with an upper end, from the next one."""
    for rule in given.catalogue.rules.values():
        kind = given.indicator(rule).kind
        if kind not in (Kind.LEVEL, Kind.FLOW) or not any(_implied(kind, *pair) for pair in pairwise(rule.targets)):
            continue
        for earlier, later in pairwise(entries(given, rule)):
            told = _implied(kind, earlier[-1], later[0])
            if told is not None:
                yield _remark(given, rule, *told)


def _implied(kind: Kind, earlier: Target, later: Target) -> tuple[Target, Target] | None:
    """Return the target that is implied, and the one that implies it."""
    if earlier.value is None or later.value is None or earlier.operator is not later.operator:
        return None
    if kind is Kind.FLOW:
        if earlier.operator.rising and later.value <= earlier.value:
            return later, earlier  # a sum never falls
        if earlier.operator.falling and later.value <= earlier.value:
            return earlier, later
        return None
    same = (earlier.value, earlier.upper) == (later.value, later.upper)
    return (later, earlier) if same else None


def _remark(given: Given, rule: Rule, target: Target, by: Target) -> Diagnostic:
    message = Text(
        f"{by.year} 年的目标已包含 {target.year} 年的。", f"The target of {by.year} implies that of {target.year}."
    )
    hint = Text(
        "多写的一年可以删去；逐年都要核的，合写成一段年份。",
        "Leave it out; if every year counts, write the years as one range.",
    )
    return given.remark("redundant-target", rule, ("target", target.year), message, hint=hint)
