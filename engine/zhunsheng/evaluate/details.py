"""What stands beside a verdict: gap, pace, expected figure, catch-up factor. Nothing here decides a status."""

from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model import growth
from zhunsheng.model.limits import Limit
from zhunsheng.model.path import Path


class Progress(NamedTuple):
    """How far along the path a figure stands; all None where no R is defined."""

    pace: Fraction | None = None
    expected: Fraction | None = None
    catch_up: Fraction | None = None


def gap(figure: Fraction, limit: Limit) -> Fraction:
    """Return figure − nearest limit: 0 inside a range, negative below it, positive above it."""
    if limit.upper is None or figure < limit.target:
        return figure - limit.target
    return max(figure - limit.upper, Fraction(0))


def progress(figure: Fraction, path: Path, satisfied: bool) -> Progress:
    """Measure a figure of an interim year along a path that is not flat.

    A compound path's figures are irrational and given to 12 places; none is defined for a figure that is not positive.
    """
    if path.compound:
        if figure <= 0:
            return Progress()
        ends = (path.start, path.goal, path.span, path.elapsed)
        return Progress(growth.pace(figure, *ends), path.expected)
    way, share = path.goal - path.start, Fraction(path.elapsed, path.span)
    pace = (figure - path.start) / way / share
    planned, needed = way / path.span, (path.goal - figure) / (path.until - path.year)
    return Progress(pace, path.expected, None if satisfied else needed / planned)
