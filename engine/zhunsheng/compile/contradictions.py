"""Two rules on one indicator, place and year that no figure can satisfy both, or that ask for different figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from zhunsheng.compile.codes import CODES
from zhunsheng.compile.files import PLAN, path_of
from zhunsheng.compile.folding import folded
from zhunsheng.compile.in_force import InForce, in_force, scaled
from zhunsheng.compile.problems import Problems
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.figures import limit_amount
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.limits import Limit
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Plan
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang, Text

_OF_ONE_YEAR = (Kind.LEVEL, Kind.YEARLY)
"""Kinds whose figure of a year is the same thing."""


class Side(NamedTuple):
    """A rule, with what is needed to compare it. `at` is where it stands, as the reader is to see it."""

    rule: Rule
    indicator: Indicator
    plan: Plan
    at: Location


class Clash(NamedTuple):
    """What two rules ask for that does not go together; `at` is where the second stands."""

    code: str
    at: Location
    message: Text
    hint: Text


def report_within(
    plan: Plan, indicators: Mapping[str, Indicator], rules: Mapping[str, Rule], problems: Problems
) -> None:
    """Report every two rules of a plan that do not go together, unless the plan itself records that they do not."""
    sides: dict[str, list[Side]] = {}
    for rule in rules.values():
        sides.setdefault(rule.indicator, []).append(Side(rule, indicators[rule.indicator], plan, rule.at))
    for own in sides.values():
        for clash in _clashes(combinations(own, 2)):
            problems.add(clash.code, clash.at, clash.message, hint=clash.hint)


def between(plans: Sequence[tuple[Path, Catalogue]]) -> tuple[Diagnostic, ...]:
    """Return every two rules of different plans that do not go together. Each plan comes with its folder.

    Rules of other plans that a discrepancy names (“plan/rule”) are checked here, for only here are they known.
    """
    sides = [_Sides(folder, catalogue) for folder, catalogue in plans]
    pairs = (pair for one, other in combinations(sides, 2) for pair in one.paired_with(other))
    clashes = _clashes(pair for pair in pairs if _comparable(*pair))
    found = (_diagnostic(clash.code, clash.at, clash.message, clash.hint) for clash in clashes)
    return (*_unknown_rules(plans), *found)


def _diagnostic(code: str, at: Location, message: Text, hint: Text | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=CODES[code].severity, at=at, message=message, hint=hint)


def _unknown_rules(plans: Sequence[tuple[Path, Catalogue]]) -> Iterator[Diagnostic]:
    known = {catalogue.plan.id: catalogue.rules for _, catalogue in plans}
    for folder, catalogue in plans:
        for name in (name for each in catalogue.plan.discrepancies for name in each.rules if "/" in name):
            plan, _, rule = name.partition("/")
            if plan in known and rule not in known[plan]:
                message = Text(f"没有规则“{name}”。", f"There is no rule “{name}”.")
                yield _diagnostic("unknown-rule", Location(file=str(folder / PLAN)), message)


class _Sides:
    """The rules of one plan, by the id and by the title of their indicator."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._all: list[tuple[Side, tuple[str, str]]] = []
        self._by_name: dict[str, list[Side]] = {}
        for rule in catalogue.rules.values():
            indicator = catalogue.indicators[rule.indicator]
            at = Location(file=str(path_of(folder, rule.at.file)), line=rule.at.line, column=rule.at.column)
            side, names = Side(rule, indicator, catalogue.plan, at), (indicator.id, folded(indicator.title))
            self._all.append((side, names))
            for name in dict.fromkeys(names):
                self._by_name.setdefault(name, []).append(side)

    def paired_with(self, other: "_Sides") -> Iterator[tuple[Side, Side]]:
        """Pair each rule with every rule of the other plan whose indicator is called the same."""
        for side, names in self._all:
            alike = {each.rule.id: each for name in names for each in other._by_name.get(name, ())}
            yield from ((side, each) for each in alike.values())


def _comparable(one: Side, other: Side) -> bool:
    """Tell whether indicators of two plans that are called the same measure what can be compared."""
    kinds = {one.indicator.kind, other.indicator.kind}
    same_start = one.plan.period.start == other.plan.period.start
    alike = kinds <= set(_OF_ONE_YEAR) or (len(kinds) == 1 and (Kind.FLOW not in kinds or same_start))
    return alike and _factor(one, other) is not None


