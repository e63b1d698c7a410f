"""Percents that may be meant a hundred times as large, or as small: as `shares` asks, for whole columns.

Which figures may be meant otherwise is seen by array; what they mean is for `shares` to say, one by one where numerator
and denominator stand beside them and may prove it, for all at once where they cannot.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar.frame import Frame
from zhunsheng.intake.columnar.heap import Figures, Heap, Way
from zhunsheng.intake.columnar.settling import Flat
from zhunsheng.intake.columnar.values import exact
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.shares import Fractions
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.location import Location
from zhunsheng.model.panel import Mark
from zhunsheng.model.quantity import Operator
from zhunsheng.model.same import Same
from zhunsheng.model.submission import Observation
from zhunsheng.model.text import Text
from zhunsheng.model.validation import Components

_HALF, _TENFOLD = Decimal("0.5"), Decimal(1000)
_INT64_MAX = int(np.iinfo(np.int64).max)
_AT = Location(file="")
_HINT = Text("请在数后写明百分号，或写成百分数", "write percents, or the sign behind them")
_GENERAL = {
    "percent-or-fraction": Text(
        "分不清是百分数还是以小数写的比例（或百分比格式里填的百分数），未采用",
        "may be percents, or shares written as fractions (or percents typed into cells formatted as percent): not used",
    ),
    "fraction-proved": Text(
        "按同时报来的分子、分母，读作另一种写法的百分数",
        "read as the other percent that numerator and denominator, as reported beside it, come to",
    ),
}


def settle_percents(flat: Flat, heap: Heap, frame: Frame, indicators: Sequence[str]) -> None:
    """Refuse the percents of which nobody can tell what they mean, and turn those that are proved to mean the other."""
    catalogue = Same(frame.catalogue)
    open_ways = [
        number
        for number, way in enumerate(flat.ways)
        if way.factor == 1 and _other(catalogue, indicators[way.indicator], way.signed) is not None
    ]
    if not open_ways:
        return
    asker = _Asker(flat, heap, frame, indicators)
    _ask_wide(flat, set(open_ways), asker)
    figures = flat.given_in(open_ways)
    found = np.flatnonzero(figures.rows == flat.rows[figures.cells])
    found = found[np.isin(flat.marks[figures.cells[found]], (Mark.REPORTED, Mark.BOUND))]
    found = found[_doubtful(flat, figures, found)]
    proofs = {check.share for check in frame.catalogue.checks if isinstance(check, Components)}
    provable = np.array([indicators[way.indicator] in proofs for way in flat.ways])[figures.ways[found]]
    for position in found[provable].tolist():
        cell, mantissa, way, row = (int(each[position]) for each in figures)
        asker.settle(cell, mantissa, way, row)
    asker.refuse_all(figures.picked(found[~provable]))
    asker.enter()


@lru_cache(8)
def _reader(catalogue: Same[Catalogue]) -> Fractions:
    return Fractions(catalogue.it)


@lru_cache(4096)
def _other(catalogue: Same[Catalogue], indicator: str, signed: bool) -> Complaint | None:
    """Return what is asked of a percent that nothing stands beside, if anything is."""
    value = _TENFOLD if signed else _HALF
    seen = _observation("", 0, indicator, value, Way(0, 0, Fraction(1), None, signed), None)
    return _reader(catalogue).read(seen, {})[1]


def _doubtful(flat: Flat, figures: Figures, found: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which figures are small enough, or with a sign behind them large enough, to be meant otherwise."""
    ways = figures.ways[found]
    signed = np.array([way.signed for way in flat.ways])[ways]
    one = np.array([min(10**way.decimals, _INT64_MAX) for way in flat.ways])[ways]
    many = np.array([min(1000 * 10**way.decimals, _INT64_MAX) for way in flat.ways])[ways]
    written = figures.mantissas[found]
    return np.where(signed, written >= many, (written > 0) & (written <= one))


