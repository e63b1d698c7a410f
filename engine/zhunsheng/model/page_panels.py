"""The shapes of the indicators on a page: panels with their pictures, and the rows of the overview."""

import msgspec

from zhunsheng.model.page_parts import Clause, FlagMark, Mark, Number, Spot, Tile


class YearRow(msgspec.Struct, frozen=True, kw_only=True):
    """One year of an indicator. `asked` is the limit of a year that has one, else where the path stands.

    `reason` is empty where the status says it all. `quiet` marks a year of which the plan asks nothing.
    """

    year: int
    value: Number
    asked: Number
    due: bool
    quiet: bool
    pace: Number
    status: Mark
    reason: str
    phase: str
    cells: tuple[Spot, ...]
    evidence: tuple[str, ...]
    arithmetic: str
    flags: FlagMark | None


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """The years of one rule at one place. `chart` is None where there is nothing to draw.

    `place` is empty where that is the plan's own area; `demand` where it is that of the panel.
    """

    anchor: str
    place: str
    demand: str
    latest: Mark
    chart: "Picture | None"
    milestone: bool
    rows: tuple[YearRow, ...]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One year of a row: status and figure of one place, or how many of several places stand how."""

    mark: Mark | None = None
    value: Number = Number(text="")
    tally: tuple[Tile, ...] = ()
    flags: FlagMark | None = None


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One place over the years, in a few words."""

    place: str
    cells: tuple[Cell, ...]


class YearCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many places of a rule stood how in one year, the gravest status first."""

    year: int
    tally: tuple[Tile, ...]


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One rule: what is asked, and the years of each place. A milestone has neither unit nor base nor way.

    `courses` are the places shown in full. For a rule over several places those are the ones that fall short, `counts`
    counts the places by year and status, and `folded` has the others.
    """

    anchor: str
    title: str
    place: str
    nature: str
    kind: str
    owner: str
    support: str
    task: str
    unit: str
    demand: str
    base: str
    way: str
    note: str
    formula: str
    clauses: tuple[Clause, ...]
    doubts: tuple[tuple[str, str], ...]
    rule_id: str
    rule_at: str
    latest: tuple[Tile, ...]
    courses: tuple[Course, ...]
    counts: tuple[YearCounts, ...] = ()
    folded_heading: str = ""
    folded: tuple[PlaceRow, ...] = ()


class ThemePanels(msgspec.Struct, frozen=True, kw_only=True):
    """The panels of one theme of the plan."""

    anchor: str
    theme: str
    panels: tuple[Panel, ...]


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


class OverviewRow(msgspec.Struct, frozen=True, kw_only=True):
    """One rule over the years. `place` is empty for the plan's own area, a count for several."""

    anchor: str
    title: str
    place: str
    nature: str
    owner: str
    target: str
    cells: tuple[Cell, ...]


class ThemeRows(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of the overview that belong to one theme of the plan. `tally` counts how the latest year stands."""

    anchor: str
    theme: str
    rows: tuple[OverviewRow, ...]
    tally: tuple[Tile, ...]
