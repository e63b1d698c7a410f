"""The stage: every rule judged by the kernel over all its places and years at once, then written out row by row."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.evaluate import ladder, unpeopled
from zhunsheng.evaluate.cells import Cells, asked_years, carried, index, window
from zhunsheng.evaluate.columns import Columns, Figures, Readiness
from zhunsheng.evaluate.details import Progress, gap, progress
from zhunsheng.evaluate.history import History, history
from zhunsheng.evaluate.kernel import Codes, place_all
from zhunsheng.evaluate.ladder import Ladder
from zhunsheng.evaluate.outcomes import REASONS, STATUS_OF, STATUS_OF_CODE, STATUSES, translate
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator, Kind, parts
from zhunsheng.model.judgement import Judgement, Phase, Status
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.path import Path, lay_path
from zhunsheng.model.plan import Period
from zhunsheng.model.rule import Rule
from zhunsheng.model.submission import Observation, Submission


def evaluate(catalogue: Catalogue, submission: Submission, years: Sequence[int]) -> tuple[Judgement, ...]:
    """See `zhunsheng.evaluate.evaluate`."""
    period = catalogue.plan.period
    asked = asked_years(period, years)
    cells = index(submission)
    columns = Columns(catalogue.indicators, period, cells)
    return tuple(
        row
        for rule in catalogue.rules.values()
        for row in (
            _RuleJudged(rule, catalogue.indicators, period, cells, columns).rows(asked)
            if rule.scope
            else unpeopled.judgements(rule, catalogue.indicators[rule.indicator].kind, catalogue.plan, asked)
        )
    )


class _Group(NamedTuple):
    """Places held to the same limits, judged. Arrays are (years, places); row 0 is the period's base year."""

    ladders: tuple[Ladder, ...]
    figures: Figures
    reasons: Codes
    past: History


class _RuleJudged:
    """One rule over all places of its scope."""

    def __init__(
        self, rule: Rule, indicators: Mapping[str, Indicator], period: Period, cells: Cells, columns: Columns
    ) -> None:
        self.rule, self.period, self.cells = rule, period, cells
        self.kind = indicators[rule.indicator].kind
        self.parts = parts(indicators, rule.indicator)
        self._figures = columns.figures(rule.indicator, rule.scope)

    def rows(self, years: Sequence[int]) -> Iterator[Judgement]:
        """Write the judgements of `years`, place by place."""
        return (row for place in self._places() for row in place.rows(years))

    def _places(self) -> "Iterator[_PlaceJudged]":
        """Judge the places in groups, and give them back in the order of the scope."""
        limits = [
            effective_limits(self.rule, self.cells.issued.get((self.rule.indicator, p), ())) for p in self.rule.scope
        ]
        groups: dict[tuple[Limit, ...], list[int]] = {}
        for number, held_to in enumerate(limits):
            bare = tuple(limit._replace(citation=None, illustrative=False) for limit in held_to)
            groups.setdefault(bare, []).append(number)
        judged = {key: self._judge(key, members) for key, members in groups.items()}
        column_of = {number: (key, i) for key, members in groups.items() for i, number in enumerate(members)}
        for number, place in enumerate(self.rule.scope):
            key, column = column_of[number]
            citations = {limit.year: limit.citation for limit in limits[number]}
            yield _PlaceJudged(self, judged[key], column, place, citations)

    def _judge(self, limits: Sequence[Limit], members: Sequence[int]) -> _Group:
        figures = self._figures.of_places(members)
        ladders = tuple(ladder.build(self.rule, self.kind, self.period, limits, year) for year in self.period.years)
        reasons = place_all(ladders, figures)
        met = translate(reasons, STATUS_OF_CODE) == STATUSES.index(Status.MET)
        return _Group(ladders, figures, reasons, history(self.kind, ladders, figures, met, self.period.base))


class _PlaceJudged(NamedTuple):
    """One rule and one place: column `column` of its group."""

    judged: _RuleJudged
    group: _Group
    column: int
    place: str
    citations: Mapping[int, str | None]

    def rows(self, years: Sequence[int]) -> Iterator[Judgement]:
        """Write the judgements of `years`."""
        for year in years:
            yield self._row(year)

    def _row(self, year: int) -> Judgement:
        rule, group = self.judged.rule, self.group
        cell = (year - self.judged.period.base, self.column)
        rung, reason = group.ladders[cell[0]], REASONS[group.reasons[cell]]
        figure = self._figure(cell)
        due = rung.due
        measured = self._progress(figure, rung, year, cell)
        seen, missing = self._evidence(year)
        bound = group.figures.bounds.get(cell)
        milestone = self.judged.kind is Kind.MILESTONE
        return Judgement(
            rule=rule.id,
            indicator=rule.indicator,
            entity=self.place,
            year=year,
            nature=rule.nature,
            owner=rule.owner,
            unit=rule.unit,
            status=STATUS_OF[reason],
            reason=reason,
            phase=rung.phase,
            value=figure,
            bound=None if bound is None else bound.operator,
            operator=due and due.operator,
            target=due and due.target,
            upper=due and due.upper,
            due=due and due.year,
            citation=due and self.citations[due.year],
            gap=None if figure is None or due is None or milestone else gap(figure, due),
            pace=measured.pace,
            expected=measured.expected,
            catch_up=measured.catch_up,
            first_met=int(group.past.first_met[cell]) or None,
            relapsed=bool(group.past.relapsed[cell]),
            decimals=rule.decimals,
            observations=seen,
            missing=missing,
        )

    def _figure(self, cell: tuple[int, int]) -> Fraction | None:
        figures = self.group.figures
        judged = figures.readiness[cell] in (Readiness.READY, Readiness.BOUND)
        return figures.column.figure(cell) if judged else None

    def _progress(self, figure: Fraction | None, rung: Ladder, year: int, cell: tuple[int, int]) -> Progress:
        """Measure the pace where there is one: an interim year, a whole figure, a path that leads somewhere."""
        if figure is None or rung.phase is not Phase.INTERIM or rung.due is None or cell in self.group.figures.bounds:
            return Progress()
        path = lay_path(self.judged.rule, self.judged.kind, self.judged.period, rung.due, year)
        if not isinstance(path, Path) or path.flat:
            return Progress()
        return progress(figure, path, bool(self.group.past.satisfied[cell]))

    def _evidence(self, year: int) -> tuple[tuple[Observation, ...], tuple[str, ...]]:
        """List the observations that entered, and what is absent or refused, as "indicator@year"."""
        seen: list[Observation] = []
        missing: list[str] = []
        kind, period, cells = self.judged.kind, self.judged.period, self.judged.cells
        for part in self.judged.parts:
            reported = cells.reported.get(part, {})
            stays = kind is Kind.MILESTONE and (self.place, year) not in cells.refused.get(part, ())
            for when in window(kind, period, year):
                observation = reported.get((self.place, when))
                if observation is None and stays:
                    observation = carried(reported, self.place, period, year)
                if observation is None:
                    missing.append(f"{part}@{when}")
                else:
                    seen.append(observation)
        return tuple(seen), tuple(missing)
