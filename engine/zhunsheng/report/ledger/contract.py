"""The ledger, as types: what `ledger -o json` writes. The JSON Schema that ships is made from them."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Status
from zhunsheng.model.ledger import Course, Deed, State
from zhunsheng.model.quantity import Operator
from zhunsheng.report.contract import schema_of
from zhunsheng.report.contract_parts import DecimalText, FractionText

LEDGER = "zhunsheng/ledger/1"
Moment = Annotated[str, Meta(description="ISO 8601, time of Beijing.")]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """Where the plan says so."""

    document: str
    locator: str
    anchor: str


class Seen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a run saw of an item in one year. `kind` and `level` are null where nothing was found."""

    year: int
    status: Annotated[Status | None, Meta(description="null for a conclusion about a department.")]
    kind: FindingKind | None
    level: Level | None
    value: DecimalText | None
    value_exact: FractionText | None = None
    bound: Operator | None
    unit: str
    limit: Annotated[str, Meta(description="The limit and the year in which it is due: “≥95@2025”.")]
    shortfall: Annotated[DecimalText | None, Meta(description="Distance on the wrong side of the limit.")]
    shortfall_exact: FractionText | None = None
    findings: list[str]
    cells: list[str]


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file that proves what was done. `size` is in bytes; `ledger fetch` writes it out."""

    name: str
    size: int
    sha256: str


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody did."""

    deed: Deed
    by: str
    reason: str
    document: str
    due: Day | None
    until: Day | None
    approver: str
    measure: str
    attachments: list[Attachment]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One turn, and where it led. `entry` numbers it in the log; either `seen` or `done` is set."""

    entry: int
    at: Moment
    course: Course
    seen: Seen | None
    done: Done | None


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """A waiver, in force or lapsed. `until` is its last day."""

    by: str
    approver: str
    reason: str
    since: Moment
    until: Day
    document: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One promise to one place in one term, and where it stands."""

    id: str
    subject: Annotated[str, Meta(description="The rule, or policy:department for a conclusion about a department.")]
    entity: str
    term: str
    title: str
    place: str
    owner: str
    department: str
    leader: Annotated[str | None, Meta(description="null where nobody is named, or no list was given.")]
    clause: Clause | None
    state: Annotated[State, Meta(description="The course of the evidence, and what dates and waivers make of it.")]
    course: Course
    overdue: bool
    years: list[int]
    opened: Moment
    served: Day | None
    due: Day | None
    extended: int
    reopened: int
    verified: bool
    waiver: Waiver | None
    latest: Seen
    steps: list[Step]


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """A measure that policy asks for and nobody has noted yet, and the items on account of which it does."""

    measure: str
    rule: Annotated[str, Meta(description="That of ledger.yaml.")]
    because: str
    owner: str
    department: str
    items: list[str]


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """What `zhunsheng ledger -o json` writes: items by department and rule, as they stand on the day `today`."""

    schema: Literal["zhunsheng/ledger/1"]
    plan: str
    today: Day
    items: list[Item]
    demands: list[Demand]
    leaders_illustrative: Annotated[bool, Meta(description="Whether the leaders were made up for demonstration.")]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `Ledger`."""
    return schema_of(Ledger, LEDGER, "zhunsheng ledger -o json")
