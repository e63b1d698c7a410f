"""One part of a bulk run through the stages: columns of figures in, columns of verdicts and findings out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from zhunsheng.bulk.writer import PartWriter
from zhunsheng.evaluate import panel as evaluating
from zhunsheng.infer.panel import PanelSession
from zhunsheng.intake import columnar
from zhunsheng.model.bulk import BulkProblem, DepartmentFinding, Load, Part, PartDone
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.validate import panel as validating


class Work:
    """Judges parts of one run, in any order, in as many threads and processes as there are.

    Each part has a room of durable-rules to itself, which stays open for the next one until `close` is called in this
    process, or until the process ends. What is pickled is what was asked for, never a room.
    """

    def __init__(self, catalogue: Catalogue, folder: Path, years: tuple[int, ...]) -> None:
        """Take the catalogue, its rosters not filled in; the run's folder; and the years asked for, ascending."""
        self._asked = (catalogue, folder, years)
        self._rooms: list[PanelSession] = []  # open, and nobody uses them

    def __reduce__(self) -> tuple[type["Work"], tuple[Any, ...]]:
        return type(self), self._asked

    def close(self) -> None:
        """Close the rooms that this process opened."""
        while self._rooms:
            self._rooms.pop().__exit__(None, None, None)

    @contextmanager
    def room(self) -> Iterator[PanelSession]:
        """Give a room for a while: one that is open where there is one."""
        try:
            room = self._rooms.pop()
        except IndexError:
            room = PanelSession().__enter__()
        try:
            yield room
        finally:
            self._rooms.append(room)

    def __call__(self, part: Part) -> PartDone:
        """Judge a part and write its files. Raises `OSError` and what the stages raise; nothing half-done stays."""
        catalogue, folder, years = self._asked
        loads: set[Load] = set()
        departments: list[DepartmentFinding] = []
        situations = 0
        with self.room() as room, PartWriter(folder, part.number, catalogue, years, part.places) as writer:
            cube, said = columnar.read(part, catalogue, range(catalogue.plan.period.base, years[-1] + 1))
            problems = [*said, *validating.refuse(catalogue, cube)]
            for panel in evaluating.panels(catalogue, part.places):
                judged = evaluating.judge(catalogue, cube, panel)
                drawn = room.draw(catalogue, cube, panel, judged)
                writer.add(cube, panel, judged, drawn.drawn)
                loads.update(drawn.loads)  # of all years: tallies without a year count them, as `check` does
                departments += [each for each in drawn.departments if each.year in years]
                problems += map(of_rules, drawn.problems)
                situations += drawn.situations
            return writer.close(loads=sorted(loads), departments=departments, problems=problems, situations=situations)


def of_rules(problem: Diagnostic) -> BulkProblem:
    """Tell of a policy rule that could not be run: no figure is refused, but findings are missing."""
    return BulkProblem(
        code=problem.code,
        message=problem.message,
        hint=problem.hint,
        at=problem.at,
        refused=False,
        of_rules=True,
    )
