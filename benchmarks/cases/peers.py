"""The same three rules over the same records: peers, ours, and what can be written by hand."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from benchmarks import bulk
from benchmarks.cases.asking import Asked
from benchmarks.checking import WrongResultError
from benchmarks.lines import OURS, WHOLE, Line
from benchmarks.measuring import Cost, fastest, fastest_of, measured
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

    folder: Path
    records: Records
    wide: Path
    rules: Path
    data: list[Path]

    @property
    def judgements(self) -> int:
        """Each record is held to each rule."""
        return len(self.records.coverage) * RULES

    def out(self, name: str) -> Path:
        """Return the folder of a run of ours."""
        return self.folder / name.replace(" ", "-")


def lines(asked: Asked, folder: Path) -> Iterator[Line]:
    """Let all judge few records (start-up), then 100 k, then 1 M. Raises `WrongResultError` where counts differ."""
    python = environment()
    sizes = (asked.places * len(YEARS),) if asked.places else RECORDS
    idle = {name: cost for name, (cost, _) in _measured(python, _task(2 * len(YEARS), folder / "start"), asked).items()}
    for records in sizes:
        task = _task(records, folder / str(records))
        costs = _measured(python, task, asked)
        idle[BARE], bare = _bare(task)
        costs[BARE] = bare, {"keeps_rows": True, "provenance": True}
        for name, (cost, more) in costs.items():
            yield _line(name, task, cost, idle, more)


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
    return Task(folder, made_, folder / "records.parquet", rules, data)


def _measured(python: Path, task: Task, asked: Asked) -> dict[str, tuple[Cost, dict[str, object]]]:
    """Let all do a task by turns; return what the fastest run of each took, and what there is to be told of it."""
    ours = {name: _ours(name, task, asked) for name in OURS}
    costs = fastest_of(ours | {name: _peer(python, subject, task) for name, subject in PEERS.items()})
    told = {name: _told(name, task) if name in OURS else _peer_told(name, task, costs[name]) for name in costs}
    return {name: (cost, told[name]) for name, cost in costs.items()}


def _peer(python: Path, subject: str, task: Task) -> Callable[[int], Cost]:
    into = task.folder / subject
    into.mkdir()
    words = [python, "-m", "benchmarks.peers.run_one", subject, task.wide, into]

    def run(_: int) -> Cost:
        cost = measured(words, task.folder, ALONE)
        if cost.code:
            raise bulk.FailedRunError(f"{subject}: {cost.complained[-2000:]}")
        return cost

    return run


def _peer_told(name: str, task: Task, cost: Cost) -> dict[str, object]:
    said = json.loads(cost.said.strip().splitlines()[-1])
    _hold_equal(name, said["violations"], task)
    return {"keeps_rows": said["keeps_rows"], "provenance": False}


def _ours(name: str, task: Task, asked: Asked) -> Callable[[int], Cost]:
    return bulk.runs(task.data, task.rules, task.out(name), task.folder, *name.split()[2:], *asked.bulk)


def _told(name: str, task: Task) -> dict[str, object]:
    found: Counter[tuple[str, str]] = Counter()
    findings = 0
    for path in sorted((task.out(name) / "findings").glob("part-*.parquet")):
        table = pq.read_table(path, columns=["policy", "rule"]).to_pylist()
        found.update((row["policy"], row["rule"]) for row in table)
        findings += len(table)
    _hold_equal(name, [found[each] for each in BROKEN.values()], task)
    return {"findings": findings, "keeps_rows": True, "provenance": True}


def _hold_equal(subject: str, violations: object, task: Task) -> None:
    if violations != list(task.records.violations):
        raise WrongResultError(f"{subject} counts {violations} violations instead of {task.records.violations}")


def _bare(task: Task) -> tuple[Cost, Cost]:
    """Measure what Arrow alone takes to be loaded; and that with decoding our input and encoding our output."""
    words = [sys.executable, "-m", "benchmarks.peers.bare"]
    loaded = fastest(lambda _: measured(words, task.folder))
    done = measured([*words, task.data[0], task.out(WHOLE)], task.folder)
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
    violations = 0 if name == BARE else sum(task.records.violations)
    return Line.of("peers", name, task.judgements, cost, violations, **rate, **more)
