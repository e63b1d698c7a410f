"""The same three rules over the same records: peers, ours, and what can be written by hand."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from benchmarks import bulk
from benchmarks.cases.asking import Asked
from benchmarks.checking import WrongResultError
from benchmarks.lines import Line
from benchmarks.measuring import Cost, fastest, measured
from benchmarks.nation.promises import YEARS
from benchmarks.peers.ours import BROKEN, write_ours
from benchmarks.peers.records import Records, made, write_wide

RULES = 3
RECORDS = (100_000, 1_000_000)
HERE = Path(__file__).parents[1] / "peers"
PEERS = {
    "DuckDB, by hand": "duckdb_by_hand",
    "Polars, by hand": "polars_by_hand",
    "Pointblank": "pointblank_alone",
    "pandera": "pandera_alone",
    "Great Expectations": "great_expectations_alone",
    "zen-engine": "zen_alone",
    "rule-engine": "rule_engine_alone",
    "durable-rules": "durable_rules_alone",
}
BARE = "Arrow, our input and output"
"""What is left of ours where nothing is judged: a floor of what comes of writing all judgements."""
ALONE = {"GX_ANALYTICS_ENABLED": "False", "PYTHONWARNINGS": "ignore"}
"""Nothing that is measured here calls home."""


class Task(NamedTuple):
    """Records of one size, as peers and as we read them."""

    records: Records
    wide: Path
    rules: Path
    data: list[Path]

    @property
    def judgements(self) -> int:
        """Each record is held to each rule."""
        return len(self.records.coverage) * RULES


def lines(asked: Asked, folder: Path) -> Iterator[Line]:
    """Let all judge few records (start-up), then 100 k, then 1 M. Raises `WrongResultError` where counts differ."""
    python = environment()
    sizes = (asked.places * len(YEARS),) if asked.places else RECORDS
    start = _task(2 * len(YEARS), folder / "start")
    idle = {name: _peer(python, subject, start, folder / "start")[0] for name, subject in PEERS.items()}
    idle["zhunsheng bulk"] = _ours(start, folder / "start", asked)[0]
    for records in sizes:
        place = folder / str(records)
        task = _task(records, place)
        cost, more = _ours(task, place, asked)
        idle[BARE], bare = _bare(task, place)
        yield _line("zhunsheng bulk", task, cost, idle, {**more, "keeps_rows": True, "provenance": True})
        yield _line(BARE, task, bare, idle, {"keeps_rows": True, "provenance": True})._replace(violations=0)
        for name, subject in PEERS.items():
            cost, told = _peer(python, subject, task, place)
            yield _line(name, task, cost, idle, {"keeps_rows": told["keeps_rows"], "provenance": False})


def environment() -> Path:
    """Return the interpreter of the peers' environment, which is made where it is not there yet.

    Their modules are compiled, as after anybody's first call: a peer would else be as slow as its imports.
    """
    python = HERE / ".venv" / "bin" / "python"
    ours = HERE.parents[1] / ".tools" / "bin" / "uv"
    uv = str(ours) if ours.is_file() else "uv"
    words = [
        uv,
        "sync",
        "--locked",
        "--quiet",
        "--compile-bytecode",
        "--project",
        str(HERE),
        "--python",
        sys.executable,
    ]
    try:
        subprocess.run(
            words, check=True, env={name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
        )
    except (OSError, subprocess.CalledProcessError) as why:
        raise bulk.FailedRunError(f"the peers cannot be installed: {why}") from why
    return python


def _task(records: int, folder: Path) -> Task:
    places = records // len(YEARS)
    made_ = made(places)
    folder.mkdir(parents=True)
    write_wide(made_, folder / "records.parquet")
    rules, data = write_ours(made_, places, folder)
    return Task(made_, folder / "records.parquet", rules, data)


def _peer(python: Path, subject: str, task: Task, folder: Path) -> tuple[Cost, dict[str, object]]:
    into = folder / subject
    into.mkdir()
    words = [python, "-m", "benchmarks.peers.run_one", subject, task.wide, into]
    cost = fastest(lambda _: measured(words, folder, ALONE))
    if cost.code:
        raise bulk.FailedRunError(f"{subject}: {cost.complained[-2000:]}")
    told: dict[str, object] = json.loads(cost.said.strip().splitlines()[-1])
    _hold_equal(subject, told["violations"], task)
    return cost, told


def _ours(task: Task, folder: Path, asked: Asked) -> tuple[Cost, dict[str, object]]:
    out = folder / "out"
    cost = bulk.judge(task.data, task.rules, out, folder, *asked.bulk)
    found: Counter[tuple[str, str]] = Counter()
    findings = 0
    for path in sorted((out / "findings").glob("part-*.parquet")):
        table = pq.read_table(path, columns=["policy", "rule"]).to_pylist()
        found.update((row["policy"], row["rule"]) for row in table)
        findings += len(table)
    _hold_equal("zhunsheng bulk", [found[each] for each in BROKEN.values()], task)
    return cost, {"findings": findings}


def _hold_equal(subject: str, violations: object, task: Task) -> None:
    if violations != list(task.records.violations):
        raise WrongResultError(f"{subject} counts {violations} violations instead of {task.records.violations}")


def _bare(task: Task, folder: Path) -> tuple[Cost, Cost]:
    """Measure what Arrow alone takes to be loaded; and that with decoding our input and encoding our output."""
    words = [sys.executable, "-m", "benchmarks.peers.bare"]
    loaded = fastest(lambda _: measured(words, folder))
    done = measured([*words, task.data[0], folder / "out"], folder)
    if done.code:
        raise bulk.FailedRunError(f"{BARE}: {done.complained[-2000:]}")
    spent = json.loads(done.said)
    wall, cpu = loaded.wall_s + spent["wall_s"], loaded.cpu_s + spent["cpu_s"]
    return loaded, done._replace(wall_s=wall, cpu_s=cpu)


def _line(name: str, task: Task, cost: Cost, idle: dict[str, Cost], more: dict[str, object]) -> Line:
    rate = {
        "records": len(task.records.coverage),
        "start_s": round(idle[name].wall_s, 3),
        "start_cpu_s": round(idle[name].cpu_s, 3),
        "start_mb": round(idle[name].peak_mb, 1),
    }
    return Line.of("peers", name, task.judgements, cost, sum(task.records.violations), **rate, **more)
