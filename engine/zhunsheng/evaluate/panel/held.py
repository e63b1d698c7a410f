"""Which rules each place is held to, and which places are held to the same."""

from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.panel import Panel
from zhunsheng.model.places import Places
from zhunsheng.model.rule import Rule
from zhunsheng.model.same import Same

KEPT = 8
_Held = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Rules that name a place, that are for its level, and for its kind."""


class _Scopes(NamedTuple):
    """Positions of rules in the catalogue: by the id of a place, by level, and by level and kind."""

    named: dict[str, tuple[int, ...]]
    meant: dict[Hashable, tuple[int, ...]]
    rules: tuple[Rule, ...]


def panels(catalogue: Catalogue, places: Places) -> tuple[Panel, ...]:
    """See `zhunsheng.evaluate.panel.panels`."""
    scopes = _scopes(Same(catalogue))
    of_kinds = [_of_kind(scopes, *each) for each in places.kinds]
    named: dict[_Held, list[int]] = {}
    anonymous = np.ones(len(places), np.bool_)
    for place, rules in scopes.named.items():
        position = places.find(place)
        if position is not None:
            named.setdefault((rules, *of_kinds[places.kind_of[position]]), []).append(position)
            anonymous[position] = False
    found = {held: np.sort(np.array(members, dtype=np.intp)) for held, members in named.items()}
    for held in dict.fromkeys(each for each in of_kinds if any(each)):
        alike = np.array([each == held for each in of_kinds], np.bool_)
        members = np.flatnonzero(anonymous & alike[places.kind_of])
        if members.size:
            found[(), *held] = members
    return tuple(
        Panel(tuple(scopes.rules[n] for n in sorted(set().union(*held))), members)
        for held, members in sorted(found.items(), key=lambda each: int(each[1][0]))
    )


def _of_kind(scopes: _Scopes, level: str, kind: str | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the rules that are held against all places of a level, and those against places of a kind."""
    return scopes.meant.get(level, ()), () if kind is None else scopes.meant.get((level, kind), ())


@lru_cache(KEPT)
def _scopes(catalogue: Same[Catalogue]) -> _Scopes:
    """Turn the scopes of all rules around: which rules speak of a place by its id, or by its level and kind."""
    named: dict[str, list[int]] = {}
    meant: dict[Hashable, list[int]] = {}
    rules = tuple(catalogue.it.rules.values())
    for number, rule in enumerate(rules):
        if rule.members is None:
            for place in dict.fromkeys(rule.scope):
                named.setdefault(place, []).append(number)
        else:
            level, kind = rule.members.level, rule.members.kind
            meant.setdefault(level if kind is None else (level, kind), []).append(number)
    return _Scopes(
        {place: tuple(held) for place, held in named.items()},
        {of: tuple(held) for of, held in meant.items()},
        rules,
    )
