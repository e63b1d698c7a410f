"""The machine-readable report, as types: what `check -o json` writes.

The JSON Schema that ships is generated from these types. Fields may be added in later releases; none changes its
meaning without a new number in `schema`.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature
from zhunsheng.model.validation import CheckKind, CheckLevel
from zhunsheng.report.contract_parts import (
    DecimalText,
    Discrepancy,
    ExactLimitText,
    FractionText,
    LimitText,
    Place,
    Source,
)

EVALUATION = "zhunsheng/evaluation/1"


class DataFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that was read. One that a store keeps says who handed it in, and when (ISO 8601, time of Beijing)."""

    path: str
    sha256: str
    rows: int
    submitter: str | None = None
    received: str | None = None


class Observation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A submitted figure, as submitted: `value` in `unit`; times `factor` it is in the indicator's unit.

    One out of a store says who handed its file in, when, and the digest of that file.
    """

    value: DecimalText
    unit: str
    at: Place
    indicator: str
    year: int
    text: str
    bound: Operator | None
    factor: str
    note: str
    evidence: str
    illustrative: bool
    submitter: str | None = None
    received: str | None = None
    sha256: str | None = None


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """By whose leave a judgement was set aside (豁免), why, and until the end of which day."""

    by: str
    approver: str
    reason: str
    until: str
    document: str


class Judgement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule, one place, one year. Figures are in `unit`. `waiver` is there where `status` is waived."""

    rule: str
    indicator: str
    entity: str
    year: int
    nature: Nature
    status: Status
    reason: Reason
    phase: Phase
    value: DecimalText | None
    value_exact: FractionText | None
    bound: Operator | None
    unit: str
    operator: Operator | None
    target: LimitText | None
    target_exact: ExactLimitText | None
    due: int | None
    citation: str | None
    gap: DecimalText | None
    gap_exact: FractionText | None
    pace: DecimalText | None
    pace_exact: FractionText | None
    expected: DecimalText | None
    expected_exact: FractionText | None
    catch_up: DecimalText | None
    catch_up_exact: FractionText | None
    first_met: int | None
    relapsed: bool
    decimals: int | None
    judge: Literal["full", "rounded"]
    owner: str
    observations: list[Observation]
    missing: list[str]
    arithmetic: str
    waiver: Waiver | None = None


class JudgementKey(msgspec.Struct, frozen=True, kw_only=True):
    """Points at one judgement."""

    rule: str
    entity: str
    year: int


class Because(msgspec.Struct, frozen=True, kw_only=True):
    """The policy rule that fired, where it stands, and what it matched (ids of findings, for a tally)."""

    policy: str
    stratum: str
    at: Place | None
    text: str
    judgements: list[JudgementKey]
    findings: list[str]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A violation, alert or notice. Figures are those of its judgement; all null for a department's finding."""

    id: str
    kind: FindingKind
    level: Level
    rule: str | None
    entity: str
    year: int
    owner: str
    message: str
    because: Because
    source: Source | None
    state: str
    value: DecimalText | None
    value_exact: FractionText | None
    unit: str | None
    operator: Operator | None
    target: LimitText | None
    gap: DecimalText | None
    gap_exact: FractionText | None
    at: Annotated[list[Place], Meta(description="The cells that it stands on.")]
    arithmetic: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong with an input."""

    code: str
    severity: Severity
    at: Place
    message: str
    expected: str | None
    hint: str | None


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """What a check on the data (数据审核) found. It is no verdict: a department is to answer for it.

    `entity` and `indicator` are null where several are concerned; `indicators` lists all. `declared` is where the
    check stands.
    """

    check: str
    kind: CheckKind
    level: CheckLevel
    year: int
    owner: str
    entity: str | None
    indicator: str | None
    indicators: list[str]
    message: str
    arithmetic: str
    at: Annotated[list[Place], Meta(description="The cells concerned, the one to be answered for first.")]
    hint: str | None
    declared: Place


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the plan's table of tasks (任务分工表), with those of its rules that were judged here."""

    id: str
    title: str
    leads: list[str]
    support: list[str]
    rules: list[str]
    findings: Annotated[list[str], Meta(description="Ids of the findings about these rules, of all years judged.")]


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """A department: the rules judged here for which it answers (牵头) and those that it supports (配合).

    Findings are given by id, those of all years judged; `leader` indexes `leaders`, null where nobody is named.
    """

    department: str
    leader: int | None
    rules: list[str]
    findings: list[str]
    supports: list[str]
    supported_findings: list[str]


class Leader(msgspec.Struct, frozen=True, kw_only=True):
    """A leader (分管领导), the departments that report to them, and the findings for which these answer."""

    post: str
    name: str
    departments: list[str]
    findings: list[str]


class Responsibility(msgspec.Struct, frozen=True, kw_only=True):
    """Who is concerned by what was found. `leaders` is null where no list of leaders was given.

    `unassigned` are departments without a leader; `illustrative` says that the persons were made up.
    """

    departments: list[Duty]
    leaders: list[Leader] | None
    unassigned: list[str]
    illustrative: bool


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """The report of `zhunsheng check`. Texts are in `lang`; `year` is the latest of `years`."""

    schema: Literal["zhunsheng/evaluation/1"]
    plan: str
    year: int
    years: list[int]
    lang: Literal["zh", "en"]
    illustrative: Annotated[bool, Meta(description="Whether any figure was made up for demonstration.")]
    rules_digest: str
    data: list[DataFile]
    judgements: list[Judgement]
    findings: list[Finding]
    flags: Annotated[list[Flag], Meta(description="Questions about the data themselves, apart from all verdicts.")]
    problems: list[Problem]
    tasks: Annotated[list[Task], Meta(description="The tasks of the plan that have a rule judged here.")]
    responsibility: Responsibility
    discrepancies: Annotated[list[Discrepancy], Meta(description="Those that concern a rule judged here.")]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `Evaluation`."""
    return schema_of(Evaluation, EVALUATION, "zhunsheng check -o json")


def schema_of(document: type[msgspec.Struct], identifier: str, title: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a document."""
    (reference,), definitions = msgspec.json.schema_components([document], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identifier,
        "title": title,
        **reference,
        "$defs": definitions,
    }


def schema_text(schema: dict[str, Any]) -> str:
    """Return a schema as text."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"
