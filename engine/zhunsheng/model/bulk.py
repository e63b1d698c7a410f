"""A bulk run (批量核查) as plain data: what it judges, how it is cut into parts, and what came of each part."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

if TYPE_CHECKING:
    from zhunsheng.model.places import Places  # NumPy comes with it, and is not always needed


class BulkFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of figures. Rows are numbered through all files of a run: this one's begin with `first_row`.

    `line` is the line in which its first row stands, counted from 1; in a Parquet file the row itself is counted. Of a
    CSV with blank lines, or rows of several, every line below the header has a number, and a row that of its first.
    """

    path: str
    sha256: str
    rows: int
    first_row: int
    line: int = 1


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a Parquet file that a part reads: some of its row groups. `file` is the position among the run's files.

    A figure's row number is `first_row` (that of its file) plus its position in that file. Where the figures had to be
    sorted by place first, `path` is the sorted copy, which carries the row numbers in a column of its own.
    """

    path: str
    file: int
    groups: tuple[int, ...]
    first_row: int = 0
    sorted_copy: bool = False


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Some places (ascending by id), and where their figures stand: all that a worker needs beside the catalogue."""

    number: int
    places: "Places"
    slices: tuple[Slice, ...]


class BulkProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong with the data, and how often: whole columns are looked at, so equal problems are told together.

    `row` is the first row concerned (numbered through the run), `at` the same as file and line, where it has one;
    `refused` says that a figure was not used, or that a file or column was left aside. `of_rules`: a rule of the policy
    could not be run, and findings are missing; the data are not to blame.
    """

    code: str
    message: Text
    hint: Text | None = None
    at: Location | None = None
    row: int | None = None
    times: int = 1
    refused: bool = True
    of_rules: bool = False


class Load(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """That some place of a part has a finding of this kind about this rule: what tallies over all places count.

    `stratum` drew it: tallies count what strata before theirs drew. What all tallies count alike is told as one kind.
    """

    year: int
    rule: str
    kind: FindingKind
    level: Level
    stratum: str = ""


class DepartmentFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding about a department. `entity` is the plan's area where the policy counts over all places.

    `counts` gives each tally that the policy rule tests, `rules` which rules were counted.
    """

    policy: str
    owner: str
    entity: str
    year: int
    counts: dict[str, int]
    rules: tuple[str, ...]


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How many judgements of one year have a reason, or findings a policy rule: of one rule, or in one group of places.

    Counted by rule over all places `within` is "". Counted by the place around them (its id; "" where none is named)
    over all rules `rule` is "". Both at once would be nearly as many as there are judgements.
    `key` is the value of a `Reason` or the id of a policy rule.
    """

    within: str
    rule: str
    year: int
    key: str
    count: int


class PartDone(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a part. It is written after everything else of the part, so that what has one is whole."""

    number: int
    places: int
    judgements: int
    findings: int
    statuses: tuple[Tally, ...]
    drawn: tuple[Tally, ...]
    """Reasons and findings by rule and year."""
    statuses_around: tuple[Tally, ...]
    drawn_around: tuple[Tally, ...]
    """The same judgements and findings by the nearest place around and year."""
    loads: tuple[Load, ...]
    departments: tuple[DepartmentFinding, ...]
    worst: tuple[tuple[str, int, int], ...]
    """Places with the most violations: id, violations, alerts; at most `WORST` of them, gravest first."""
    problems: tuple[BulkProblem, ...]
    situations: int
    """Distinct situations that inference was asked about."""

    def __reduce__(self) -> tuple[Callable[[bytes], "PartDone"], tuple[bytes]]:
        """Travel between processes as MessagePack: thousands of tallies one by one take ten times as long."""
        return _part_done, (msgspec.msgpack.encode(self),)


def _part_done(packed: bytes) -> PartDone:
    return msgspec.msgpack.decode(packed, type=PartDone)


WORST = 50
AROUND = 400
"""Groups of places that a summary tells apart: the cities of a country, not its towns."""


class BulkRun(msgspec.Struct, frozen=True, kw_only=True):
    """What a run judges, by what, and how it is cut: written first as run.json, compared before a run is resumed."""

    schema: str
    engine: str
    """The version of the program that writes the run."""
    plan: str
    title: str
    rules_digest: str
    years: tuple[int, ...]
    base: int
    files: tuple[BulkFile, ...]
    places: int
    part_size: int
    parts: int
    illustrative: int = 0
    """Rows that say of themselves that they were made up."""
    findings_only: bool = False
    """Judgements are counted, and not written."""


class BulkSummary(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of a run in figures: what the summary report is made from, and what summary.json holds."""

    run: BulkRun
    judgements: int
    findings: int
    statuses: tuple[Tally, ...]
    drawn: tuple[Tally, ...]
    """By rule and year."""
    statuses_around: tuple[Tally, ...]
    drawn_around: tuple[Tally, ...]
    """By year and a place around, so far out that there are at most `AROUND` of them; empty where there are more."""
    departments: tuple[DepartmentFinding, ...]
    """All of them where they are few, else only those over all places."""
    department_findings: int
    """How many there are in all; departments.parquet lists them."""
    worst: tuple[tuple[str, int, int], ...]
    problems: tuple[BulkProblem, ...]
    situations: int
