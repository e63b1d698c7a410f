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


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the plan says so. `anchor` is a short name near which `figure` stands in the published text."""

    document: str
    locator: str
    anchor: str
    figure: str | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule. `targets` are ordered by year, at least one. `decimals` is None for `judge: full` (全数值比较法),
    else the places of 修约值比较法 (GB/T 8170-2008). `scope` lists place ids. `at` is where its `id` stands.
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

    @property
    def issued(self) -> bool:
        """Whether a figure of this rule arrives later as data."""
        return any(t.value is None for t in self.targets)
