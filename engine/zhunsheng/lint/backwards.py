"""Targets that go back against their own direction: a floor that sinks, a ceiling that rises, a step below the base."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from zhunsheng.lint.given import Given
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.figures import limit_amount
from zhunsheng.model.indicator import Kind
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule, Target
from zhunsheng.model.text import Lang, Text


def backwards(given: Given) -> Iterator[Diagnostic]:
    """Remark on a target that asks for less than the one before it, or, on the way, for less than the base."""
    for rule in given.catalogue.rules.values():
        if given.indicator(rule).kind is not Kind.LEVEL or len(rule.targets) < 2:
            continue
        for earlier, later in pairwise(rule.targets):
            if _weaker(later, earlier):
                yield _after(given, rule, earlier, later)
        yield from _below_base(given, rule)


def _weaker(target: Target, than: Target) -> bool:
    """Tell whether one target asks for less than another that points the same way."""
    if target.value is None or than.value is None or _way(target.operator) != _way(than.operator):
        return False
    if target.operator.rising:
        return target.value < than.value
    return target.operator.falling and target.value > than.value


def _way(operator: Operator) -> tuple[bool, bool]:
    return operator.rising, operator.falling


def _after(given: Given, rule: Rule, earlier: Target, later: Target) -> Diagnostic:
    asked, before = (_written(rule, target) for target in (later, earlier))
    message = Text(
        f"{later.year} 年要求{asked.zh}，比 {earlier.year} 年的{before.zh}还松。",
        f"{later.year} asks for {asked.en}, which is less than the {before.en} of {earlier.year}.",
    )
    hint = Text("核对两个数；先达到再放松的，请在 note 里说明。", "Check both figures; say in `note` if it is meant.")
    return given.remark("backward-target", rule, ("target", later.year), message, hint=hint)


def _below_base(given: Given, rule: Rule) -> Iterator[Diagnostic]:
    """A step below the base on a way that leads above it."""
    base, last = rule.base, rule.targets[-1]
    if base is None or base.bound is not None or last.value is None:
        return
    start = Target(year=base.last_year, operator=last.operator, value=base.value)
    if not _weaker(start, last):
        return
    for target in rule.targets[:-1]:
        if _weaker(target, start):
            asked = _written(rule, target)
            message = Text(
                f"{target.year} 年要求{asked.zh}，基期已是 {base.value}。",
                f"{target.year} asks for {asked.en}; the base is {base.value} already.",
            )
            hint = Text("核对基期数和这一年的数。", "Check the base and this figure.")
            yield given.remark("backward-target", rule, ("target", target.year), message, hint=hint)


def _written(rule: Rule, target: Target) -> Text:
    def told(lang: Lang) -> str:
        upper = None if target.upper is None else Fraction(target.upper)
        return limit_amount(target.operator, Fraction(target.value or 0), upper, rule.unit, lang)

    return Text(f" {told('zh')}", told("en"))
