"""A run over a nation held against what is known of it: every judgement's reason, and how many findings were drawn."""

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.nation.figures import Bools
from benchmarks.nation.findings import alerted, counted, departments
from benchmarks.nation.nation import Nation
from benchmarks.nation.places import codes
from benchmarks.nation.promises import YEARS
from zhunsheng.model.outcome import REASONS, STATUS_OF, STATUSES

Positions = NDArray[np.int32]
Task = TypeVar("Task")
Result = TypeVar("Result")


class WrongResultError(Exception):
    """A run says something else than what is known; the text says what, and where first."""


class Found(NamedTuple):
    """What a part holds: judgements and findings, and the findings that ought to be there, by policy rule.

    `alerts` says of which rules and years there ought to be an alert: (rules, years).
    """

    judgements: int
    findings: Counter[str]
    expected: Counter[str]
    alerts: Bools


def check(nation: Nation, out: Path, workers: int) -> Found:
    """Hold every part of a run against what is known. Raises `WrongResultError`."""
    files = sorted((out / "judgements").glob("part-*.parquet"))
    parts = in_processes(_part, [(nation, out, path.name) for path in files], workers)
    whole = Found(
        sum(part.judgements for part in parts),
        sum((part.findings for part in parts), Counter()),
        sum((part.expected for part in parts), Counter()),
        np.any([part.alerts for part in parts], axis=0),
    )
    if whole.judgements != nation.judgements:
        raise WrongResultError(f"{whole.judgements:,} judgements instead of {nation.judgements:,}")
    if whole.findings != whole.expected:
        differ = {name: (whole.findings[name], n) for name, n in whole.expected.items() if whole.findings[name] != n}
        raise WrongResultError(f"findings by policy rule, found and expected: {differ or dict(whole.findings)}")
    _check_departments(nation, whole.alerts, out / "departments.parquet")
    return whole


def _check_departments(nation: Nation, alerts: Bools, path: Path) -> None:
    """Hold the findings about departments, which count over all places, against what is known."""
    found = {(row["owner"], row["year"]): tuple(row["rules"]) for row in pq.read_table(path).to_pylist()}
    expected = departments(nation, alerts)
    if found != expected:
        differ = sorted(key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key))
        raise WrongResultError(f"departments on alert: {len(differ)} differ, {differ[0]} first")


def in_processes(work: Callable[[Task], Result], tasks: Sequence[Task], workers: int) -> list[Result]:
    """Do the tasks in so many processes, or here where it is one."""
    if workers == 1:
        return list(map(work, tasks))
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(work, tasks))


def _part(task: tuple[Nation, Path, str]) -> Found:
    nation, out, name = task
    table = pq.read_table(out / "judgements" / name, columns=["place", "rule", "year", "status", "reason", "relapsed"])
    first, last = _stretch(nation, table["place"])
    known = nation.known(first, last)
    _same_rows(nation, table, first, last)
    _same(table["reason"], [reason.value for reason in REASONS], known.reasons.ravel(), f"{name}: reason")
    statuses = np.array([STATUSES.index(STATUS_OF[reason]) for reason in REASONS], dtype=np.int32)
    _same(table["status"], [each.value for each in STATUSES], statuses[known.reasons].ravel(), f"{name}: status")
    lost = table["relapsed"].to_numpy()
    if not np.array_equal(lost, known.relapsed.ravel()):
        raise WrongResultError(f"{name}: relapsed, row {int(np.argmax(lost != known.relapsed.ravel()))}")
    return Found(table.num_rows, policies(out / "findings" / name), counted(nation, known), alerted(nation, known))


def policies(path: Path) -> Counter[str]:
    """Count the findings of a part by policy rule."""
    column = pq.read_table(path, columns=["policy"])["policy"]
    return Counter({each["values"]: each["counts"] for each in pc.value_counts(column.cast(pa.string())).to_pylist()})


def _stretch(nation: Nation, places: pa.ChunkedArray) -> tuple[int, int]:
    """Return which places a part holds: they must follow each other."""
    ids = pc.unique(places).cast(pa.string())
    first = _place_numbers(nation.places)[ids[0].as_py()]
    return first, first + len(ids)


@cache
def _place_numbers(places: int) -> dict[str, int]:
    return {code: number for number, code in enumerate(codes(places, 0, places).to_pylist())}


def _same_rows(nation: Nation, table: pa.Table, first: int, last: int) -> None:
    """Hold the keys of a part's rows against the order that is promised: by rule, year and place."""
    rules, years, places = len(nation.rules), len(YEARS), last - first
    if table.num_rows != rules * years * places:
        raise WrongResultError(f"{table.num_rows:,} judgements of the places {first} to {last}")
    ids = codes(nation.places, first, last).to_pylist()
    place = np.tile(np.arange(places, dtype=np.int32), rules * years)
    rule = np.repeat(np.arange(rules, dtype=np.int32), years * places)
    _same(table["place"], ids, place, "place")
    _same(table["rule"], [each.id for each in nation.rules], rule, "rule")
    year = np.tile(np.repeat(np.array(YEARS, dtype=np.int16), places), rules)
    if not np.array_equal(table["year"].to_numpy(), year):
        raise WrongResultError("years stand in another order")


def _same(column: pa.ChunkedArray, words: Iterable[str], expected: NDArray[np.integer], what: str) -> None:
    """Hold a column of words against their positions. Raises `WrongResultError`."""
    found = positions(column, words)
    if not np.array_equal(found, expected):
        at = int(np.argmax(found != expected))
        raise WrongResultError(f"{what}: row {at} says {column[at]}, {int((found != expected).sum()):,} rows differ")


def positions(column: pa.ChunkedArray, words: Iterable[str]) -> Positions:
    """Return for each row which of the words stands there, -1 for none of them."""
    known = pa.array(list(words), type=pa.string())
    found = []
    for chunk in column.chunks:
        meaning = pc.index_in(chunk.dictionary, value_set=known).fill_null(-1).to_numpy(zero_copy_only=False)
        found.append(meaning.astype(np.int32)[chunk.indices.to_numpy(zero_copy_only=False)])
    return np.concatenate(found) if found else np.empty(0, dtype=np.int32)
