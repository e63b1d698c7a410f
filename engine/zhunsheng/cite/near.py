"""Whether a figure stands near its anchor: in its sentence or table row, and not behind another figure of its kind."""

from decimal import Decimal
from typing import NamedTuple

from zhunsheng.cite.edition import Edition, Occurrence
from zhunsheng.cite.quantities import Kind, Quantity
from zhunsheng.cite.units import parts, same_unit, scale_of

REACH = 120
"""Characters between an anchor and its figure, at most."""
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

    A quantity of the same unit in between hides those behind it, unless it is itself one of the figures `cited`.
    `unit` None: any unit will do.
    """
    found = []
    for index in edition.nearest_first(anchor, anchor.left, anchor.right):
        quantity = edition.quantities[index]
        agrees = unit is None or _same_amount(figure, unit, quantity)
        if (figure not in quantity.values and not agrees) or edition.gap(anchor, index) > REACH:
            continue
        if not _hidden(edition, anchor, index, cited):
            found.append(Hit(index, agrees))
    return found


def _same_amount(figure: Decimal, unit: str, quantity: Quantity) -> bool:
    """Compare figure and quantity in full, scales and units included: 1.2 万个 is 12000 个, 30.65 万元 is not 亿元."""
    if quantity.kind is Kind.CELL and not quantity.unit:
        return figure in quantity.values
    if not same_unit(quantity.unit, unit):
        return False
    scale = scale_of(quantity.scale)
    return figure * parts(unit)[0] in {value * scale for value in quantity.values}


def _hidden(edition: Edition, anchor: Occurrence, index: int, cited: frozenset[Decimal]) -> bool:
    """Tell whether a quantity of the same unit stands between an anchor and a quantity."""
    quantity = edition.quantities[index]
    start, end = (anchor.end, quantity.start) if quantity.start >= anchor.end else (quantity.end, anchor.start)
    if edition.is_table(anchor.start) or any(word in edition.text.flat[start:end] for word in _IN_TURN):
        return False
    between = (edition.quantities[other] for other in edition.amounts(start, end))
    counted = parts(quantity.unit)[1]
    return any(parts(other.unit)[1] == counted and not cited.intersection(other.values) for other in between)
