"""One part of a bulk run through the stages: columns of figures in, columns of verdicts and findings out."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from zhunsheng.bulk.writer import PartWriter
from zhunsheng.evaluate import panel as evaluating
from zhunsheng.infer.panel import PanelSession
from zhunsheng.intake import columnar
from zhunsheng.model.bulk import BulkProblem, BulkRun, DepartmentFinding, Load, Part, PartDone
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.validate import panel as validating


class Work:
    """Judges parts of one run, in any order, in as many threads and processes as there are.

    All parts of this process share a room of durable-rules; a part has a session in it to itself. What is pickled is
    what was asked for, never a room: what is unpickled opens its own, for the first part, and keeps it until `close` is
    called, or until the process ends.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        folder: Path,
        run: BulkRun,
        session: PanelSession | None = None,
        held: columnar.Held | None = None,
    ) -> None:
        """Take the catalogue, its rosters not filled in; the run's folder; and what the run is.

        `session` is one that is open as long as there is work, `held` what threads of this process share in reading.
        """
        self._asked = (catalogue, folder, run)
        self._session, self._held = session, held
        self._own: PanelSession | None = None
        self._opening = threading.Lock()
        self._free: list[PanelSession] = []  # nobody uses them

    def __reduce__(self) -> tuple[type["Work"], tuple[Any, ...]]:
        return type(self), self._asked

    def close(self) -> None:
        """Close the room, where one was opened here."""
        self._free.clear()
        own, self._own = self._own, None
        if own is not None:
            own.__exit__(None, None, None)

    @contextmanager
    def _lent(self) -> Iterator[PanelSession]:
        """Lend a session for a while."""
        try:
            session = self._free.pop()
        except IndexError:
            session = self._first().another()
        try:
            yield session
        finally:
            self._free.append(session)

    def _first(self) -> PanelSession:
        with self._opening:
            if self._session is not None:
                return self._session
            self._own = self._own or PanelSession().__enter__()
            return self._own

    def __call__(self, part: Part) -> PartDone:
        """Judge a part and write its files. Raises `OSError` and what the stages raise; nothing half-done stays."""
        catalogue, folder, run = self._asked
        years, findings_only = run.years, run.findings_only
        loads: set[Load] = set()
        departments: list[DepartmentFinding] = []
        situations = 0
        with (
            self._lent() as session,
            PartWriter(folder, part.number, catalogue, years, part.places, findings_only=findings_only) as writer,
        ):
            cube, said = columnar.read(part, catalogue, range(catalogue.plan.period.base, years[-1] + 1), self._held)
            problems = [*said, *validating.refuse(catalogue, cube)]
            for panel in evaluating.panels(catalogue, part.places):
                judged = evaluating.judge(catalogue, cube, panel)
                drawn = session.draw(catalogue, cube, panel, judged)
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
