"""What a template of a paper may use: plain data in Chinese words, figures as text. docs/papers.md lists it."""

import msgspec

from zhunsheng.papers.ledger_shapes import Entry
from zhunsheng.papers.looks import Drawing


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """All findings of one kind about one rule (or department) and place in the year, with all that proves them.

    `clause` names the passages of the plan, `cells` the cells that the figures stand in, or why there are none.
    `because` is what policy concluded, `ids` are the findings' numbers. `gap` has its sign. `nature` and `status` are
    blank for a department's finding; `rests_on`, `doubts` and `flags` where there is nothing to say. `entries` are the
    items of the ledger behind it, `ledger` says how they stand, or that it is in no ledger; blank without a ledger.
    """

    no: int
    kind: str
    level: str
    title: str
    place: str
    owner: str
    nature: str
    status: str
    clause: str
    demand: str
    value: str
    gap: str
    cells: str
    arithmetic: str
    because: str
    ids: str
    rests_on: str
    doubts: str
    flags: str
    entries: tuple[Entry, ...]
    ledger: str


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Items of a notice that stand alike in the ledger, under a title that says how; blank without a ledger."""

    title: str
    about: str
    items: tuple[Item, ...]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question about the data (数据审核、读数): no finding."""

    no: int
    level: str
    owner: str
    what: str
    cells: str
    arithmetic: str
    hint: str


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A file of data: what it is called, its SHA-256, its rows, who handed it in and when (where a store knows)."""

    path: str
    sha256: str
    rows: int
    sent: str


class Common(msgspec.Struct, frozen=True, kw_only=True):
    """What every paper may say. `headline` counts the verdicts of the year, `findings` the findings.

    `theme` and `department` are set where only the rules of one are told of. `illustrative` is blank where no figure
    was made up, `incomplete` where nothing is wanting. `ledger_day` is the day as of which the ledger is told of; blank
    without a ledger.
    """

    plan: str
    document: str
    year: int
    theme: str
    department: str
    ledger_day: str
    period: str
    headline: str
    findings: str
    illustrative: str
    incomplete: str
    digest: str
    version: str
    files: tuple[Source, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """How many verdicts of a nature, a theme or a department there are, and how many of each status."""

    head: str
    total: int
    met: int
    on_track: int
    behind: int
    far_behind: int
    regressing: int
    missed: int
    pending: int
    not_reported: int
    not_due: int
    not_evaluable: int
    waived: int


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A rule in the year: what is asked, what was reported, how that is judged. Of several places, their counts."""

    title: str
    place: str
    nature: str
    owner: str
    target: str
    clause: str
    value: str
    status: str


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of one theme of the plan."""

    title: str
    rules: tuple[Standing, ...]


class Plate(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of a rule over the years, with what it shows; both blank to fill up a row."""

    title: str = ""
    drawing: Drawing | None = None


class Department(msgspec.Struct, frozen=True, kw_only=True):
    """A department with its findings of the year, gravest first, and how many there are of each kind.

    `plates` are pictures of what its findings are about, two a row.
    """

    title: str
    counts: str
    items: tuple[Item, ...]
    plates: tuple[tuple[Plate, Plate], ...]


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the plan's table of tasks (主要任务分工表).

    `rules` name its requirements, those that stand alike together, and say how many findings there are about each;
    there may be none. `counts` counts the verdicts.
    """

    number: str
    title: str
    clause: str
    leads: str
    support: str
    rules: tuple[str, ...]
    counts: str


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Where the text of the plan disagrees with itself or looks wrong."""

    title: str
    kind: str
    passages: tuple[str, ...]
    chosen: str
    because: str


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph on how verdicts are reached."""

    title: str
    text: str


class Advance(msgspec.Struct, frozen=True, kw_only=True):
    """How many requirements of a nature or theme stand where on the way to their last limit.

    `measured` have a base, a figure and a path; `share` is the mean of how much of it they have done, each counted as
    0 % at least and 100 % at most.
    """

    head: str
    total: int
    reached: int
    in_time: int
    late: int
    no_path: int
    unknown: int
    measured: int
    share: str


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """A requirement on its way: the share done (完成份额) against the share of the time gone (时间份额).

    `ids` are the violations and alerts of the year about it, `ledger` says how their item stands; blank where there are
    none.
    """

    no: int
    title: str
    nature: str
    owner: str
    clause: str
    base: str
    value: str
    target: str
    share: str
    elapsed: str
    status: str
    cells: str
    arithmetic: str
    ids: str
    ledger: str


class Outlooks(msgspec.Struct, frozen=True, kw_only=True):
    """Where a requirement leads if the pace of the years known goes on. No verdict.

    `known` are the figures it rests on, `span` the range by the least and greatest change of a year.
    """

    of: Progress
    outlook: str
    known: str
    projected: str
    span: str
    arithmetic: str
    years: int
