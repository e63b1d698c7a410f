"""plan.yaml: the document, its period, its places and departments."""

import re
from dataclasses import dataclass
from fractions import Fraction

import msgspec

from zhunsheng.compile import identifiers, literals
from zhunsheng.compile.names import Names
from zhunsheng.compile.problems import Problems, shown
from zhunsheng.compile.shape import Fields, each, fields
from zhunsheng.compile.yaml_tree import Node, Scalar
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Bands, Department, Document, Period, Place, Plan
from zhunsheng.model.text import Text

_DATE = re.compile(r"(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_BANDS = ("on_track", "nearly", "behind")


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What could be read of a plan.yaml. `plan` is None where it is not whole.

    `places` and `departments` are what rules may refer to; they hold whatever could be read.
    """

    plan: Plan | None
    title: str | None
    period: Period | None
    places: tuple[Place, ...]
    place_names: Names
    department_names: Names
    bands: Bands


def read(node: Node, problems: Problems) -> PlanDraft | None:
    """Read the tree of a plan.yaml. None where it is not even a mapping."""
    required = ("id", "title", "document", "period", "places", "departments")
    plan = fields(node, problems, required, ("bands",))
    if plan is None:
        return None
    places, place_names = _places(plan)
    departments, department_names = _departments(plan)
    plan_id, title = identifiers.kebab(plan), plan.text("title")
    document, period = _document(plan), _period(plan)
    bands = read_bands(plan, Bands())
    whole = None
    if plan_id is not None and title is not None and document is not None and period is not None:
        whole = Plan(
            id=plan_id.text,
            title=title,
            document=document,
            period=period,
            places=places,
            departments=departments,
            bands=bands,
        )
    document_title = None if document is None else document.title
    return PlanDraft(whole, document_title, period, places, place_names, department_names, bands)


def _document(plan: Fields) -> Document | None:
    document = plan.fields("document", ("title", "published"), ("number",))
    if document is None:
        return None
    title, published, number = document.text("title"), document.scalar("published"), document.text("number")
    if published is not None and _DATE.fullmatch(published.text) is None:
        message = Text(f"“{shown(published.text)}”不是日期。", f"“{shown(published.text)}” is not a date.")
        expected = Text("年、年-月或年-月-日，如 2022-12", "year, year-month or year-month-day, such as 2022-12")
        plan.problems.add("bad-date", published.at, message, expected)
    if title is None or published is None:
        return None
    return Document(title=title, published=published.text, number=number)


def _period(plan: Fields) -> Period | None:
    period = plan.fields("period", ("base", "start", "end"))
    if period is None:
        return None
    scalars = [period.scalar(key) for key in ("base", "start", "end")]
    base, start, end = (None if s is None else literals.read(s, literals.year, plan.problems) for s in scalars)
    if base is None or start is None or end is None:
        return None
    if not base < start <= end:
        message = Text("规划期的年份先后不对。", "The years of the period are out of order.")
        expected = Text("基期早于首年，首年不晚于末年", "the base year before the start, the start not after the end")
        plan.problems.add("bad-period", period.at, message, expected)
        return None
    return Period(base=base, start=start, end=end)


def read_bands(parent: Fields, default: Bands) -> Bands:
    """Read `bands` of a plan or a rule; what is left out is taken from `default`."""
    bands = parent.fields("bands", (), _BANDS)
    if bands is None:
        return default
    scalars = {key: bands.scalar(key) for key in _BANDS if key in bands}
    read = {key: literals.read(s, literals.number, parent.problems) for key, s in scalars.items() if s is not None}
    found = msgspec.structs.replace(default, **{key: Fraction(v) for key, v in read.items() if v is not None})
    if not 1 >= found.on_track > found.nearly > found.behind > 0:
        message = Text("时序进度分档不是由高到低。", "The bands do not descend.")
        expected = Text("1 ≥ on_track > nearly > behind > 0", "1 ≥ on_track > nearly > behind > 0")
        parent.problems.add("bad-bands", bands.at, message, expected)
        return default
    return found


def _places(plan: Fields) -> tuple[tuple[Place, ...], Names]:
    names = Names(Text("地区", "place"), "unknown-place")
    drafts: list[tuple[Place, Scalar | None]] = []
    for item in each(plan.items("places"), plan.problems, ("id", "title", "level"), ("within", "aliases")):
        place_id, title, level = identifiers.kebab(item), item.scalar("title"), item.text("level")
        within, aliases = item.scalar("within"), item.scalars("aliases")
        if place_id is not None and names.add(place_id, (title, *aliases), plan.problems):
            spellings = tuple(a.text for a in aliases)
            text = "" if title is None else title.text
            drafts.append((Place(id=place_id.text, title=text, level=level or "", aliases=spellings), within))
    places = tuple(_inside(place, within, names, plan.problems) for place, within in drafts)
    _refuse_cycles(places, {place.id: within.at for place, within in drafts if within is not None}, plan.problems)
    return places, names


def _inside(place: Place, within: Scalar | None, names: Names, problems: Problems) -> Place:
    around = None if within is None else names.resolve(within, problems)
    return place if around is None else msgspec.structs.replace(place, within=(around,))


def _refuse_cycles(places: tuple[Place, ...], at: dict[str, Location], problems: Problems) -> None:
    for place in places:
        if place.id in (p.id for p in surroundings(place, places)):
            message = Text(f"“{place.title}”隶属于它自己。", f"“{place.id}” lies within itself.")
            problems.add("place-cycle", at[place.id], message)


def surroundings(place: Place, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """List the places around `place`, the nearest first; each once, even where they lie in a circle."""
    by_id = {p.id: p for p in places}
    found: dict[str, Place] = {}
    open_ids = list(place.within)
    while open_ids:
        around = by_id.get(open_ids.pop(0))
        if around is not None and around.id not in found:
            found[around.id] = around
            open_ids.extend(around.within)
    return tuple(found.values())


def _departments(plan: Fields) -> tuple[tuple[Department, ...], Names]:
    names = Names(Text("部门", "department"), "unknown-department")
    departments = []
    for item in each(plan.items("departments"), plan.problems, ("id", "title"), ("aliases",)):
        department_id, title, aliases = identifiers.department(item), item.scalar("title"), item.scalars("aliases")
        if department_id is not None and names.add(department_id, (title, *aliases), plan.problems):
            spellings, text = tuple(a.text for a in aliases), "" if title is None else title.text
            departments.append(Department(id=department_id.text, title=text, aliases=spellings))
    return tuple(departments), names
