"""The use case of `zhunsheng history`: which vintages are asked for, and what places and indicators are called."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from zhunsheng import nearest
from zhunsheng.errors import BadRulesError, UsageError
from zhunsheng.intake.characters import fold
from zhunsheng.model.text import Text
from zhunsheng.store import Access, Closing, Store, Vintage, moment
from zhunsheng.use_cases import storing
from zhunsheng.use_cases.stored_rules import restored

_SUGGESTED = 5
"""So many titles that contain what was asked for are offered."""


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; None is “any”. Indicator and place are named by title or id; `as_of` is empty for now."""

    plan: str | None = None
    indicator: str | None = None
    place: str | None = None
    years: tuple[int, ...] | None = None
    restated: bool = False
    as_of: str = ""


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """One figure with all its vintages, and what its indicator and place are called."""

    plan: str
    record: str
    entity: str
    year: int
    indicator: str
    place_title: str
    indicator_title: str
    vintages: tuple[Vintage, ...]


class Found(msgspec.Struct, frozen=True):
    """The figures asked for, by indicator, place and year; and all closings of their plans."""

    courses: tuple[Course, ...]
    closings: tuple[Closing, ...]


def history(path: Path, sought: Sought, cache_dir: Path | None) -> Found:
    """Find the vintages of figures. Raises `UsageError` for a name that no figure in the store has."""
    with storing.opened(path, Access.READ) as store:
        then = storing.moment(sought.as_of, moment) if sought.as_of else None
        until = store.until(then)
        held = store.history(sought.plan, until)
        titles = _titles(store, (sought.plan,) if sought.plan else store.plans(), then, cache_dir)
    courses = [
        Course(
            plan=plan,
            record=record,
            entity=entity,
            year=year,
            indicator=indicator,
            place_title=titles.get((plan, entity), entity),
            indicator_title=titles.get((plan, indicator), indicator),
            vintages=vintages,
        )
        for (plan, entity, year, indicator, record), vintages in held.figures.items()
        if entity is not None and year is not None and indicator is not None
    ]
    courses = _named(courses, sought.indicator, lambda each: (each.indicator, each.indicator_title))
    courses = _named(courses, sought.place, lambda each: (each.entity, each.place_title))
    chosen = [
        each
        for each in courses
        if (sought.years is None or each.year in sought.years)
        and (not sought.restated or any(vintage.restated for vintage in each.vintages))
    ]
    chosen.sort(key=lambda each: (each.plan, each.indicator, each.entity, each.year, each.record))
    return Found(tuple(chosen), held.closings)


def _named(courses: list[Course], name: str | None, names: Callable[[Course], tuple[str, str]]) -> list[Course]:
    """Keep what bears a name, as title or as id."""
    if name is None:
        return courses
    wanted = fold(name)
    kept = [each for each in courses if wanted in map(fold, names(each))]
    if courses and not kept:
        known = list(dict.fromkeys(names(each)[1] for each in courses))
        raise UsageError(_unknown(name, known))
    return kept


def _unknown(name: str, known: list[str]) -> Text:
    longer = [each for each in known if fold(name) and fold(name) in fold(each)][:_SUGGESTED]
    guess = nearest.guess(name, known)
    if longer:
        guess = Text(f"是不是{'、'.join(f'“{each}”' for each in longer)}？", f"Did you mean {', '.join(longer)}?")
    return Text(f"库里没有“{name}”的数。{guess.zh}", f"the store holds no figure of {name}. {guess.en}")


def _titles(
    store: Store, plans: Iterable[str], then: datetime | None, cache_dir: Path | None
) -> dict[tuple[str, str], str]:
    """What places and indicators are called, by plan and id: by the rules last in use, and the rosters taken in."""
    titles: dict[tuple[str, str], str] = {}
    for plan in plans:
        rules = store.rules(plan, then)
        titles |= {(plan, place.id): place.title for place in store.places(plan)}
        try:
            catalogue = None if rules is None else restored(rules, cache_dir)
        except BadRulesError:  # written for another version of the program: ids will do
            continue
        if catalogue is not None:
            titles |= {(plan, place.id): place.title for place in catalogue.plan.places}
            titles |= {(plan, each.id): each.title for each in catalogue.indicators.values()}
    return titles
