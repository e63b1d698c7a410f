"""Lines of one shape, judged as one array, block by block: every step is one operation over lines and places."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.exact_position import positions
from zhunsheng.evaluate.outcomes import STATUS_OF_CODE, translate
from zhunsheng.evaluate.panel.figures import figures
from zhunsheng.evaluate.panel.layer import Layer, Where
from zhunsheng.evaluate.panel.programme import Group
from zhunsheng.evaluate.readiness import FIGURE_END, READY_END, Bytes
from zhunsheng.model.column import Bools, Column, Integers
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Status
from zhunsheng.model.outcome import STATUSES

BLOCK = 1 << 15
"""Figures of a year placed at a time: with its years, a block and what becomes of it stay in the processor's cache."""

_MET_STATUS = STATUSES.index(Status.MET)
MET = bytes(status == _MET_STATUS for status in STATUS_OF_CODE)
"""A table for `translate`: 1 for the reason codes of what is met."""

_NOTHING = bytes(256)


class Placed(NamedTuple):
    """How a group stands, (lines, years, places); see `model.panel.Judged`.

    `over` is None where figures are judged as they were reported. `aside` lists, by line, places to be judged singly.
    """

    reason: NDArray[np.int8]
    relapsed: Bools
    valued: Bools
    over: Integers | None
    under: Integers | None
    aside: list[tuple[int, NDArray[np.intp]]]


class Block(NamedTuple):
    """Some lines and some places of a group."""

    lines: slice
    places: slice

    def of(self, array: NDArray[np.int64]) -> NDArray[np.int64]:
        """Cut this block out of what a group holds for each line, or for each place."""
        own = array[..., self.lines, :]
        return own if own.shape[-1] == 1 else own[..., self.places]

    def within(self, where: Where) -> Where:
        """Return its places among some of a panel's; a slice begins with the panel's first place."""
        return self.places if isinstance(where, slice) else where[self.places]


def place(group: Group, layer: Layer, where: Where, first: int) -> Placed:
    """Judge the lines of a group at some places of a panel; `first` is the first row of a flow's sum.

    What is only a bound, lies between two marks with an irrational cut, or leaves 64 bits, is put aside.
    """
    years, lines, places = layer.shape(len(group.lines), where)
    shape = (lines, years, places)
    reason, valued = np.empty(shape, dtype=np.int8), np.empty(shape, dtype=np.bool_)
    placed = Placed(reason, np.zeros(shape, dtype=np.bool_), valued, None, None, list(_bounded(group, layer, where)))
    for block in _blocks(lines, places):
        column, code = figures(group.lines[block.lines], layer, block.within(where), first)
        np.less(code.swapaxes(0, 1), FIGURE_END, out=valued[block.lines, :, block.places])
        if not group.lines[0].as_reported:
            placed = placed._replace(
                over=_kept(placed.over, column.over, shape, block),
                under=_kept(placed.under, column.under, shape, block),
            )
        if column.narrow:
            placed.aside.extend(_judge(group, block, column, code, placed))
        else:
            everywhere = np.arange(block.places.start, block.places.stop)
            placed.aside.extend((line, everywhere) for line in range(block.lines.start, block.lines.stop))
    return placed


def _blocks(lines: int, places: int) -> Iterator[Block]:
    """Cut lines and places into blocks."""
    wide = min(places, BLOCK)
    high = max(1, BLOCK // max(1, wide))
    for line in range(0, lines, high):
        for begin in range(0, places, BLOCK):
            yield Block(slice(line, min(line + high, lines)), slice(begin, min(begin + BLOCK, places)))


def _kept(whole: Integers | None, part: Integers | None, shape: tuple[int, ...], block: Block) -> Integers | None:
    """Write a block of figures into the whole, which turns wide where the block is."""
    if part is None:
        return None
    if whole is None:
        whole = np.empty(shape, dtype=part.dtype)
    elif part.dtype == object:
        whole = whole.astype(object, copy=False)
    whole[block.lines, :, block.places] = part.swapaxes(0, 1)
    return whole


def _bounded(group: Group, layer: Layer, where: Where) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Find the places of which only a bound is known in some year, where that may be all that there is to judge."""
    for number, line in enumerate(group.lines):
        cells = layer.bounds.get(line.source.parts[0]) if line.as_reported else None
        if cells:
            places = np.array(sorted({place for _, place in cells}), dtype=np.intp)
            yield number, places if isinstance(where, slice) else np.flatnonzero(np.isin(where, places))


def _judge(
    group: Group, block: Block, column: Column, code: Bytes, placed: Placed
) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Judge a block, year after year. Yields where an irrational cut has to be asked about single figures."""
    milestone = group.lines[0].kind is Kind.MILESTONE
    met = np.zeros(code.shape[1:], dtype=np.bool_)
    for row, stair in enumerate(group.stairs):
        here = code[row]
        for lines, places in _climb(group, row, block, column, here):
            yield from ((block.lines.start + n, block.places.start + places[lines == n]) for n in np.unique(lines))
        reasons = translate(here, stair.flight.reasons)
        placed.reason[block.lines, row, block.places] = reasons
        if stair.flight.lost != _NOTHING:
            lost = translate(here, stair.flight.lost).view(np.bool_)
            if row:
                np.logical_and(met, lost, out=placed.relapsed[block.lines, row, block.places])
            if milestone:
                ready = here < READY_END
                met = (ready & ~lost) | (met & ~ready)
        if not milestone and row + 1 < len(group.stairs) and group.stairs[row + 1].flight.lost != _NOTHING:
            met = translate(reasons, MET).view(np.bool_)


def _climb(
    group: Group, row: int, block: Block, column: Column, code: Bytes
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Add to each byte how many cuts its figure lies above. Yields the lines and places that this does not settle."""
    cuts = block.of(group.cuts[row])
    if not len(cuts):
        return
    at = column.over[row]
    if column.under is not None:
        at = positions(at, column.under[row], block.of(group.steps)[row])
    above = np.empty(code.shape, dtype=np.bool_)
    for cut in cuts:
        np.greater_equal(at, cut, out=above)
        code += above.view(np.uint8)
    for place in block.of(group.between[row]):
        undecided = at == place
        if undecided.any():
            lines, places = np.nonzero(undecided)
            yield lines, places
