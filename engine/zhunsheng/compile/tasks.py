"""The plan's table of tasks (任务分工表), and who answers for a rule that belongs to one."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhunsheng.compile import identifiers
from zhunsheng.compile.names import Names
from zhunsheng.compile.problems import Problems, did_you_mean, shown
from zhunsheng.compile.shape import Fields, each
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model.plan import Task
from zhunsheng.model.shapes import plan as shapes
from zhunsheng.model.text import Text


def read_tasks(plan: Fields, departments: Names) -> dict[str, Task]:
    """Read `tasks` by id, in the order of the file. A department stands in a task once, leading or supporting."""
    tasks: dict[str, Task] = {}
    first: dict[str, Scalar] = {}
    problems = plan.problems
    for item in each(plan.items("tasks"), problems, *shapes.TASK_ITEM.names):
        task_id, title, locator = identifiers.task(item), item.text("title"), item.text("locator", "")
        leading = item.scalars("leads")
        leads = departments.resolve_all(leading, problems)
        support = departments.resolve_all((*leading, *item.scalars("support")), problems)[len(leads) :]
        if task_id is None or title is None:
            continue
        if first.setdefault(task_id.text, task_id) is not task_id:
            message = Text(f"任务编号“{task_id.text}”重复。", f"The task id “{task_id.text}” is used twice.")
            hint = Text(f"第一次在 {first[task_id.text].at}。", f"It was first used at {first[task_id.text].at}.")
            problems.add("duplicate-id", task_id.at, message, hint=hint)
            continue
        tasks[task_id.text] = Task(id=task_id.text, title=title, leads=leads, support=support, locator=locator or "")
    return tasks


@dataclass(frozen=True, slots=True)
class Duty:
    """Who answers for a rule. `owner` is empty where it could not be told, which has then been reported."""

    owner: str
    support: tuple[str, ...]
    task: str | None


def read_duty(rule: Fields, departments: Names | None, tasks: Mapping[str, Task] | None, problems: Problems) -> Duty:
    """Read `owner`, `support` and `task` of a rule. What is left out is taken from the task.

    `departments` or `tasks` is None where plan.yaml could not be read: then nothing is reported as unknown.
    """
    task = _task(rule, tasks, problems)
    owner = rule.scalar("owner")
    if "owner" in rule or task is None:
        owner_id = "" if owner is None or departments is None else departments.resolve(owner, problems) or ""
    else:
        owner_id = _only_lead(rule, task, problems)
    if "support" in rule:
        named = rule.scalars("support")
        support = () if departments is None else departments.resolve_all(named, problems)
    else:
        support = () if task is None else tuple(d for d in (*task.leads, *task.support) if d != owner_id)
    return Duty(owner_id, support, None if task is None else task.id)


def _task(rule: Fields, tasks: Mapping[str, Task] | None, problems: Problems) -> Task | None:
    named = rule.scalar("task")
    if named is None or tasks is None:
        return None
    if named.text not in tasks:
        message = Text(f"没有任务“{shown(named.text)}”。", f"There is no task “{shown(named.text)}”.")
        problems.add("unknown-task", named.at, message, hint=did_you_mean(named.text, tasks))
    return tasks.get(named.text)


def _only_lead(rule: Fields, task: Task, problems: Problems) -> str:
    if len(task.leads) > 1:
        listed = "、".join(task.leads)
        message = Text(
            f"任务“{task.id}”有几个牵头部门，须写明 owner。", f"Task “{task.id}” has several leads: name the owner."
        )
        expected = Text(f"以下之一：{listed}", f"one of: {', '.join(task.leads)}")
        problems.add("several-leads", rule.key_at("task"), message, expected)
    return task.leads[0] if len(task.leads) == 1 else ""
