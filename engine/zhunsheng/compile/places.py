"""Places of a plan and its rosters: what lies in what, whose policies reach where, which levels arrive as data."""

from collections.abc import Mapping, Sequence

import msgspec

from zhunsheng.compile import identifiers
from zhunsheng.compile.names import Names
from zhunsheng.compile.problems import Problems, did_you_mean, one_of, shown
from zhunsheng.compile.shape import Fields, each
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Place, Roster, surroundings
from zhunsheng.model.shapes import plan as shapes
from zhunsheng.model.text import Text


def read_places(plan: Fields) -> tuple[tuple[Place, ...], Names]:
    """Read `places`: what could be read of them, and what they are called."""
    names, problems = Names(Text("地区", "place"), "unknown-place"), plan.problems
    drafts: list[tuple[Place, tuple[Scalar, ...], tuple[Scalar, ...]]] = []
    for item in each(plan.items("places"), problems, *shapes.PLACE_ITEM.names):
        place_id, title, level, kind = (
            identifiers.kebab(item),
            item.scalar("title"),
            item.text("level"),
            item.text("kind"),
        )
        within, extends, aliases = item.one_or_more("within"), item.one_or_more("extends"), item.scalars("aliases")
        if place_id is not None and names.add(place_id, (title, *aliases), problems):
            text, spellings = "" if title is None else title.text, tuple(a.text for a in aliases)
            place = Place(id=place_id.text, title=text, level=level or "", kind=kind, aliases=spellings)
            drafts.append((place, within, extends))
    places = tuple(
        msgspec.structs.replace(
            place, within=names.resolve_all(within, problems), extends=names.resolve_all(extends, problems)
        )
        for place, within, extends in drafts
    )
    _refuse_cycles(places, {place.id: within[0].at for place, within, _ in drafts if within}, problems)
    return places, names


def _refuse_cycles(places: tuple[Place, ...], at: Mapping[str, Location], problems: Problems) -> None:
    for place in places:
        if place.id in (p.id for p in surroundings(place, places)):
            message = Text(f"“{place.title}”隶属于它自己。", f"“{place.id}” lies within itself.")
            problems.add("place-cycle", at[place.id], message)


def read_rosters(plan: Fields, places: tuple[Place, ...]) -> tuple[Roster, ...]:
    """Read `rosters`. A level is either listed in the plan or arrives as data, never both."""
    levels, rosters = {place.level for place in places}, []
    for item in each(plan.items("rosters"), plan.problems, *shapes.ROSTER.names):
        level, title, kinds = item.scalar("level"), item.text("title"), _distinct(item)
        if level is None or title is None:
            continue
        if level.text in levels:
            message = Text(
                f"“{shown(level.text)}”这一级已经列出或已有名册。",
                f"The level “{shown(level.text)}” has places or a roster already.",
            )
            plan.problems.add("duplicate-level", level.at, message)
            continue
        levels.add(level.text)
        rosters.append(Roster(level=level.text, title=title, kinds=kinds))
    return tuple(rosters)


def _distinct(roster: Fields) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for kind in roster.scalars("kinds"):
        if kind.text in found:
            message = Text(f"“{shown(kind.text)}”列了两次。", f"“{shown(kind.text)}” is listed twice.")
            roster.problems.add("duplicate-item", kind.at, message)
        found[kind.text] = None
    return tuple(found)


def of_level(parent: Fields, key: str, places: Sequence[Place]) -> tuple[Place, ...]:
    """Read a level of places under `key`, and return those of it. Empty, and reported, where there are none."""
    level = parent.scalar(key)
    found = () if level is None else tuple(place for place in places if place.level == level.text)
    if level is not None and places and not found:
        levels = dict.fromkeys(place.level for place in places)
        message = Text(f"没有“{shown(level.text)}”这一级的地区。", f"No place has the level “{shown(level.text)}”.")
        parent.problems.add("unknown-level", level.at, message, one_of(levels), did_you_mean(level.text, levels))
    return found
