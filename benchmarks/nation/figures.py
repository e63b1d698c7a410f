"""Figures made for the verdicts drawn: for each rule, place and year an outcome, then a figure that has it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.nation import draws
from benchmarks.nation.line import Cut, Limit, Line, Way, awaited, capped, judged, on_the_way
from benchmarks.nation.promises import BASE, YEARS, Course, Promise
from zhunsheng.model.judgement import Reason
from zhunsheng.model.outcome import REASONS

Integers = NDArray[np.int64]
Codes = NDArray[np.int8]
Bools = NDArray[np.bool_]

SCALE = 4
"""Figures are counted in units of the fourth decimal, as the data hold them: DECIMAL(18, 4)."""
CODE = {reason: np.int8(code) for code, reason in enumerate(REASONS)}
WEIGHTS = {
    Reason.ALREADY_MET: 1500,
    Reason.PACE_ON_TRACK: 5300,
    Reason.PACE_NEARLY: 1000,
    Reason.PACE_BEHIND: 750,
    Reason.PACE_FAR_BEHIND: 350,
    Reason.PACE_REGRESSING: 200,
    Reason.LIMIT_MET: 8400,
    Reason.LIMIT_MISSED: 1200,
    Reason.NO_TRAJECTORY: 6000,
}
"""How often each outcome is drawn beside the others that a year offers."""
SILENT, REFUSED, ZERO, WHOLE_SILENT = 250, 10, 20, 100
"""Of ten thousand figures: not reported, below zero and so refused; and of the wholes of shares, zero, not reported."""
_ALL = 10_000
_WHOLES = 1 << 20
"""Streams of random numbers from here on are those of the wholes."""


class Whole(NamedTuple):
    """The figures of which others are shares, in cents: (years, places)."""

    cents: Integers
    present: Bools


class Told(NamedTuple):
    """What is reported for one rule, and what must come of it. All (years, places).

    `counts` in units of the fourth decimal, meaningful where `present`; `reasons` are positions in `REASONS`.
    """

    counts: Integers
    present: Bools
    reasons: Codes
    relapsed: Bools


class Outcome(NamedTuple):
    """One rule in one year: the stretch of the line drawn for each place, a figure on it (in its last decimal), and
    which places keep silent or report what must be refused."""

    line: Line
    stretch: NDArray[np.intp]
    figure: Integers
    silent: Bools
    refused: Bools


Edges = Callable[[Cut], Integers]


def whole_of(seed: int, group: int, first: int, last: int) -> Whole:
    """Draw wholes between a million and ten million million, half of them round enough for shares to be exact."""
    words = draws.cells(seed, _WHOLES + group, len(YEARS), first, last)
    again = draws.mixed(words)
    power = np.array([10**n for n in range(8, 15)], dtype=np.int64)[_modulo(again, 7)]
    cents = power * (1 + _modulo(again >> np.uint64(8), 9)) + _modulo(again >> np.uint64(16), 10**8)
    cents = np.where(words & np.uint64(1), cents, cents // 10**6 * 10**6)
    share = _modulo(words >> np.uint64(1), _ALL)
    cents[share < ZERO] = 0
    return Whole(cents, share < _ALL - WHOLE_SILENT)


def told(seed: int, promise: Promise, first: int, last: int, whole: Whole | None) -> Told:
    """Draw what the places `first` to `last` (not included) report for a rule; `whole` is given for a share."""
    words = _lasting(draws.cells(seed, promise.number, len(YEARS), first, last))
    if promise.course is Course.DONE:
        return _milestone(promise, words)
    if promise.course in (Course.SUM, Course.CAP):
        return _sums(promise, words)
    years = [_outcome(promise, row, words[row], _edges(promise, whole, row)) for row in range(len(YEARS))]
    figure = np.stack([each.figure for each in years])
    refused, silent = np.stack([each.refused for each in years]), np.stack([each.silent for each in years])
    reasons = np.stack([_codes(each.line)[each.stretch] for each in years])
    figure[refused] = -1
    present = ~silent
    if whole is None:
        reasons[silent] = CODE[Reason.NO_OBSERVATION]
    else:
        present &= whole.present | (words & np.uint64(3) == 0)
        reasons[whole.present & (whole.cents == 0)] = CODE[Reason.ZERO_DENOMINATOR]
        reasons[~(whole.present & present)] = CODE[Reason.MISSING_COMPONENT]
        reasons[~(whole.present | present)] = CODE[Reason.NO_OBSERVATION]
        refused &= present
    reasons[refused] = CODE[Reason.REFUSED]
    untold = [row for row, year in enumerate(YEARS) if promise.due(year) is None]
    reasons[untold] = CODE[Reason.NO_TARGET_THIS_YEAR]
    counts = figure * 10 ** (SCALE - promise.decimals)
    return Told(counts, present, reasons, _relapses(promise, figure, reasons, whole))


def _lasting(words: draws.Words) -> draws.Words:
    """Let a year be drawn like the year before in three cases of five: places do not change from year to year."""
    for row in range(1, len(words)):
        words[row] = np.where(words[row] % np.uint64(5) < 3, words[row - 1], words[row])
    return words


def _outcome(promise: Promise, row: int, words: draws.Words, edges: Edges) -> Outcome:
    """Draw an outcome for each place, and a figure for it: often the first or the last of its stretch."""
    line = _line(promise, YEARS[row])
    cuts = np.stack([edges(cut) for cut in line.cuts])
    least = -500 if promise.kind == "growth" else 0
    spread = np.maximum(cuts[-1] // 12, 3)
    low = np.concatenate([np.maximum(cuts[:1] - spread, least), cuts])
    high = np.concatenate([cuts, cuts[-1:] + spread])
    weights = [WEIGHTS[reason] if np.any(high[n] > low[n]) else 0 for n, reason in enumerate(line.reasons)]
    drawn = _chosen(words, weights)
    silent = drawn == len(weights)
    refused = (drawn == len(weights) + 1) & (promise.kind != "growth")
    stretch = np.where(drawn < len(weights), drawn, int(np.argmax(weights)))
    figure = _within(draws.mixed(words ^ np.uint64(row + 1)), _picked(low, stretch), _picked(high, stretch))
    return Outcome(line, stretch, figure, silent, refused)


def _picked(ends: Integers, stretch: NDArray[np.intp]) -> Integers:
    """Pick for each place the end of its stretch; `ends` are (stretches, places), or (stretches, 1) for all places."""
    picked: Integers = np.take_along_axis(np.broadcast_to(ends, (len(ends), len(stretch))), stretch[None, :], 0)[0]
    return picked


def _line(promise: Promise, year: int) -> Line:
    """Return the number line of a rule in a year; that of an amount not asked for is any."""
    limit = promise.due(year) or next(iter(promise.limits.values()))
    if year in promise.limits or promise.course in (Course.KEPT, Course.YEARLY):
        return judged(limit)
    if promise.course is Course.OPEN:
        return awaited(limit)
    if promise.course is Course.CAP:
        return capped(limit)
    base = promise.base if promise.base is not None else limit.at * 0
    compound = promise.course is Course.COMPOUND
    return on_the_way(limit, Way(base, year - BASE, promise.due_year(year) - BASE, compound))


def _edges(promise: Promise, whole: Whole | None, row: int) -> Edges:
    """Return how cuts become figures: in units of the last decimal, or as shares of each place's whole."""

    def plain(cut: Cut) -> Integers:
        return np.array([cut.steps(promise.decimals)], dtype=np.int64)

    def of_whole(cut: Cut) -> Integers:
        assert whole is not None  # noqa: S101 (a share has a whole)
        over, under = (cut.at / 100).as_integer_ratio()
        cents = whole.cents[row]
        rest = cents % under * over
        floor = cents // under * over + rest // under
        edge: Integers = floor + np.where(rest % under == 0, not cut.inclusive, 1)
        return edge

    return plain if whole is None else of_whole


