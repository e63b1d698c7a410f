"""Which figures rules ask of which places, by array: what a doubt may have cost, and what nobody asked for."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.components import beside, with_components
from zhunsheng.model.indicator import parts
from zhunsheng.model.plan import Place
from zhunsheng.model.rule import Rule
from zhunsheng.model.validation import Check, Components, Parts, Range

Asked = NDArray[np.bool_]
"""Indicators × places."""


def of_cube(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the reported indicators that rules rest on, and those that checks on the data hold them against."""
    named = {part for rule in catalogue.rules.values() for part in _reported(catalogue, rule)}
    for check in catalogue.checks:
        for each in _of_check(check):
            named |= set(parts(catalogue.indicators, each)) if each in catalogue.indicators else set()
    return tuple(each for each in catalogue.indicators if each in named)


def asked(catalogue: Catalogue, indicators: Sequence[str], places: Sequence[Place]) -> Asked:
    """Tell what each place is asked for: by the rules that name it, and those for its level and kind."""
    numbers = {each: number for number, each in enumerate(indicators)}
    positions = {place.id: position for position, place in enumerate(places)}
    kinds, of_kind = _kinds(places)
    table = np.zeros((len(indicators), len(places)), np.bool_)
    of_kinds = np.zeros((len(indicators), len(kinds)), np.bool_)
    for rule in catalogue.rules.values():
        rows = [numbers[each] for each in _reported(catalogue, rule)]
        members = rule.members
        if members is not None:
            meant = [members.level == level and members.kind in (None, kind) for level, kind in kinds]
            of_kinds[np.ix_(np.array(rows, np.intp), np.flatnonzero(meant))] = True
        else:
            meant_places = [positions[each] for each in rule.scope if each in positions]
            table[np.ix_(np.array(rows, np.intp), np.array(meant_places, np.intp))] = True
    return table | of_kinds[:, of_kind]


def asked_of_any(catalogue: Catalogue, indicators: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which indicators any rule asks of any place at all, whether or not there is such a place."""
    named = {part for rule in catalogue.rules.values() for part in _reported(catalogue, rule)}
    return np.array([each in named for each in indicators], np.bool_)


def _kinds(places: Sequence[Place]) -> tuple[list[tuple[str, str | None]], NDArray[Any]]:
    """Return the levels and kinds that occur, and which of them each place is."""
    numbers: dict[tuple[str, str | None], int] = {}
    found = [numbers.setdefault((place.level, place.kind), len(numbers)) for place in places]
    return list(numbers), np.array(found, np.intp)


def _reported(catalogue: Catalogue, rule: Rule) -> list[str]:
    """List what a rule asks for: what its figure is made of, and what a check asks for beside that."""
    components = beside(catalogue.checks)
    made_of = parts(catalogue.indicators, rule.indicator)
    return list(dict.fromkeys(each for part in made_of for each in with_components(part, components)))


def _of_check(check: Check) -> tuple[str, ...]:
    if isinstance(check, Components):
        return check.share, check.numerator, check.denominator
    if isinstance(check, Parts):
        return check.whole, *check.parts
    return check.indicators if isinstance(check, Range) else ()
