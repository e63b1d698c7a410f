"""Checks on whole columns of data: those of the level “refuse”, for they alone change verdicts (批量核查).

What is refused is what `zhunsheng.validate.validate` refuses. Checks that only ask a question are for the places
concerned, one by one: `zhunsheng check`.
"""

from collections.abc import Sequence

from zhunsheng.model.bulk import BulkProblem
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.panel import Cube, Mark
from zhunsheng.model.validation import CheckLevel, Parts, Range
from zhunsheng.validate.panel.definite import Figures
from zhunsheng.validate.panel.doubt import Doubt
from zhunsheng.validate.panel.fitness import unfit
from zhunsheng.validate.panel.ranges import out_of_range
from zhunsheng.validate.panel.sums import parts_and_whole

__all__ = ["refuse", "unfit"]


def refuse(catalogue: Catalogue, cube: Cube) -> tuple[BulkProblem, ...]:
    """Mark the figures that refusing checks doubt in the cube, and tell how many they are, check by check.

    Every check sees all that was submitted, whatever another refuses; the rows that said so stay known. Checks that
    `unfit` tells of refuse nothing here. In place: a copy of a part's figures would be dear.
    """
    figures = Figures(catalogue, cube)
    found: list[Doubt] = []
    for check in catalogue.checks:
        if check.level is CheckLevel.REFUSE and isinstance(check, Range):
            found += out_of_range(check, figures)
        elif check.level is CheckLevel.REFUSE and isinstance(check, Parts):
            found += parts_and_whole(check, figures)
    _take_out(cube, found)
    return tuple(_problem(doubt, cube) for doubt in found)


def _take_out(cube: Cube, found: Sequence[Doubt]) -> None:
    for number, where in (each for doubt in found for each in doubt.cells.items()):
        cube.marks[:, number][where] = Mark.REFUSED
        cube.counts[:, number][where] = 0
        if number in cube.wide:
            cube.wide[number][where] = 0


def _problem(doubt: Doubt, cube: Cube) -> BulkProblem:
    rows = [int(cube.rows[:, number][where].min()) for number, where in doubt.cells.items() if where.any()]
    return BulkProblem(
        code=f"check-{doubt.kind.value}", message=doubt.message, hint=doubt.hint, row=min(rows), times=doubt.times
    )
