"""A rule against one set of limits, laid out over the years: everything about it that does not hang on figures."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from zhunsheng.evaluate import ladder
from zhunsheng.evaluate.cuts import Region
from zhunsheng.evaluate.ladder import Ladder
from zhunsheng.evaluate.panel.recipe import Source
from zhunsheng.evaluate.panel.staircase import Stair, stair
from zhunsheng.model.indicator import Kind
from zhunsheng.model.limits import Limit
from zhunsheng.model.panel import Terms
from zhunsheng.model.plan import Period
from zhunsheng.model.rule import Rule

KEPT = 4096
"""Lines kept for the parts to come: all printed ones, and many of those issued."""

T = TypeVar("T")


class Same(Generic[T]):
    """Something known by its identity: a key that nobody needs to look into."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


class Setting(NamedTuple):
    """The years that are laid out (row 0 is the period's base year), and the period they belong to."""

    period: Period
    years: range

    @property
    def first(self) -> int:
        """The first row of a flow's sum."""
        return self.period.start - self.period.base


class Line(NamedTuple):
    """A rule, the figures it asks for, and how each year's are judged. `stairs` is None where 64 bits would not do."""

    rule: Rule
    kind: Kind
    source: Source
    ladders: tuple[Ladder, ...]
    stairs: tuple[Stair, ...] | None

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
    ladders = tuple(ladder.build(rule.it, kind, setting.period, limits, year) for year in setting.years)
    return Line(rule.it, kind, source, ladders, _stairs(kind, source, ladders))


def _stairs(kind: Kind, source: Source, ladders: Sequence[Ladder]) -> tuple[Stair, ...] | None:
    """Lay out each year's staircase, together with the limit that may be lost in it."""
    regions: list[Region | None] = [rung.region for rung in ladders]
    if kind is Kind.MILESTONE:
        if len(set(regions)) > 1:
            return None  # the last word on it would have to be asked anew for each limit
        before = regions
    else:
        before = [None] * len(regions) if kind.year_by_year else [None, *regions[:-1]]
    stairs = []
    for rung, region in zip(ladders, before, strict=True):
        laid = stair(rung, region, source.scale, quotient=source.quotient)
        if laid is None:
            return None
        stairs.append(laid)
    return tuple(stairs)


def terms(line: Line, limits: Sequence[Limit]) -> tuple[Terms, ...]:
    """Say what a line asks in each year; `limits` are its own, with their citations."""
    citations = {limit.year: limit.citation for limit in limits}
    asked = []
    for rung in line.ladders:
        due, path = rung.due, rung.path
        asked.append(
            Terms(
                phase=rung.phase,
                operator=due and due.operator,
                target=due and due.target,
                upper=due and due.upper,
                due=due and due.year,
                citation=due and citations[due.year],
                expected=path and path.expected,
            )
        )
    return tuple(asked)
