"""A rule against one set of limits, laid out over the years: everything about it that does not hang on figures."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import NamedTuple

from zhunsheng.evaluate import ladder
from zhunsheng.evaluate.cuts import Region
from zhunsheng.evaluate.ladder import Ladder
from zhunsheng.evaluate.panel.recipe import KEPT, Source
from zhunsheng.evaluate.panel.staircase import Flight, Stair, flight, measured
from zhunsheng.model.indicator import Kind
from zhunsheng.model.limits import Limit
from zhunsheng.model.panel import Terms
from zhunsheng.model.plan import Period
from zhunsheng.model.rule import Rule
from zhunsheng.model.same import Same


class Setting(NamedTuple):
    """The years that are laid out (row 0 is the period's base year), and the period they belong to."""

    period: Period
    years: range

    @property
    def first(self) -> int:
        """The first row of a flow's sum."""
        return self.period.start - self.period.base


class Line(NamedTuple):
    """A rule, the figures it asks for, and how each year's are judged. `stairs` is None where 64 bits would not do.

    `terms` are those of the limits it was laid out against, without citations.
    """

    rule: Rule
    kind: Kind
    source: Source
    ladders: tuple[Ladder, ...]
    stairs: tuple[Stair, ...] | None
    terms: tuple[Terms, ...]

    @property
    def summed(self) -> bool:
        """Whether its figures are sums over the years so far."""
        return self.kind is Kind.FLOW

    @property
    def as_reported(self) -> bool:
        """Whether its figures are judged as they were reported: then a mere bound may do."""
        return self.source.recipe is None and not self.summed


def shape(line: Line, stairs: Sequence[Stair]) -> Hashable:
    """Return what lines have in common that are judged as one array."""
    source = line.source
    made = (source.recipe, source.quotient, line.summed, line.kind is Kind.MILESTONE)
    return (*made, *(each.shape for each in stairs))


def lay_out(rule: Rule, kind: Kind, source: Source, limits: Sequence[Limit], setting: Setting) -> Line:
    """Lay out a rule against limits, whoever issued them."""
    bare = tuple(limit._replace(citation=None, illustrative=False) for limit in limits)
    return _laid_out(Same(rule), kind, source, bare, setting)


@lru_cache(KEPT)
def _laid_out(rule: Same[Rule], kind: Kind, source: Source, limits: tuple[Limit, ...], setting: Setting) -> Line:
    plain = _promised(rule, kind, limits, setting)
    stairs = []
    for laid in plain.flights or ():
        stair = measured(laid, source.scale, quotient=source.quotient)
        if stair is not None:
            stairs.append(stair)
    whole = tuple(stairs) if len(stairs) == len(setting.years) else None
    return Line(rule.it, kind, source, plain.ladders, whole, plain.terms)


class _Promised(NamedTuple):
    """What a rule asks for, in whatever unit figures come; see `Line`."""

    ladders: tuple[Ladder, ...]
    flights: tuple[Flight, ...] | None
    terms: tuple[Terms, ...]


@lru_cache(KEPT)
def _promised(rule: Same[Rule], kind: Kind, limits: tuple[Limit, ...], setting: Setting) -> _Promised:
    ladders = tuple(ladder.build(rule.it, kind, setting.period, limits, year) for year in setting.years)
    return _Promised(ladders, _flights(kind, ladders), tuple(_asked(rung) for rung in ladders))


def _flights(kind: Kind, ladders: Sequence[Ladder]) -> tuple[Flight, ...] | None:
    """Lay out each year's stairs, together with the limit that may be lost in it.

    None for a milestone under several limits: the last word on it would have to be asked anew for each.
    """
    regions: list[Region | None] = [rung.region for rung in ladders]
    if kind is Kind.MILESTONE:
        return tuple(flight(rung, rung.region) for rung in ladders) if len(set(regions)) == 1 else None
    before = [None] * len(regions) if kind.year_by_year else [None, *regions[:-1]]
    return tuple(flight(rung, region) for rung, region in zip(ladders, before, strict=True))


def _asked(rung: Ladder) -> Terms:
    due, path = rung.due, rung.path
    return Terms(
        phase=rung.phase,
        operator=due and due.operator,
        target=due and due.target,
        upper=due and due.upper,
        due=due and due.year,
        citation=None,
        expected=path and path.expected,
    )


def cited(terms: Sequence[Terms], limits: Sequence[Limit]) -> tuple[Terms, ...]:
    """Add the citations of the limits that a line was laid out against."""
    citations = {limit.year: limit.citation for limit in limits}
    return tuple(each if each.due is None else each._replace(citation=citations[each.due]) for each in terms)
