"""checkup.yaml: the urban health check (城市体检) that a plan declares, whole."""

from zhunsheng.compile import identifiers
from zhunsheng.compile.assessment_themes import Around, measuring, named, report_nothing_named
from zhunsheng.compile.citations import read_citation
from zhunsheng.compile.problems import Problems, shown
from zhunsheng.compile.shape import Fields, each, fields
from zhunsheng.compile.yaml_tree import Node, Scalar
from zhunsheng.model.checkup import Aspect, Checkup, System
from zhunsheng.model.location import Location
from zhunsheng.model.shapes import checkup as shapes
from zhunsheng.model.text import Text


def read(node: Node, around: Around, problems: Problems) -> Checkup | None:
    """Read the tree of a checkup.yaml; None, with everything reported, where it is not whole."""
    before, declared = len(problems), fields(node, problems, *shapes.CHECKUP.names)
    if declared is None:
        return None
    own_id, title, source = identifiers.kebab(declared), declared.text("title"), read_citation(declared)
    system, aspects = _system(declared), _aspects(declared, around)
    if len(problems) > before or own_id is None or title is None or source is None or system is None:
        return None
    return Checkup(id=own_id.text, title=title, source=source, system=system, aspects=aspects, at=own_id.at)


def _system(declared: Fields) -> System | None:
    system = declared.fields("system", *shapes.SYSTEM.names)
    if system is None:
        return None
    title, document, because = system.text("title"), system.text("document"), system.text("because")
    if title is None or document is None or because is None:
        return None
    return System(title=title, document=document, because=because)


def _aspects(declared: Fields, around: Around) -> tuple[Aspect, ...]:
    ids: dict[str, Location] = {}
    used: dict[str, Scalar] = {}
    found = []
    for item in each(declared.items("aspects"), declared.problems, *shapes.ASPECT.names):
        own_id, title, locator = identifiers.kebab(item), item.text("title"), item.text("locator")
        rules = _rules(item, around, used)
        if own_id is None or title is None or locator is None:
            continue
        if ids.setdefault(own_id.text, own_id.at) != own_id.at:
            message = Text(f"方面编号“{own_id.text}”重复。", f"The aspect id “{own_id.text}” is used twice.")
            item.problems.add("duplicate-id", own_id.at, message)
        found.append(Aspect(id=own_id.text, title=title, locator=locator, rules=rules, at=own_id.at))
    return tuple(found)


def _rules(item: Fields, around: Around, used: dict[str, Scalar]) -> tuple[str, ...]:
    """Resolve the rules named, and all rules of the indicators named; each stands in one aspect only."""
    report_nothing_named(item)
    every = [(name, key) for name in item.scalars("rules") for key in named(name, around, item)]
    every += [(name, key) for name in item.scalars("indicators") for key in measuring(name, around, item)]
    found = []
    for name, key in every:
        if key in used:
            message = Text(f"规则“{shown(key)}”列了两次。", f"The rule “{shown(key)}” is listed twice.")
            first = used[key].at.line
            hint = Text(f"第一次在第 {first} 行。", f"It was first named in line {first}.")
            item.problems.add("duplicate-item", name.at, message, hint=hint)
            continue
        used[key] = name
        found.append(key)
    return tuple(found)
