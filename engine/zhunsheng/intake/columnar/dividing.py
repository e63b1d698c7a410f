"""A run cut into parts of places, each with the row groups that speak of them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar import strays
from zhunsheng.intake.columnar.asked import asked, of_cube
from zhunsheng.intake.columnar.model import Source, Survey
from zhunsheng.intake.columnar.reading import read
from zhunsheng.intake.columnar.sorting import sort
from zhunsheng.model.bulk import Part, Slice
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.panel import Mark

_OFTEN = 1.5
"""Files are read as they are where that reads no more than so many times their rows in all."""
LITTLE = 1 << 20
"""Rows of one figure that may be read once more than that rather than sorted."""


def divide(survey: Survey, catalogue: Catalogue, part_size: int) -> tuple[Part, ...]:
    """Cut a run into parts of `part_size` places, ascending by id.

    Files whose row groups hold few places each are read as they are. Of others sorted copies are written to the scratch
    of the survey: the same ones each time. Raises `UnreadableDataError` where a file broke meanwhile.
    """
    count = -(-len(survey.places) // part_size)
    slices: list[list[Slice]] = [[] for _ in range(count)]
    for source in survey.sources:
        found = _as_they_are(source, part_size)
        if found is None:
            found = sort(source, survey.places, part_size, Path(survey.scratch))
        for number, each in found:
            slices[number].append(each)
    parts = [
        Part(number=number, places=survey.places[number * part_size : (number + 1) * part_size], slices=tuple(each))
        for number, each in enumerate(slices)
    ]
    return _with_what_concerns_all(parts, survey, catalogue)


def _as_they_are(source: Source, part_size: int) -> list[tuple[int, Slice]] | None:
    """Return the slices of a file for the parts, by number; None where too much of it would be read too often."""
    groups: dict[int, list[int]] = {}
    most = _OFTEN * sum(each.rows for each in source.groups) + LITTLE // source.figures
    read_rows = 0
    for index, group in enumerate(source.groups):
        if group.first >= 0:
            numbers = range(group.first // part_size, group.last // part_size + 1)
            read_rows += group.rows * len(numbers)
            if read_rows > most:
                return None
            for number in numbers:
                groups.setdefault(number, []).append(index)
    return [
        (number, Slice(path=source.path, file=source.file, groups=tuple(each), first_row=source.first_row))
        for number, each in sorted(groups.items())
    ]


def _with_what_concerns_all(parts: Sequence[Part], survey: Survey, catalogue: Catalogue) -> tuple[Part, ...]:
    paths = list(survey.everywhere)
    doubts = _unasked(parts, survey, catalogue)
    unasked = Path(survey.scratch) / "everywhere-unasked.parquet"
    if strays.write(doubts, "", unasked):
        paths.append(str(unasked))
    shared = tuple(Slice(path=path, file=-1, groups=(0,), sorted_copy=True) for path in paths)
    return tuple(Part(number=each.number, places=each.places, slices=(*each.slices, *shared)) for each in parts)


def _unasked(parts: Sequence[Part], survey: Survey, catalogue: Catalogue) -> list[dict[str, str | int]]:
    """Return rows that leave in doubt what figures for places that owe none may have been meant for.

    Only parts with a place that is not asked for all that others are have to be read for it.
    """
    indicators = of_cube(catalogue)
    years = catalogue.plan.period.years
    present = np.frombuffer(survey.present, np.bool_)
    tables = [asked(catalogue, indicators, part.places) for part in parts]
    owed: NDArray[np.bool_] = np.logical_or.reduce([table.any(axis=1) for table in tables])
    found: dict[tuple[int, int], int] = {}
    for part, table in zip(parts, tables, strict=True):
        begin = part.number * len(parts[0].places)
        here = present[begin : begin + len(part.places)]
        strange = owed[:, np.newaxis] & ~table & here
        if strange.any():
            cube, _ = read(part, catalogue, years)
            given = np.isin(cube.marks, (Mark.REPORTED, Mark.BOUND)) & strange
            given[0] = False  # in the base year nobody owes any
            for year, indicator in set(zip(*(each.tolist() for each in np.nonzero(given)[:2]), strict=True)):
                row = int(cube.rows[year, indicator][given[year, indicator]].min())
                found[year, indicator] = min(row, found.get((year, indicator), row))
    return [
        strays.anything(str(years[year]), indicators[indicator], row)
        for (year, indicator), row in sorted(found.items())
    ]
