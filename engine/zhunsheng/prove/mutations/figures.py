"""Changes to what a rule demands: operators, figures, years, targets issued or printed, and the base."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from zhunsheng.model.indicator import Kind
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule, Target
from zhunsheng.prove.mutations.change import Change
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.shape import is_walked_from

OTHER_OPERATORS = {
    Operator.AT_LEAST: (Operator.ABOVE, Operator.AT_MOST),
    Operator.ABOVE: (Operator.AT_LEAST, Operator.BELOW),
    Operator.AT_MOST: (Operator.BELOW, Operator.AT_LEAST),
    Operator.BELOW: (Operator.AT_MOST, Operator.ABOVE),
    Operator.EQUAL: (Operator.AT_LEAST, Operator.AT_MOST),
    Operator.WITHIN: (Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUAL),
}
"""Strict for non-strict, and the other direction; for a range and an equality each half of them."""


def changes(held: Held) -> Iterator[Change]:
    """Every change of this kind that applies."""
    rule = held.subject.rule
    for number, target in enumerate(rule.targets):
        yield from _operator(rule, number, target)
        yield from _figure(held, number, target)
        yield from _year(held, number, target)
        yield from _arrival(held, number, target)
        if len(rule.targets) > 1:
            rest = tuple(each for each in rule.targets if each is not target)
            yield Change(f"target-dropped-{target.year}", f"删去{target.year}年的目标", replace(rule, targets=rest))
    yield from _base(held)


def _with(rule: Rule, number: int, target: Target) -> Rule:
    changed = (*rule.targets[:number], target, *rule.targets[number + 1 :])
    return replace(rule, targets=tuple(sorted(changed, key=lambda each: each.year)))


def _operator(rule: Rule, number: int, target: Target) -> Iterator[Change]:
    for other in OTHER_OPERATORS[target.operator]:
        upper = target.upper if other is Operator.WITHIN else None
        value = target.upper if target.upper is not None and other is Operator.AT_MOST else target.value
        changed = replace(target, operator=other, value=value, upper=upper)
        told = f"{target.year}年的“{target.operator.value}”改为“{other.value}”"
        yield Change(f"operator-{target.year}-{other.name.lower()}", told, _with(rule, number, changed))


def _figure(held: Held, number: int, target: Target) -> Iterator[Change]:
    rule, year = held.subject.rule, target.year
    for field in ("value", "upper"):
        figure: Decimal | None = getattr(target, field)
        if figure is None:
            continue
        step = held.subject.last_place(figure)
        for word, moved in (("up", figure + step), ("down", figure - step)):
            changed = replace(target, **{field: moved})
            if changed.value is not None and changed.upper is not None and changed.value > changed.upper:
                continue
            name = f"{'target' if field == 'value' else 'upper'}-{word}-{year}"
            yield Change(name, f"{year}年的{figure}改为{moved}", _with(rule, number, changed))


def _year(held: Held, number: int, target: Target) -> Iterator[Change]:
    rule, period = held.subject.rule, held.subject.period
    taken = {each.year for each in rule.targets}
    for word, year in (("earlier", target.year - 1), ("later", target.year + 1)):
        if period.start <= year <= period.end and year not in taken:
            changed = _with(rule, number, replace(target, year=year))
            yield Change(f"year-{word}-{target.year}", f"{target.year}年的目标改在{year}年", changed)


def _arrival(held: Held, number: int, target: Target) -> Iterator[Change]:
    """Printed for issued, issued for printed, and a benchmark for an issued target."""
    rule, year = held.subject.rule, target.year
    if held.subject.kind is Kind.MILESTONE:
        return
    if target.value is None:
        filled = replace(target, value=held.targets[number].value)
        alone = len([each for each in rule.targets if each.value is None]) == 1
        changed = _with(rule, number, filled)
        yield Change(
            f"fixed-{year}", f"{year}年待下达的目标写成定数", replace(changed, benchmark=None) if alone else changed
        )
        if number == 0:
            other = None if rule.benchmark else "别处平均水平"
            told = "与基准比较改为等待下达" if rule.benchmark else "等待下达改为与基准比较"
            yield Change("benchmark", told, replace(rule, benchmark=other))
    elif rule.benchmark is None:
        opened = replace(target, value=None, upper=None)
        yield Change(f"issued-{year}", f"{year}年的定数改为待下达", _with(rule, number, opened))


def _base(held: Held) -> Iterator[Change]:
    rule, base = held.subject.rule, held.subject.rule.base
    if base is None or (held.open_years and not is_walked_from(held)):
        return  # no year of the rule's own asks where it began
    step = held.subject.last_place(base.value)
    for word, moved in (("up", base.value + step), ("down", base.value - step)):
        yield Change(f"base-{word}", f"基数{base.value}改为{moved}", replace(rule, base=replace(base, value=moved)))
    yield Change("base-dropped", "删去基数", replace(rule, base=None))
