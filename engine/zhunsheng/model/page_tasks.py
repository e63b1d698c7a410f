"""The shapes of the plan's tasks on a page: each task with its rules, how they stand, and who answers for them."""

import msgspec

from zhunsheng.model.page_parts import Tile


class TaskRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of a task: how it stands in the latest year, place by place, and how many findings there are about it."""

    anchor: str
    title: str
    owner: str
    tally: tuple[Tile, ...]
    violations: int
    alerts: int


class TaskPage(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the plan's table of tasks (任务分工表). `rules` are those judged here; there may be none."""

    anchor: str
    number: str
    title: str
    locator: str
    leads: str
    support: str
    rules: tuple[TaskRule, ...]
    tally: tuple[Tile, ...]
    violations: int
    alerts: int
