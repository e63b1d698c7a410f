"""The shape of a book of rules: plain data in words of the language. Templates only loop over it."""

import msgspec

from zhunsheng.model.page_parts import Clause, Doubt
from zhunsheng.report.book.checks import CheckRow

Link = tuple[str, str]
"""An anchor and the title that leads to it."""


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a scenario."""

    keyword: str
    text: str
    table: tuple[tuple[str, ...], ...]


class ScenarioView(msgspec.Struct, frozen=True, kw_only=True):
    """One scenario. `examples` is the table of an outline, its head first."""

    title: str
    steps: tuple[StepView, ...]
    examples: tuple[tuple[str, ...], ...]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One rule. `place` is empty for the plan's own area. `history` leads from base to targets: (head, figure).

    `scenarios_heading` is empty where no features were given.
    """

    anchor: str
    title: str
    place: str
    places: str
    sentence: str
    nature: str
    kind: str
    owner: str
    support: str
    task: Link | None
    unit: str
    way: str
    formula: str
    history: tuple[tuple[str, str], ...]
    clause: Clause
    also: tuple[Clause, ...]
    note: str
    doubts: tuple[Link, ...]
    scenarios_heading: str
    scenarios: tuple[ScenarioView, ...]
    rule_id: str
    rule_at: str
    feature: str


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of one theme."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an index: a department or a place, and its rules; `more` are those that it supports."""

    title: str
    rules: tuple[Link, ...]
    more: tuple[Link, ...] = ()


class TaskRow(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the plan's table of tasks."""

    anchor: str
    number: str
    title: str
    leads: str
    support: str
    locator: str
    rules: tuple[Link, ...]


class GroupRow(msgspec.Struct, frozen=True, kw_only=True):
    """Rules that were asked for together; there may be none. `leads` and `supports` are the tasks of a department."""

    title: str
    about: str
    rules: tuple[Link, ...]
    leads: tuple[Link, ...]
    supports: tuple[Link, ...]


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A place that contains others, grouped by what else they lie in; `extended` are those that its policies reach."""

    title: str
    members: tuple[tuple[str, str], ...]
    extended: str


class PlanVolume(msgspec.Struct, frozen=True, kw_only=True):
    """One plan of the book. `counts` says how much there is of what; `groups` are there where they were asked for."""

    anchor: str
    title: str
    document: str
    period: str
    counts: tuple[tuple[str, int], ...]
    features: str
    groups_heading: str
    groups_note: str
    groups: tuple[GroupRow, ...]
    chapters: tuple[Chapter, ...]
    departments: tuple[Index, ...]
    scopes: tuple[Index, ...]
    places: tuple[PlaceRow, ...]
    tasks: tuple[TaskRow, ...]
    checks: tuple[CheckRow, ...]
    doubts: tuple[Doubt, ...]
    digest: str


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """The whole book."""

    lang: str
    title: str
    version: str
    volumes: tuple[PlanVolume, ...]
