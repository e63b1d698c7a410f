"""Figures in files as a bulk run reads them, and what cubes and submissions say, to be held against each other."""

import csv
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from zhunsheng.intake import columnar
from zhunsheng.model.bulk import BulkProblem
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.panel import Cube, Mark
from zhunsheng.model.quantity import Operator
from zhunsheng.model.submission import Submission

TYPED = ("entity", "year", "indicator", "value", "unit")
_NAMES = pa.dictionary(pa.int32(), pa.string())
HEADER = ("地区", "年份", "指标", "数值", "单位", "类型", "数据性质", "依据")
Row = Sequence[Any]
Cell = tuple[str, int, str]
Target = tuple[str, str, int, Fraction, Operator | None, bool, str]


class Said(NamedTuple):
    """What is known after reading: figures with their bounds, what was refused, targets and benchmarks."""

    figures: dict[Cell, tuple[Fraction, Operator | None]]
    refused: frozenset[Cell]
    targets: frozenset[Target]


class Bulk(NamedTuple):
    """A run as it was read: the cubes of its parts, and all that was said."""

    survey: columnar.Survey
    cubes: tuple[Cube, ...]
    problems: tuple[BulkProblem, ...]

    @property
    def codes(self) -> set[str]:
        """The codes of all problems."""
        return {each.code for each in self.problems}

    @property
    def said(self) -> Said:
        """What the cubes say."""
        figures: dict[Cell, tuple[Fraction, Operator | None]] = {}
        refused: set[Cell] = set()
        targets: set[Target] = set()
        for cube in self.cubes:
            for year, number, place in zip(*(each.tolist() for each in cube.marks.nonzero()), strict=True):
                cell = (cube.places[place], cube.years[year], cube.indicators[number])
                if cube.marks[year, number, place] == Mark.REFUSED:
                    refused.add(cell)
                    continue
                counts = cube.wide[number] if number in cube.wide else cube.counts[:, number]
                bound = cube.bounds.get((year, number, place))
                assert (cube.marks[year, number, place] == Mark.BOUND) == (bound is not None)
                figures[cell] = int(counts[year, place]) * cube.scales[number], bound
            for (indicator, place), listed in cube.issued.items():
                for each in listed:
                    assert each.entity == cube.places[place]
                    targets.add(
                        (indicator, each.entity, each.year, each.figure, each.operator, each.benchmark, each.citation)
                    )
        return Said(figures, frozenset(refused), frozenset(targets))

    def row_of(self, cell: Cell) -> int:
        """Return the number of the row that a figure stands in."""
        entity, year, indicator = cell
        cube = next(each for each in self.cubes if entity in each.places)
        place, number = list(cube.places).index(entity), cube.indicators.index(indicator)
        return int(cube.rows[cube.years.index(year), number, place])


def run(
    paths: Sequence[Path], catalogue: Catalogue, scratch: Path, part_size: int = 2, last: int | None = None
) -> Bulk:
    """Survey, divide and read."""
    period = catalogue.plan.period
    survey = columnar.survey(paths, catalogue, scratch)
    parts = columnar.divide(survey, catalogue, part_size)
    read = [columnar.read(part, catalogue, range(period.base, (last or period.end) + 1)) for part in parts]
    problems = [*survey.problems, *(each for _, said in read for each in said)]
    return Bulk(survey, tuple(cube for cube, _ in read), tuple(problems))


def said_by_rows(submission: Submission, indicators: Sequence[str]) -> Said:
    """Return what a submission says of some indicators."""
    figures = {
        (each.entity, each.year, each.indicator): (each.figure, each.bound)
        for each in submission.observations
        if each.indicator in indicators
    }
    refused = frozenset(
        (each.entity, each.year, each.indicator)
        for each in submission.refusals
        if each.indicator in indicators and not each.issued
    )
    targets = frozenset(
        (each.indicator, each.entity, each.year, each.figure, each.operator, each.benchmark, each.citation)
        for each in submission.issued
    )
    return Said(figures, refused, targets)


def write_csv(path: Path, rows: Sequence[Row], header: Sequence[str] = HEADER) -> Path:
    """Write rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return path


def write_parquet(path: Path, rows: Sequence[Row], header: Sequence[str] = HEADER, **options: Any) -> Path:  # noqa: ANN401
    """Write rows as Parquet, every column as text."""
    columns = {name: pa.array([str(row[index]) for row in rows], pa.string()) for index, name in enumerate(header)}
    pq.write_table(pa.table(columns), path, **options)
    return path


def write_typed(path: Path, rows: Sequence[Row], digits: int = 18, decimals: int = 4, **options: Any) -> Path:  # noqa: ANN401
    """Write rows of `TYPED` with the types of a warehouse: dictionaries, small integers, DECIMAL; None is null."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(TYPED)
    types = [_NAMES, pa.int16(), _NAMES, pa.decimal128(digits, decimals), _NAMES]
    table = {name: pa.array(each, type_) for name, each, type_ in zip(TYPED, columns, types, strict=True)}
    pq.write_table(pa.table(table), path, **options)
    return path


WRITERS: tuple[tuple[str, Callable[..., Path]], ...] = ((".csv", write_csv), (".parquet", write_parquet))
