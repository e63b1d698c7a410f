"""What a summary does not say itself: where the run lies, what it was made from, and what its places are called."""

import shlex
from collections.abc import Mapping, Sequence

import msgspec

from zhunsheng.model.bulk import BulkRun
from zhunsheng.model.readable import readable


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """`folder` is that of the run, `data` what the user named as data; `rules` the folder of rules, if not the usual.

    `titles` are names of places, by id: at least of those that the summary names. A missing one costs its name only.
    """

    folder: str = ""
    data: tuple[str, ...] = ()
    rules: str = ""
    titles: Mapping[str, str] = {}


NOTHING = Beside()


def drill_down(run: BulkRun, beside: Beside, place: str) -> str:
    """Write the command that reports one place in full, ready for a shell."""
    years = f"{run.years[0]}-{run.years[-1]}" if len(run.years) > 1 else str(run.years[0])
    data = beside.data or tuple(file.path for file in run.files)
    rules = ("--rules", beside.rules) if beside.rules else ()
    options = (*rules, "--plan", run.plan, "--year", years, "--place", place, "-o", f"html={_plain(place)}.html")
    return _quoted(("zhunsheng", "check", *data, *options))


def query(beside: Beside, place: str) -> str:
    """Write the command that lists the findings of one place with DuckDB, ready for a shell."""
    files = _sql(f"{beside.folder or '.'}/findings/*.parquet")
    asked = f"SELECT * FROM {files} WHERE place = {_sql(place)} ORDER BY year, rule"  # noqa: S608 - to be read, not run
    return _quoted(("duckdb", "-c", asked))


def _plain(place: str) -> str:
    """Make a file's name of an id: foreign ids may hold anything."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in place).lstrip(".-") or "place"


def _sql(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(words: Sequence[str]) -> str:
    return shlex.join(readable(word) for word in words)
