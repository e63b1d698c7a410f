"""The figure of one place and year: reported, summed, or derived; and if there is none, why."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple, assert_never

from zhunsheng.evaluate.cells import Cells, window
from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation, calculate
from zhunsheng.model.indicator import Indicator, Kind, parts
from zhunsheng.model.judgement import Reason
from zhunsheng.model.plan import Period
from zhunsheng.model.quantity import Operator
from zhunsheng.model.submission import Observation


class Figure(NamedTuple):
    """What there is to judge: `value` (with `bound`, if it is only one), or the reason why there is nothing.

    `observations` are all that entered; `missing` names each absent or refused cell as "indicator@year".
    """

    value: Fraction | None
    bound: Operator | None
    problem: Reason | None
    observations: tuple[Observation, ...]
    missing: tuple[str, ...]


class Source(NamedTuple):
    """Where the figures of one indicator and one place come from."""

    cells: Cells
    indicators: Mapping[str, Indicator]
    period: Period
    indicator: Indicator
    place: str

    def figure(self, year: int) -> Figure:
        """Return the figure of `year`; for a flow, of all years from the period's start to `year`.

        For a milestone of which nothing is said in `year`, it is the figure of the last year that says anything,
        provided that it says “done”: done is done, but “not done” may have changed since. If a cell after that word
        could not be read, it may have said “done”: then nothing is known of the silent year.
        """
        used = parts(self.indicators, self.indicator.id)
        years = window(self.indicator.kind, self.period, year)
        cells = [(part, when) for part in used for when in years]
        seen = tuple(observation for cell in cells if (observation := self._observation(*cell)) is not None)
        unread = [(self.indicator.id, when) for when in self._unread_before(year)]
        absent = [cell for cell in cells if self._observation(*cell) is None]
        missing = tuple(f"{part}@{when}" for part, when in (*unread, *absent))
        problem = self._obstacle(used, years, year)
        if problem is not None:
            return Figure(None, None, problem, seen, missing)
        if self.indicator.expression is None and self.indicator.kind is not Kind.FLOW:
            return Figure(seen[0].figure, seen[0].bound, None, seen, missing)
        if any(observation.bound is not None for observation in seen):
            return Figure(None, None, Reason.ONLY_A_BOUND, seen, missing)
        try:
            return Figure(self._of(self.indicator.id, years), None, None, seen, missing)
        except ZeroDivisionError:
            return Figure(None, None, Reason.ZERO_DENOMINATOR, seen, missing)

    def _obstacle(self, used: tuple[str, ...], years: range, year: int) -> Reason | None:
        """Say which cells are lacking: refused before absent, this year before the years before it."""
        if self._unread_before(year) or any(self._is_refused(part, when) for part in used for when in years):
            return Reason.REFUSED
        absent = {(part, when) for part in used for when in years if self._observation(part, when) is None}
        absent_now = [part for part in used if (part, year) in absent]
        if not years or (absent_now and len(absent_now) == len(used)):
            return Reason.NO_OBSERVATION
        if absent_now:
            return Reason.MISSING_COMPONENT
        return Reason.MISSING_YEAR if absent else None

    def last_word(self, indicator_id: str, before: int) -> Observation | None:
        """Return what was last reported of an indicator before a year, not counting what could not be read."""
        spoken = self._spoken(indicator_id, before)
        return self._reported(indicator_id, max(spoken)) if spoken else None

    def _spoken(self, indicator_id: str, before: int) -> list[int]:
        return [year for year in range(self.period.base, before) if self._reported(indicator_id, year) is not None]

    def _unread_before(self, year: int) -> tuple[int, ...]:
        """List the unreadable cells since the last word on a milestone of which `year` itself says nothing."""
        own = self.indicator.id
        silent = self._observation(own, year) is None and not self._is_refused(own, year)
        if self.indicator.kind is not Kind.MILESTONE or not silent:
            return ()
        since = max(self._spoken(own, year), default=self.period.base - 1) + 1
        return tuple(when for when in range(since, year) if self._is_refused(own, when))

    def _is_refused(self, indicator_id: str, year: int) -> bool:
        return (self.place, year) in self.cells.refused.get(indicator_id, ())

    def _observation(self, indicator_id: str, year: int) -> Observation | None:
        """Return the observation that counts for `year`: its own, or that of a milestone already done."""
        own = self._reported(indicator_id, year)
        if self.indicator.kind is not Kind.MILESTONE or own is not None or self._is_refused(indicator_id, year):
            return own
        earlier = self.last_word(indicator_id, year)
        return earlier if earlier is not None and is_done(earlier) else None

    def _reported(self, indicator_id: str, year: int) -> Observation | None:
        return self.cells.reported.get(indicator_id, {}).get((self.place, year))

    def _of(self, indicator_id: str, years: range) -> Fraction:
        """Return an indicator's figure: what is reported is summed over `years` first, then come the formulas."""
        indicator = self.indicators[indicator_id]
        if indicator.expression is not None:
            return self._formula(indicator.expression, years) * indicator.expression_factor
        seen = (self._observation(indicator_id, year) for year in years)
        return sum((observation.figure for observation in seen if observation is not None), Fraction(0))

    def _formula(self, expression: Expression, years: range) -> Fraction:
        match expression:
            case Number(value):
                return value
            case Name(indicator_id, factor):
                return self._of(indicator_id, years) * factor
            case Negation(of):
                return -self._formula(of, years)
            case Operation(operator, left_side, right_side):
                return calculate(self._formula(left_side, years), operator, self._formula(right_side, years))
            case _:  # pragma: no cover (the type checker proves that there is nothing else)
                assert_never(expression)


def is_done(observation: Observation) -> bool:
    """Tell whether a report says that a milestone is done: 1 is done, 0 is not, a mere bound is neither."""
    return observation.bound is None and observation.figure >= 1
