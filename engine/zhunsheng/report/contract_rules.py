"""What `rules --format json` writes, as types. Fields may be added in later releases; none changes its meaning."""

import msgspec
from msgspec import UNSET, UnsetType

from zhunsheng.model.grouped import By
from zhunsheng.model.indicator import Kind
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature, Trajectory
from zhunsheng.model.validation import CheckKind, CheckLevel
from zhunsheng.report.contract_parts import Discrepancy, LimitText, Source


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A limit due in `year`; `value` is null where the figure is issued later."""

    year: int
    operator: Operator
    value: LimitText | None


class Members(msgspec.Struct, frozen=True, kw_only=True):
    """All places of a level, and of a kind where one is named, that a roster lists."""

    level: str
    kind: str | None


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the plan's table of tasks."""

    id: str
    plan: str
    title: str
    leads: list[str]
    support: list[str]
    locator: str


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule, and where its id stands.

    `kind` is that of its indicator; `task` the id of the plan's task that it belongs to; `benchmark` names what targets
    without a figure are compared with; `members` says whose figures it speaks of where a roster names the places.
    """

    id: str
    plan: str
    title: str
    indicator: str
    nature: Nature
    unit: str
    scope: list[str]
    owner: str
    support: list[str]
    targets: list[Target]
    trajectory: Trajectory
    source: Source
    file: str
    line: int | None
    kind: Kind
    theme: str
    task: str | None
    benchmark: str | None
    members: Members | None
    note: str


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator; `expression` is null where the figure is reported."""

    id: str
    title: str
    unit: str
    kind: Kind
    expression: str | None
    owner: str


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A check on the data (数据审核), and where its id stands.

    `indicators` are all that it looks at, none where it looks at a whole department. `settings` hold its numbers,
    exact, and the ids that its kind gives a part to (`whole`, `share`, `numerator`, `denominator`).
    """

    id: str
    plan: str
    title: str
    kind: CheckKind
    level: CheckLevel
    indicators: list[str]
    settings: dict[str, str]
    file: str
    line: int | None


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of one department, leader, task, theme, nature or place of a plan; there may be none.

    `key` is its id (the title of a leader or a theme), blank for the rules of no task and the departments without a
    leader. `departments` are those of a leader; `leads` and `supports` the tasks of a department.
    """

    by: By
    plan: str
    key: str
    title: str
    rules: list[str]
    departments: list[str]
    leads: list[str]
    supports: list[str]


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What `zhunsheng rules --format json` writes. `groups` is there where `--by` asked for them."""

    rules: list[Rule]
    indicators: list[Indicator]
    tasks: list[Task]
    discrepancies: list[Discrepancy]
    checks: list[Check]
    groups: list[Group] | UnsetType = UNSET
