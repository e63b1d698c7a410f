"""Rules in groups: by department, leader, task, theme, nature, place. A group without rules is told as such."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from zhunsheng.model.grouped import By
from zhunsheng.model.plan import Department, Task
from zhunsheng.model.portfolio import UNASSIGNED, Portfolios
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Nature, Rule
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import NATURE
from zhunsheng.report.names import Names

HEADINGS = {
    By.DEPARTMENT: Text("按责任部门", "By department"),
    By.SUPPORT: Text("按配合部门", "By supporting department"),
    By.LEADER: Text("按分管领导", "By leader"),
    By.TASK: Text("按任务", "By task"),
    By.THEME: Text("按主题", "By theme"),
    By.NATURE: Text("按属性", "By nature"),
    By.PLACE: Text("按地区", "By place"),
}
_NO_TASK = Text("未列入任务分工表", "In no task")
_LEADS = Text("牵头：{0}", "Lead: {0}")
_SUPPORT = Text("配合：{0}", "Support: {0}")


class Grouped(msgspec.Struct, frozen=True, kw_only=True):
    """A group of rules; there may be none in it. `key` is an id, or blank for what belongs to none of the others.

    `about` says who is concerned; `departments` are those of a leader. `leads` and `supports` are the tasks of a
    department, where the group is one.
    """

    key: str
    title: str
    rules: tuple[Rule, ...]
    about: str = ""
    departments: tuple[str, ...] = ()
    leads: tuple[Task, ...] = ()
    supports: tuple[Task, ...] = ()


def grouped(names: Names, by: By, lang: Lang, leaders: Portfolios | None = None) -> tuple[Grouped, ...]:
    """Group the rules of a plan, in the plan's order. Without `leaders`, nobody has one."""
    return tuple(_WAYS[by](names, lang, leaders))


def _departments(names: Names, *_: object) -> Iterator[Grouped]:
    for each in names.catalogue.plan.departments:
        yield _department(names, each, (rule for rule in _rules(names) if rule.owner == each.id))


def _supporting(names: Names, *_: object) -> Iterator[Grouped]:
    for each in names.catalogue.plan.departments:
        yield _department(names, each, (rule for rule in _rules(names) if each.id in rule.support))


def _department(names: Names, of: Department, rules: Iterable[Rule]) -> Grouped:
    tasks = names.catalogue.plan.tasks
    return Grouped(
        key=of.id,
        title=names.department(of.id),
        rules=tuple(rules),
        leads=tuple(task for task in tasks if of.id in task.leads),
        supports=tuple(task for task in tasks if of.id in task.support),
    )


def _leaders(names: Names, lang: Lang, leaders: Portfolios | None) -> Iterator[Grouped]:
    known = [each.id for each in names.catalogue.plan.departments]
    named = leaders.leaders if leaders is not None else ()
    held = [(each.title, readable(each.title), each.departments) for each in named]
    rest = tuple(each for each in known if not any(each in leader.departments for leader in named))
    for key, title, departments in (*held, ("", UNASSIGNED.to(lang), rest)):
        rules = tuple(rule for rule in _rules(names) if rule.owner in departments)
        if key or departments:
            about = names.departments(departments, lang)
            yield Grouped(key=key, title=title, rules=rules, about=about, departments=departments)


def _tasks(names: Names, lang: Lang, _: object) -> Iterator[Grouped]:
    for task in names.catalogue.plan.tasks:
        yield Grouped(
            key=task.id,
            title=names.task_title(task.id, lang),
            rules=tuple(rule for rule in _rules(names) if rule.task == task.id),
            about=duties(names, task, lang),
        )
    without = tuple(rule for rule in _rules(names) if rule.task is None)
    if without:
        yield Grouped(key="", title=_NO_TASK.to(lang), rules=without)


def duties(names: Names, task: Task, lang: Lang) -> str:
    """Say who leads and who supports a task."""
    said = [_LEADS.to(lang).format(names.departments(task.leads, lang))]
    if task.support:
        said.append(_SUPPORT.to(lang).format(names.departments(task.support, lang)))
    return ("；" if lang == "zh" else "; ").join(said)


def _themes(names: Names, *_: object) -> Iterator[Grouped]:
    for theme in dict.fromkeys(rule.theme for rule in _rules(names)):
        yield Grouped(
            key=theme, title=readable(theme), rules=tuple(rule for rule in _rules(names) if rule.theme == theme)
        )


def _natures(names: Names, lang: Lang, _: object) -> Iterator[Grouped]:
    for nature in Nature:
        rules = tuple(rule for rule in _rules(names) if rule.nature is nature)
        if rules:
            yield Grouped(key=nature.value, title=NATURE[nature].to(lang), rules=rules)


def _places(names: Names, *_: object) -> Iterator[Grouped]:
    """List a rule at each of its places; one that a roster names the places of, at their kind."""
    listed = [rule for rule in _rules(names) if rule.members is None]
    for place in names.catalogue.plan.places:
        rules = tuple(rule for rule in listed if place.id in rule.scope)
        if rules:
            yield Grouped(key=place.id, title=names.place(place.id), rules=rules)
    kinds: dict[str, list[Rule]] = {}
    for rule in _rules(names):
        if rule.members is not None:
            kinds.setdefault(names.member_kind(rule), []).append(rule)
    for kind, of_kind in kinds.items():
        yield Grouped(key=kind, title=kind, rules=tuple(of_kind))


def _rules(names: Names) -> Iterable[Rule]:
    return names.catalogue.rules.values()


_WAYS: dict[By, Callable[[Names, Lang, Portfolios | None], Iterator[Grouped]]] = {
    By.DEPARTMENT: _departments,
    By.SUPPORT: _supporting,
    By.LEADER: _leaders,
    By.TASK: _tasks,
    By.THEME: _themes,
    By.NATURE: _natures,
    By.PLACE: _places,
}
