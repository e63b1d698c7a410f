"""Rules as they are held against each other: with their indicator, their plan, and their places by name."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from zhunsheng.compile.files import path_of
from zhunsheng.compile.folding import folded
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Plan
from zhunsheng.model.rule import Rule

_OF_ONE_YEAR = (Kind.LEVEL, Kind.YEARLY)
"""Kinds whose figure of a year is the same thing."""


class Side(NamedTuple):
    """A rule, with what is needed to compare it. `at` is where it stands, as the reader is to see it."""

    rule: Rule
    indicator: Indicator
    plan: Plan
    at: Location


class Sides:
    """The rules of one plan, by all names of their indicator: its id, its title, its aliases."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._all: list[tuple[Side, tuple[str, ...]]] = []
        self._by_name: dict[str, list[Side]] = {}
        for rule in catalogue.rules.values():
            indicator = catalogue.indicators[rule.indicator]
            at = Location(file=str(path_of(folder, rule.at.file)), line=rule.at.line, column=rule.at.column)
            side, names = Side(rule, indicator, catalogue.plan, at), names_of(indicator)
            self._all.append((side, names))
            for name in names:
                self._by_name.setdefault(name, []).append(side)

    def paired_with(self, other: "Sides") -> Iterator[tuple[Side, Side]]:
        """Pair each rule with every rule of the other plan whose indicator is called the same."""
        for side, names in self._all:
            yield from ((side, each) for each in other.of(names))

    def of(self, names: Sequence[str]) -> tuple[Side, ...]:
        """Return the rules whose indicator has one of these names, each once."""
        found = {each.rule.id: each for name in names for each in self._by_name.get(name, ())}
        return tuple(found.values())


def names_of(indicator: Indicator) -> tuple[str, ...]:
    """List all that an indicator is called, as names are compared."""
    return tuple(dict.fromkeys((indicator.id, *map(folded, (indicator.title, *indicator.aliases)))))


def comparable(one: Side, other: Side) -> bool:
    """Tell whether indicators of two plans that are called the same measure what can be compared."""
    kinds = {one.indicator.kind, other.indicator.kind}
    same_start = one.plan.period.start == other.plan.period.start
    alike = kinds <= set(_OF_ONE_YEAR) or (len(kinds) == 1 and (Kind.FLOW not in kinds or same_start))
    return alike and factor(one, other) is not None


def factor(one: Side, other: Side) -> Fraction | None:
    """Return the factor from the unit of `other` into that of `one`; None where they do not convert.

    Asked both ways: a unit as a plan happens to print it (个 for 个/千人) converts one way only.
    """
    there, back = (a.indicator.units.get(b.indicator.unit) for a, b in ((one, other), (other, one)))
    return there if there is not None and back is not None and there * back == 1 else None


def recorded(sides: Sequence[Side]) -> bool:
    """Tell whether a discrepancy of one of their plans lists all these rules: then somebody has looked at them."""
    all_of_them = {f"{side.plan.id}/{side.rule.id}" for side in sides}
    return any(
        all_of_them <= {rule if "/" in rule else f"{plan.id}/{rule}" for rule in each.rules}
        for plan in (side.plan for side in sides)
        for each in plan.discrepancies
    )


def common_place(one: Side, other: Side) -> str | None:
    """Return the title of the first place, or the level of a roster, that both rules speak of."""
    theirs = places(other)
    return next((title for name, title in places(one).items() if name in theirs), None)


def places(side: Side) -> dict[str, str]:
    """Name each place that a rule speaks of as others may name it, with its title."""
    members = side.rule.members
    if members is not None:
        kinds = [kind for roster in side.plan.rosters if roster.level == members.level for kind in roster.kinds]
        meant = [members.kind] if members.kind is not None else kinds or [""]
        return {f"{members.level}/{kind}": f"{members.level} {kind}".strip() for kind in meant}
    by_id = {place.id: place for place in side.plan.places}
    own = (by_id[each] for each in side.rule.scope)
    return {folded(name): place.title for place in own for name in (place.title, *place.aliases)}