def _ask_wide(flat: Flat, open_ways: set[int], asker: "_Asker") -> None:
    """Ask about the figures of indicators some of whose figures leave 64 bits."""
    for each in flat.got.wide:
        way = flat.ways[each.way]
        figure = each.times * flat.scales[way.indicator]
        doubtful = figure >= int(_TENFOLD) if way.signed else 0 < figure <= 1
        if each.way in open_ways and doubtful and flat.rows[each.cell] == each.row and each.cell in flat.wide:
            asker.settle(each.cell, int(figure * 10**way.decimals), each.way, each.row)


class _Asker:
    """Asks about single figures; what comes of it is entered at the end, for each is held against what was reported."""

    def __init__(self, flat: Flat, heap: Heap, frame: Frame, indicators: Sequence[str]) -> None:
        self._flat, self._heap, self._frame = flat, heap, frame
        self._indicators = indicators
        self._parts = {
            check.share: (check.numerator, check.denominator)
            for check in frame.catalogue.checks
            if isinstance(check, Components)
        }
        self._refused: list[tuple[int, int]] = []
        self._turned: dict[int, int] = {}

    def settle(self, cell: int, mantissa: int, number_of_way: int, row: int) -> None:
        """Ask what one figure means."""
        flat, way = self._flat, self._flat.ways[number_of_way]
        rest, place = divmod(cell, len(self._frame.ids))
        year, number = divmod(rest, self._frame.size)
        written = exact(mantissa, way.decimals)
        indicator = self._indicators[number]
        seen = _observation(str(place), year, indicator, written, way, flat.bounds.get(cell))
        beside = {
            (str(place), year, part): each
            for part in self._parts.get(indicator, ())
            if (each := self._reported(year, part, place)) is not None
        }
        meant, said = _reader(Same(self._frame.catalogue)).read(seen, beside)
        if said is not None:
            self._heap.problems.add(_in_general(said), row)
        if meant is None:
            self._refused.append((cell, row))
        elif meant is not seen:
            self._turned[cell] = int(meant.figure / flat.scales[number])

    def refuse_all(self, figures: Figures) -> None:
        """Refuse figures beside which nothing stands that might prove what they mean."""
        rows = figures.rows
        if len(rows):
            way = self._flat.ways[int(figures.ways[0])]
            said = _other(Same(self._frame.catalogue), self._indicators[way.indicator], way.signed)
            if said is not None:
                self._heap.problems.add(_in_general(said), int(rows.min()), len(rows))
            self._refused += zip(figures.cells.tolist(), rows.tolist(), strict=True)

    def enter(self) -> None:
        """Enter what was settled."""
        for cell, count in self._turned.items():
            if cell in self._flat.wide:
                self._flat.wide[cell] = count
            else:
                self._flat.counts[cell] = count
        if self._refused:
            cells, rows = np.array(self._refused, np.int64).T
            self._flat.refuse(cells, rows)

    def _reported(self, year: int, indicator: str, place: int) -> Observation | None:
        """Return the figure of a numerator or denominator, if there is one."""
        if indicator not in self._indicators:
            return None
        number = self._indicators.index(indicator)
        cell = (year * self._frame.size + number) * len(self._frame.ids) + place
        if self._flat.marks[cell] not in (Mark.REPORTED, Mark.BOUND):
            return None
        count = self._flat.wide.get(cell, int(self._flat.counts[cell]))
        bound = self._flat.bounds.get(cell)
        factor = count * self._flat.scales[number]
        return _observation(str(place), year, indicator, Decimal(1), Way(number, 0, factor, bound, False), bound)


def _observation(
    place: str, year: int, indicator: str, value: Decimal, way: Way, bound: Operator | None
) -> Observation:
    return Observation(
        entity=place,
        year=year,
        indicator=indicator,
        value=value,
        unit="",
        factor=way.factor,
        text="%" if way.signed else "",
        at=_AT,
        bound=bound,
    )


def _in_general(said: Complaint) -> Complaint:
    """Say of many figures what `shares` says of one: its message quotes the figure."""
    return Complaint(
        code=said.code,
        severity=said.severity,
        message=_GENERAL[said.code],
        hint=_HINT if said.severity is Severity.ERROR else None,
    )
