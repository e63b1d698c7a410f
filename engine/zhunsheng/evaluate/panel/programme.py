"""The rules of a panel, put together by shape: worked out once, and kept for the parts that ask the same."""

from collections.abc import Hashable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.panel.line import Line, Setting, lay_out, shape
from zhunsheng.evaluate.panel.recipe import source
from zhunsheng.evaluate.panel.staircase import Stair
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.limits import effective_limits
from zhunsheng.model.panel import Cube, Panel
from zhunsheng.model.same import Same

KEPT = 16
"""Programmes kept: the sets of rules that the places of a part are held to are few, and the same in the next part."""


class Group(NamedTuple):
    """Lines of one shape, judged as one array.

    Arrays have an entry for each line, or for each place where places are held to limits of their own: `cuts` and
    `between` hold one for each year, (cuts, lines, 1) or (cuts, 1, places); `steps` is (years, lines, 1) or
    (years, 1, places).
    """

    lines: tuple[Line, ...]
    stairs: tuple[Stair, ...]
    cuts: tuple[NDArray[np.int64], ...]
    between: tuple[NDArray[np.int64], ...]
    steps: NDArray[np.int64]


class Programme(NamedTuple):
    """A panel's rules, laid out against the limits printed.

    `lines` stand in the order of the rules; `groups` are those that 64 bits do for, with the positions of
    their rules, `rest` the positions of all others.
    """

    lines: tuple[Line, ...]
    groups: tuple[tuple[Group, tuple[int, ...]], ...]
    rest: tuple[int, ...]


def programme(catalogue: Catalogue, cube: Cube, panel: Panel) -> Programme:
    """Lay out the rules of a panel; what does not hang on figures is kept."""
    rules = tuple(rule.id for rule in panel.rules)
    scales = tuple(zip(cube.indicators, cube.scales, strict=True))
    return _programme(Same(catalogue), rules, cube.years, scales, frozenset(cube.indicators[n] for n in cube.wide))


@lru_cache(KEPT)
def _programme(
    catalogue: Same[Catalogue],
    rules: tuple[str, ...],
    years: range,
    scales: tuple[tuple[str, Fraction], ...],
    wide: frozenset[str],
) -> Programme:
    indicators, setting = catalogue.it.indicators, Setting(catalogue.it.plan.period, years)
    known, lines = dict(scales), []
    for rule in (catalogue.it.rules[rule_id] for rule_id in rules):
        made = source(catalogue, rule.indicator, known)
        lines.append(lay_out(rule, indicators[rule.indicator].kind, made, effective_limits(rule, ()), setting))
    alike: dict[Hashable, list[int]] = {}
    rest = []
    for position, line in enumerate(lines):
        if line.stairs is None or not wide.isdisjoint(line.source.parts):
            rest.append(position)
        else:
            alike.setdefault(shape(line, line.stairs), []).append(position)
    groups = ((together([lines[i] for i in members], axis=-2), tuple(members)) for members in alike.values())
    return Programme(tuple(lines), tuple(groups), tuple(rest))


def together(lines: Sequence[Line], axis: int) -> Group:
    """Put lines of one shape side by side, along the axis of lines (-2) or of places (-1)."""
    stairs = [line.stairs or () for line in lines]
    by_year = list(zip(*stairs, strict=True))

    def stacked(rows: Sequence[Sequence[int]]) -> NDArray[np.int64]:
        return np.expand_dims(np.array(rows, dtype=np.int64).T, -3 - axis)

    return Group(
        tuple(lines) if axis == -2 else (lines[0],),
        stairs[0],
        tuple(stacked([each.firsts for each in year]) for year in by_year),
        tuple(stacked([each.between for each in year]) for year in by_year),
        stacked([[each.steps for each in line] for line in stairs]),
    )
