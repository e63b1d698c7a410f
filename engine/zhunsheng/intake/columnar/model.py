"""What the steps of columnar intake hand to each other; all of it can be sent to another process."""

import msgspec

from zhunsheng.model.bulk import BulkFile, BulkProblem
from zhunsheng.model.places import Places


class Group(msgspec.Struct, frozen=True):
    """A row group: how many rows, and the positions of the first and last place that it speaks of (-1: of none)."""

    rows: int
    first: int
    last: int


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Figures as they can be read: a Parquet file as given, or the copy of a CSV. `file` is its number in the run.

    `headings` are those of the columns of figures that are read, where the table is wide (宽表).
    """

    path: str
    file: int
    first_row: int
    groups: tuple[Group, ...]
    headings: tuple[str, ...] = ()

    @property
    def figures(self) -> int:
        """How many figures a row may hold."""
        return len(self.headings) or 1


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What the data of a run are.

    `files` are all files that are read, rosters among them; `places` those of the plan that some rule speaks of or the
    data do, and those of rosters, ascending by id. `illustrative` counts rows that say that they were made up, `rows`
    the rows of figures. `everywhere` are copies of the rows that concern every part: they name no place that is known.
    `present` has a byte for each place: 1 where the data speak of it.
    """

    files: tuple[BulkFile, ...]
    places: Places
    problems: tuple[BulkProblem, ...]
    illustrative: int
    rows: int
    sources: tuple[Source, ...]
    everywhere: tuple[str, ...]
    present: bytes
    scratch: str
