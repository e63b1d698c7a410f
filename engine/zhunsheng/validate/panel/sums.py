"""分项与合计, over whole columns: parts that do not stand to their whole as declared."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce

import numpy as np

from zhunsheng.model.column import Bools, Column
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckKind, Parts, Relation
from zhunsheng.validate.panel.definite import Definite, Figures
from zhunsheng.validate.panel.doubt import Doubt


def parts_and_whole(check: Parts, figures: Figures) -> Iterator[Doubt]:
    """Doubt the whole and those of its parts that are known, where they disagree."""
    whole = figures.of(check.whole)
    if whole is None:
        return
    indicators = figures.catalogue.indicators
    known = [(part, held) for part in check.parts if (held := figures.of(part)) is not None]
    units = indicators[check.whole].units
    factors = [units.get(indicators[part].unit) for part, _ in known]
    sizes = [_size(held, factor) for (_, held), factor in zip(known, factors, strict=True) if factor is not None]
    strange = [held.known for (_, held), factor in zip(known, factors, strict=True) if factor is None]
    apart = whole.known & _disagree(check, sizes, whole)
    for elsewhere in strange:  # it measures something else, which is for lint to say
        apart &= ~elsewhere
    if apart.any():
        title = indicators[check.whole].title
        message = Text(
            f"“{title}”的合计与分项不符，按检查“{check.title}”退回，不作判定依据。",
            f"The parts of {title} do not stand to the whole as they should; the check {check.id} refuses them.",
        )
        hint = Text("请核对合计与各分项。", "Check the whole and its parts.")
        cells = _cells([whole, *(held for _, held in known)], apart)
        yield Doubt(CheckKind.PARTS, cells, int(apart.sum()), message, hint)


def _size(held: Definite, factor: Fraction) -> Definite:
    """Return a part in the unit of the whole, 0 where it is not known."""
    figures = replace(held.figures, over=np.where(held.known, held.figures.over, 0))
    return held._replace(figures=figures.scaled(factor))


def _disagree(check: Parts, sizes: Sequence[Definite], whole: Definite) -> Bools:
    """Tell where the sum lies beyond the whole and what rounding may cost; the whole is known or does not matter."""
    if not sizes:
        return np.zeros_like(whole.known)
    total = reduce(Column.plus, (size.figures for size in sizes))
    over = total.plus(whole.figures.negated())
    allowed = replace(whole.figures, over=np.abs(whole.figures.over)).scaled(check.tolerance)
    some = np.logical_or.reduce([size.known for size in sizes])
    complete = np.logical_and.reduce([size.known for size in sizes]) & (len(sizes) == len(check.parts))
    none_negative = np.logical_and.reduce([~size.known | (size.figures.over >= 0) for size in sizes])
    apart: Bools = some & (complete | none_negative) & (over.plus(allowed.negated()).over > 0)
    if check.relation is Relation.EQUAL:
        apart |= complete & (over.plus(allowed).over < 0)
    return apart


def _cells(held: Sequence[Definite], apart: Bools) -> dict[int, Bools]:
    """List the cells that figures rest on, where they are known."""
    cells: dict[int, Bools] = {}
    for each in held:
        for number in each.rests_on:
            cells[number] = cells.get(number, np.zeros_like(apart)) | (apart & each.known)
    return cells
