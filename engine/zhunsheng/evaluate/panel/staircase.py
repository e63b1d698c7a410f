"""A ladder as a staircase: every cut of a year in ascending order, so that a figure only counts those below it.

What the ladder's regions say of each stair is looked up. Rules whose tables are equal are of one shape, whatever
their limits, directions and scales: they are judged as one array, each against cuts of its own.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from zhunsheng.evaluate.column import INT64_MAX
from zhunsheng.evaluate.cuts import GrowthCut, Region
from zhunsheng.evaluate.exact_position import REACH
from zhunsheng.evaluate.ladder import Ladder
from zhunsheng.evaluate.outcomes import CODE
from zhunsheng.evaluate.readiness import ROOM, Readiness
from zhunsheng.evaluate.ruler import first_above, marks
from zhunsheng.model.judgement import Reason


class Stair(NamedTuple):
    """How the figures of one rule and year are judged.

    - `cuts`: the first places (multiples of the rule's scale, or positions for quotients) above each cut, ascending.
    - `between`: those places at which a quotient must be held against an irrational cut one by one.
    - `reasons`, `lost`: tables by byte (see `readiness`): the reason code; 1 where a limit met before is kept no more.
    - `steps`: marks to the scale, for quotients.
    """

    cuts: tuple[int, ...]
    between: tuple[int, ...]
    reasons: bytes
    lost: bytes
    steps: int

    @property
    def shape(self) -> tuple[int, int, bytes, bytes]:
        """What rules judged as one array have in common."""
        return len(self.cuts), len(self.between), self.reasons, self.lost


class _Span(NamedTuple):
    """A region on a ruler: the first place in it, and the first above it. None leaves that side open."""

    begin: int | None
    end: int | None

    def holds(self, place: int) -> bool:
        """Tell whether a place lies in it."""
        return (self.begin is None or place >= self.begin) and (self.end is None or place < self.end)


def stair(ladder: Ladder, met_before: Region | None, scale: Fraction, *, quotient: bool) -> Stair | None:
    """Lay out one year; `met_before` is the limit that may be lost in it. None where 64 bits would not do."""
    regions = [step.region for step in ladder.steps]
    asked = [] if met_before is None else [each for each in (met_before, ladder.region) if each is not None]
    cuts = [cut for region in (*regions, *asked) for cut in region if cut is not None]
    steps, reach = marks(cuts, scale) if quotient else (1, 0)
    if max(steps, reach) > REACH:
        return None
    unit = scale / steps

    def span(region: Region) -> _Span:
        return _Span(*(None if cut is None else first_above(cut, unit, marked=quotient) for cut in region))

    stood = [(span(step.region), step.reason) for step in ladder.steps]
    kept = [span(region) for region in asked]
    firsts = {place for each in (*(each for each, _ in stood), *kept) for place in each if place is not None}
    if any(abs(place) > INT64_MAX for place in firsts):
        return None

    def stands(place: int) -> tuple[Reason, bool]:
        reason = next((reason for each, reason in stood if each.holds(place)), ladder.otherwise)
        return reason, bool(kept) and not any(each.holds(place) for each in kept)

    places, stairs = _climb(sorted(firsts), stands)
    irrational = {first_above(cut, unit, marked=True) for cut in cuts if quotient and isinstance(cut, GrowthCut)}
    reasons, lost = zip(*stairs, strict=True)
    return Stair(
        places,
        tuple(place for place in places if place in irrational),
        _reasons(reasons, ladder.unready),
        bytes(lost).ljust(256, b"\0"),
        steps,
    )


def _climb(
    places: list[int], stands: Callable[[int], tuple[Reason, bool]]
) -> tuple[tuple[int, ...], list[tuple[Reason, bool]]]:
    """Keep the cuts at which something changes; also tell how each stair stands, the lowest first."""
    stairs = [stands(places[0] - 1 if places else 0)]
    kept = []
    for place in places:
        here = stands(place)
        if here != stairs[-1]:
            kept.append(place)
            stairs.append(here)
    return tuple(kept), stairs


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
