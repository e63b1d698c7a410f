"""One rule, one place, year after year: sentence by sentence as docs/verdicts.md has it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from msgspec.structs import replace

from zhunsheng.evaluate.cells import Cells, asked_years, index
from zhunsheng.evaluate.reference.figure import Figure, Source, is_done
from zhunsheng.evaluate.reference.limit_test import beyond_upper_end, satisfies
from zhunsheng.evaluate.reference.pace import Verdict, Way, judge_growth, judge_linear
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Judgement, Phase, Reason, Status
from zhunsheng.model.limits import Limit, effective_limits
from zhunsheng.model.plan import Period
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule, Trajectory
from zhunsheng.model.submission import Submission

LIMIT_MET: Verdict = (Status.MET, Reason.LIMIT_MET)
LIMIT_MISSED: Verdict = (Status.MISSED, Reason.LIMIT_MISSED)
ALREADY_MET: Verdict = (Status.MET, Reason.ALREADY_MET)
BASE_YEAR: Verdict = (Status.NOT_DUE, Reason.BASE_YEAR)
NO_TRAJECTORY: Verdict = (Status.NOT_DUE, Reason.NO_TRAJECTORY)
FLAT_PATH: Verdict = (Status.NOT_DUE, Reason.FLAT_PATH)
REGRESSING: Verdict = (Status.REGRESSING, Reason.PACE_REGRESSING)
NO_BASE: Verdict = (Status.NOT_EVALUABLE, Reason.NO_BASE)
ONLY_A_BOUND: Verdict = (Status.NOT_EVALUABLE, Reason.ONLY_A_BOUND)
PENDING: Verdict = (Status.PENDING, Reason.NO_TARGET_ISSUED)
NO_BENCHMARK: Verdict = (Status.PENDING, Reason.NO_BENCHMARK)
NO_TARGET_THIS_YEAR: Verdict = (Status.NOT_DUE, Reason.NO_TARGET_THIS_YEAR)
NO_ROSTER: Verdict = (Status.NOT_EVALUABLE, Reason.NO_ROSTER)


def evaluate(catalogue: Catalogue, submission: Submission, years: Sequence[int]) -> tuple[Judgement, ...]:
    """Judge every rule for every place of its scope and every year asked for; see `zhunsheng.evaluate.evaluate`."""
    period = catalogue.plan.period
    asked = asked_years(period, years)
    cells = index(submission)
    rows: list[Judgement] = []
    for rule in catalogue.rules.values():
        indicator = catalogue.indicators[rule.indicator]
        for place in rule.scope:
            limits = effective_limits(rule, cells.issued.get((rule.indicator, place), ()))
            source = Source(cells, catalogue.indicators, period, indicator, place)
            every = Case(rule, indicator.kind, period, limits, source).judgements()
            rows.extend(row for row in every if row.year in asked)
        if not rule.scope:
            nobody = Source(NOTHING, catalogue.indicators, period, indicator, catalogue.plan.area.id)
            case = Case(rule, indicator.kind, period, effective_limits(rule, ()), nobody)
            rows.extend(case.unpeopled(year) for year in asked)
    return tuple(rows)


NOTHING = Cells({}, {}, {})


class Case(NamedTuple):
    """One rule and one place."""

    rule: Rule
    kind: Kind
    period: Period
    limits: tuple[Limit, ...]
    source: Source

    def judgements(self) -> Iterator[Judgement]:
        """Judge all years of the period, in order."""
        before: Judgement | None = None
        for year in self.period.years:
            before = self._judgement(year, before)
            yield before

    def unpeopled(self, year: int) -> Judgement:
        """Say of a rule whose places no roster has named that nobody knows whom to judge."""
        status, reason = BASE_YEAR if self._starts(year) else NO_ROSTER
        return self._row(year, Figure(None, None, None, (), ()), status, reason)

    def _judgement(self, year: int, before: Judgement | None) -> Judgement:
        figure, due = self.source.figure(year), self._due(year)
        row = self._row(year, figure, *self._verdict(figure, year))
        row = replace(row, relapsed=before is not None and self._relapsed(before, figure, year))
        return row if due is None else self._beside_limit(row, figure, due)

    def _row(self, year: int, figure: Figure, status: Status, reason: Reason) -> Judgement:
        due = self._due(year)
        row = Judgement(
            rule=self.rule.id,
            indicator=self.rule.indicator,
            entity=self.source.place,
            year=year,
            nature=self.rule.nature,
            owner=self.rule.owner,
            unit=self.rule.unit,
            status=status,
            reason=reason,
            phase=self._phase(year),
            value=figure.value,
            bound=figure.bound,
            decimals=self.rule.decimals,
            observations=figure.observations,
            missing=figure.missing,
        )
        if due is None:
            return row
        held_to = {"operator": due.operator, "target": due.target, "upper": due.upper, "due": due.year}
        return replace(row, citation=due.citation, **held_to)

    def _due(self, year: int) -> Limit | None:
        """The next limit due; if there is none, the latest earlier one, which stands on.

        A yearly amount and a growth rate know the limit of their own year only.
        """
        if self.kind.year_by_year:
            return next((limit for limit in self.limits if limit.year == year), None)
        return min(
            (limit for limit in self.limits if limit.year >= year),
            key=lambda limit: limit.year,
            default=max(self.limits, key=lambda limit: limit.year, default=None),
        )

    def _satisfies(self, figure: Figure, limit: Limit) -> bool | None:
        return None if figure.value is None else satisfies(figure.value, figure.bound, limit, self.rule.decimals)

    def _relapsed(self, before: Judgement, figure: Figure, year: int) -> bool:
        """Whether what was satisfied is satisfied no more.

        A level that was met the year before does not keep the limit of that year any more; a milestone that was done,
        by the last word on it, is not. An amount of one year takes nothing back from the year before, and a year that
        satisfies its own limit has lost nothing.
        """
        if self.kind.year_by_year:
            return False
        limit = self._due(year - 1)
        own = self._due(year)
        kept = own is not None and self._satisfies(figure, own) is True
        lost = limit is not None and self._satisfies(figure, limit) is False and not kept
        if self.kind is Kind.MILESTONE:
            said = self.source.last_word(self.source.indicator.id, year)
            return lost and said is not None and is_done(said)
        return lost and before.status is Status.MET

    def _starts(self, year: int) -> bool:
        """The base year; a flow has not begun before the period's start."""
        return year == self.period.base or (self.kind is Kind.FLOW and year < self.period.start)

    def _maintains(self, due: Limit | None) -> bool:
        """Whether the rule asks to keep a level, because its base satisfies the limit already."""
        if self.rule.trajectory is Trajectory.MAINTAIN:
            return True
        base = self.rule.base
        if self.rule.trajectory is Trajectory.NONE or self.kind is Kind.FLOW or base is None or due is None:
            return False
        return satisfies(Fraction(base.value), base.bound, due, self.rule.decimals) is True

    def _phase(self, year: int) -> Phase:
        if self._starts(year):
            return Phase.BASE
        if any(limit.year == year for limit in self.limits):
            return Phase.DUE
        if self.kind.year_by_year:
            return Phase.INTERIM
        if self._maintains(self._due(year)):
            return Phase.STANDING
        all_before = bool(self.limits) and all(limit.year < year for limit in self.limits)
        return Phase.DUE if all_before else Phase.INTERIM

    def _verdict(self, figure: Figure, year: int) -> Verdict:
        due = self._due(year)
        promised = [target.year for target in self.rule.targets if target.value is None]
        pending = PENDING if self.rule.benchmark is None else NO_BENCHMARK
        if due is None and self.kind.year_by_year and year not in promised:
            return BASE_YEAR if self._starts(year) else NO_TARGET_THIS_YEAR
        if due is None or (due.year < year and any(when >= year for when in promised)):
            return pending
        phase, satisfied = self._phase(year), self._satisfies(figure, due)
        if phase is Phase.BASE:
            return ALREADY_MET if satisfied else BASE_YEAR
        if self.kind is Kind.MILESTONE and phase is Phase.INTERIM:
            return ALREADY_MET if satisfied else NO_TRAJECTORY
        if figure.problem is not None:
            silent = figure.problem is Reason.NO_OBSERVATION
            return Status.NOT_REPORTED if silent else Status.NOT_EVALUABLE, figure.problem
        if phase is Phase.INTERIM:
            return self._interim(figure, due, year)
        return ONLY_A_BOUND if satisfied is None else LIMIT_MET if satisfied else LIMIT_MISSED

    def _interim(self, figure: Figure, due: Limit, year: int) -> Verdict:
        value = figure.value
        assert value is not None  # noqa: S101 (a figure without a problem has a value)
        if self.kind is Kind.FLOW and not due.operator.rising:
            return LIMIT_MISSED if beyond_upper_end(value, due, self.rule.decimals) else NO_TRAJECTORY
        if self._satisfies(figure, due):
            return ALREADY_MET
        if figure.bound is not None:
            return ONLY_A_BOUND
        way = self._way(due, year)
        if not isinstance(way, Way):
            return way
        if way.leads_nowhere:
            return REGRESSING if way.wrong_side(value) else FLAT_PATH
        judge = judge_growth if self._compound else judge_linear
        return judge(way, value, self.rule.bands)

    @property
    def _compound(self) -> bool:
        return self.rule.trajectory is Trajectory.CAGR

    def _way(self, due: Limit, year: int) -> Way | Verdict:
        """Lay the way from the base to the limit, or say why there is none."""
        if self.rule.trajectory is Trajectory.NONE:
            return NO_TRAJECTORY
        if due.operator in (Operator.EQUAL, Operator.WITHIN):
            return NO_TRAJECTORY
        base = self.rule.base
        if self.kind is Kind.FLOW:
            y0, t0 = Fraction(0), self.period.start - 1
        elif base is not None and base.bound is None and base.last_year < year:
            y0, t0 = Fraction(base.value), base.last_year
        else:
            return NO_BASE
        if self._compound and (y0 <= 0 or due.target <= 0):
            return NO_BASE
        return Way(y0, t0, due.target, due.year, year, due.operator.rising)

    def _beside_limit(self, row: Judgement, figure: Figure, due: Limit) -> Judgement:
        """Add how the figure stands to its limit."""
        so_far = range(self.period.base, row.year + 1)
        row = replace(row, first_met=next((year for year in so_far if self._met_in(year, due)), None))
        if figure.value is None:
            return row
        if self.kind is not Kind.MILESTONE:  # done or not done: there is nothing between
            row = replace(row, gap=_gap(figure.value, due))
        upper_ended_flow = self.kind is Kind.FLOW and not due.operator.rising
        if row.phase is not Phase.INTERIM or figure.bound is not None or upper_ended_flow:
            return row
        way = self._way(due, row.year)
        if not isinstance(way, Way) or way.leads_nowhere:
            return row
        return self._beside_way(row, figure.value, way, self._satisfies(figure, due) is True)

    def _met_in(self, year: int, due: Limit) -> bool:
        """Whether the limit was satisfied in `year`; an amount is asked what its own year asked for."""
        limit = self._due(year) if self.kind.year_by_year else due
        return limit is not None and self._satisfies(self.source.figure(year), limit) is True

    def _beside_way(self, row: Judgement, value: Fraction, way: Way, satisfied: bool) -> Judgement:
        """Add how far along the way the figure stands."""
        if self._compound:
            if value <= 0:
                return row
            return replace(row, pace=way.growth_pace(value), expected=way.growth_expected())
        catch_up = None if satisfied else way.catch_up(value)
        return replace(row, pace=way.pace(value), expected=way.expected, catch_up=catch_up)


def _gap(value: Fraction, limit: Limit) -> Fraction:
    """Value − nearest limit; 0 inside a range."""
    if limit.operator is not Operator.WITHIN or value < limit.target:
        return value - limit.target
    return value - limit.upper_end if value > limit.upper_end else Fraction(0)