def _factor(one: Side, other: Side) -> Fraction | None:
    """Return the factor from the unit of `other` into that of `one`; None where they do not convert.

    Asked both ways: a unit as a plan happens to print it (个 for 个/千人) converts one way only.
    """
    there, back = (a.indicator.units.get(b.indicator.unit) for a, b in ((one, other), (other, one)))
    return there if there is not None and back is not None and there * back == 1 else None


def _clashes(pairs: Iterable[tuple[Side, Side]]) -> Iterator[Clash]:
    for one, other in pairs:
        clash = None if _recorded(one, other) else _clash(one, other)
        if clash is not None:
            yield clash


def _recorded(one: Side, other: Side) -> bool:
    """Tell whether a discrepancy of either plan lists both rules: then somebody has looked at them."""
    both = {f"{side.plan.id}/{side.rule.id}" for side in (one, other)}
    return any(
        both <= {rule if "/" in rule else f"{plan.id}/{rule}" for rule in each.rules}
        for plan in (one.plan, other.plan)
        for each in plan.discrepancies
    )


def _clash(one: Side, other: Side) -> Clash | None:
    """Compare two rules year by year: where no figure satisfies both, the first such year is told."""
    place, factor = _common_place(one, other), _factor(one, other)
    if place is None or factor is None:
        return None
    limits = in_force(one.rule, one.indicator.kind, one.plan.period)
    others = in_force(other.rule, other.indicator.kind, other.plan.period)
    years = sorted(limits.keys() & others.keys())
    for code, test in (("contradiction", _exclude), ("differing-limits", _differ)):
        found = [year for year in years if test(limits[year], scaled(others[year], factor))]
        if found:
            return _told(code, (one, limits[found[0]].limit), (other, others[found[0]].limit), found, place)
    return None


def _exclude(one: InForce, other: InForce) -> bool:
    return not one.span.meets(other.span)


def _differ(one: InForce, other: InForce) -> bool:
    """Tell whether two limits that point the same way are not the same."""
    mine, theirs = one.limit, other.limit
    same_way = (mine.operator.rising, mine.operator.falling) == (theirs.operator.rising, theirs.operator.falling)
    same = (mine.operator, mine.target, mine.upper) == (theirs.operator, theirs.target, theirs.upper)
    return same_way and not same


def _common_place(one: Side, other: Side) -> str | None:
    """Return the title of the first place, or the level of a roster, that both rules speak of."""
    theirs = _places(other)
    return next((title for name, title in _places(one).items() if name in theirs), None)


def _places(side: Side) -> dict[str, str]:
    """Name each place that a rule speaks of as others may name it, with its title."""
    members = side.rule.members
    if members is not None:
        kinds = [kind for roster in side.plan.rosters if roster.level == members.level for kind in roster.kinds]
        meant = [members.kind] if members.kind is not None else kinds or [""]
        return {f"{members.level}/{kind}": f"{members.level} {kind}".strip() for kind in meant}
    by_id = {place.id: place for place in side.plan.places}
    places = (by_id[each] for each in side.rule.scope)
    return {folded(name): place.title for place in places for name in (place.title, *place.aliases)}


def _told(code: str, first: tuple[Side, Limit], second: tuple[Side, Limit], years: Sequence[int], place: str) -> Clash:
    (one, mine), (other, theirs) = first, second
    asked, against = (
        Text(*(_written(side, limit, lang) for lang in ("zh", "en"))) for side, limit in ((other, theirs), (one, mine))
    )
    listed, verdict = "、".join(map(str, years)), _VERDICTS[code]
    message = Text(
        f"与规则“{one.rule.id}”{verdict.zh}：{place} {listed} 年，这里要求 {asked.zh}，那里要求 {against.zh}。",
        f"This {verdict.en} “{one.rule.id}”: {place} in {', '.join(map(str, years))}: "
        f"here {asked.en}, there {against.en}.",
    )
    hint = Text(
        f"那一条在 {one.at}。原文确实如此的，在 plan.yaml 的 discrepancies 里列出这两条（另一规划的写作“规划/规则”）。",
        f"The other stands at {one.at}. If the text says so, list both under `discrepancies` in plan.yaml "
        "(that of another plan as “plan/rule”).",
    )
    return Clash(code, other.at, message, hint)


_VERDICTS = {
    "contradiction": Text("矛盾", "contradicts"),
    "differing-limits": Text("要求不同", "asks for another figure than"),
}


def _written(side: Side, limit: Limit, lang: Lang) -> str:
    return limit_amount(limit.operator, limit.target, limit.upper, side.rule.unit, lang)
