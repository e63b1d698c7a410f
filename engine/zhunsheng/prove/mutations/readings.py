"""Changes to how a rule is read: nature, owner, path, bands, rounding, kind and unit of its indicator."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.plan import Bands
from zhunsheng.model.rule import Nature, Trajectory
from zhunsheng.prove.mutations.change import Change
from zhunsheng.prove.situations.held import Held
from zhunsheng.prove.situations.shape import Shape, interims, is_walked_from

OTHER_KINDS = {
    Kind.LEVEL: (Kind.YEARLY, Kind.FLOW),
    Kind.YEARLY: (Kind.LEVEL, Kind.FLOW),
    Kind.GROWTH: (Kind.LEVEL, Kind.FLOW),
    Kind.FLOW: (Kind.LEVEL, Kind.YEARLY),
    Kind.MILESTONE: (Kind.LEVEL, Kind.YEARLY),
}

OTHER_BANDS = {
    "harsher": Bands(behind=Fraction(9, 10)),
    "milder": Bands(behind=Fraction(1, 5)),
    "nearly-wider": Bands(nearly=Fraction(7, 10)),
    "unreachable": Bands(on_track=Fraction(11, 10), nearly=Fraction(11, 10)),
}


def changes(held: Held) -> Iterator[Change]:
    """Every change of this kind that applies."""
    yield from _nature_and_owner(held)
    if not (held.subject.kind.year_by_year or held.subject.kind is Kind.MILESTONE):
        yield from _path(held)
    if held.subject.kind is not Kind.MILESTONE:
        yield from _rounding(held)
        yield from _unit(held)
    yield from _kind(held)


def _nature_and_owner(held: Held) -> Iterator[Change]:
    rule = held.subject.rule
    for nature in Nature:
        if nature is not rule.nature:
            yield Change(f"nature-{nature.value}", f"性质改为{nature.value}", replace(rule, nature=nature))
    other = next((d.id for d in held.subject.catalogue.plan.departments if d.id != rule.owner), None)
    if other is not None:
        yield Change("owner", f"责任单位改为{other}", replace(rule, owner=other))


def _path(held: Held) -> Iterator[Change]:
    rule, shapes = held.subject.rule, {between.shape for between in interims(held)}
    if not shapes:
        return  # no year lies on any way: the language has nothing to change
    for trajectory in Trajectory:
        if trajectory is not rule.trajectory:
            name = f"trajectory-{trajectory.value}"
            yield Change(name, f"路径改为{trajectory.value}", replace(rule, trajectory=trajectory))
    if Shape.PACED in shapes:
        for word, bands in OTHER_BANDS.items():
            if bands != rule.bands:
                yield Change(f"bands-{word}", f"分档改为{word}", replace(rule, bands=bands))


def _rounding(held: Held) -> Iterator[Change]:
    rule, now = held.subject.rule, held.subject.rule.decimals
    others = (0,) if now is None else (None, now + 1, *((now - 1,) if now else ()))
    for decimals in others:
        told = "改按全数值比较" if decimals is None else f"改为修约到{decimals}位小数"
        yield Change(f"decimals-{decimals}", told, replace(rule, decimals=decimals))


def _unit(held: Held) -> Iterator[Change]:
    """Ten of the unit: what is reported weighs ten times as much against the figures that the rule states itself."""
    subject, rule = held.subject, held.subject.rule
    base = rule.base.value if rule.base is not None and is_walked_from(held) else None
    if not any((base, *(figure for target in rule.targets for figure in (target.value, target.upper)))):
        return  # rule and reports are both told in it, and none of anything is none in any unit: nothing would differ
    if subject.indicator.expression is None:
        yield Change("unit", "单位大十倍", rule, (_tenfold(subject.indicator),))
        return
    factor = replace(subject.indicator, expression_factor=subject.indicator.expression_factor * 10)
    yield Change("factor", "算式结果大十倍", rule, (factor,))
    for part in subject.parts:
        yield Change(f"unit-{part.id}", f"{part.title}的单位大十倍", rule, (_tenfold(part),))


def _tenfold(indicator: Indicator) -> Indicator:
    return replace(indicator, units={spelling: factor * 10 for spelling, factor in indicator.units.items()})


def _kind(held: Held) -> Iterator[Change]:
    subject = held.subject
    sums = {Kind.YEARLY, Kind.FLOW, Kind.GROWTH} if subject.period.start == subject.period.end else set()
    for kind in OTHER_KINDS[subject.kind]:
        if {kind, subject.kind} <= sums:
            continue  # the sum of a single year is that year's
        told = f"{subject.kind.value}改为{kind.value}"
        yield Change(f"kind-{kind.value}", told, subject.rule, (replace(subject.indicator, kind=kind),))
