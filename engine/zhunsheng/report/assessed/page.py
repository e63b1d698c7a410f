"""The shape of an assessment's page: plain data in words of the language, numbers as text."""

import msgspec

from zhunsheng.model.page import File
from zhunsheng.model.page_parts import Mark


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: where it stands, what it was held against, how it entered. `share` is its completion.

    `doubts` are the questions about the data (审核疑问) that are open on it.
    """

    place: str
    figures: str
    mark: Mark
    treatment: str
    formula: str
    share: str
    arithmetic: str
    cells: tuple[str, ...]
    illustrative: bool
    doubts: tuple[str, ...]


class RuleRow(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of a theme in a place."""

    rule_id: str
    title: str
    clause: str
    share: str
    figures: tuple[FigureRow, ...]


class ThemeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A theme in a place. `absent` says why it does not count; `width` draws its completion, 0 to 100."""

    title: str
    weight: str
    share: str
    completion: str
    points: str
    absent: str
    missing: str
    clause: str
    width: int
    weighs: bool
    rules: tuple[RuleRow, ...]


class PlacePage(msgspec.Struct, frozen=True, kw_only=True):
    """A place: its score and everything that it is made of. `thin` warns where few of the weights count.

    `doubts` counts the open questions about the figures that the score rests on.
    """

    anchor: str
    title: str
    rank: str
    score: str
    width: int
    zones: str
    counted: str
    thin: str
    gaps: str
    ranks: str
    doubts: str
    themes: tuple[ThemeRow, ...]


class PairRow(msgspec.Struct, frozen=True, kw_only=True):
    """Two neighbours of the ranking, and what became of their order in the draws."""

    above: str
    below: str
    kept: str
    tied: str
    turned: str


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One way of trying the ranking."""

    title: str
    held: str
    ranks: tuple[tuple[str, str], ...]
    pairs: tuple[PairRow, ...]


class WeightRow(msgspec.Struct, frozen=True, kw_only=True):
    """The declared weights of a theme, one a zone."""

    title: str
    clause: str
    weights: tuple[str, ...]
    missing: str


class ZoneNote(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a zone's weights, and what it is to stress that no rule measures."""

    title: str
    because: str
    clause: str
    unmeasured: tuple[tuple[str, str], ...]


class UnscoredGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Rules that enter no score for one reason: title and id of each."""

    why: str
    rules: tuple[tuple[str, str], ...]


class AssessmentPage(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page."""

    lang: str
    title: str
    plan: str
    document: str
    clause: str
    year: str
    assumed: str
    no_verdict: str
    illustrative: str
    because: str
    draws: str
    cap: str
    places: tuple[PlacePage, ...]
    trials: tuple[Trial, ...]
    weights: tuple[WeightRow, ...]
    zones: tuple[ZoneNote, ...]
    unscored: tuple[UnscoredGroup, ...]
    unscored_said: str
    doubts: str
    formulas: tuple[tuple[str, str], ...]
    files: tuple[File, ...]
    digest: str
    version: str
