"""The assessment, as types: what `assess -o json` writes. The JSON Schema that ships is made from them."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from zhunsheng.model.assessment import Formula, MissingAs, Moved, Negative, NotScored, Treatment
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.report.contract import DataFile, Observation, schema_of
from zhunsheng.report.contract_parts import Citation, DecimalText, FractionText, Place, Source

ASSESSMENT = "zhunsheng/assessment/1"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence in both languages."""

    zh: str
    en: str


class FormulaText(msgspec.Struct, frozen=True, kw_only=True):
    """A formula of completion, in words. Every result is cut off at 0 and at the cap."""

    id: Formula
    text: Said


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """The weights of a zone by theme, adding up to 100. Where `assumed`, they are not the plan's own."""

    zone: str
    weights: dict[str, DecimalText]
    assumed: bool
    because: str
    source: Citation


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be stressed, the rules that tell of it, and what becomes of a figure that is missing."""

    id: str
    title: str
    rules: list[str]
    not_reported: MissingAs
    not_evaluable: MissingAs
    source: Citation


class Unmeasured(msgspec.Struct, frozen=True, kw_only=True):
    """What zones are to stress, and no rule measures by place."""

    title: str
    zones: list[str]
    because: str


class Margins(msgspec.Struct, frozen=True, kw_only=True):
    """How far weights and figures are moved, as shares of themselves."""

    weights: DecimalText
    figures: DecimalText
    draws: int
    seed: int


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """What assessment.yaml declares."""

    id: str
    title: str
    at: Place
    source: Citation
    because: str
    cap: DecimalText
    negative: Negative
    themes: list[Theme]
    zones: list[Zone]
    unmeasured: list[Unmeasured]
    margins: Margins
    formulas: list[FormulaText]


class Figure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One judgement that a score looked at. `completion` is null where it does not count; `treatment` says how it does.

    `limit` is what the figure was held against in this year; on the way to a later target, what the path asks for.
    """

    entity: str
    year: int
    status: Status
    reason: Reason
    treatment: Treatment
    formula: Formula | None
    completion: DecimalText | None
    completion_exact: FractionText | None = None
    value: DecimalText | None
    value_exact: FractionText | None = None
    bound: Operator | None
    unit: str
    operator: Operator | None
    limit: DecimalText | None
    limit_exact: FractionText | None = None
    upper: DecimalText | None
    missing: list[str]
    observations: list[Observation]
    refused: Annotated[list[Place], Meta(description="Cells that could not be read.")]
    arithmetic: str
    doubts: Annotated[list[Said], Meta(description="Open questions about the data (审核疑问); none is a verdict.")]


class Rule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rule in a place: the mean of its figures that count; null where none does."""

    rule: str
    title: str
    source: Source
    completion: DecimalText | None
    completion_exact: FractionText | None = None
    figures: list[Figure]


class ThemeScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A theme in a place. `weight` is declared, `share` what it became (those that count add up to 1)."""

    theme: str
    weight: DecimalText
    weight_exact: FractionText | None = None
    share: DecimalText
    share_exact: FractionText | None = None
    completion: DecimalText | None
    completion_exact: FractionText | None = None
    points: DecimalText
    points_exact: FractionText | None = None
    rules: list[Rule]


class PlaceScore(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place. `score` is the sum of the points; null, and no rank, where nothing counts.

    `zones` gives the number of its places in each zone, `counted` the share of the declared weights that counted.
    """

    entity: str
    title: str
    zones: dict[str, int]
    score: DecimalText | None
    score_exact: FractionText | None = None
    rank: int | None
    counted: DecimalText
    counted_exact: FractionText | None = None
    themes: list[ThemeScore]


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two neighbours of the ranking: in how many draws the first stayed above, tied, or fell below."""

    above: str
    below: str
    kept: int
    tied: int
    turned: int


class Ranks(msgspec.Struct, frozen=True, kw_only=True):
    """The best and the worst rank of a place in the draws."""

    entity: str
    best: int
    worst: int


class Robustness(msgspec.Struct, frozen=True, kw_only=True):
    """What the draws made of the ranking. `unchanged` draws left every rank as it is."""

    moved: Moved
    draws: int
    seed: int
    unchanged: int
    ranks: list[Ranks]
    pairs: list[Pair]


class Unscored(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of the plan that enters no score, and why."""

    rule: str
    title: str
    why: NotScored


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What `zhunsheng assess -o json` writes: a score for each place, taken apart to cells. It is no verdict."""

    schema: Literal["zhunsheng/assessment/1"]
    plan: str
    year: int
    illustrative: Annotated[bool, Meta(description="Some figures were made up for demonstration.")]
    weights_assumed: Annotated[bool, Meta(description="Some weights are examples, and not the plan's own.")]
    caveats: Annotated[list[Said], Meta(description="To be said wherever the scores are shown.")]
    rules_digest: str
    data: list[DataFile]
    assessment: Declared
    places: list[PlaceScore]
    robustness: list[Robustness]
    unscored: list[Unscored]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `Assessment`."""
    return schema_of(Assessment, ASSESSMENT, "zhunsheng assess -o json")
