"""The ledger of rectification (整改台账): what every run saw, what people did about it, and where each item stands.

An item is one promise to one place in one term; it lives on through years, runs and restatements. Where it stands is
always computed from what was seen and done, and never kept as truth of its own.
"""

import datetime as dt
import hashlib
import json
from enum import StrEnum
from fractions import Fraction

import msgspec

from zhunsheng.model.escalation import Demand
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Status
from zhunsheng.model.portfolio import Portfolios
from zhunsheng.model.quantity import Operator
from zhunsheng.model.waiver import Waiver

BEIJING = dt.timezone(dt.timedelta(hours=8))
"""Days are those of the office."""


class ItemKey(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What an item is about, and all that its identity depends on.

    `subject` is a rule's id, or `policy:department` for a conclusion about a department. `term` is the plan's period
    (“2021-2025”) for a promise that stands on, and the year alone (“2023”) for what is judged year by year.
    """

    plan: str
    subject: str
    entity: str
    term: str

    @property
    def id(self) -> str:
        """A short fingerprint, stable across runs, files, restatements and changes of wording."""
        joined = json.dumps([self.plan, self.subject, self.entity, self.term], ensure_ascii=False)
        return "TZ-" + hashlib.sha256(joined.encode()).hexdigest()[:10]

    @property
    def of_one_year(self) -> bool:
        """Whether it was promised for one year alone, so that no later year can make it good."""
        return "-" not in self.term


class Look(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one run saw of an item in one year.

    `kind` and `level` are those of the gravest finding, None where there was none. `value` is the figure judged
    (`bound` is set where it is only a bound), `shortfall` how far it lies on the wrong side of its limit (never
    negative), both in the rule's `unit`; `limit` names that limit (“≥95@2025”), so that only like meets like.
    `evidence` is a digest of the figures and limits that entered: the same evidence is no news. `findings` are the ids
    behind it, `cells` the places where the figures stood.
    """

    year: int
    status: Status | None
    owner: str
    kind: FindingKind | None = None
    level: Level | None = None
    value: Fraction | None = None
    bound: Operator | None = None
    unit: str = ""
    shortfall: Fraction | None = None
    limit: str = ""
    evidence: str = ""
    findings: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def off(self) -> bool:
        """Whether there was something to put right."""
        return self.kind in (FindingKind.VIOLATION, FindingKind.ALERT)

    @property
    def fine(self) -> bool:
        """Whether the year shows, by a figure, that the promise is kept: silence and doubt never do."""
        return not self.off and self.status in (Status.MET, Status.ON_TRACK)


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """One run: what it saw of all items. `entry` numbers it in the log; `rules` is the digest of the rules in use.

    `years` are those that it judged, also where nothing of them is worth keeping.
    """

    entry: int
    at: dt.datetime
    rules: str
    seen: tuple[tuple[ItemKey, Look], ...]
    years: tuple[int, ...] = ()


class Deed(StrEnum):
    """What a person can do about an item."""

    SERVE = "serve"
    """送达: the department has the notice in hand; the time to put it right begins."""
    REPLY = "reply"
    EXTEND = "extend"
    VERIFY = "verify"
    """核查: somebody looked, and it is put right."""
    REJECT = "reject"
    """核查未通过: somebody looked, and it is not."""
    CLOSE = "close"
    """销号."""
    ESCALATE = "escalate"
    """约谈、挂牌督办: `measure` says which."""
    WAIVE = "waive"
    REVOKE = "revoke"
    """A waiver is taken back before it lapses."""


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file that proves an act (附件): its name, its size in bytes, the SHA-256 under which the store keeps it.

    The name is somebody else's word: it is shown, and never used as a path.
    """

    name: str
    size: int
    sha256: str


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody did about an item: who, when, why.

    `due` is the new date of an extension or the day after which a notice is overdue; `until` the last day of a waiver,
    `approver` who granted it. `document` is a document number (文号), `attachments` are files that prove it.
    """

    entry: int
    at: dt.datetime
    item: str
    deed: Deed
    by: str
    reason: str = ""
    due: dt.date | None = None
    until: dt.date | None = None
    approver: str = ""
    measure: str = ""
    document: str = ""
    attachments: tuple[Attachment, ...] = ()


class Course(StrEnum):
    """Where the evidence has led."""

    NEW = "new"
    PERSISTING = "persisting"
    WORSENED = "worsened"
    REOPENED = "reopened"
    RESOLVED = "resolved"
    """A later year shows that the promise is kept."""
    RESTATED = "restated"
    """The figure of the very year was put right, and with it there is nothing to put right."""
    CLOSED = "closed"

    @property
    def open(self) -> bool:
        """Whether something is still to be put right."""
        return self in (Course.NEW, Course.PERSISTING, Course.WORSENED, Course.REOPENED)


class State(StrEnum):
    """Where an item stands on a day: the course of the evidence, and what dates and waivers make of it."""

    NEW = "new"
    PERSISTING = "persisting"
    WORSENED = "worsened"
    REOPENED = "reopened"
    RESOLVED = "resolved"
    RESTATED = "restated"
    CLOSED = "closed"
    WAIVED = "waived"
    WAIVER_EXPIRED = "waiver_expired"
    OVERDUE = "overdue"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One turn in an item's life: what happened at `at`, in entry `entry` of the log, and where that led.

    `look` is what a run saw, `act` what somebody did: one of the two.
    """

    entry: int
    at: dt.datetime
    course: Course
    look: Look | None = None
    act: Act | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An item as it stands on the day asked for.

    `opened` is the moment of the run that saw it first (or again, after it was closed); `look` is the latest that
    holds it. `due` is the day by which it is to be put right, None until the notice is served. `waiver` is the latest,
    in force or lapsed. `extended` counts extensions, `reopened` how often it came back.
    """

    key: ItemKey
    state: State
    course: Course
    owner: str
    opened: dt.datetime
    look: Look
    steps: tuple[Step, ...]
    served: dt.date | None = None
    due: dt.date | None = None
    waiver: Waiver | None = None
    verified: bool = False
    extended: int = 0
    reopened: int = 0

    def late(self, today: dt.date) -> bool:
        """Tell whether the date has passed, nothing yet shows that it was put right, and it is not waived."""
        return self.state is not State.WAIVED and self.course.open and self.due is not None and today > self.due

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which it was seen off target, in order."""
        return tuple(sorted({step.look.year for step in self.steps if step.look is not None and step.look.off}))


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """How many days a department has from the day of service (整改期限), by kind and level of the finding.

    `default` serves what is not named.
    """

    days: dict[str, int]
    default: int

    def of(self, look: Look) -> int:
        """Return the days for what was seen: “violation:red”, else “violation”, else the default."""
        named = f"{look.kind}:{look.level}", str(look.kind)
        return next((self.days[name] for name in named if name in self.days), self.default)


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Items of a plan as they stand on a day: those asked for, in the order of departments and rules.

    `demands` are the measures that policy asks for now and nobody has noted yet. `leaders` says which leader answers
    for which department, where an office has said so.
    """

    plan: str
    today: dt.date
    items: tuple[Item, ...]
    demands: tuple[Demand, ...] = ()
    leaders: Portfolios | None = None
