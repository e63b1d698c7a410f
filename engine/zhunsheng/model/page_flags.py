"""The shapes of the checks on the data (数据审核) on a page."""

import msgspec

from zhunsheng.model.page_parts import Spot


class FlagView(msgspec.Struct, frozen=True, kw_only=True):
    """One flag. `title` names the figures concerned, `rule_anchor` leads to a rule about them where there is one.

    `cells_left_out` says how many cells are not listed, if any. `check` is the id of the check, `declared` its place.
    """

    anchor: str
    level: str
    level_word: str
    kind_word: str
    year: int
    title: str
    rule_anchor: str
    place: str
    message: str
    arithmetic: str
    cells: tuple[Spot, ...]
    cells_left_out: str
    hint: str
    check: str
    declared: str


class FlagGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The flags of one department, the gravest level first; `counts` counts all of them by level."""

    anchor: str
    title: str
    counts: str
    flags: tuple[FlagView, ...]


class FlagSection(msgspec.Struct, frozen=True, kw_only=True):
    """All flags on a page. `line` counts them for the overview; it is empty where no check looked at the data.

    `said` says what a flag is and what not.
    """

    count: int
    line: str
    said: str
    groups: tuple[FlagGroup, ...]
    left_out: str
