"""A bulk run (批量核查): the same rules over every place of a country, a part at a time, into a data set on disk."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Literal, NamedTuple


class Request(NamedTuple):
    """What is asked for. None leaves the choice to the run.

    - `data`: files or folders of figures and rosters; `into`: the folder of the run, new or empty, or one to `resume`.
    - `rules`, `plan`: which rules; `years`: those asked for, ascending; `cache_dir`: of compiled catalogues.
    - `part_size`: places in a part.
    - `engine`: threads here (`local`), or Dask: on the cluster at `scheduler`, else here on threads or `processes`.
    - `workers`: how many of them.
    """

    data: tuple[Path, ...]
    into: Path
    rules: Path
    plan: str | None = None
    years: tuple[int, ...] | None = None
    part_size: int | None = None
    engine: Literal["local", "dask"] = "local"
    workers: int | None = None
    processes: bool = False
    scheduler: str | None = None
    resume: bool = False
    cache_dir: Path | None = None


class Stage(StrEnum):
    """What a run is busy with."""

    SURVEY = "survey"
    """Reading which places and years the data speak of, and what the files are."""
    DIVIDE = "divide"
    """Sorting the figures into parts, where they are not sorted by place."""
    JUDGE = "judge"
    END = "end"
    """Counting departments over all places, and writing the summary."""


class Step(NamedTuple):
    """How far a run is. Work done before it was resumed is counted in `places` and `parts` alone."""

    stage: Stage
    parts: int = 0
    all_parts: int = 0
    places: int = 0
    all_places: int = 0
    judgements: int = 0
    """Judged by this process and its workers, since it was started."""


Progress = Callable[[Step], None]
"""Told at every stage, and of every part that is done; never by two threads at once."""
