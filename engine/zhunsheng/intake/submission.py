"""Tables -> what was submitted, and what is wrong with it: row by row, every row with its cell."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from zhunsheng.intake import listing, one_place
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.gather import gather
from zhunsheng.intake.names import Names
from zhunsheng.intake.roster import read_roster
from zhunsheng.intake.rows import RowReader
from zhunsheng.intake.tables import Tables, scan
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.submission import Submission


def read(
    paths: Sequence[Path], catalogue: Catalogue, progress: Callable[[Path, int, int], None] | None = None
) -> Submission:
    """Read every data file that `paths` name (files, or folders one level deep) against `catalogue`.

    Nothing is raised for bad input: whatever is wrong is in `problems` of the result, with its place; a figure that
    was submitted and cannot be used is in `refusals`. `progress` is told (path, files done, files in all) after each.
    """
    return interpret(scan(paths, progress), catalogue)


def interpret(tables: Tables, catalogue: Catalogue, place: str | None = None) -> Submission:
    """Read what files hold against one plan. The rosters among them come first: figures speak of their places.

    With `place`, the id of one, rows of figures that are plainly another place's are passed over.
    """
    listed = read_roster((row for table in tables.tables for row in table.of_rosters), catalogue)
    known = peopled(catalogue, listed.places)
    reader = RowReader(known)
    if place is not None:
        tables = one_place.narrowed(tables, lambda row: reader.key(row).place in (None, place))
    of_rosters, more = listing.of_rosters(listed.problems)
    of_files = [*listing.whole(tables.problems), *more]
    outcomes = [of_rosters]
    for table in tables.tables:
        read_rows, unlisted = listing.bounded(map(reader.read, table.of_figures))
        outcomes += read_rows
        of_files += listing.of_file(table, catalogue, reader.may_mean, unlisted)
    files = [table.file for table in tables.tables if table.file]
    got = gather(known, files, [*of_files, *outcomes])
    return msgspec.structs.replace(got, roster=listed.places)


def place_called(tables: Tables, catalogue: Catalogue, name: str) -> str | Complaint:
    """Return the id of the place of the plan, or of the rosters among `tables`, that is called `name`."""
    listed = read_roster((row for table in tables.tables for row in table.of_rosters), catalogue)
    return Names(peopled(catalogue, listed.places)).place(name)
