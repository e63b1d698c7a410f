"""The other way round: which quantities of a text nothing cites."""

import msgspec

from zhunsheng.cite.edition import Edition
from zhunsheng.cite.quantities import Kind
from zhunsheng.cite.text import CELL, ROW

_AROUND = 12


class Uncited(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity of the text that no rule, discrepancy or context covers."""

    line: int
    column: int
    quantity: str
    before: str
    after: str


def uncited(edition: Edition, covered: frozenset[int]) -> tuple[Uncited, ...]:
    """List the quantities that are not `covered`, in the order of the text. Dates and page numbers are none."""
    text = edition.text
    found = []
    for index, quantity in enumerate(edition.quantities):
        row = text.row_at(quantity.start)
        if index in covered or quantity.kind is Kind.DATE or row in edition.outline.contents:
            continue
        start, end = text.rows[row]
        found.append(
            Uncited(
                line=text.lines[quantity.start],
                column=text.columns[quantity.start],
                quantity=text.flat[quantity.start : quantity.end],
                before=_plain(text.flat[max(start, quantity.start - _AROUND) : quantity.start]),
                after=_plain(text.flat[quantity.end : min(end, quantity.end + _AROUND)]),
            )
        )
    return tuple(found)


def _plain(excerpt: str) -> str:
    return excerpt.replace(CELL, " ").replace(ROW, " ")
