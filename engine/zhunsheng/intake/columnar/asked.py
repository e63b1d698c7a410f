"""Which figures rules ask of which places, by array: what a doubt may have cost, and what nobody asked for."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.components import beside, with_components
from zhunsheng.model.indicator import parts
from zhunsheng.model.places import Places
from zhunsheng.model.rule import Members, Rule
from zhunsheng.model.same import Same
from zhunsheng.model.validation import Check, Components, Parts, Range

Asked = NDArray[np.bool_]
"""Indicators × places."""


def of_cube(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the reported indicators that rules rest on, and those that checks on the data hold them against."""
    named = {each for _, reported in _asking(Same(catalogue)) for each in reported}
    for check in catalogue.checks:
        for each in _of_check(check):
            named |= set(parts(catalogue.indicators, each)) if each in catalogue.indicators else set()
    return tuple(each for each in catalogue.indicators if each in named)


def asked(catalogue: Catalogue, indicators: Sequence[str], places: Places) -> Asked:
    """Tell what each place is asked for: by the rules that name it, and those for its level and kind."""
    numbers = {each: number for number, each in enumerate(indicators)}
    of_scope: dict[tuple[str, ...] | Members, set[int]] = {}
    for rule, reported in _asking(Same(catalogue)):
        of_scope.setdefault(rule.members or rule.scope, set()).update(numbers[each] for each in reported)
    named = {each for scope in of_scope if not isinstance(scope, Members) for each in scope}
    positions = {each: position for each in named if (position := places.find(each)) is not None}
    table = np.zeros((len(indicators), len(places)), np.bool_)
    of_kinds = np.zeros((len(indicators), len(places.kinds)), np.bool_)
    for scope, found in of_scope.items():
        rows = np.array(sorted(found), np.intp)
        if isinstance(scope, Members):
            meant = [scope.level == level and scope.kind in (None, kind) for level, kind in places.kinds]
            of_kinds[np.ix_(rows, np.flatnonzero(meant))] = True
        else:
            columns = [positions[each] for each in scope if each in positions]
            table[np.ix_(rows, np.array(columns, np.intp))] = True
    return table | of_kinds[:, places.kind_of] if of_kinds.any() else table


def asked_of_any(catalogue: Catalogue, indicators: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which indicators any rule asks of any place at all, whether or not there is such a place."""
    named = {each for _, reported in _asking(Same(catalogue)) for each in reported}
    return np.array([each in named for each in indicators], np.bool_)


@lru_cache(8)
def _asking(catalogue: Same[Catalogue]) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """Return each rule with what it asks for: what its figure is made of, and what a check asks for beside that."""
    indicators, components = catalogue.it.indicators, beside(catalogue.it.checks)
    known: dict[str, tuple[str, ...]] = {}
    for rule in catalogue.it.rules.values():
        if rule.indicator not in known:
            made_of = parts(indicators, rule.indicator)
            known[rule.indicator] = tuple(each for part in made_of for each in with_components(part, components))
    return tuple((rule, known[rule.indicator]) for rule in catalogue.it.rules.values())


def _of_check(check: Check) -> tuple[str, ...]:
    if isinstance(check, Components):
        return check.share, check.numerator, check.denominator
    if isinstance(check, Parts):
        return check.whole, *check.parts
    return check.indicators if isinstance(check, Range) else ()
