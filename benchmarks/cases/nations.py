"""A nation judged by `zhunsheng bulk`, beside the floor of decoding and encoding the same columns."""

import filecmp
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks import bulk, checking, sampling
from benchmarks.cases.asking import Asked
from benchmarks.checking import WrongResultError
from benchmarks.lines import ALONE, OURS, WHOLE, Line
from benchmarks.measuring import Cost, fastest_of, measured
from benchmarks.nation.nation import Nation
from benchmarks.nation.writing import Written, write

VIOLATIONS = ("binding-missed", "binding-not-reported-when-due")
"""Policy rules of the house whose findings are violations."""


def lines(asked: Asked, folder: Path) -> Iterator[Line]:
    """Make the nation, judge it, measure the floor, and hold the outcome against what is known."""
    nation = Nation(asked.case, asked.places, asked.rules, asked.seed)
    written = write(nation, folder / "nation", wide=asked.wide)
    layout = {"layout": "wide" if asked.wide else "long"}
    out, alone = folder / "out", folder / "findings-only"
    data = [written.figures, written.roster]
    costs = fastest_of(
        {
            name: bulk.runs(data, written.rules, into, folder, *name.split()[2:], *asked.bulk)
            for name, into in zip(OURS, (out, alone), strict=True)
        }
    )
    cost = costs[WHOLE]
    decode, encode, floor = floor_of(asked.case, written, out, folder)
    more: dict[str, object] = {
        "ratio_to_floor": round(cost.cpu_s / (decode.cpu_s + encode.cpu_s), 3),
        **_of_a_judgement(cost, nation),
        "places": nation.places,
        "rules": len(nation.rules),
        "data_rows": written.rows,
        **layout,
    }
    found = _found(out)
    if asked.checked:
        found = checking.check(nation, out, asked.workers).findings
        more |= {"findings": found.total(), "reasons_checked": nation.judgements}
    if asked.reference:
        paths = written.figures, written.rules
        more["reference_checked"] = sampling.compare(nation, paths, out, asked.reference, asked.workers)
    violations = sum(found[each] for each in VIOLATIONS)
    _demand_same_findings(out, alone)
    yield Line.of(asked.case, WHOLE, nation.judgements, cost, violations, **more)
    more = _of_a_judgement(costs[ALONE], nation) | layout
    yield Line.of(asked.case, ALONE, nation.judgements, costs[ALONE], violations, **more)
    yield floor


def _of_a_judgement(cost: Cost, nation: Nation) -> dict[str, object]:
    return {
        "cpu_ns_per_judgement": round(cost.cpu_s * 1e9 / nation.judgements, 1),
        "wall_ns_per_judgement": round(cost.wall_s * 1e9 / nation.judgements, 1),
        "cores_used": round(cost.cpu_s / cost.wall_s, 2),
    }


def _demand_same_findings(out: Path, alone: Path) -> None:
    """Hold the findings of a run that wrote them alone against those that were checked, byte by byte."""
    names = sorted(path.name for path in (out / "findings").iterdir())
    same, *_ = filecmp.cmpfiles(out / "findings", alone / "findings", names, shallow=False)
    if same != names or len(list((alone / "findings").iterdir())) != len(names):
        raise WrongResultError(f"findings written alone are others: {sorted({*names} - {*same})}")


def floor_of(case: str, written: Written, out: Path, folder: Path) -> tuple[Line, Line, Line]:
    """Measure the floor under a run; return both halves of it, and the whole."""
    words = [sys.executable, "-m", "benchmarks.floor", written.figures, out]
    cost = measured(words, folder)
    if cost.code:
        raise bulk.FailedRunError(cost.complained[-2000:])
    told = json.loads(cost.said)
    halves = []
    for name in ("decode", "encode"):
        half = told[name]
        halves.append(
            Line(case, name, half["rows"], half["wall_s"], half["cpu_s"], cost.peak_mb, 0, {"bytes": half["bytes"]})
        )
    decode, encode = halves
    more: dict[str, object] = {"decode_cpu_s": round(decode.cpu_s, 3), "encode_cpu_s": round(encode.cpu_s, 3)}
    wall, cpu = decode.wall_s + encode.wall_s, decode.cpu_s + encode.cpu_s
    return decode, encode, Line(case, "floor", encode.rows, wall, cpu, cost.peak_mb, 0, more)


def _found(out: Path) -> Counter[str]:
    """Count the findings of a run by policy rule, unchecked."""
    counts: Counter[str] = Counter()
    for path in sorted((out / "findings").glob("part-*.parquet")):
        if pq.read_metadata(path).num_rows:
            counts += checking.policies(path)
    return counts
