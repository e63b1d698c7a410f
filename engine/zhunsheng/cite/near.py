"""Whether a figure stands near its anchor: in its sentence or table row, and not behind another figure of its kind."""

import re
from decimal import Decimal
from typing import NamedTuple

from zhunsheng.cite.edition import Edition, Occurrence
from zhunsheng.cite.quantities import Kind, Quantity
from zhunsheng.cite.units import parts, same_unit, scale_of

REACH = 120
"""Characters between an anchor and its figure, at most."""
_CLAUSE_ENDS = re.compile("[,、:]")
_IN_TURN = ("分别", "依次")
"""“甲、乙分别达到 95%、98%”: the second figure belongs to the second name."""


class Hit(NamedTuple):
    """A quantity that equals a cited figure: the index of that, and whether its unit agrees too."""

    quantity: int
    unit_agrees: bool


def hits(
    edition: Edition, anchor: Occurrence, figure: Decimal, cited: frozenset[Decimal], unit: str | None
) -> list[Hit]:
    """List the quantities near `anchor` that say `figure`, the nearest first.

    Those behind the anchor, or before it in its own clause (“引导50家企业上云”), are nearer than those before it in
    another clause. One of the same unit that is nearer hides the others, unless it is itself one of the figures
    `cited`. `unit` None: any unit will do.
    """
    found: list[Hit] = []
    nearer: set[str] = set()
    for index in by_nearness(edition, anchor):
        quantity = edition.quantities[index]
        equal = figure in quantity.values
        agrees = equal if unit is None else _same_amount(figure, unit, quantity)
        between = _between(edition, anchor, quantity)
        if len(between) > REACH:
            continue
        counted = parts(quantity.unit)[1]
        in_turn = edition.is_table(anchor.start) or any(word in between for word in _IN_TURN)
        if (equal or agrees) and (in_turn or counted not in nearer):
            found.append(Hit(index, agrees))
        if cited.isdisjoint(quantity.values):
            nearer.add(counted)
    return found


def by_nearness(edition: Edition, anchor: Occurrence) -> list[int]:
    """List the quantities of the anchor's sentence, those before it in another clause last."""

    def apart(index: int) -> bool:
        quantity = edition.quantities[index]
        before = quantity.end <= anchor.start
        return before and _CLAUSE_ENDS.search(_between(edition, anchor, quantity)) is not None

    return sorted(edition.nearest_first(anchor, anchor.left, anchor.right), key=apart)


def _between(edition: Edition, anchor: Occurrence, quantity: Quantity) -> str:
    """Return the text between an anchor and a quantity; nothing where they touch or overlap."""
    behind = quantity.start >= anchor.end
    return edition.text.flat[anchor.end : quantity.start] if behind else edition.text.flat[quantity.end : anchor.start]


def _same_amount(figure: Decimal, unit: str, quantity: Quantity) -> bool:
    """Compare figure and quantity in full, scales and units included: 1.2 万个 is 12000 个, 30.65 万元 is not 亿元."""
    if quantity.kind is Kind.CELL and not quantity.unit:
        return figure in quantity.values
    if not same_unit(quantity.unit, unit):
        return False
    scale = scale_of(quantity.scale)
    return figure * parts(unit)[0] in {value * scale for value in quantity.values}