def _chosen(words: draws.Words, weights: list[int]) -> NDArray[np.intp]:
    """Draw a stretch by weight; one past the last is silence, two past it what must be refused."""
    share = _ALL - SILENT - REFUSED
    total = sum(weights)
    ends = np.cumsum([*(weight * share / total for weight in weights), SILENT, REFUSED])[:-1]
    drawn = words >> np.uint64(32)
    chosen = np.zeros(len(words), dtype=np.intp)
    for end in ends:
        chosen += drawn >= np.uint64(int(end * 2**32 / _ALL))
    return chosen


def _within(words: draws.Words, first: Integers, end: Integers) -> Integers:
    """Draw a figure from `first` to `end` (not included): in one of four cases either the first or the last."""
    width = np.maximum(end - first, 1)
    place = words & np.uint64(15)
    anywhere = first + (words >> np.uint64(5)).astype(np.int64) % width
    return np.where(place < 3, first, np.where(place == 3, first + width - 1, anywhere))


def _sums(promise: Promise, words: draws.Words) -> Told:
    """Draw amounts whose sums have the outcomes drawn; a sum never falls, so that an outcome may be a better one."""
    edges = _edges(promise, None, 0)
    shape = words.shape
    amounts, reasons = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int8)
    present = np.ones(shape, dtype=np.bool_)
    total = np.zeros(shape[1], dtype=np.int64)
    lacking, barred = np.zeros(shape[1], dtype=np.bool_), np.zeros(shape[1], dtype=np.bool_)
    for row in range(shape[0]):
        each = _outcome(promise, row, words[row], edges)
        told_now = ~(each.silent | each.refused)
        amounts[row] = np.where(told_now, np.maximum(each.figure - total, 0), -1)
        total += np.where(told_now, amounts[row], 0)
        barred |= each.refused
        cuts = np.array([cut.steps(promise.decimals) for cut in each.line.cuts])
        reasons[row] = _codes(each.line)[np.searchsorted(cuts, total, side="right")]
        reasons[row][lacking] = CODE[Reason.MISSING_YEAR]
        reasons[row][each.silent] = CODE[Reason.NO_OBSERVATION]
        reasons[row][barred] = CODE[Reason.REFUSED]
        lacking |= each.silent
        present[row] = ~each.silent
    counts = amounts * 10 ** (SCALE - promise.decimals)
    return Told(counts, present, reasons, np.zeros(shape, dtype=np.bool_))


