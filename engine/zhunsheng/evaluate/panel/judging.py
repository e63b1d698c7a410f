"""A panel's rules over its places, all years at once."""

from collections.abc import Callable

from zhunsheng.evaluate.panel import issued
from zhunsheng.evaluate.panel.issued import Alternatives
from zhunsheng.evaluate.panel.layer import Layer, reported, standing
from zhunsheng.evaluate.panel.line import Line, Setting
from zhunsheng.evaluate.panel.placing import Placed, place
from zhunsheng.evaluate.panel.programme import Programme, programme
from zhunsheng.evaluate.panel.stand import Stand, stand_alone
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind
from zhunsheng.model.panel import Cube, Judged, Panel

Layers = Callable[[Line], Layer]
"""Finds the figures that a line is judged by."""


def judge(catalogue: Catalogue, cube: Cube, panel: Panel) -> tuple[Judged, ...]:
    """See `zhunsheng.evaluate.panel.judge`."""
    laid, layers = programme(catalogue, cube, panel), _layers(cube, panel, catalogue)
    setting = Setting(catalogue.plan.period, cube.years)
    stands = _stands(laid, layers, len(panel.places), setting)
    given = issued.by_indicator(cube, panel)
    judged = []
    for line, stand in zip(laid.lines, stands, strict=True):
        held = None
        if line.rule.issued and line.rule.indicator in given:
            held = issued.alternatives(line, given, len(panel.places), setting)
            issued.rejudge(stand, held, layers(line), setting)
        judged.append(_judged(line, held, stand, layers(line)))
    return tuple(judged)


def _layers(cube: Cube, panel: Panel, catalogue: Catalogue) -> Layers:
    layer = reported(cube, panel)
    named = dict.fromkeys(rule.indicator for rule in panel.rules)
    milestones = [name for name in named if catalogue.indicators[name].kind is Kind.MILESTONE]
    done = standing(layer, milestones, dict(zip(cube.indicators, cube.scales, strict=True))) if milestones else layer
    return lambda line: done if line.kind is Kind.MILESTONE else layer


def _stands(laid: Programme, layers: Layers, places: int, setting: Setting) -> list[Stand]:
    """Judge every rule against the limits printed, in the order of the rules."""
    everywhere = slice(0, places)
    stands: dict[int, Stand] = {}
    for group, members in laid.groups:
        layer = layers(group.lines[0])
        placed = place(group, layer, everywhere, setting.first)
        for number, position in enumerate(members):
            stands[position] = _stand(placed, number, group.lines[number], layer)
        for number, aside in placed.aside:
            stands[members[number]].rejudge(group.lines[number], layer, aside, setting)
    for position in laid.rest:
        line = laid.lines[position]
        stands[position] = stand_alone(line, layers(line), everywhere, setting)
    return [stands[position] for position in range(len(laid.lines))]


def _stand(placed: Placed, number: int, line: Line, layer: Layer) -> Stand:
    """Take one line's arrays out of its group's."""
    over = layer.over(line.source.parts[0]) if placed.over is None else placed.over[number]
    under = None if placed.under is None else placed.under[number]
    return Stand(placed.reason[number], placed.relapsed[number], placed.valued[number], over, under)


def _judged(line: Line, held: Alternatives | None, stand: Stand, layer: Layer) -> Judged:
    return Judged(
        rule=line.rule,
        reason=stand.reason,
        relapsed=stand.relapsed,
        valued=stand.valued,
        over=stand.over,
        under=stand.under,
        scale=line.source.scale,
        terms=(line.terms,) if held is None else held.terms,
        held_to=None if held is None else held.held_to,
        bounds=layer.bounds.get(line.rule.indicator, {}) if line.as_reported else {},
        evidence=tuple(layer.rows[:, layer.number[part]] for part in line.source.parts),
        cumulative=line.summed,
    )
