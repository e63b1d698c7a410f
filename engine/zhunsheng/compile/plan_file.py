"""plan.yaml: the document, its period and departments. Places, tasks and passages have files of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import msgspec

from zhunsheng.compile import identifiers, literals
from zhunsheng.compile.names import Names
from zhunsheng.compile.passages import read_context, read_discrepancies
from zhunsheng.compile.places import read_places, read_rosters
from zhunsheng.compile.problems import Problems, shown
from zhunsheng.compile.shape import Fields, each, fields
from zhunsheng.compile.tasks import read_tasks
from zhunsheng.compile.yaml_tree import Node, Scalar
from zhunsheng.model.plan import Bands, Department, Document, Period, Place, Plan, Roster, Task
from zhunsheng.model.shapes import plan as shapes
from zhunsheng.model.text import Text

_DATE = re.compile(r"(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_BANDS = shapes.BANDS.names.optional


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What could be read of a plan.yaml. `plan` is None where it is not whole.

    `places`, `rosters`, `tasks` and the names are what rules may refer to; they hold whatever could be read.
    `named_rules` are the rules that its discrepancies name.
    """

    plan: Plan | None
    title: str | None
    period: Period | None
    places: tuple[Place, ...]
    place_names: Names
    department_names: Names
    bands: Bands
    rosters: tuple[Roster, ...]
    tasks: Mapping[str, Task]
    named_rules: tuple[Scalar, ...]


def read(node: Node, problems: Problems) -> PlanDraft | None:
    """Read the tree of a plan.yaml. None where it is not even a mapping."""
    plan = fields(node, problems, *shapes.PLAN.names)
    if plan is None:
        return None
    places, place_names = read_places(plan)
    departments, department_names = _departments(plan)
    rosters, tasks = read_rosters(plan, places), read_tasks(plan, department_names)
    discrepancies, named_rules = read_discrepancies(plan)
    context = read_context(plan)
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
            rosters=rosters,
            tasks=tuple(tasks.values()),
            discrepancies=discrepancies,
            context=context,
        )
    title = None if document is None else document.title
    return PlanDraft(whole, title, period, places, place_names, department_names, bands, rosters, tasks, named_rules)


def _document(plan: Fields) -> Document | None:
    document = plan.fields("document", *shapes.DOCUMENT.names)
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
    period = plan.fields("period", *shapes.PERIOD.names)
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
    bands = parent.fields("bands", *shapes.BANDS.names)
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


def _departments(plan: Fields) -> tuple[tuple[Department, ...], Names]:
    names = Names(Text("部门", "department"), "unknown-department")
    departments = []
    for item in each(plan.items("departments"), plan.problems, *shapes.DEPARTMENT_ITEM.names):
        department_id, title, aliases = identifiers.department(item), item.scalar("title"), item.scalars("aliases")
        if department_id is not None and names.add(department_id, (title, *aliases), plan.problems):
            spellings, text = tuple(a.text for a in aliases), "" if title is None else title.text
            departments.append(Department(id=department_id.text, title=text, aliases=spellings))
    return tuple(departments), names
