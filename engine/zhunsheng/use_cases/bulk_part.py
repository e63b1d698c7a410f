"""One part of a bulk run through the stages: columns of figures in, columns of verdicts and findings out."""

import threading
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

    Each thread has a room of durable-rules of its own, which stays open until `close` is called in this process, or
    until the process ends. What is pickled is what was asked for, never a room.
    """

    def __init__(self, catalogue: Catalogue, folder: Path, years: tuple[int, ...]) -> None:
        """Take the catalogue, its rosters not filled in; the run's folder; and the years asked for, ascending."""
        self._asked = (catalogue, folder, years)
        self._rooms = _Rooms()

    def __reduce__(self) -> tuple[type["Work"], tuple[Any, ...]]:
        return type(self), self._asked

    def close(self) -> None:
        """Close the rooms that this process opened."""
        self._rooms.close()

    def __call__(self, part: Part) -> PartDone:
        """Judge a part and write its files. Raises `OSError` and what the stages raise; nothing half-done stays."""
        catalogue, folder, years = self._asked
        cube, said = columnar.read(part, catalogue, range(catalogue.plan.period.base, years[-1] + 1))
        cube, refused = validating.refuse(catalogue, cube)
        problems = [*said, *refused]
        loads: set[Load] = set()
        departments: list[DepartmentFinding] = []
        situations = 0
        with PartWriter(folder, part.number, catalogue, years, part.places) as writer:
            for panel in evaluating.panels(catalogue, part.places):
                judged = evaluating.judge(catalogue, cube, panel)
                drawn = self._rooms.mine().draw(catalogue, cube, panel, judged)
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


class _Rooms:
    """One session of inference for each thread of this process."""

    def __init__(self) -> None:
        self._local = threading.local()
        self._open: list[PanelSession] = []
        self._opening = threading.Lock()

    def mine(self) -> PanelSession:
        """Return the session of this thread."""
        session: PanelSession | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = PanelSession().__enter__()
            with self._opening:
                self._open.append(session)
        return session

    def close(self) -> None:
        with self._opening:
            for session in self._open:
                session.__exit__(None, None, None)
            self._open.clear()
