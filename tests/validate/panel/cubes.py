"""A submission as a cube, as intake would read it."""

from fractions import Fraction
from math import lcm

import numpy as np

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.panel import Cube, Mark
from zhunsheng.model.submission import Submission

Cell = tuple[str, str, int]
"""Place, indicator, year."""


def a_cube(catalogue: Catalogue, submission: Submission, years: range) -> Cube:
    """Lay out what was submitted of `years`; rows are numbered in the order of observations and refusals."""
    indicators = tuple(each.id for each in catalogue.indicators.values() if each.expression is None)
    places = tuple(sorted(place.id for place in catalogue.plan.places))
    shape = (len(years), len(indicators), len(places))
    marks, rows = np.zeros(shape, np.int8), np.full(shape, -1)
    figures = np.zeros(shape, object)
    bounds = {}
    for number, seen in enumerate(submission.observations):
        if seen.indicator in indicators and seen.year in years:
            at = (years.index(seen.year), indicators.index(seen.indicator), places.index(seen.entity))
            figures[at], rows[at] = seen.figure, number
            marks[at] = Mark.REPORTED if seen.bound is None else Mark.BOUND
            if seen.bound is not None:
                bounds[at] = seen.bound
    for number, refusal in enumerate(submission.refusals, start=len(submission.observations)):
        at = (years.index(refusal.year), indicators.index(refusal.indicator), places.index(refusal.entity))
        marks[at], rows[at], figures[at] = Mark.REFUSED, number, 0
    scales = [
        Fraction(1, lcm(*(Fraction(figure).denominator for figure in figures[:, n].reshape(-1))))
        for n in range(len(indicators))
    ]
    counts, wide = np.zeros(shape, np.int64), {}
    for number, scale in enumerate(scales):
        exact = figures[:, number] / scale
        whole = np.array([[int(figure) for figure in row] for row in exact], object)
        if max(map(abs, whole.reshape(-1))) < 2**62:
            counts[:, number] = whole.astype(np.int64)
        else:
            wide[number] = whole
    return Cube(years, indicators, places, counts, tuple(scales), wide, marks, rows, bounds, {})


def refused(cube: Cube) -> set[Cell]:
    """List the cells that are refused."""
    cells = np.argwhere(cube.marks == Mark.REFUSED).tolist()
    return {(cube.places[place], cube.indicators[indicator], cube.years[year]) for year, indicator, place in cells}


def ids(indicators: list[Indicator]) -> list[str]:
    return [each.id for each in indicators]
