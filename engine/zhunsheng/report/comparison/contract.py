"""A comparison, as types: what `diff -o json` writes. The JSON Schema that ships is made from them."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from zhunsheng.model.amendment import Amended, Topic
from zhunsheng.model.change import CauseKind, Deciding, Fate, Ground, Part, Turn
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature
from zhunsheng.model.turned import Turned
from zhunsheng.report.contract import schema_of
from zhunsheng.report.contract_parts import DecimalText, ExactLimitText, FractionText, LimitText, Place

COMPARISON = "zhunsheng/comparison/1"


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two results."""

    label: str
    years: list[int]
    rules_digest: str
    incomplete: Annotated[bool, Meta(description="Whether something submitted could not be read.")]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What one side says of a thing; of a store, who handed it in, and when."""

    text: str
    at: Place | None
    submitter: str | None
    received: str | None


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """What differs and bears on the judgement. `what` is a key of the rule, or the indicator of a figure."""

    kind: CauseKind
    what: str
    year: int | None
    old: Said | None
    new: Said | None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that a judgement rests on, as it was submitted; of a store, who handed it in, and when."""

    indicator: str
    year: int
    text: str
    at: Place | None
    submitter: str | None
    received: str | None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement on one side. Figures are in `unit`; meanings as in zhunsheng/evaluation/1."""

    year: int
    indicator: str
    nature: Nature
    owner: str
    status: Status
    reason: Reason
    unit: str
    value: DecimalText | None
    value_exact: FractionText | None
    bound: Operator | None
    operator: Operator | None
    target: LimitText | None
    target_exact: ExactLimitText | None
    due: int | None
    citation: str | None
    gap: DecimalText | None
    gap_exact: FractionText | None
    pace: DecimalText | None
    pace_exact: FractionText | None
    figures: list[Figure]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that is not the same on both sides. `year` is null where two years are compared.

    `deciding` says which of the causes turned the status: one kind only; those in `enough`, each by itself; only
    together; or open. It is null where no status turned. Between two years the parts are `figures`, and `year`: all
    that the year asks for. `turned` are the facts that tell the two years apart, `moved` says by how much the figure
    moved (in the unit of `new`; null where there are no two figures in one unit).
    """

    rule: str
    entity: str
    year: int | None
    fate: Fate
    old: Judged | None
    new: Judged | None
    causes: list[Cause]
    deciding: Deciding | None
    enough: list[Part]
    turned: list[Turned]
    moved: DecimalText | None
    moved_exact: FractionText | None


class Concluded(msgspec.Struct, frozen=True, kw_only=True):
    """A finding on one side."""

    id: str
    policy: str
    kind: FindingKind
    level: Level
    year: int
    message: str


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """The findings about one matter: a rule, or a department where `rule` is null."""

    rule: str | None
    owner: str
    entity: str
    year: int | None
    turn: Turn
    old: list[Concluded]
    new: list[Concluded]
    grounds: list[Ground]


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One key of an entry, in words. `year` is that of a target; null is what a version does not say.

    Where it is `listed`, `old` is what went out of a list, and `new` what came into it.
    """

    key: str
    year: int | None
    old: str | None
    new: str | None
    listed: bool


class Amendment(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the rules that is not the same in both versions. `was` is the old id of what got another one.

    `plan` is blank for a change that is the same in several plans: of a file that serves them all.
    """

    plan: str
    topic: Topic
    amended: Amended
    id: str
    was: str | None
    title: str
    owner: str
    at_old: Place | None
    at_new: Place | None
    edits: list[Edit]


class StatusCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many verdicts of a status there are on either side."""

    status: Status
    old: int
    new: int


class KindCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many findings of a kind there are on either side."""

    kind: FindingKind
    old: int
    new: int


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What changes for a department or a rule: verdicts, then matters of which the findings change."""

    id: str
    flipped: int
    appeared: int
    disappeared: int
    new: int
    graver: int
    milder: int
    gone: int


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """What changes in all, over the years compared."""

    statuses: list[StatusCount]
    findings: list[KindCount]
    departments: list[Tally]
    rules: list[Tally]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What `zhunsheng diff -o json` writes. Texts are in `lang`.

    `amendments` is null where no two versions of the rules are compared. Where nothing was judged by them there are no
    years; `plan` is then blank if the versions hold several.
    """

    schema: Literal["zhunsheng/comparison/1"]
    plan: str
    lang: Literal["zh", "en"]
    old: Side
    new: Side
    by_year: Annotated[bool, Meta(description="Whether two years are compared, of one result or of two.")]
    years: list[int]
    same: Annotated[int, Meta(description="Judgements that are the same on both sides.")]
    changes: list[Change]
    findings: list[Shift]
    amendments: list[Amendment] | None
    impact: Impact
    remarks: list[str]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `Comparison`."""
    return schema_of(Comparison, COMPARISON, "zhunsheng diff -o json")
