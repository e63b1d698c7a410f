"""Submissions as cubes, and what a bulk run judges of them as rows again, to be held against the evaluators by row."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np

from zhunsheng.evaluate import evaluate, reference
from zhunsheng.evaluate.cells import index
from zhunsheng.evaluate.panel import judge, panels
from zhunsheng.model.catalogue import Catalogue, peopled
from zhunsheng.model.indicator import parts
from zhunsheng.model.judgement import Judgement, Phase, Reason, Status
from zhunsheng.model.outcome import REASONS, STATUS_OF
from zhunsheng.model.panel import Cube, Judged, Mark, Terms
from zhunsheng.model.places import Places
from zhunsheng.model.plan import Place
from zhunsheng.model.quantity import Operator
from zhunsheng.model.submission import Observation, Submission

INT64_MAX = 2**63 - 1
REFUSED_ROW = 10**6

Saying = dict[tuple[str, str, int], "Said"]
"""What is said, by rule, place and year."""


def places_of(catalogue: Catalogue, roster: Sequence[Place] = ()) -> tuple[Place, ...]:
    """List the places that some rule is judged for, ascending by id."""
    rules = peopled(catalogue, roster).rules.values()
    judged = {place for rule in rules for place in rule.scope}
    return tuple(sorted((p for p in (*catalogue.plan.places, *roster) if p.id in judged), key=lambda p: p.id))


def cube_of(catalogue: Catalogue, submission: Submission, places: Sequence[Place], years: range) -> Cube:
    """Lay a submission out as a cube; a row's number is that of its observation, a refused cell's is `REFUSED_ROW`."""
    cells, at = index(submission), {place.id: n for n, place in enumerate(places)}
    indicators = tuple(
        dict.fromkeys(p for rule in catalogue.rules.values() for p in parts(catalogue.indicators, rule.indicator))
    )
    shape = (len(years), len(indicators), len(places))
    counts, marks = np.zeros(shape, np.int64), np.zeros(shape, np.int8)
    rows, numbers = np.full(shape, -1, np.int64), {seen: n for n, seen in enumerate(submission.observations)}
    scales, wide, bounds = [], {}, {}
    for number, indicator in enumerate(indicators):
        known = {
            (years.index(year), at[place]): seen
            for (place, year), seen in cells.reported.get(indicator, {}).items()
            if place in at and year in years
        }
        scale = Fraction(1, lcm(*(seen.figure.denominator for seen in known.values())))
        scales.append(scale)
        figures = np.zeros((len(years), len(places)), dtype=object)
        for (row, place), seen in known.items():
            figures[row, place] = int(seen.figure / scale)
            marks[row, number, place] = Mark.REPORTED if seen.bound is None else Mark.BOUND
            rows[row, number, place] = numbers[seen]
            if seen.bound is not None:
                bounds[row, number, place] = seen.bound
        if max((abs(count) for count in figures.flat), default=0) > INT64_MAX:
            wide[number] = figures
        else:
            counts[:, number] = figures.astype(np.int64)
        for entity, year in cells.refused.get(indicator, ()):
            if entity in at and year in years:
                marks[years.index(year), number, at[entity]] = Mark.REFUSED
                rows[years.index(year), number, at[entity]] = REFUSED_ROW
    issued = {(i, at[place]): tuple(rows_) for (i, place), rows_ in cells.issued.items() if place in at}
    ids = tuple(place.id for place in places)
    return Cube(years, indicators, ids, counts, tuple(scales), wide, marks, rows, bounds, issued)


class Said(NamedTuple):
    """What is said of one cell, by whatever judged it. `rows` are the numbers of the observations that a figure has."""

    status: Status
    reason: Reason
    relapsed: bool
    value: Fraction | None
    bound: Operator | None
    phase: Phase
    limit: tuple[Operator | None, Fraction | None, Fraction | None, int | None]
    citation: str | None
    expected: Fraction | None
    rows: frozenset[int] | None


class Cell(NamedTuple):
    """One verdict of a panel, read back from its arrays."""

    judged: Judged
    row: int
    place: int

    @property
    def reason(self) -> Reason:
        return REASONS[int(self.judged.reason[self.row, self.place])]

    @property
    def value(self) -> Fraction | None:
        if not self.judged.valued[self.row, self.place]:
            return None
        under = 1 if self.judged.under is None else int(self.judged.under[self.row, self.place])
        return Fraction(int(self.judged.over[self.row, self.place]), under) * self.judged.scale

    @property
    def terms(self) -> Terms:
        held_to = self.judged.held_to
        return self.judged.terms[0 if held_to is None else held_to[self.place]][self.row]

    def evidence(self, first: int) -> frozenset[int]:
        """The rows that the figure rests on; `first` is the first row of a sum."""
        since = min(first, self.row + 1) if self.judged.cumulative else self.row
        rows = {int(n) for part in self.judged.evidence for n in part[since : self.row + 1, self.place]}
        return frozenset(rows - {-1, REFUSED_ROW})

    def says(self, first: int) -> Said:
        """Say all of it; `first` is the first row of a sum."""
        value, bound, terms = self.value, self.judged.bounds.get((self.row, self.place)), self.terms
        on_path = value is not None and bound is None and (value > 0 or self.judged.rule.trajectory != "cagr")
        return Said(
            STATUS_OF[self.reason],
            self.reason,
            bool(self.judged.relapsed[self.row, self.place]),
            value,
            bound,
            terms.phase,
            (terms.operator, terms.target, terms.upper, terms.due),
            terms.citation,
            terms.expected if on_path else None,
            None if value is None else self.evidence(first),
        )


def said_of(row: Judgement, numbers: Mapping[Observation, int]) -> Said:
    """Say the same of a row of the evaluators by row."""
    return Said(
        row.status,
        row.reason,
        row.relapsed,
        row.value,
        row.bound,
        row.phase,
        (row.operator, row.target, row.upper, row.due),
        row.citation,
        row.expected,
        None if row.value is None else frozenset(numbers[each] for each in row.observations),
    )


def judged_by_panels(catalogue: Catalogue, submission: Submission, years: range) -> Saying:
    """Judge a submission panel by panel. Returns what is said of each cell by (rule, place, year)."""
    places = places_of(catalogue, submission.roster)
    whole = cube_of(catalogue, submission, places, years)
    first = catalogue.plan.period.start - years.start
    found: Saying = {}
    for panel in panels(catalogue, Places.of(places)):
        every = judge(catalogue, whole, panel)
        assert [one.rule.id for one in every] == [rule.id for rule in panel.rules]
        for one in every:
            for row, year in enumerate(years):
                for position, place in enumerate(panel.places):
                    key = (one.rule.id, places[place].id, year)
                    assert key not in found
                    found[key] = Cell(one, row, position).says(first)
    return found


def rows_by_cell(rows: Iterable[Judgement], catalogue: Catalogue, submission: Submission) -> Saying:
    """Say the same of rows; rules over places that nobody has named are left out: bulk runs judge them elsewhere."""
    numbers = {seen: n for n, seen in enumerate(submission.observations)}
    scopes = {rule.id: rule.scope for rule in peopled(catalogue, submission.roster).rules.values()}
    return {(row.rule, row.entity, row.year): said_of(row, numbers) for row in rows if scopes[row.rule]}


def judge_alike(catalogue: Catalogue, submission: Submission, last: int | None = None) -> Saying:
    """Judge by panels, by the kernel and by the reference, up to year `last`, and hold them equal."""
    years = catalogue.plan.period.years
    years = years if last is None else range(years.start, last + 1)
    by_panel = judged_by_panels(catalogue, submission, years)
    full = peopled(catalogue, submission.roster)
    for judge_rows in (reference.evaluate, evaluate):
        assert by_panel == rows_by_cell(judge_rows(full, submission, years), catalogue, submission)
    return by_panel
