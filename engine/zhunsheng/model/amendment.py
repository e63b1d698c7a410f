"""What changed between two versions of the rules themselves, entry by entry, in words."""

from enum import StrEnum

import msgspec

from zhunsheng.model.text import Text


class Topic(StrEnum):
    """What kind of entry was amended, in the order in which they are told."""

    RULE = "rule"
    INDICATOR = "indicator"
    POLICY = "policy"
    CHECK = "check"
    TERMS = "terms"
    ESCALATION = "escalation"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    PLACE = "place"
    DEPARTMENT = "department"
    ROSTER = "roster"
    TASK = "task"
    UNIT = "unit"
    DISCREPANCY = "discrepancy"
    CONTEXT = "context"
    OTHER = "other"
    """Something else of the plan; nothing that is listed here shows it."""


class Amended(StrEnum):
    """What became of an entry."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    """The same promise under another id."""
    CHANGED = "changed"


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One key of an entry. `old` or `new` is None where that version says nothing. `year` is that of a target.

    Where it is `listed`, `old` is what went out of a list, and `new` what came into it; the rest is the same.
    """

    key: str
    year: int | None = None
    old: Text | None = None
    new: Text | None = None
    listed: bool = False


class Amendment(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that is not the same in both versions of a plan.

    `id` is the one of the new version, or the old one where there is no other; `was` the old id of what was renamed.
    `plan` is blank for a change that is the same in several plans. `owner` is the department of a rule, by its title.
    `at_old` and `at_new` say where it stands, blank where that is not known.
    """

    plan: str
    topic: Topic
    amended: Amended
    id: str
    title: str = ""
    was: str = ""
    owner: str = ""
    edits: tuple[Edit, ...] = ()
    at_old: str = ""
    at_new: str = ""
