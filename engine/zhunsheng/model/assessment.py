"""Differentiated assessment (分区差别化考核): what a plan declares, and what came of it, taken apart down to the cells.

A score is no verdict. It weighs how far each place has come with its own tasks, by weights that lean to what its zone
is to stress. Where the weights are not the plan's own, `assumed` says so, and whoever shows a score says so too.
"""

from enum import StrEnum
from fractions import Fraction

import msgspec

from zhunsheng.model.judgement import Judgement, Status
from zhunsheng.model.location import Location
from zhunsheng.model.rule import Citation


class Formula(StrEnum):
    """How far a figure has come: its completion. What each says in words is in `model.assessment_words`."""

    POSITIVE = "positive"
    NEGATIVE_QUOTIENT = "negative-quotient"
    NEGATIVE_DIFFERENCE = "negative-difference"
    CUMULATIVE = "cumulative"
    MILESTONE = "milestone"
    RANGE = "range"
    KEPT = "kept"


class Negative(StrEnum):
    """Which of two formulas serves where less is better."""

    QUOTIENT = "quotient"
    """limit ÷ value."""
    DIFFERENCE = "difference"
    """2 − value ÷ limit."""


class MissingAs(StrEnum):
    """What becomes of a figure that is due and is not there."""

    EXCLUDE = "exclude"
    """It is left out, and the weight goes to the rest."""
    ZERO = "zero"
    LOWEST = "lowest"
    """The lowest completion that any place reached in the theme; left out where none is there."""


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be stressed, and the rules that tell of it, each once. `at` is where it is declared."""

    id: str
    title: str
    rules: tuple[str, ...]
    not_reported: MissingAs
    not_evaluable: MissingAs
    source: Citation
    at: Location


class ZoneWeights(msgspec.Struct, frozen=True, kw_only=True):
    """The weights of one zone by theme, adding up to 100. `assumed` and `because` say whose they are."""

    zone: str
    weights: dict[str, Fraction]
    assumed: bool
    because: str
    source: Citation


class Unmeasured(msgspec.Struct, frozen=True, kw_only=True):
    """What zones are to stress, and no rule of the plan measures by place: said, not passed over."""

    title: str
    zones: tuple[str, ...]
    because: str


class Margins(msgspec.Struct, frozen=True, kw_only=True):
    """How far weights and figures are moved, as shares of themselves, to see whether the order holds."""

    weights: Fraction
    figures: Fraction
    draws: int
    seed: int


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What assessment.yaml declares.

    `places` maps each place that gets a score to its zones: how many of its `counted_by` places lie in each. Its
    weights are those of its zones in that proportion; `because` says why. `cap` bounds every completion.
    """

    id: str
    title: str
    source: Citation
    level: str
    counted_by: str
    because: str
    places: dict[str, dict[str, int]]
    themes: tuple[Theme, ...]
    zones: tuple[ZoneWeights, ...]
    unmeasured: tuple[Unmeasured, ...]
    cap: Fraction
    negative: Negative
    margins: Margins
    at: Location

    @property
    def assumed(self) -> bool:
        """Whether any weight is not the plan's own."""
        return any(zone.assumed for zone in self.zones)


class Treatment(StrEnum):
    """How a figure entered a score."""

    COUNTED = "counted"
    AS_ZERO = "as-zero"
    """Missing, counted as zero because the theme declares it."""
    AS_LOWEST = "as-lowest"
    EXCLUDED = "excluded"
    NOT_DUE = "not-due"
    PENDING = "pending"
    WAIVED = "waived"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement of a rule in a place, and the completion that came of it; None where it does not count.

    `limit` is what the figure was divided by, or held against: that of the year, on a path to a later target.
    """

    judgement: Judgement
    treatment: Treatment
    formula: Formula | None = None
    limit: Fraction | None = None
    completion: Fraction | None = None


class RuleScore(msgspec.Struct, frozen=True, kw_only=True):
    """A rule in a place: the mean of its lines that count; None where none does."""

    rule: str
    completion: Fraction | None
    lines: tuple[Line, ...]


class ThemeScore(msgspec.Struct, frozen=True, kw_only=True):
    """A theme in a place: the mean of its rules that count.

    `weight` is the declared one, as a share of one; `share` what it became once themes without a completion are left
    out: those that count add up to 1. `points` = 100 × share × completion.
    """

    theme: str
    weight: Fraction
    share: Fraction
    completion: Fraction | None
    points: Fraction
    rules: tuple[RuleScore, ...]


class PlaceScore(msgspec.Struct, frozen=True, kw_only=True):
    """The score of a place, 0 to 100 × cap, and its rank; None where nothing counts.

    `counted` is the share of the declared weights that counted.
    """

    entity: str
    score: Fraction | None
    rank: int | None
    counted: Fraction
    themes: tuple[ThemeScore, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All figures of the place, in the order of themes and rules."""
        return tuple(line for theme in self.themes for rule in theme.rules for line in rule.lines)

    def treated(self, treatment: Treatment, status: Status | None = None) -> int:
        """Count the figures that entered in this way, or those of them with a status."""
        return sum(line.treatment is treatment and status in (None, line.judgement.status) for line in self.lines)


class Moved(StrEnum):
    """What is moved to see whether the order holds."""

    WEIGHTS = "weights"
    FIGURES = "figures"
    BOTH = "both"


class Neighbours(msgspec.Struct, frozen=True, kw_only=True):
    """Two places next to each other in the ranking: in how many draws the first stayed above, tied, or fell below."""

    above: str
    below: str
    kept: int
    tied: int
    turned: int


class Robustness(msgspec.Struct, frozen=True, kw_only=True):
    """What `draws` draws from `seed` made of the ranking: the best and worst rank of each place, and its neighbours.

    `unchanged` counts the draws that gave every place the rank that it has.
    """

    moved: Moved
    draws: int
    seed: int
    ranks: dict[str, tuple[int, int]]
    pairs: tuple[Neighbours, ...]
    unchanged: int


class NotScored(StrEnum):
    """Why a rule enters no score."""

    ELSEWHERE = "elsewhere"
    """It speaks of no place that gets a score, nor of one within: of the whole area, or of a zone."""
    NO_THEME = "no-theme"
    """It speaks of one, and no theme of the assessment lists it."""
    NO_ROSTER = "no-roster"
    """No theme lists it, and no roster has named its places yet."""


class Unscored(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of the plan that enters no score, and why."""

    rule: str
    why: NotScored


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment of one year. `places` are ordered by rank, those without a score last.

    `unscored` are the rules that enter no score, in the order of the catalogue.
    """

    assessment: Assessment
    year: int
    places: tuple[PlaceScore, ...]
    robustness: tuple[Robustness, ...]
    unscored: tuple[Unscored, ...] = ()
