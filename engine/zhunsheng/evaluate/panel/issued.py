"""Limits that arrive as data: places are grouped by what was issued to them, and held to that instead."""

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.panel.layer import Layer
from zhunsheng.evaluate.panel.line import Line, Setting, cited, lay_out, shape
from zhunsheng.evaluate.panel.placing import place
from zhunsheng.evaluate.panel.programme import together
from zhunsheng.evaluate.panel.stand import Stand
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.panel import Cube, Panel, Terms
from zhunsheng.model.submission import IssuedTarget

Issued = Mapping[str, Mapping[int, Sequence[IssuedTarget]]]
"""What was issued, by indicator, then by position in the panel."""


class Alternatives(NamedTuple):
    """The limits that places are held to: `lines` and `terms` by number, 0 being those printed; `held_to` by place."""

    lines: tuple[Line, ...]
    terms: tuple[tuple[Terms, ...], ...]
    held_to: NDArray[np.int32]


def by_indicator(cube: Cube, panel: Panel) -> Issued:
    """Sort what was issued to the places of a panel."""
    at = {int(place): position for position, place in enumerate(panel.places)} if cube.issued else {}
    found: dict[str, dict[int, Sequence[IssuedTarget]]] = {}
    for (indicator, place_of_cube), rows in cube.issued.items():
        if place_of_cube in at:
            found.setdefault(indicator, {})[at[place_of_cube]] = rows
    return found


def alternatives(printed: Line, issued: Issued, places: int, setting: Setting) -> Alternatives:
    """Find which limits each place is held to; `printed` is the rule as the plan prints it."""
    rule = printed.rule
    numbers: dict[tuple[Limit, ...], int] = {effective_limits(rule, ()): 0}
    held_to = np.zeros(places, dtype=np.int32)
    for position, rows in issued[rule.indicator].items():
        held_to[position] = numbers.setdefault(effective_limits(rule, rows), len(numbers))
    others = list(numbers)[1:]
    lines = [lay_out(rule, printed.kind, printed.source, limits, setting) for limits in others]
    said = [cited(line.terms, limits) for line, limits in zip(lines, others, strict=True)]
    return Alternatives((printed, *lines), (printed.terms, *said), held_to)


def rejudge(stand: Stand, held: Alternatives, layer: Layer, setting: Setting) -> None:
    """Judge the places that something was issued to by that, in place."""
    wide = not layer.is_narrow(held.lines[0].source.parts)
    alike: dict[Hashable, list[int]] = {}
    for number, line in enumerate(held.lines[1:], start=1):
        if wide or line.stairs is None:
            stand.rejudge(line, layer, np.flatnonzero(held.held_to == number), setting)
        else:
            alike.setdefault(shape(line, line.stairs), []).append(number)
    for numbers in alike.values():
        _rejudge_together(stand, held, numbers, layer, setting)


def _rejudge_together(stand: Stand, held: Alternatives, numbers: list[int], layer: Layer, setting: Setting) -> None:
    """Judge the places held to alternatives of one shape as one array: each place against cuts of its own."""
    places = np.flatnonzero(np.isin(held.held_to, numbers))
    own = np.searchsorted(numbers, held.held_to[places])
    group = together([held.lines[number] for number in numbers], axis=-1)
    group = group._replace(
        cuts=tuple(cuts[..., own] for cuts in group.cuts),
        between=tuple(cuts[..., own] for cuts in group.between),
        steps=group.steps[..., own],
    )
    placed = place(group, layer, places, setting.first)
    stand.reason[:, places], stand.relapsed[:, places] = placed.reason[0], placed.relapsed[0]
    for _, aside in placed.aside:
        singled = places[aside]
        for number in np.unique(held.held_to[singled]):
            stand.rejudge(held.lines[number], layer, singled[held.held_to[singled] == number], setting)
