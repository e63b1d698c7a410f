"""The smallest shapes of a page: a figure, a status, a count, a cell, a flag, a clause, a doubt of the text."""

import msgspec


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A figure on the page. `exact` (a fraction) goes into the title; `illustrative` puts a mark beside it."""

    text: str
    exact: str = ""
    illustrative: bool = False


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A status: `key` for the style sheet, and sign and word, so that colour is never the only bearer."""

    key: str
    sign: str
    word: str


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A cell, and `by`: who handed its file in, and when; empty where that is not known, or said of the next one."""

    at: str
    by: str = ""


class FlagMark(msgspec.Struct, frozen=True, kw_only=True):
    """A word beside a verdict whose figures were questioned; `title` says by which checks."""

    anchor: str
    level: str
    text: str
    title: str


class Tile(msgspec.Struct, frozen=True, kw_only=True):
    """One count of the summary, or of the places of a rule."""

    mark: Mark
    count: int


class CountRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of counts: of a year, or of a department. `anchor` leads to its details where there are any."""

    head: str
    counts: tuple[int, ...]
    anchor: str = ""


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """Where the plan says so."""

    locator: str
    document: str
    anchor: str
    figures: tuple[str, ...] = ()


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One passage of a doubt, and what it says. `chosen` marks the reading that the rules follow."""

    locator: str
    anchor: str
    figures: tuple[str, ...]
    says: str
    chosen: bool


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Where the text disagrees with itself or looks wrong. `chosen` says in words which reading is followed.

    `rules` are those concerned: (anchor, title).
    """

    anchor: str
    title: str
    kind: str
    passages: tuple[Passage, ...]
    chosen: str
    because: str
    rules: tuple[tuple[str, str], ...]
