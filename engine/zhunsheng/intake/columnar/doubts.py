"""Rows that may have held any figure: whatever is missing and may have stood there is refused, never “not reported”."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar.asked import Asked
from zhunsheng.intake.columnar.heap import Doubts
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import parts
from zhunsheng.model.panel import Mark

_NOBODY = np.iinfo(np.int64).max


def cast(
    doubts: Doubts,
    catalogue: Catalogue,
    indicators: Sequence[str],
    asked: Asked,
    marks: NDArray[np.int8],
    rows: NDArray[np.int64],
) -> None:
    """Refuse, in `marks` and `rows` (years, indicators, places), what is asked for, silent, and may have been held."""
    years, _, places = marks.shape
    lowest = np.full(marks.shape, _NOBODY)
    keys = (doubts.years + 1) * (len(catalogue.indicators) + 1) + doubts.indicators + 1
    for key in np.unique(keys).tolist():
        chosen = keys == key
        year, number = (each - 1 for each in divmod(key, len(catalogue.indicators) + 1))
        if year >= years:
            continue
        held = np.full(places, _NOBODY)
        at, by = doubts.places[chosen], doubts.rows[chosen]
        np.minimum.at(held, at[at >= 0], by[at >= 0])
        if (at < 0).any():
            held = np.minimum(held, by[at < 0].min())
        which = slice(year, year + 1) if year >= 0 else slice(None)
        for each in _numbers(catalogue, indicators, number):
            lowest[which, each] = np.minimum(lowest[which, each], held)
    refused = (lowest < _NOBODY) & (marks == Mark.SILENT) & asked[np.newaxis]
    marks[refused] = Mark.REFUSED
    rows[refused] = lowest[refused]


def _numbers(catalogue: Catalogue, indicators: Sequence[str], number: int) -> list[int]:
    """Return which indicators of the cube a figure of one of the catalogue's may have been: -1 is any."""
    if number < 0:
        return list(range(len(indicators)))
    made_of = parts(catalogue.indicators, tuple(catalogue.indicators)[number])
    return [position for position, each in enumerate(indicators) if each in made_of]
