"""The indexes of a book: rules by department and by place, the places themselves, the table of tasks."""

from collections.abc import Iterable

from zhunsheng.model.grouped import By
from zhunsheng.model.plan import Place, Task
from zhunsheng.model.portfolio import Portfolios
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang
from zhunsheng.report.book.page import GroupRow, Index, Link, PlaceRow, TaskRow
from zhunsheng.report.grouping import grouped
from zhunsheng.report.names import Names, slug


def departments(names: Names) -> tuple[Index, ...]:
    """List, for each department of the plan, the rules that it answers for and those that it supports."""
    rules = names.catalogue.rules.values()
    every = (
        Index(
            title=names.department(d.id),
            rules=_links(names, (rule for rule in rules if rule.owner == d.id)),
            more=_links(names, (rule for rule in rules if d.id in rule.support)),
        )
        for d in names.catalogue.plan.departments
    )
    return tuple(each for each in every if each.rules or each.more)


def scopes(names: Names, lang: Lang) -> tuple[Index, ...]:
    """List the rules by where they hold, in the plan's order of places; those of a roster come last."""
    order = {place.id: number for number, place in enumerate(names.catalogue.plan.places)}
    found: dict[str, list[Rule]] = {}
    for rule in sorted(names.catalogue.rules.values(), key=lambda r: order[r.scope[0]] if r.scope else len(order)):
        found.setdefault(names.scope(rule, lang), []).append(rule)
    area = names.place(names.catalogue.plan.area.id)
    return tuple(Index(title=where or area, rules=_links(names, rules)) for where, rules in found.items())


def groups(names: Names, by: By, leaders: Portfolios | None, lang: Lang) -> tuple[GroupRow, ...]:
    """Group the rules as asked for."""
    return tuple(
        GroupRow(
            title=each.title,
            about=each.about,
            rules=_links(names, each.rules),
            leads=_tasks(names, each.leads, lang),
            supports=_tasks(names, each.supports, lang),
        )
        for each in grouped(names, by, lang, leaders)
    )


def places(names: Names, lang: Lang) -> tuple[PlaceRow, ...]:
    """List every place that contains others or whose policies reach others."""
    every = names.catalogue.plan.places
    rows = (_place_row(names, place, every, lang) for place in every)
    return tuple(row for row in rows if row.members or row.extended)


def tasks(names: Names, lang: Lang) -> tuple[TaskRow, ...]:
    """List the plan's tasks, each with its rules."""
    rules = names.catalogue.rules.values()
    return tuple(
        TaskRow(
            anchor=f"{names.prefix}k-{slug(task.id)}",
            number=readable(task.id),
            title=readable(task.title),
            leads=names.departments(task.leads, lang),
            support=names.departments(task.support, lang),
            locator=readable(task.locator),
            rules=_links(names, (rule for rule in rules if rule.task == task.id)),
        )
        for task in names.catalogue.plan.tasks
    )


def _place_row(names: Names, place: Place, every: Iterable[Place], lang: Lang) -> PlaceRow:
    groups: dict[str, list[str]] = {}
    for each in every:
        if place.id in each.within:
            beside = [names.place(other) for other in each.within if other != place.id]
            groups.setdefault("、".join(beside), []).append(each.id)
    extended = tuple(each.id for each in every if place.id in each.extends)
    return PlaceRow(
        title=names.place(place.id),
        members=tuple((beside, names.places(tuple(ids), lang)) for beside, ids in groups.items()),
        extended=names.places(extended, lang),
    )


def _tasks(names: Names, tasks: Iterable[Task], lang: Lang) -> tuple[Link, ...]:
    return tuple((f"{names.prefix}k-{slug(task.id)}", names.task_title(task.id, lang)) for task in tasks)


def _links(names: Names, rules: Iterable[Rule]) -> tuple[Link, ...]:
    return tuple((names.anchor(rule.id), readable(rule.title)) for rule in rules)
