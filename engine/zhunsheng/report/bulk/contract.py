"""The summary of a bulk run, as types: what `bulk -o json` writes. The JSON Schema that ships is made from them."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.rule import Nature
from zhunsheng.report.contract import schema_of
from zhunsheng.report.contract_parts import Place, Source

BULK = "zhunsheng/bulk/1"

Statuses = Annotated[dict[Status, int], Meta(description="Judgements by status; what does not occur is left out.")]
Reasons = Annotated[dict[Reason, int], Meta(description="Judgements by reason; what does not occur is left out.")]
Kinds = Annotated[dict[FindingKind, int], Meta(description="Findings by kind; what does not occur is left out.")]


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file of figures. `first_row` numbers its first row through all files of the run."""

    path: str
    sha256: str
    rows: int
    first_row: int


class OfLevel(msgspec.Struct, frozen=True, kw_only=True):
    """How many findings are of one kind and level."""

    kind: FindingKind
    level: Level
    findings: int


class OfYear(msgspec.Struct, frozen=True, kw_only=True):
    """One year of a group of judgements."""

    year: int
    judgements: int
    statuses: Statuses
    findings: Kinds


class OfRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule over all places. `years` are those in which it was judged."""

    rule: str
    title: str
    nature: Nature
    owner: str
    source: Source
    statuses: Statuses
    reasons: Reasons
    findings: Kinds
    years: list[OfYear]


class OfPlaceAround(msgspec.Struct, frozen=True, kw_only=True):
    """All places inside of one. `place` is null where places name none around them."""

    place: str | None
    title: str
    statuses: Statuses
    findings: Kinds
    years: list[OfYear]


class OfOwner(msgspec.Struct, frozen=True, kw_only=True):
    """The rules for which a department answers (牵头), over all places."""

    owner: str
    department: str
    statuses: Statuses
    findings: Kinds


class OfPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """What one policy rule drew in a year about single judgements."""

    policy: str
    kind: FindingKind
    level: Level
    because: str
    year: int
    findings: int


class DepartmentFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding about a department, from the `counts` of what was found before; `rules` are those counted."""

    policy: str
    kind: FindingKind
    level: Level
    because: str
    owner: str
    department: str
    entity: str
    place: str
    year: int
    counts: dict[str, int]
    rules: list[str]


class WorstPlace(msgspec.Struct, frozen=True, kw_only=True):
    """One of the places with the most violations. `drill_down` is the command that reports it in full."""

    place: str
    title: str
    violations: int
    alerts: int
    drill_down: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong with the data, `times` over; `row` is the first one, numbered through the run.

    `of_rules`: a rule of the policy could not be run, and findings are missing; the data are not to blame.
    """

    code: str
    message: str
    hint: str | None
    times: int
    refused: bool
    of_rules: bool
    row: int | None
    at: Place | None


class Dataset(msgspec.Struct, frozen=True, kw_only=True):
    """The Parquet files that hold every judgement and finding (docs/schema/bulk.md). `folder` as it was named."""

    folder: str
    judgements: Annotated[str | None, Meta(description="Null where findings alone were written.")]
    findings: str
    places: str
    rules: str
    policies: str
    departments: str


class Bulk(msgspec.Struct, frozen=True, kw_only=True):
    """What `zhunsheng bulk -o json` writes. Texts are in `lang`. Lists are gravest first.

    It holds no single judgement or finding, however few there are: those stand in `dataset`.
    """

    schema: Literal["zhunsheng/bulk/1"]
    plan: str
    title: str
    years: list[int]
    lang: Literal["zh", "en"]
    engine: Annotated[str, Meta(description="The version of the program that judged.")]
    rules_digest: str
    illustrative: Annotated[int, Meta(description="Rows that say of themselves that they were made up.")]
    data: list[File]
    dataset: Dataset
    places: int
    parts: int
    judgements: int
    findings: int
    statuses: Statuses
    reasons: Reasons
    kinds: Kinds
    levels: list[OfLevel]
    by_year: list[OfYear]
    by_rule: list[OfRule]
    by_place_around: Annotated[list[OfPlaceAround], Meta(description="Empty where there are too many.")]
    by_owner: list[OfOwner]
    by_policy: list[OfPolicy]
    department_findings: int
    departments: Annotated[
        list[DepartmentFinding], Meta(description="All of them where they are few, else those over all places.")
    ]
    worst: list[WorstPlace]
    problems: list[Problem]
    situations: Annotated[int, Meta(description="Distinct situations that policy was asked about.")]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `Bulk`."""
    return schema_of(Bulk, BULK, "zhunsheng bulk -o json")
