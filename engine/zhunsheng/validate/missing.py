"""缺报: figures that some rule needs, and of which nothing came in. One flag a department and year.

A figure that came in and could not be read is not missing. Neither is a milestone before it is due, nor one that is
done already, nor anything of the base year; and of a year of which nobody said anything, something else is said.
"""

from collections.abc import Iterable

from zhunsheng.model.indicator import Kind, parts
from zhunsheng.model.needs import needed
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Missing
from zhunsheng.validate.found import Found, flag, listed
from zhunsheng.validate.held import Held

Cell = tuple[str, str]
"""Indicator and place."""


def missing(check: Missing, held: Held) -> Iterable[Found]:
    """Ask each department for what it owes."""
    spoken = {key[2] for key in (*held.observed, *held.refused)}
    for year in held.years:
        if year in spoken and year > held.catalogue.plan.period.base:
            yield from _of_year(check, held, year)


def _of_year(check: Missing, held: Held, year: int) -> Iterable[Found]:
    owed: dict[str, list[Cell]] = {}
    for indicator, entity in _needed(held, year):
        key = (entity, indicator, year)
        if key not in held.observed and key not in held.refused and not _stays_done(held, entity, indicator, year):
            owed.setdefault(held.owner(indicator), []).append((indicator, entity))
    for owner, cells in owed.items():
        blanks = (held.blanks.get((entity, indicator, year)) for indicator, entity in cells)
        names = listed(tuple(_name(held, *cell) for cell in cells))
        yield Found(
            flag(
                check,
                Text(
                    f"{held.department(owner)} {year} 年缺报 {len(cells)} 个数：{names.zh}",
                    f"{held.department(owner)}, {year}: not handed in ({len(cells)}): {names.en}",
                ),
                year=year,
                owner=owner,
                indicators=tuple(dict.fromkeys(indicator for indicator, _ in cells)),
                at=tuple(at for at in blanks if at is not None),
                hint=Text("请补报；确实没有的，说明原因", "hand them in, or say why there are none"),
            )
        )


def _needed(held: Held, year: int) -> Iterable[Cell]:
    """List what a rule needs of a year, each once, in the order of indicators and places."""
    indicators, period = held.catalogue.indicators, held.catalogue.plan.period
    needs: dict[str, set[str]] = {}
    for rule in held.catalogue.rules.values():
        kind = indicators[rule.indicator].kind
        if kind is Kind.MILESTONE and not _is_due(rule, year):
            continue
        used = parts(indicators, rule.indicator)
        for entity in rule.scope:
            if needed(rule, kind, period, year, held.issued(entity, rule.indicator)):
                for part in used:
                    needs.setdefault(part, set()).add(entity)
    order = [place.id for place in held.catalogue.plan.places]
    for indicator in indicators:
        places = needs.get(indicator, ())
        yield from ((indicator, entity) for entity in order if entity in places)


def _stays_done(held: Held, entity: str, indicator: str, year: int) -> bool:
    """Tell whether the last word on a milestone was that it is done: nobody has to say so every year."""
    if held.catalogue.indicators[indicator].kind is not Kind.MILESTONE:
        return False
    words = (held.observed.get((entity, indicator, earlier)) for earlier in reversed(held.years) if earlier < year)
    last = next((word for word in words if word is not None), None)
    return last is not None and last.bound is None and last.figure >= 1


def _is_due(rule: Rule, year: int) -> bool:
    """Tell whether a milestone is to be done in a year, or was to be done for good before it."""
    due = [target.year for target in rule.targets]
    return year in due or year > due[-1]


def _name(held: Held, indicator: str, entity: str) -> str:
    title = held.title(indicator)
    return title if entity == held.catalogue.plan.area.id else f"{title}（{held.place(entity)}）"
