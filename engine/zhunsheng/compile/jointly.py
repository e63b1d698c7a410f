"""Rules that only together leave no room: those on a derived indicator and those on what it is derived from.

Two rules on one indicator are compared elsewhere: where any number of ranges have no figure in common, two of them have
none. Through a formula three or more may: a share of at least 60 % of 100 at most, with a part of 50 at most.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from zhunsheng.compile import ranges
from zhunsheng.compile.codes import CODES
from zhunsheng.compile.in_force import in_force, scaled
from zhunsheng.compile.sides import Side, Sides, comparable, factor, names_of, places, recorded
from zhunsheng.compile.spans import Span
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.expression import Expression, names
from zhunsheng.model.figures import limit_amount
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.text import Lang, Text

_OF_ONE_YEAR = (Kind.LEVEL, Kind.YEARLY)
_MOST = 12
"""More rules than this on one formula are not taken apart."""


def conflicting(plans: Sequence[tuple[Path, Catalogue]]) -> Iterator[Diagnostic]:
    """Yield the smallest sets of three rules or more that no figures satisfy, told where the first of each stands."""
    sides = [Sides(folder, catalogue) for folder, catalogue in plans]
    for own, (_, catalogue) in zip(sides, plans, strict=True):
        for indicator in catalogue.indicators.values():
            expression = indicator.expression
            if expression is not None and indicator.kind in _OF_ONE_YEAR:
                concerned = _concerned(own, sides, catalogue, indicator, expression)
                yield from _told_once(concerned, catalogue, indicator, expression)


_Rules = Mapping[str, tuple[Side, ...]]
"""The rules on a derived indicator and on each that its formula names, by indicator; those of other plans with them."""


def _concerned(
    own: Sides, all_sides: Sequence[Sides], catalogue: Catalogue, whole: Indicator, expression: Expression
) -> _Rules:
    found: dict[str, tuple[Side, ...]] = {}
    asked = own.of((whole.id,))
    for name in (whole.id, *names(expression)) if asked else ():
        indicator = catalogue.indicators[name]
        if indicator.kind in _OF_ONE_YEAR:
            like = Side(asked[0].rule, indicator, catalogue.plan, asked[0].at)
            there = [each for other in all_sides if other is not own for each in other.of(names_of(indicator))]
            found[name] = (*own.of((name,)), *(each for each in there if comparable(like, each)))
    return found


def _told_once(
    concerned: _Rules, catalogue: Catalogue, whole: Indicator, expression: Expression
) -> Iterator[Diagnostic]:
    """Look at every place and year; a set of rules is told for the first of them only."""
    told: set[frozenset[str]] = set()
    everywhere = dict.fromkeys(place for side in concerned.get(whole.id, ()) for place in places(side))
    if not 3 <= sum(map(len, concerned.values())) <= _MOST:
        return
    for place in everywhere:
        for year in catalogue.plan.period.years:
            limits = _limits(concerned, catalogue, place, year)
            if _fits(limits, catalogue, whole, expression):
                continue
            least = _least(limits, catalogue, whole, expression)
            key = frozenset(f"{side.plan.id}/{side.rule.id}" for side, _, _ in least)
            if len(least) > 2 and key not in told and not recorded([side for side, _, _ in least]):
                told.add(key)
                yield _diagnostic([(side, written) for side, _, written in least], year, whole)


_Limits = list[tuple[Side, tuple[str, Span], Text]]
"""Rules that are in force, each with its indicator, the figures that it leaves, and how it is written."""


def _limits(concerned: _Rules, catalogue: Catalogue, place: str, year: int) -> _Limits:
    found: _Limits = []
    for name, sides in concerned.items():
        indicator = catalogue.indicators[name]
        for side in sides:
            part = in_force(side.rule, side.indicator.kind, side.plan.period).get(year)
            if part is None or place not in places(side):
                continue
            like = Side(side.rule, indicator, catalogue.plan, side.at)
            times = Fraction(1) if side.plan is catalogue.plan else factor(like, side) or Fraction(1)
            limit = part.limit
            written = Text(
                *(limit_amount(limit.operator, limit.target, limit.upper, side.rule.unit, lang) for lang in _LANGS)
            )
            found.append((side, (name, scaled(part, times).span), written))
    return found


_LANGS: tuple[Lang, Lang] = ("zh", "en")


def _fits(limits: _Limits, catalogue: Catalogue, whole: Indicator, expression: Expression) -> bool:
    """Tell whether figures can satisfy all limits, as far as ranges tell: in doubt they can."""
    room = {name: ranges.natural(catalogue.indicators[name]) for name in (whole.id, *names(expression))}
    for _, (name, span), _ in limits:
        shared = ranges.shared(room[name], span)
        if shared is None:
            return True  # two rules on one indicator: told elsewhere
        room[name] = shared
    reached = ranges.of_expression(expression, room).times(whole.expression_factor)
    return reached.meets(room[whole.id])


def _least(limits: _Limits, catalogue: Catalogue, whole: Indicator, expression: Expression) -> _Limits:
    """Leave out one limit after another, as long as the rest still do not go together."""
    for each in list(limits):
        rest = [other for other in limits if other is not each]
        if not _fits(rest, catalogue, whole, expression):
            limits = rest
    return limits


def _diagnostic(least: Sequence[tuple[Side, Text]], year: int, whole: Indicator) -> Diagnostic:
    first = least[0][0]
    zh = "、".join(f"“{side.rule.id}”（{written.zh}）" for side, written in least)
    en = ", ".join(f"“{side.rule.id}” ({written.en})" for side, written in least)
    message = Text(
        f"{year} 年没有数能同时满足 {zh}：“{whole.title}”是由其余各项算出的。",
        f"No figures of {year} satisfy all of {en}: “{whole.id}” is derived from the others.",
    )
    others = [f"{side.rule.id} {side.at}" for side, _ in least[1:]]
    hint = Text(
        f"另几条：{'；'.join(others)}。原文确实如此的，在 plan.yaml 的 discrepancies 里列出这几条。",
        f"The others: {'; '.join(others)}. If the text says so, list them under `discrepancies` in plan.yaml.",
    )
    code = "conflicting-set"
    return Diagnostic(code=code, severity=CODES[code].severity, at=first.at, message=message, hint=hint)
