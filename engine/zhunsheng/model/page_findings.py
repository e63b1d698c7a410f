"""The shapes of findings on a page: cards, stacks of cards about one rule, groups, departments."""

import msgspec

from zhunsheng.model.judgement import Status
from zhunsheng.model.page_parts import Clause, FlagMark, Mark, Number, Spot


class Conclusion(msgspec.Struct, frozen=True, kw_only=True):
    """What one policy rule drew: its clause in words, its place in policy.yaml, the finding's id and level."""

    id: str
    level: str
    level_word: str
    text: str
    policy: str
    policy_at: str
    stratum: str
    state: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """All findings of one kind about one rule (or department), place and year, with everything that proves them.

    `place` is empty where that is the plan's own area. `brief` is value, target and gap where there is little room:
    “≈9.9841%”, “≥ 10”, “≈−0.0159”. A milestone has no gap. `doubts` are those of the text about the rule:
    (anchor, words).
    """

    anchor: str
    kind: str
    kind_word: str
    level: str
    level_word: str
    title: str
    indicator_anchor: str
    year: int
    place: str
    owner_id: str
    owner: str
    nature: str
    status: Mark | None
    value: Number
    target: str
    brief: tuple[str, str, str]
    gap: Number | None
    pace: Number | None
    clause: Clause | None
    cells: tuple[Spot, ...]
    submitted: str
    evidence: tuple[str, ...]
    arithmetic: str
    rests_on: tuple[str, ...]
    conclusions: tuple[Conclusion, ...]
    doubts: tuple[tuple[str, str], ...]
    flags: FlagMark | None


class Stack(msgspec.Struct, frozen=True, kw_only=True):
    """Cards of one kind about the same rule and year, of one place or of many: the gravest shown, the rest folded.

    `places` says how many places there are, and is empty for one; `rest_heading` opens what is folded.
    """

    shown: tuple[Card, ...]
    rest: tuple[Card, ...]
    places: str
    rest_heading: str

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card, the gravest first."""
        return (*self.shown, *self.rest)

    @property
    def silent(self) -> bool:
        """Whether all that is said is that nothing was reported."""
        return all(card.status is not None and card.status.key == Status.NOT_REPORTED for card in self.cards)

    @property
    def first(self) -> Card:
        """The gravest."""
        return self.shown[0]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Findings of one kind. `now` and `more` are of the latest year, `before` of the years before it, latest first.

    `now` is shown as cards; `more` as rows of a table; `silent`, of which nothing was reported, as folded rows;
    `before` as cards if `before_as_cards`, else as rows.
    `count` and `latest_count` count findings: a card may hold several.
    """

    kind: str
    heading: str
    count: int
    latest_count: int
    latest_heading: str
    total_text: str
    now: tuple[Stack, ...]
    more: tuple[Stack, ...]
    more_heading: str
    silent: tuple[Stack, ...]
    silent_heading: str
    before: tuple[Stack, ...]
    before_as_cards: bool
    before_heading: str
    before_text: str
    empty: str

    @property
    def stacks(self) -> tuple[Stack, ...]:
        """All stacks, those of the latest year first."""
        return (*self.now, *self.more, *self.silent, *self.before)


class DepartmentPage(msgspec.Struct, frozen=True, kw_only=True):
    """What one department answers for: its indicators, every violation, and what else the latest year brought.

    `silent` are findings about figures that were not reported: (anchor, title), with a heading of their own.
    `earlier` counts what is not listed here: (anchor of the table that has it, words). `flags` says in the same way
    what the checks on the data ask of the department, if anything. `supports` are rules of others that it supports
    (配合) and that have findings in the latest year.
    """

    anchor: str
    title: str
    rules: tuple[tuple[str, str], ...]
    stacks: tuple[Stack, ...]
    silent: tuple[tuple[str, str], ...]
    silent_heading: str
    earlier: tuple[tuple[str, str], ...]
    flags: tuple[tuple[str, str], ...]
    supports: tuple[tuple[str, str], ...]
