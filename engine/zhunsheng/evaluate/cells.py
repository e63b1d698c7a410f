"""What was submitted, found by indicator, place and year; and which years a figure is made of."""

from collections.abc import Mapping, Sequence
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


def carried(column: Mapping[tuple[str, int], Observation], place: str, period: Period, year: int) -> Observation | None:
    """Return the last word on a milestone before `year`, if that word is “done”: what is done stays done.

    `column` holds what was reported of the milestone. A cell that could not be read in between is no word.
    """
    words = (column.get((place, before)) for before in range(year - 1, period.base - 1, -1))
    last = next((word for word in words if word is not None), None)
    return last if last is not None and last.bound is None and last.figure >= 1 else None


def asked_years(period: Period, years: Sequence[int]) -> tuple[int, ...]:
    """Sort the years asked for, each once. Raises `ValueError` where one lies outside the period."""
    for year in years:
        if year not in period:
            raise ValueError(f"{year} is outside the plan's period {period.base}..{period.end}")
    return tuple(sorted(set(years)))
