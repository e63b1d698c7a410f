"""What was judged as arrays, written out as judgements with their details."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhunsheng.evaluate.alike import Held
from zhunsheng.evaluate.cells import Known, window
from zhunsheng.evaluate.columns import Figures
from zhunsheng.evaluate.details import Progress, gap, progress
from zhunsheng.evaluate.history import History
from zhunsheng.evaluate.kernel import Codes
from zhunsheng.evaluate.ladder import Ladder
from zhunsheng.evaluate.readiness import Readiness
from zhunsheng.model.indicator import Indicator, Kind, parts
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.outcome import REASONS, STATUS_OF
from zhunsheng.model.plan import Period
from zhunsheng.model.submission import Observation


class Evidence:
    """Which observations a figure is made of, and which are absent."""

    def __init__(self, indicators: Mapping[str, Indicator], period: Period, known: Known) -> None:
        self._indicators = indicators
        self._period = period
        self._known = known

    def of(self, indicator: str, place: str, year: int) -> tuple[tuple[Observation, ...], tuple[str, ...]]:
        """List the observations that entered, and what is absent or refused, as "indicator@year"."""
        kind = self._indicators[indicator].kind
        stays = kind is Kind.MILESTONE
        seen: list[Observation] = []
        missing: list[str] = []
        for part in parts(self._indicators, indicator):
            known = self._known.of(part, stays=stays)
            missing += [f"{part}@{when}" for when in self._known.unread(part, place, year, stays=stays)]
            for when in window(kind, self._period, year):
                observation = known.get((place, when))
                if observation is None:
                    missing.append(f"{part}@{when}")
                else:
                    seen.append(observation)
        return tuple(seen), tuple(missing)


class Judged:
    """A group that was judged side by side. Arrays are (years, subjects); row 0 is the period's base year."""

    def __init__(
        self, kind: Kind, period: Period, ladders: Sequence[Ladder], figures: Figures, reasons: Codes, past: History
    ) -> None:
        self._milestone = kind is Kind.MILESTONE
        self._base_year = period.base
        self._ladders = ladders
        self._bounds = figures.bounds
        self._values = figures.column.figures(figures.readiness <= Readiness.BOUND)
        self._reasons: list[list[int]] = reasons.tolist()
        self._satisfied: list[list[bool]] = past.satisfied.tolist()
        self._first_met: list[list[int]] = past.first_met.tolist()
        self._relapsed: list[list[bool]] = past.relapsed.tolist()

    def rows(self, column: int, held: Held, years: Sequence[int], evidence: Evidence) -> list[Judgement]:
        """Write the judgements of one subject, the one in `column`."""
        citations = {limit.year: limit.citation for limit in held.limits}
        return [self._row(column, held, year, evidence, citations) for year in years]

    def _row(
        self, column: int, held: Held, year: int, evidence: Evidence, citations: Mapping[int, str | None]
    ) -> Judgement:
        rule, row = held.rule, year - self._base_year
        rung, reason = self._ladders[row], REASONS[self._reasons[row][column]]
        due, figure, bound = rung.due, self._values[row][column], self._bounds.get((row, column))
        measured = self._progress(rung, figure, row, column)
        seen, missing = evidence.of(rule.indicator, held.place, year)
        return Judgement(
            rule=rule.id,
            indicator=rule.indicator,
            entity=held.place,
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
            citation=due and citations[due.year],
            gap=None if figure is None or due is None or self._milestone else gap(figure, due),
            pace=measured.pace,
            expected=measured.expected,
            catch_up=measured.catch_up,
            first_met=self._first_met[row][column] or None,
            relapsed=self._relapsed[row][column],
            decimals=rule.decimals,
            observations=seen,
            missing=missing,
        )

    def _progress(self, rung: Ladder, figure: Fraction | None, row: int, column: int) -> Progress:
        """Measure the pace where there is one: on a path that leads somewhere, of a whole figure."""
        if figure is None or rung.path is None or (row, column) in self._bounds:
            return Progress()
        return progress(figure, rung.path, satisfied=self._satisfied[row][column])