def _milestone(promise: Promise, words: draws.Words) -> Told:
    """Draw when each place is done, what it says each year, and now and then that it is done no more."""
    done_from = _modulo(draws.mixed(words[0]), len(YEARS) + 1)
    due = next(iter(promise.limits))
    reasons = np.zeros(words.shape, dtype=np.int8)
    counts, relapsed = np.zeros(words.shape, dtype=np.int64), np.zeros(words.shape, dtype=np.bool_)
    share = _modulo(words, _ALL)
    said = np.zeros(words.shape[1], dtype=np.bool_)
    present = share >= np.where(np.arange(len(YEARS))[:, None] > done_from, _ALL // 2, SILENT)
    for row, year in enumerate(YEARS):
        done = (row >= done_from) & (share[row] < _ALL - SILENT)
        counts[row] = np.where(done, 10**SCALE, 0)
        holds = np.where(present[row], done, said)
        relapsed[row] = present[row] & ~done & said
        early, late = (Reason.ALREADY_MET, Reason.NO_TRAJECTORY), (Reason.LIMIT_MET, Reason.LIMIT_MISSED)
        better, worse = early if year < due else late
        reasons[row] = np.where(holds, CODE[better], CODE[worse])
        if year >= due:
            reasons[row][~present[row] & ~said] = CODE[Reason.NO_OBSERVATION]
        said = holds
    return Told(counts, present, reasons, relapsed)


def _relapses(promise: Promise, figure: Integers, reasons: Codes, whole: Whole | None) -> Bools:
    """Say where a limit that was kept the year before is lost, and this year's own is not kept either."""
    lost = np.zeros(reasons.shape, dtype=np.bool_)
    if promise.course is Course.YEARLY:
        return lost
    obstacles = (Reason.NO_OBSERVATION, Reason.MISSING_COMPONENT, Reason.ZERO_DENOMINATOR, Reason.REFUSED)
    valued = ~np.isin(reasons, [CODE[each] for each in obstacles])
    met = np.isin(reasons, [CODE[Reason.LIMIT_MET], CODE[Reason.ALREADY_MET]])
    for row in range(1, len(YEARS)):
        edges = _edges(promise, whole, row)
        before, own = promise.due(YEARS[row - 1]), promise.due(YEARS[row])
        assert before is not None  # noqa: S101 (only what is judged year by year has years without a limit)
        assert own is not None  # noqa: S101
        lost[row] = met[row - 1] & valued[row] & ~_keeps(figure[row], before, edges) & ~_keeps(figure[row], own, edges)
    return lost


def _keeps(figure: Integers, limit: Limit, edges: Edges) -> Bools:
    line = judged(limit)
    above = np.sum([figure >= edges(cut) for cut in line.cuts], axis=0)
    kept: Bools = (above >= line.kept[0]) & (above < line.kept[1])
    return kept


def _codes(line: Line) -> Codes:
    return np.array([CODE[reason] for reason in line.reasons], dtype=np.int8)


def _modulo(words: draws.Words, by: int) -> Integers:
    return (words % np.uint64(by)).astype(np.int64)
