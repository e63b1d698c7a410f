"""Judgements of a run, drawn by lot a place at a time, and judged again by the plain evaluator in fractions."""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.checking import WrongResultError, in_processes
from benchmarks.nation.nation import Nation
from benchmarks.nation.places import codes, provinces
from benchmarks.nation.promises import YEARS
from benchmarks.nation.rule_files import province
from zhunsheng import compile as compiling
from zhunsheng.evaluate import reference
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.location import Location
from zhunsheng.model.plan import Place
from zhunsheng.model.quantity import round_half_even
from zhunsheng.model.submission import Observation, Refusal, Submission

DECIMALS = 12
"""Places after the point in what a run writes."""
TOGETHER = 16
"""Places of one row group that are judged at a time."""
Row = Mapping[str, Any]


def compare(nation: Nation, written: tuple[Path, Path], out: Path, judgements: int, workers: int) -> int:
    """Judge at least so many judgements again and hold each against what the run wrote; return how many.

    `written` are the figures and the rules. Raises `WrongResultError`.
    """
    wanted = min(nation.places, -(-judgements // (len(nation.rules) * len(YEARS))))
    tasks = [(nation, *written, out, places) for places in _drawn(nation, wanted)]
    return sum(in_processes(_compare_some, tasks, workers))


def _drawn(nation: Nation, wanted: int) -> Iterator[list[int]]:
    """Draw places from row groups drawn by lot, some of each."""
    lot = random.Random(nation.seed)  # noqa: S311 (a sample that anybody can draw again)
    blocks = list(nation.blocks())
    lot.shuffle(blocks)
    each = max(TOGETHER, -(-wanted // len(blocks)))
    for first, last in blocks:
        some = sorted(lot.sample(range(first, last), min(each, last - first, wanted)))
        wanted -= len(some)
        if some:
            yield some


def _compare_some(task: tuple[Nation, Path, Path, Path, list[int]]) -> int:
    nation, figures, rules, out, numbers = task
    (plan,) = compiling.find_plans(rules)
    catalogue = compiling.load(plan).catalogue
    if catalogue is None:
        raise WrongResultError("the rules do not compile")
    ids = [codes(nation.places, number, number + 1)[0].as_py() for number in numbers]
    around = [province(int(provinces(nation.places, number, number + 1)[0])) for number in numbers]
    listed = [
        Place(id=id_, title=id_, level=nation.level, within=(whole,)) for id_, whole in zip(ids, around, strict=True)
    ]
    catalogue = peopled(catalogue, listed)
    submission = _submission(catalogue, figures, numbers[0] // nation.block, ids)
    found = _rows(out, ids)
    judged = reference.evaluate(catalogue, submission, YEARS)
    if len(judged) != len(found):
        raise WrongResultError(f"{len(found):,} judgements of {len(ids)} places instead of {len(judged):,}")
    for judgement in judged:
        key = (judgement.entity, judgement.rule, judgement.year)
        if differing := _differing(judgement, found[key]):
            raise WrongResultError(f"{key}: {differing}")
    return len(judged)


def _rows(out: Path, ids: list[str]) -> dict[tuple[str, str, int], Row]:
    """Read what a run says of some places."""
    places = pq.read_table(out / "places.parquet", columns=["id", "part"])
    mine = places.filter(pc.is_in(places["id"], pa.array(ids)))
    found: dict[tuple[str, str, int], Row] = {}
    for part in sorted(set(mine["part"].to_pylist())):
        path = out / "judgements" / f"part-{part:05}.parquet"
        table = pq.read_table(path, filters=pc.field("place").isin(ids))
        found.update({(row["place"], row["rule"], row["year"]): row for row in table.to_pylist()})
    return found


def _submission(catalogue: Catalogue, figures: Path, group: int, ids: list[str]) -> Submission:
    """Read what some places of a row group reported, a row at a time; what is below zero is refused."""
    table = pq.ParquetFile(figures).read_row_group(group)
    rows = table.filter(pc.is_in(table["地区"].cast(pa.string()), pa.array(ids))).to_pylist()
    observations, refusals = [], []
    at = Location(file=figures.name)
    for row in rows if "指标" in table.column_names else _taken_apart(rows):
        entity, year, name, value = row["地区"], row["年份"], row["指标"], row["数值"]
        indicator = catalogue.indicators[name]
        if value < 0 and indicator.kind in (Kind.LEVEL, Kind.YEARLY, Kind.FLOW):
            refusals.append(Refusal(entity=entity, year=year, indicator=name, code="below-zero", at=(at,)))
            continue
        observations.append(
            Observation(
                entity=entity,
                year=year,
                indicator=name,
                value=value,
                unit=indicator.unit,
                factor=Fraction(1) if indicator.kind is Kind.MILESTONE else indicator.units[row["单位"]],
                text=str(value),
                at=at,
            )
        )
    return Submission(observations=tuple(observations), refusals=tuple(refusals))


def _taken_apart(rows: list[dict[str, Any]]) -> Iterator[Row]:
    """Give the rows of a wide table as rows of one figure each."""
    for row in rows:
        for heading, value in row.items():
            if isinstance(value, Decimal):
                name, _, unit = heading.removesuffix("）").partition("（")
                yield {"地区": row["地区"], "年份": row["年份"], "指标": name, "数值": value, "单位": unit}


def _differing(judgement: Judgement, row: Row) -> dict[str, tuple[object, object]]:
    """Return what differs, by name: what was written, and what ought to be."""
    pairs: dict[str, tuple[object, object]] = {
        name: (row[name], getattr(judgement, name))
        for name in ("status", "reason", "phase", "bound", "operator", "due", "relapsed")
    }
    pairs |= {name: (_exact(row[name]), _rounded(getattr(judgement, name))) for name in ("value", "target", "upper")}
    pairs["gap"] = (_exact(row["gap"]), _rounded(judgement.gap))
    if row["numerator"] is not None:
        pairs["exact"] = (Fraction(int(row["numerator"]), int(row["denominator"])), judgement.value)
    else:
        pairs["exact"] = (_exact(row["value"]), judgement.value)
    if judgement.expected is not None:
        pairs["expected"] = (_exact(row["expected"]), _rounded(judgement.expected))
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _exact(figure: Decimal | None) -> Fraction | None:
    return None if figure is None else Fraction(figure)


def _rounded(figure: Fraction | None) -> Fraction | None:
    return None if figure is None else round_half_even(figure, DECIMALS)
