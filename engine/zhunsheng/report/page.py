"""The shapes of a report page: plain data in words of the language, numbers as text. Templates only loop over them."""

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


class Tile(msgspec.Struct, frozen=True, kw_only=True):
    """One count of the summary."""

    mark: Mark
    count: int


class CountRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of counts: of a year, or of a department. `anchor` leads to its details where there are any."""

    head: str
    counts: tuple[int, ...]
    anchor: str = ""


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


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """Where the plan says so."""

    locator: str
    document: str
    anchor: str
    figure: str = ""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """All findings of one kind about one rule (or department), place and year, with everything that proves them.

    `brief` is value, target and gap where there is little room: “≈9.9841%”, “≥ 10”, “≈−0.0159”.
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
    gap: Number
    pace: Number | None
    clause: Clause | None
    cells: tuple[str, ...]
    submitted: str
    arithmetic: str
    rests_on: tuple[str, ...]
    conclusions: tuple[Conclusion, ...]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Findings of one kind. `now` and `more` are of the latest year, `before` of the years before it, latest first.

    `now` is shown as cards; `more` as rows of a table; `before` as cards if `before_as_cards`, else as rows.
    `count` and `latest_count` count findings: a card may hold several.
    """

    kind: str
    heading: str
    count: int
    latest_count: int
    latest_heading: str
    total_text: str
    now: tuple[Card, ...]
    more: tuple[Card, ...]
    more_heading: str
    before: tuple[Card, ...]
    before_as_cards: bool
    before_heading: str
    before_text: str
    empty: str

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards, those of the latest year first."""
        return (*self.now, *self.more, *self.before)


class DepartmentPage(msgspec.Struct, frozen=True, kw_only=True):
    """What one department answers for: its indicators, every violation, and what else the latest year brought.

    `earlier` counts what is not listed here: (anchor of the table that has it, words).
    """

    anchor: str
    title: str
    rules: tuple[tuple[str, str], ...]
    cards: tuple[Card, ...]
    earlier: tuple[tuple[str, str], ...]


class YearRow(msgspec.Struct, frozen=True, kw_only=True):
    """One year of an indicator. `asked` is the limit of a year that has one, else where the path stands.

    `reason` is empty where the status says it all.
    """

    year: int
    value: Number
    asked: Number
    due: bool
    pace: Number
    status: Mark
    reason: str
    phase: str
    cells: tuple[str, ...]
    arithmetic: str


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One rule at one place: what is asked, the picture, the years."""

    anchor: str
    title: str
    place: str
    nature: str
    owner: str
    support: str
    unit: str
    demand: str
    base: str
    way: str
    note: str
    formula: str
    clause: Clause
    rule_id: str
    rule_at: str
    latest: Mark | None
    chart: "Picture"
    rows: tuple[YearRow, ...]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A path with a class of the style sheet, moved to (`x`, `y`)."""

    style: str
    d: str
    x: str = "0"
    y: str = "0"


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """Text in a picture. `at` is start, middle or end."""

    style: str
    x: str
    y: str
    at: str
    text: str


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """An SVG in pieces. `title` and `about` say in words what it shows."""

    id: str
    width: int
    height: int
    title: str
    about: str
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]


class ThemeRows(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of the overview that belong to one theme of the plan."""

    theme: str
    rows: tuple["OverviewRow", ...]


class OverviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """One rule at one place over the years."""

    anchor: str
    title: str
    place: str
    nature: str
    owner: str
    target: str
    marks: tuple[Mark | None, ...]
    values: tuple[Number, ...]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong with an input."""

    severity: str
    severity_word: str
    level: str
    code: str
    at: str
    message: str
    expected: str
    hint: str


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read."""

    path: str
    rows: int
    sha256: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report."""

    lang: str
    title: str
    document: str
    years: tuple[int, ...]
    years_text: str
    latest: int
    as_of: str
    generated: str
    version: str
    headline: str
    findings_line: str
    illustrative: str
    unreadable: str
    incomplete: str
    tiles: tuple[Tile, ...]
    statuses: tuple[Mark, ...]
    year_counts: tuple[CountRow, ...]
    groups: tuple[Group, ...]
    latest_statuses: str
    department_caption: str
    department_counts: tuple[CountRow, ...]
    departments: tuple[DepartmentPage, ...]
    many_places: bool
    overview: tuple[ThemeRows, ...]
    panels: tuple[Panel, ...]
    problems: tuple[Problem, ...]
    problems_left_out: str
    method: tuple[tuple[str, str], ...]
    digest: str
    files: tuple[File, ...]
