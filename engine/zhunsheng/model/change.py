"""What changed between two results of a check: sides to be held against each other, changes, and what caused them."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

import msgspec

from zhunsheng.model.amendment import Amendment
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature
from zhunsheng.model.text import Text
from zhunsheng.model.turned import Turned


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What one side says of a thing: in words, where it stands, and, of a store, who handed it in and when."""

    text: Text
    at: str = ""
    by: str = ""
    received: str = ""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that entered a judgement: exact, in its indicator's unit; and as it was submitted."""

    indicator: str
    year: int
    figure: Fraction
    bound: Operator | None
    said: Said


class RowKey(msgspec.Struct, frozen=True, order=True):
    """What two judgements have in common: rule and place, and the year unless two years are compared."""

    rule: str
    entity: str
    year: int | None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement as far as it can be compared. Figures are exact, in `unit`; meanings as in `Judgement`."""

    rule: str
    indicator: str
    entity: str
    year: int
    nature: Nature
    owner: str
    status: Status
    reason: Reason
    unit: str
    value: Fraction | None = None
    bound: Operator | None = None
    operator: Operator | None = None
    target: Fraction | None = None
    upper: Fraction | None = None
    due: int | None = None
    citation: str | None = None
    gap: Fraction | None = None
    pace: Fraction | None = None
    phase: Phase | None = None
    expected: Fraction | None = None
    waiver: Said | None = None
    relapsed: bool = False
    decimals: int | None = None
    cells: tuple[Cell, ...] = ()
    missing: tuple[str, ...] = ()


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as far as it can be compared. `rests_on` are the judgements that it names."""

    id: str
    policy: str
    kind: FindingKind
    level: Level
    rule: str | None
    entity: str
    year: int
    owner: str
    message: Text
    rests_on: tuple[tuple[str, str, int], ...] = ()


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """An issued target or a benchmark of one indicator and place."""

    year: int
    benchmark: bool
    figure: Fraction
    operator: Operator | None
    said: Said


class Titles(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan, its rules, places, departments and indicators are called; what is not listed is called by its id."""

    plan: str = ""
    rules: Mapping[str, str] = {}
    places: Mapping[str, str] = {}
    departments: Mapping[str, str] = {}
    indicators: Mapping[str, str] = {}


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of two results that are compared.

    `declared` says of each rule what bears on its verdict, by key; `issued` lists what was issued, by indicator and
    place; `refused` the figures (indicator, place, year) that could not be read; `policy` says of each policy rule what
    it concludes. All four are None where only a written report is at hand, which does not hold them. `incomplete` says
    that something submitted could not be read: what seems withdrawn may merely be unread.
    """

    label: Text
    plan: str
    years: tuple[int, ...]
    digest: str
    rows: tuple[Row, ...]
    found: tuple[Found, ...]
    titles: Titles = Titles()
    declared: Mapping[str, Mapping[str, Said]] | None = None
    issued: Mapping[tuple[str, str], tuple[Issued, ...]] | None = None
    refused: frozenset[tuple[str, str, int]] | None = None
    policy: Mapping[str, str] | None = None
    incomplete: bool = False


class CauseKind(StrEnum):
    """What can change a verdict."""

    RULE = "rule"
    """The rule says something else; `what` names the key."""
    ISSUED = "issued"
    """A target was issued, changed or taken back."""
    BENCHMARK = "benchmark"
    """The figure to compare with was reported, changed or taken back."""
    FIGURE = "figure"
    """A figure was reported, restated or withdrawn."""
    REFUSED = "refused"
    """A figure could be read before and cannot be now, or the other way round."""
    ROSTER = "roster"
    """A roster names the place on one side only."""
    EARLIER = "earlier"
    """Figures of other years changed, on which a relapse depends."""
    LIMIT = "limit"
    """Another year has another limit, of the same rule."""
    WAIVER = "waiver"
    """Leave was granted (豁免), or is no longer in force."""
    YEAR = "year"
    """Another year is judged."""
    UNSEEN = "unseen"
    """Nothing at hand shows it; another version of the program may have judged."""


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that differs and bears on a judgement. `old` or `new` is None where that side says nothing of it.

    `what` is a key of the rule, or the indicator of a figure; `year` the year of the figure or target.
    """

    kind: CauseKind
    what: str = ""
    year: int | None = None
    old: Said | None = None
    new: Said | None = None


class Part(StrEnum):
    """Kinds of causes that can be put in place one at a time."""

    RULES = "rules"
    ISSUED = "issued"
    FIGURES = "figures"
    WAIVER = "waiver"
    DATA = "data"
    """Figures and issued targets, taken together."""
    YEAR = "year"
    """What the year asks for: its target or its step of the path, whether it is due, what was issued for it."""


class Deciding(StrEnum):
    """Which of several causes turned a status, found by judging the old side with one of them put in place."""

    ONLY = "only"
    """There is only one kind of cause."""
    ALONE = "alone"
    """Each of the parts named is enough by itself; any other is not."""
    TOGETHER = "together"
    """None is enough by itself."""
    OPEN = "open"
    """Perhaps several causes; what is at hand does not tell."""


class Fate(StrEnum):
    """What became of a judgement."""

    FLIPPED = "flipped"
    MOVED = "moved"
    """The status is the same; a figure, a limit or a circumstance of it is not."""
    APPEARED = "appeared"
    DISAPPEARED = "disappeared"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that is not the same on both sides. `deciding` is None where no status turned.

    `turned` holds the facts that tell two years apart, of a status that turned between them.
    """

    key: RowKey
    fate: Fate
    old: Row | None
    new: Row | None
    causes: tuple[Cause, ...]
    deciding: Deciding | None = None
    enough: tuple[Part, ...] = ()
    turned: tuple[Turned, ...] = ()

    @property
    def row(self) -> Row:
        """The judgement as it is now, or was."""
        row = self.new or self.old
        assert row is not None  # noqa: S101  # a change has at least one side
        return row


class Turn(StrEnum):
    """What became of the findings about one matter."""

    NEW = "new"
    GRAVER = "graver"
    OTHER = "other"
    """As grave as before, but not the same conclusions."""
    MILDER = "milder"
    GONE = "gone"


class Ground(StrEnum):
    """Why the findings about one matter are not the same."""

    JUDGEMENT = "judgement"
    """The judgement itself changed."""
    OTHERS = "others"
    """Judgements of other years, or other rules, changed on which the conclusion rests."""
    POLICY = "policy"
    """The same judgements, another policy."""
    YEAR = "year"
    """Another year is judged."""
    UNSEEN = "unseen"


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """The findings about one rule, or one department, and one place that are not the same on both sides."""

    rule: str | None
    owner: str
    entity: str
    year: int | None
    turn: Turn
    old: tuple[Found, ...]
    new: tuple[Found, ...]
    grounds: tuple[Ground, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All that changed from `old` to `new`. `changes` hold no judgement that is the same on both sides; `same` are so.

    `years` are those that both sides judged; where two years are compared, `by_year` is set, and they are these two.
    `amendments` tell what changed in the rules themselves where two versions of them are compared, and are None
    otherwise. There are no years where nothing was judged by these versions, or one of them has no such plan.
    `remarks` say what a reader has to know beside.
    """

    old: Side
    new: Side
    by_year: bool
    years: tuple[int, ...]
    same: int
    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    titles: Titles
    amendments: tuple[Amendment, ...] | None = None
    remarks: tuple[Text, ...] = ()
