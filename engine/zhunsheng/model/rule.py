"""A rule: what a plan demands of an indicator."""

from decimal import Decimal
from enum import StrEnum

import msgspec

from zhunsheng.model.location import Location
from zhunsheng.model.plan import Bands
from zhunsheng.model.quantity import Operator


class Nature(StrEnum):
    """What a miss means: 约束性, 预期性, 任务."""

    BINDING = "binding"
    ANTICIPATORY = "anticipatory"
    TASK = "task"


class Trajectory(StrEnum):
    """How the way from base to target is laid over the years between."""

    LINEAR = "linear"
    CAGR = "cagr"
    NONE = "none"
    """No path is promised: an interim year is `not_due` unless the target is met already."""
    MAINTAIN = "maintain"
    """The base satisfies the target already: the level is judged every year, without R."""


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """Where the plan starts from, in the rule's unit.

    `bound` is set where the plan itself gives only a bound (“>95”). A flow's base is the sum of an earlier
    period (`first_year` < `last_year`): it is shown, and never enters a trajectory.
    """

    value: Decimal
    first_year: int
    last_year: int
    bound: Operator | None = None


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A limit that is due in `year`, in the rule's unit.

    `value` is None where the figure is issued later (完成市下达任务): it then arrives as data with a citation.
    For `Operator.WITHIN`, `value` is the lower and `upper` the upper end, both included.
    """

    year: int
    operator: Operator
    value: Decimal | None
    upper: Decimal | None = None


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """One place of the published text: `anchor` is a short name, near which every one of `figures` stands.

    `locator` names the passage (“表1 第12项”, “附件2 第14项”). Figures are written as the text writes them.
    """

    locator: str
    anchor: str
    figures: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the plan says so. `also` are other passages that say the same."""

    document: str
    locator: str
    anchor: str
    figures: tuple[str, ...] = ()
    also: tuple[Citation, ...] = ()

    @property
    def figure(self) -> str | None:
        """The first figure cited, if any."""
        return self.figures[0] if self.figures else None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All passages, the main one first."""
        return (Citation(locator=self.locator, anchor=self.anchor, figures=self.figures), *self.also)


class Members(msgspec.Struct, frozen=True, kw_only=True):
    """A scope whose places arrive as data: all places of a level and kind that a roster (名册) lists."""

    level: str
    kind: str | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule. `targets` are ordered by year, at least one. `decimals` is None for `judge: full` (全数值比较法),
    else the places of 修约值比较法 (GB/T 8170-2008). `scope` lists place ids; where `members` is set it is empty
    until a roster fills it (`catalogue.peopled`). `task` is the plan's task that the rule belongs to.
    `benchmark` names what the targets without a figure are compared with (全省平均水平). `at` is where its `id` stands.
    """

    id: str
    plan: str
    title: str
    indicator: str
    nature: Nature
    unit: str
    owner: str
    support: tuple[str, ...]
    scope: tuple[str, ...]
    theme: str
    base: Base | None
    targets: tuple[Target, ...]
    trajectory: Trajectory
    decimals: int | None
    bands: Bands
    source: Source
    note: str
    at: Location
    task: str | None = None
    benchmark: str | None = None
    members: Members | None = None

    @property
    def issued(self) -> bool:
        """Whether a limit of this rule arrives later as data: an issued target or a benchmark."""
        return any(t.value is None for t in self.targets)
