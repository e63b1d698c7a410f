"""Which rules each place is held to, and which places are held to the same."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from zhunsheng.evaluate.panel.same import Same
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.panel import Panel
from zhunsheng.model.plan import Place
from zhunsheng.model.rule import Rule

KEPT = 8


class _Scopes(NamedTuple):
    """Positions of rules in the catalogue: by the id of a place, by level, and by level and kind."""

    named: dict[str, tuple[int, ...]]
    meant: dict[Hashable, tuple[int, ...]]
    rules: tuple[Rule, ...]


def panels(catalogue: Catalogue, places: Sequence[Place]) -> tuple[Panel, ...]:
    """See `zhunsheng.evaluate.panel.panels`."""
    scopes = _scopes(Same(catalogue))
    found: dict[tuple[tuple[int, ...], ...], list[int]] = {}
    for position, place in enumerate(places):
        named = scopes.named.get(place.id, ())
        of_level = scopes.meant.get(place.level, ())
        of_kind = () if place.kind is None else scopes.meant.get((place.level, place.kind), ())
        if named or of_level or of_kind:
            found.setdefault((named, of_level, of_kind), []).append(position)
    return tuple(
        Panel(tuple(scopes.rules[n] for n in sorted(set().union(*held))), np.array(members, dtype=np.intp))
        for held, members in found.items()
    )


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
