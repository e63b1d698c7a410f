"""The plan's table of tasks (主要任务分工表): the rules of each, how they stand, who leads and who supports."""

from collections import Counter

from zhunsheng.model.finding import FindingKind
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.page_tasks import TaskPage, TaskRule
from zhunsheng.model.plan import Task
from zhunsheng.model.readable import readable
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.names import panel_anchor, slug
from zhunsheng.report.panels import subjects, tally

Judged = dict[str, list[tuple[Rule, list[Judgement]]]]


def pages(lookup: Lookup, lang: Lang) -> tuple[TaskPage, ...]:
    """List the tasks in the plan's order; none where no rule judged here belongs to one."""
    judged: Judged = {}
    for rule, places in subjects(lookup):
        if rule.task is not None:
            latest = [each for rows in places.values() for each in rows if each.year == lookup.latest]
            judged.setdefault(rule.task, []).append((rule, latest))
    counts = Counter((f.rule, f.kind) for f in lookup.evaluation.findings if f.year == lookup.latest)
    tasks = lookup.catalogue.plan.tasks if judged else ()
    return tuple(_page(lookup, task, judged, counts, lang) for task in tasks)


def supported(lookup: Lookup, department: str) -> tuple[tuple[str, str], ...]:
    """List the rules that a department supports (配合) and about which the latest year has findings."""
    found = {f.rule for f in lookup.evaluation.findings if f.year == lookup.latest and f.kind is not FindingKind.NOTICE}
    return tuple(
        (panel_anchor(rule.id), readable(rule.title))
        for rule, _ in subjects(lookup)
        if rule.id in found and department in rule.support
    )


def _page(
    lookup: Lookup, task: Task, judged: Judged, counts: Counter[tuple[str | None, FindingKind]], lang: Lang
) -> TaskPage:
    listed = judged.get(task.id, [])
    rules = tuple(
        TaskRule(
            anchor=panel_anchor(rule.id),
            title=readable(rule.title),
            owner=lookup.department(rule.owner),
            tally=tally(latest, lang),
            violations=counts[rule.id, FindingKind.VIOLATION],
            alerts=counts[rule.id, FindingKind.ALERT],
        )
        for rule, latest in listed
    )
    return TaskPage(
        anchor=f"k-{slug(task.id)}",
        number=readable(task.id),
        title=readable(task.title),
        locator=readable(task.locator),
        leads=lookup.departments(task.leads, lang),
        support=lookup.departments(task.support, lang),
        rules=rules,
        tally=tally([each for _, latest in listed for each in latest], lang),
        violations=sum(rule.violations for rule in rules),
        alerts=sum(rule.alerts for rule in rules),
    )
