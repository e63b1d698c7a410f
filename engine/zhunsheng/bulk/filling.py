"""How one rule stands, written into the columns of a slate."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from zhunsheng.bulk import decimals, gaps, terms
from zhunsheng.bulk.decimals import Digits
from zhunsheng.bulk.gaps import Gaps, Limits
from zhunsheng.bulk.pieces import Piece, of_words
from zhunsheng.bulk.slate import Array, Slate
from zhunsheng.bulk.terms import OPERATORS, Asked
from zhunsheng.bulk.words import Bools, Words
from zhunsheng.model.outcome import REASONS, STATUS_OF, STATUSES
from zhunsheng.model.panel import Judged
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Trajectory

_STATUS = np.array([STATUSES.index(STATUS_OF[reason]) for reason in REASONS], dtype=np.int8)


class Standing(NamedTuple):
    """One rule as it is written. Arrays of (years written, places of the panel) or (years written, 1).

    `rule` is its number in the catalogue, `places` give the panel's places by their numbers in the part, `years` the
    years written, and `rows` where those stand in the arrays of `judged`.
    """

    rule: int
    judged: Judged
    milestone: bool
    years: npt.NDArray[np.int16]
    rows: npt.NDArray[np.intp]
    places: npt.NDArray[np.intp]
    asked: Asked

    @staticmethod
    def of(
        rule: int, judged: Judged, *, milestone: bool, years: Sequence[int], base: int, places: npt.NDArray[np.intp]
    ) -> "Standing":
        """Lay out what the rule asks; `base` is the year of row 0."""
        rows = [year - base for year in years]
        asked = terms.lay_out(judged.terms, rows).held(judged.held_to)
        return Standing(
            rule, judged, milestone, np.array(years, dtype=np.int16), np.array(rows, dtype=np.intp), places, asked
        )

    def cut(self, array: Array, piece: Piece) -> Array:
        """Take the judgements of a piece from an array of `judged`."""
        return piece.cut(array, self.rows)


def fill(slate: Slate, standing: Standing, piece: Piece) -> int:
    """Write a piece after what the slate holds; return how many figures are too wide to be written."""
    start = slate.filled
    end = start + piece.size
    shape = piece.shape

    def view(name: str) -> Array:
        column = slate.columns[name][start:end]
        return column.reshape((*shape, 2) if column.ndim > 1 else shape)

    def given(name: str) -> Bools:
        return slate.given[name][start:end].reshape(shape)

    asked, judged = standing.asked, standing.judged
    view("place")[:] = standing.places[piece.places]
    view("rule")[:] = standing.rule
    view("year")[:] = piece.by_year(standing.years)
    reason = standing.cut(judged.reason, piece)
    view("reason")[:] = reason
    np.take(_STATUS, reason, out=view("status"), mode="clip")  # a mode that needs no second buffer
    view("relapsed")[:] = standing.cut(judged.relapsed, piece)
    view("phase")[:] = piece.of(asked.phase)
    for name, codes in (("operator", asked.operator), ("due", asked.due)):
        cut = piece.of(codes)
        view(name)[:] = cut
        given(name)[:] = cut >= 0
    for name, figures in (("target", asked.target), ("upper", asked.upper), ("expected", asked.expected)):
        there = piece.of(figures.given)
        given(name)[:] = there
        if there.any():
            of_words(piece, figures.words).into(view(name))
    lost = _fill_figures(slate, standing, piece, start)
    slate.filled = end
    return lost


def _fill_figures(slate: Slate, standing: Standing, piece: Piece, start: int) -> int:
    """Write value, bound and gap, and take back what the path asks where there is nothing to measure."""
    judged, end = standing.judged, start + piece.size
    over, valued = standing.cut(judged.over, piece), standing.cut(judged.valued, piece)
    under = None if judged.under is None else standing.cut(judged.under, piece)
    figures = decimals.digits(over, under, judged.scale, valued)
    columns = {name: slate.columns[name][start:end].reshape((*piece.shape, 2)) for name in ("value", "gap")}
    given = {name: slate.given[name][start:end].reshape(piece.shape) for name in ("value", "expected", "gap")}
    figures.words.into(columns["value"])
    given["value"][:] = valued if figures.lost is None else valued & ~figures.lost
    _fill_exact(slate, figures, start, end)
    given["expected"][:] &= _on_path(standing, over, valued)
    for at, operator in _bounds(standing, piece):
        slate.columns["bound"][start + at] = OPERATORS[operator]
        slate.given["bound"][start + at] = True
        slate.given["expected"][start + at] = False
    lost = _lost(figures.lost)
    if standing.milestone:
        given["gap"][:] = False
        return lost
    gap = _gaps(standing, piece, figures)
    gap.words.into(columns["gap"])
    given["gap"][:] = given["value"] & (piece.of(standing.asked.operator) >= 0)
    if gap.lost is not None:
        lost += _lost(gap.lost & given["gap"])
        given["gap"][:] &= ~gap.lost
    return lost


def _on_path(standing: Standing, over: Array, valued: Bools) -> Bools:
    """Tell where a figure can be measured along a path: growth has no meaning at or below zero."""
    if standing.judged.rule.trajectory is not Trajectory.CAGR:
        return valued
    positive: Bools = (over > 0).astype(bool)
    return valued & positive


def _fill_exact(slate: Slate, figures: Digits, start: int, end: int) -> None:
    for name, words in (("numerator", figures.numerator), ("denominator", figures.denominator)):
        slate.given[name][start:end] = False
        if figures.inexact.size:
            words.scatter(slate.columns[name][start:end], figures.inexact)
            slate.given[name][start:end][figures.inexact] = True


def _bounds(standing: Standing, piece: Piece) -> Iterator[tuple[int, Operator]]:
    """Give the figures of the piece of which only a bound is known, by their positions in it."""
    years = {int(row): year for year, row in enumerate(standing.rows)}
    for (row, place), operator in standing.judged.bounds.items():
        at = piece.position(years[row], place) if row in years else None
        if at is not None:
            yield at, operator


def _gaps(standing: Standing, piece: Piece, figures: Digits) -> Gaps:
    asked = standing.asked
    ranged = piece.of(asked.upper.given)
    upper = of_words(piece, asked.upper.words) if ranged.any() else None
    found = gaps.gaps(figures, Limits(of_words(piece, asked.target.words), upper, ranged))
    return _with_rough(standing, piece, found) if asked.rough else found


def _with_rough(standing: Standing, piece: Piece, found: Gaps) -> Gaps:
    """Put the gaps to limits that are no whole number of units in their places."""
    judged, shape = standing.judged, piece.shape
    low, high = np.array(found.words.low), np.array(found.words.upper)
    lost = np.zeros(shape, dtype=bool) if found.lost is None else found.lost
    for alternative, year in standing.asked.rough:
        cells = piece.within(year) & standing.cut(judged.valued, piece)
        if judged.held_to is not None:
            cells &= judged.held_to[piece.places] == alternative
        if not cells.any():
            continue
        one = judged.terms[alternative][standing.rows[year]]
        ends = [end for end in (one.target, one.upper) if end is not None]
        under = None if judged.under is None else standing.cut(judged.under, piece)[cells]
        exact = gaps.exact_gaps(standing.cut(judged.over, piece)[cells], under, judged.scale, ends)
        low[cells], high[cells] = exact.words.low, exact.words.upper
        lost[cells] = False if exact.lost is None else exact.lost
    return Gaps(Words(low, high), lost)


def _lost(lost: Bools | None) -> int:
    return 0 if lost is None else int(lost.sum())
