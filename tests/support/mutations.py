"""Small changes to the rules, each of the kind that a slip of the pen in the YAML would make."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import cycle, dropwhile, islice

import msgspec

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.plan import Bands
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Nature, Rule, Target, Trajectory

Changed = tuple[Rule, Indicator]
Mutation = Callable[[Catalogue, Rule, Indicator], Changed | None]
"""Gives the changed rule and indicator, or None where the change would say the same thing or nothing."""


def mutate(catalogue: Catalogue, mutation: Mutation) -> tuple[Catalogue, frozenset[str]]:
    """Change every rule that `mutation` applies to; return the catalogue and the ids of those rules."""
    rules, indicators = dict(catalogue.rules), dict(catalogue.indicators)
    for rule in catalogue.rules.values():
        changed = mutation(catalogue, rule, catalogue.indicators[rule.indicator])
        if changed is not None:
            rules[rule.id], indicators[rule.indicator] = changed
    altered = frozenset(
        key
        for key, rule in catalogue.rules.items()
        if (rules[key], indicators[rule.indicator]) != (rule, catalogue.indicators[rule.indicator])
    )
    return msgspec.structs.replace(catalogue, rules=rules, indicators=indicators), altered


def _smallest_step(rule: Rule) -> Decimal:
    """One person, one dwelling, or the second decimal."""
    return Decimal("0.0001") if rule.unit in ("万人", "万套") else Decimal("0.01")


def _each_target(rule: Rule, change: Callable[[Target], Target]) -> Rule:
    return msgspec.structs.replace(rule, targets=tuple(change(target) for target in rule.targets))


def _target_moved(steps: int) -> Mutation:
    def move(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
        def moved(target: Target) -> Target:
            if target.value is None:
                return target
            return msgspec.structs.replace(target, value=target.value + steps * _smallest_step(rule))

        return _each_target(rule, moved), indicator

    return move


def _operator(table: dict[Operator, Operator]) -> Mutation:
    def change(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
        return _each_target(rule, lambda t: msgspec.structs.replace(t, operator=table[t.operator])), indicator

    return change


def _year_earlier(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
    return _each_target(rule, lambda t: msgspec.structs.replace(t, year=t.year - 1)), indicator


def _nature(steps: int) -> Mutation:
    def change(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
        from_here = dropwhile(lambda nature: nature is not rule.nature, cycle(Nature))
        return msgspec.structs.replace(rule, nature=next(islice(from_here, steps, None))), indicator

    return change


def _another_owner(catalogue: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
    other = next(department.id for department in catalogue.plan.departments if department.id != rule.owner)
    return msgspec.structs.replace(rule, owner=other), indicator


def _needs_base(rule: Rule, indicator: Indicator) -> Base | None:
    """The base that 时序进度 is measured from, if the rule has one."""
    measured = rule.trajectory is Trajectory.LINEAR and indicator.kind is not Kind.FLOW
    return rule.base if measured else None


def _base_moved(steps: int) -> Mutation:
    def move(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
        base = _needs_base(rule, indicator)
        if base is None:
            return None
        moved = msgspec.structs.replace(base, value=base.value + steps * _smallest_step(rule))
        return msgspec.structs.replace(rule, base=moved), indicator

    return move


def _base_lost(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
    base = _needs_base(rule, indicator)
    return (msgspec.structs.replace(rule, base=None), indicator) if base else None


def _other_path(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
    path = Trajectory.LINEAR if rule.trajectory is Trajectory.NONE else Trajectory.NONE
    return msgspec.structs.replace(rule, trajectory=path), indicator


def _has_pace(rule: Rule, indicator: Indicator) -> bool:
    """Whether R is defined in an interim year: a path from a base, or from nothing, to another figure."""
    base = _needs_base(rule, indicator)
    flat = base is not None and any(target.value == base.value for target in rule.targets)
    return indicator.kind is Kind.FLOW or (base is not None and not flat)


def _growth_path(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
    changed = msgspec.structs.replace(rule, trajectory=Trajectory.CAGR)
    return (changed, indicator) if _has_pace(rule, indicator) else None


def _bands(bands: Bands) -> Mutation:
    def change(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
        return (msgspec.structs.replace(rule, bands=bands), indicator) if _has_pace(rule, indicator) else None

    return change


def _other_kind(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
    kind = Kind.LEVEL if indicator.kind is Kind.FLOW else Kind.FLOW
    return rule, msgspec.structs.replace(indicator, kind=kind)


def _rounded_to_integers(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
    return msgspec.structs.replace(rule, decimals=0), indicator


def _other_unit(_: Catalogue, rule: Rule, indicator: Indicator) -> Changed | None:
    """Ten of the unit: what is reported weighs ten times as much against the figures that the rule states itself."""
    if rule.base is None and all(target.value is None for target in rule.targets):
        return None
    units = {spelling: factor * 10 for spelling, factor in indicator.units.items()}
    return rule, msgspec.structs.replace(indicator, units=units, expression_factor=indicator.expression_factor * 10)


STRICT = {
    Operator.AT_LEAST: Operator.ABOVE,
    Operator.ABOVE: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.BELOW,
    Operator.BELOW: Operator.AT_MOST,
}
REVERSED = {
    Operator.AT_LEAST: Operator.AT_MOST,
    Operator.ABOVE: Operator.BELOW,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.BELOW: Operator.ABOVE,
}

MUTATIONS: dict[str, Mutation] = {
    "target-up": _target_moved(1),
    "target-down": _target_moved(-1),
    "strict-or-not": _operator(STRICT),
    "direction": _operator(REVERSED),
    "target-year": _year_earlier,
    "nature": _nature(1),
    "other-nature": _nature(2),
    "owner": _another_owner,
    "base-up": _base_moved(1),
    "base-down": _base_moved(-1),
    "base-lost": _base_lost,
    "path": _other_path,
    "growth-path": _growth_path,
    "bands-harsher": _bands(Bands(behind=Fraction(9, 10))),
    "bands-unreachable": _bands(Bands(on_track=Fraction(11, 10), nearly=Fraction(11, 10))),
    "kind": _other_kind,
    "rounded": _rounded_to_integers,
    "unit": _other_unit,
}
