"""The policy over a panel: stratum after stratum, as `infer.Session` does it over rows."""

from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np

from zhunsheng.infer import trouble
from zhunsheng.infer.facts import judgement_attributes, tested_by
from zhunsheng.infer.keeper import EngineMissingError, Room, RoomClosedError
from zhunsheng.infer.panel import counting, joins
from zhunsheng.infer.panel.asking import Asking
from zhunsheng.infer.panel.codes import Sheet, sheet
from zhunsheng.infer.panel.departments import certain, counted_alike
from zhunsheng.infer.panel.hits import Hits
from zhunsheng.infer.panel.names import told_apart
from zhunsheng.infer.panel.question import Question
from zhunsheng.infer.panel.singles import Singles
from zhunsheng.infer.stratum import Memory
from zhunsheng.model.bulk import DepartmentFinding, Load
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Diagnostic, has_errors
from zhunsheng.model.location import Location
from zhunsheng.model.panel import Cube, Drawn, Judged, Panel
from zhunsheng.model.policy import Facts, Stratum


class PanelDrawn(NamedTuple):
    """What policy makes of a panel.

    - `drawn`: findings about single verdicts. `departments`: about departments in single places.
    - `loads`: what tallies over all places need of this panel (`departments.departments`), ascending.
    - `problems`: policy rules that could not be run. `situations`: how many distinct ones there were.
    """

    drawn: Drawn
    departments: tuple[DepartmentFinding, ...]
    loads: tuple[Load, ...]
    problems: tuple[Diagnostic, ...]
    situations: int


class PanelSession:
    """One room of durable-rules for many panels, and what was answered so far.

    A context manager around the room. A session belongs to one thread; threads and processes may have one each, and
    what they draw is the same. What is remembered are situations, of which there are few however many places there
    are.
    """

    def __init__(self) -> None:
        self.room = Room()
        self.memory: Memory = {}
        self._questions: dict[Stratum, Question] = {}

    def __enter__(self) -> Self:
        self.room.__enter__()
        with suppress(
            EngineMissingError, RoomClosedError
        ):  # it wakes up while figures are read; whoever asks it is told why it did not
            self.room.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.room.__exit__(kind, error, trace)

    def another(self) -> "PanelSession":
        """Return a session for another thread, with the same room and answers: good until this one is left."""
        session = PanelSession()
        session.room, session.memory = self.room, self.memory
        return session

    def draw(self, catalogue: Catalogue, cube: Cube, panel: Panel, judged: Sequence[Judged]) -> PanelDrawn:
        """Run the catalogue's policy over a panel; `judged` is in the order of `panel.rules`.

        All years of the cube are looked at: findings of years that nobody asked for are for the caller to leave out.
        Nothing that durable-rules does raises: a policy rule that cannot be run is a problem located at that rule.
        """
        asking = Asking(self.room, self.memory, self._questions)
        drawing = _Drawing(catalogue, cube, panel, judged, asking)
        for stratum in (s for s in catalogue.policy.strata if s.rules and drawing.verdicts):
            try:
                self.room.open()
                drawing.run(stratum)
            except (EngineMissingError, RoomClosedError) as error:
                say = trouble.missing if isinstance(error, EngineMissingError) else trouble.closed
                asking.problems.append(say(Location(file=stratum.rules[0].at.file), error.why))
                break
        return PanelDrawn(
            drawing.drawn(),
            tuple(drawing.departments),
            drawing.loads(),
            tuple(dict.fromkeys(asking.problems)),
            asking.situations,
        )


class _Drawing:
    """One panel on its way through the strata."""

    def __init__(
        self, catalogue: Catalogue, cube: Cube, panel: Panel, judged: Sequence[Judged], asking: Asking
    ) -> None:
        self._catalogue, self._panel, self._asking = catalogue, panel, asking
        self._policies = [rule for stratum in catalogue.policy.strata for rule in stratum.rules]
        self._numbers = {rule.id: number for number, rule in enumerate(self._policies)}
        self._readers = judgement_attributes(catalogue.plan.period.base)
        cut = list(told_apart(catalogue.policy, panel, cube.places))
        self._ground = counting.Ground(panel, cube.years, cube.places, cut)
        phases = any("phase" in tested_by(rule) for rule in self._policies)
        self._sheets: list[Sheet] = [
            sheet(panel, cube.years, judged, among, entity, phases=phases) for among, entity in cut
        ]
        self._singles = [Singles(each) for each in self._sheets]
        self._hits = Hits((len(self._policies), len(panel.rules), len(cube.years)))
        self.verdicts = len(panel.rules) * len(cube.years) * len(panel.places)
        self.departments: list[DepartmentFinding] = []

    def run(self, stratum: Stratum) -> None:
        """Add what `stratum` concludes. Raises `EngineMissingError`, `RoomClosedError`."""
        if stratum.facts is Facts.JUDGEMENTS:
            self._judge(stratum)
        elif "entity" in stratum.per:
            self._count(stratum)

    def _judge(self, stratum: Stratum) -> None:
        asking, readers = self._asking, self._readers
        sample = self._sheets[0].stand_ins.judgements[0][0]
        for question in asking.questions(stratum, sample, readers):
            for each, singles in zip(self._sheets, self._singles, strict=True):
                if question.joins:
                    joins.draw(each, question, asking, readers, self._numbers, self._hits)
                else:
                    singles.ask(question, asking, readers, self._numbers)

    def _count(self, stratum: Stratum) -> None:
        if has_errors(self._asking.problems):
            stratum = certain(stratum, self._asking.problems)
        self.departments += counting.departments(stratum, self._ground, self.drawn(), self._policies, self._asking)

    def drawn(self) -> Drawn:
        """Return all findings so far."""
        for singles in self._singles:
            singles.draw(self._hits)
        return self._hits.drawn()

    def loads(self) -> tuple[Load, ...]:
        """List what tallies over all places need; nothing where there are none."""
        alike = counted_alike(self._catalogue.policy)
        self.drawn()
        return tuple(
            sorted(
                Load(
                    year=self._ground.years[year],
                    rule=self._panel.rules[rule].id,
                    kind=of.kind,
                    level=of.level,
                    stratum=by,
                )
                for (of, by), numbers in alike.items()
                for rule, year in np.argwhere(self._hits.there[list(numbers)].any(axis=0)).tolist()
            )
        )
