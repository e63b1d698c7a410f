"""An indicator: a named measure with a unit, a kind and a definition."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

import msgspec

from zhunsheng.model.expression import Expression, names


class Kind(StrEnum):
    """How the figures of several years belong together."""

    LEVEL = "level"
    """A state at the end of the year; each year stands alone, and a limit once due stands on."""
    YEARLY = "yearly"
    """An amount or a share of one year, judged in the years that have a target of their own and in no other."""
    FLOW = "flow"
    """An amount of the year; the rule speaks of the sum from the period's first year on (累计)."""
    GROWTH = "growth"
    """A rate of growth over the year before, reported as such; judged like a yearly amount."""
    MILESTONE = "milestone"
    """Done (1) or not done (0), with evidence, in the unit `DONE`. What is done stays done until reported otherwise."""

    @property
    def year_by_year(self) -> bool:
        """Whether only years with a target of their own are judged: nothing leads towards them, nothing stands on."""
        return self in (Kind.YEARLY, Kind.GROWTH)


DONE = "done"
"""The unit of milestones (完成情况)."""


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator, reported by a department or derived by an expression over others.

    `units` gives, for each spelling of a unit that a submission may use, the exact factor into `unit`;
    the compiler takes it from pint once, so that reading data never needs pint.
    `expression` is None where the figure is reported; its result is turned into `unit` by `expression_factor`.
    `expression_text` is the formula as its author wrote it.
    """

    id: str
    title: str
    unit: str
    kind: Kind
    owner: str
    units: dict[str, Fraction]
    definition: str = ""
    aliases: tuple[str, ...] = ()
    expression: Expression | None = None
    expression_factor: Fraction = Fraction(1)
    expression_text: str | None = None


def parts(indicators: Mapping[str, Indicator], indicator_id: str) -> tuple[str, ...]:
    """List the reported indicators that a figure is made of, each once, in order of appearance."""
    expression = indicators[indicator_id].expression
    if expression is None:
        return (indicator_id,)
    return tuple(dict.fromkeys(part for name in names(expression) for part in parts(indicators, name)))
