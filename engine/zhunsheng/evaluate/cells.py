"""What was submitted, found by indicator, place and year; and which years a figure is made of."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from zhunsheng.model.indicator import Kind
from zhunsheng.model.plan import Period
from zhunsheng.model.submission import IssuedTarget, Observation, Submission


class Cells(NamedTuple):
    """A submission by key.

    `reported` and `refused` are keyed by indicator and hold (place, year); a refused cell holds no observation.
    `issued` is keyed by (indicator, place).
    """

    reported: dict[str, dict[tuple[str, int], Observation]]
    refused: dict[str, set[tuple[str, int]]]
    issued: dict[tuple[str, str], list[IssuedTarget]]


def index(submission: Submission) -> Cells:
    """Sort a submission by key. Raises `ValueError` where two observations claim one cell: the last never wins."""
    cells = Cells({}, {}, {})
    for refusal in submission.refusals:
        if refusal.issued:
            continue  # an issued target that cannot be read leaves its rule pending; no figure is refused
        cells.refused.setdefault(refusal.indicator, set()).add((refusal.entity, refusal.year))
    for seen in submission.observations:
        key = (seen.entity, seen.year)
        if key in cells.refused.get(seen.indicator, ()):
            continue
        column = cells.reported.setdefault(seen.indicator, {})
        if key in column:
            raise ValueError(f"two observations of {seen.indicator} for {seen.entity} in {seen.year}")
        column[key] = seen
    for target in submission.issued:
        cells.issued.setdefault((target.indicator, target.entity), []).append(target)
    return cells


def window(kind: Kind, period: Period, year: int) -> range:
    """Give the years that a figure of `year` is made of: the year itself, or for a flow all since the period's start.

    A flow has no figure in the base year: there is nothing to sum yet, and the window is empty.
    """
    if kind is not Kind.FLOW:
        return range(year, year + 1)
    return range(period.start, year + 1) if year > period.base else range(0)


class Known:
    """What is known of each indicator by (place, year): what was reported, what could not be read, what stays done."""

    def __init__(self, cells: Cells, period: Period) -> None:
        self._cells = cells
        self._period = period
        self._standing: dict[str, dict[tuple[str, int], Observation]] = {}
        self._doubted: dict[str, dict[tuple[str, int], tuple[int, ...]]] = {}

    def of(self, indicator: str, *, stays: bool) -> Mapping[tuple[str, int], Observation]:
        """Return the observations of an indicator. With `stays`, what is done stays done in the years after."""
        if not stays:
            return self._cells.reported.get(indicator, {})
        if indicator not in self._standing:
            self._standing[indicator] = self._carried(indicator)
        return self._standing[indicator]

    def refused(self, indicator: str, *, stays: bool) -> Collection[tuple[str, int]]:
        """Return the cells of an indicator that hold a figure which could not be read.

        With `stays`, also the silent years after one: it may have said “done”, so nobody can say that they lack a word.
        """
        unread = self._cells.refused.get(indicator, set())
        return unread | self._doubts(indicator).keys() if stays else unread

    def unread(self, indicator: str, place: str, year: int, *, stays: bool) -> tuple[int, ...]:
        """List the years before `year` whose unreadable cells leave it in doubt whether the indicator is done."""
        return self._doubts(indicator).get((place, year), ()) if stays else ()

    def _doubts(self, indicator: str) -> Mapping[tuple[str, int], tuple[int, ...]]:
        if indicator not in self._doubted:
            self._doubted[indicator] = self._shaken(indicator)
        return self._doubted[indicator]

    def _shaken(self, indicator: str) -> dict[tuple[str, int], tuple[int, ...]]:
        """Find each silent year after cells that could not be read, where nothing was done before them."""
        standing, refused = self.of(indicator, stays=True), self._cells.refused.get(indicator, set())
        doubts: dict[tuple[str, int], tuple[int, ...]] = {}
        for place in {place for place, _ in refused}:
            unread: tuple[int, ...] = ()
            for key in ((place, year) for year in self._period.years):
                if key in standing:
                    unread = ()
                elif key in refused:
                    unread = (*unread, key[1])
                elif unread:
                    doubts[key] = unread
        return doubts

    def _carried(self, indicator: str) -> dict[tuple[str, int], Observation]:
        """Repeat “done” in each silent year after it. A cell that could not be read is no word, and is not silent."""
        reported, refused = self._cells.reported.get(indicator, {}), self.refused(indicator, stays=False)
        standing = dict(reported)
        for place in {place for place, _ in reported}:
            last = None
            for key in ((place, year) for year in self._period.years):
                last = reported.get(key, last)
                if last is not None and last.bound is None and last.figure >= 1 and key not in refused:
                    standing[key] = last
        return standing


def asked_years(period: Period, years: Sequence[int]) -> tuple[int, ...]:
    """Sort the years asked for, each once. Raises `ValueError` where one lies outside the period."""
    for year in years:
        if year not in period:
            raise ValueError(f"{year} is outside the plan's period {period.base}..{period.end}")
    return tuple(sorted(set(years)))
