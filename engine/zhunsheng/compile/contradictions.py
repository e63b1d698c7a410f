"""Two rules on one indicator, place and year that no figure can satisfy both, or that ask for different figures."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from zhunsheng.compile.codes import CODES
from zhunsheng.compile.files import PLAN
from zhunsheng.compile.implied import report_implied
from zhunsheng.compile.in_force import InForce, in_force, scaled
from zhunsheng.compile.problems import Problems
from zhunsheng.compile.sides import Side, Sides, common_place, comparable, factor, recorded
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.figures import limit_amount
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.limits import Limit
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Plan
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang, Text


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
        for pair in combinations(own, 2):
            clash = None if recorded(pair) else _clash(*pair)
            if clash is not None:
                problems.add(clash.code, clash.at, clash.message, hint=clash.hint)
            elif not recorded(pair):
                report_implied(*pair, problems)


def between(plans: Sequence[tuple[Path, Catalogue]]) -> tuple[Diagnostic, ...]:
    """Return every two rules of different plans that do not go together. Each plan comes with its folder.

    Rules of other plans that a discrepancy names (“plan/rule”) are checked here, for only here are they known.
    """
    sides = [Sides(folder, catalogue) for folder, catalogue in plans]
    pairs = (pair for one, other in combinations(sides, 2) for pair in one.paired_with(other))
    clashes = (_clash(*pair) for pair in pairs if comparable(*pair) and not recorded(pair))
    found = (_diagnostic(clash.code, clash.at, clash.message, clash.hint) for clash in clashes if clash is not None)
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


def _clash(one: Side, other: Side) -> Clash | None:
    """Compare two rules year by year: where no figure satisfies both, the first such year is told."""
    place, times = common_place(one, other), factor(one, other)
    if place is None or times is None:
        return None
    limits = in_force(one.rule, one.indicator.kind, one.plan.period)
    others = in_force(other.rule, other.indicator.kind, other.plan.period)
    years = sorted(limits.keys() & others.keys())
    for code, test in (("contradiction", _exclude), ("differing-limits", _differ)):
        found = [year for year in years if test(limits[year], scaled(others[year], times))]
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
