"""A ladder as a staircase: every cut of a year in ascending order, so that a figure only counts those below it.

What the ladder's regions say of each stair is looked up. Rules whose tables are equal are of one shape, whatever
their limits, directions and scales: they are judged as one array, each against cuts of its own.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from zhunsheng.evaluate.cuts import AnyCut, Cut, GrowthCut, Region
from zhunsheng.evaluate.exact_position import REACH
from zhunsheng.evaluate.ladder import Ladder
from zhunsheng.evaluate.outcomes import CODE
from zhunsheng.evaluate.readiness import ROOM, Readiness
from zhunsheng.evaluate.ruler import first_above, marks
from zhunsheng.model.column import INT64_MAX
from zhunsheng.model.judgement import Reason

FINER = 1 << 20
"""How much finer a ruler is made on which cuts are put in order, until no two share a place."""


class Flight(NamedTuple):
    """The stairs of one rule and year, in whatever unit figures come.

    `cuts` ascend. `reasons` and `lost` are tables by byte (see `readiness`): the reason code; 1 where a limit that may
    have been met before is kept no more.
    """

    cuts: tuple[AnyCut, ...]
    reasons: bytes
    lost: bytes


class Stair(NamedTuple):
    """A flight measured for figures of one scale.

    - `firsts`: the first places (multiples of the scale, or positions for quotients) above each cut, ascending.
    - `between`: those of them at which a quotient must be held against an irrational cut by itself.
    - `steps`: marks to the scale, for quotients.
    """

    flight: Flight
    firsts: tuple[int, ...]
    between: tuple[int, ...]
    steps: int

    @property
    def shape(self) -> tuple[int, int, bytes, bytes]:
        """What rules judged as one array have in common."""
        return len(self.firsts), len(self.between), self.flight.reasons, self.flight.lost


class _Span(NamedTuple):
    """A region on a ruler: the first place in it, and the first above it. None leaves that side open."""

    begin: int | None
    end: int | None

    def holds(self, place: int) -> bool:
        """Tell whether a place lies in it."""
        return (self.begin is None or place >= self.begin) and (self.end is None or place < self.end)


def flight(ladder: Ladder, met_before: Region | None) -> Flight:
    """Lay out one year; `met_before` is the limit that may be lost in it."""
    asked = [] if met_before is None else [each for each in (met_before, ladder.region) if each is not None]
    spans, cuts = _in_order([*(step.region for step in ladder.steps), *asked])
    steps, kept = list(zip(spans, (step.reason for step in ladder.steps), strict=False)), spans[len(ladder.steps) :]

    def stands(place: int) -> tuple[Reason, bool]:
        reason = next((reason for each, reason in steps if each.holds(place)), ladder.otherwise)
        return reason, bool(kept) and not any(each.holds(place) for each in kept)

    places, stairs = _climb(sorted(cuts), stands)
    reasons, lost = zip(*stairs, strict=True)
    left = tuple(cuts[place] for place in places)
    return Flight(left, _reasons(reasons, ladder.unready), bytes(lost).ljust(256, b"\0"))


def _in_order(regions: Sequence[Region]) -> tuple[list[_Span], dict[int, AnyCut]]:
    """Lay regions on a ruler so fine that no two cuts share a place; also return the cuts by place.

    An irrational cut is no other, nor any fraction, so that such a ruler is found.
    """
    ends = [_plain(cut) for region in regions for cut in region]
    unit = Fraction(1, 2 * lcm(*(cut.at.denominator for cut in ends if isinstance(cut, Cut))))
    while True:
        places = [None if cut is None else cut.first_multiple(unit) for cut in ends]
        laid = list(zip(places, ends, strict=True))
        cuts = {place: cut for place, cut in laid if place is not None and cut is not None}
        if all(place is None or cuts[place] == cut for place, cut in laid):
            return [_Span(*each) for each in zip(places[::2], places[1::2], strict=True)], cuts
        unit /= FINER


def _plain(cut: AnyCut | None) -> AnyCut | None:
    """Write a growth threshold that is held at 0 as what it is: nothing positive lies at or below it."""
    if not isinstance(cut, GrowthCut):
        return cut
    held_at_zero = next(high == 0 for low, high in cut.at.brackets() if low > 0 or high == 0)
    return Cut(Fraction(0), False) if held_at_zero else cut


def _climb(
    places: Sequence[int], stands: Callable[[int], tuple[Reason, bool]]
) -> tuple[list[int], list[tuple[Reason, bool]]]:
    """Keep the cuts at which something changes; also tell how each stair stands, the lowest first."""
    stairs = [stands(places[0] - 1 if places else 0)]
    kept = []
    for place in places:
        here = stands(place)
        if here != stairs[-1]:
            kept.append(place)
            stairs.append(here)
    return kept, stairs


@lru_cache(256)
def _reasons(ready: tuple[Reason, ...], unready: Reason | None) -> bytes:
    """Tabulate reason codes by byte. A bound is judged by itself, and until then settles nothing."""
    rows = [bytes(int(CODE[reason]) for reason in ready).ljust(ROOM, b"\0")]
    for state in Readiness:
        if state is Readiness.BOUND:
            rows.append(bytes([int(CODE[Reason.ONLY_A_BOUND])]) * ROOM)
        elif state is not Readiness.READY:
            rows.append(bytes([int(CODE[unready or state.reason])]) * ROOM)
    return b"".join(rows)


def measured(laid: Flight, scale: Fraction, *, quotient: bool) -> Stair | None:
    """Measure a flight for figures of a scale. None where 64 bits would not do."""
    steps, reach = marks(laid.cuts, scale) if quotient else (1, 0)
    if max(steps, reach) > REACH:
        return None
    firsts = tuple(first_above(cut, scale / steps, marked=quotient) for cut in laid.cuts)
    if any(abs(place) > INT64_MAX for place in firsts):
        return None
    irrational = (isinstance(cut, GrowthCut) and quotient for cut in laid.cuts)
    between = tuple(place for place, asked in zip(firsts, irrational, strict=True) if asked)
    return Stair(laid, firsts, between, steps)
