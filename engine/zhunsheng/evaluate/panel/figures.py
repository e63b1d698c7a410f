"""The figures of some lines side by side: taken from a layer, summed, or made by their recipe."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from zhunsheng.evaluate.panel.layer import Layer, Where
from zhunsheng.evaluate.panel.line import Line
from zhunsheng.evaluate.panel.recipe import ONE, Recipe
from zhunsheng.evaluate.readiness import Bytes, of_made, of_reported
from zhunsheng.model.column import INT64_MAX, Column, Integers
from zhunsheng.model.formula import Formula


def figures(lines: Sequence[Line], layer: Layer, where: Where, first: int) -> tuple[Column, Bytes]:
    """Return the figures of lines of one shape, (years, lines, places), and their shifted `Readiness`.

    The column's scale means nothing here: each line has its own. `first` is the first row of a flow's sum.
    """
    like = lines[0]
    begin = first if like.summed else None
    if like.source.recipe is not None:
        return _made(like.source.recipe, lines, layer, where, begin)
    reported = [line.source.parts[0] for line in lines]
    marks, counts = layer.marks_of(reported, where), layer.counts_of(reported, where)
    if begin is None:
        return Column(counts, None, ONE, INT64_MAX), of_reported(marks)
    return _column(counts, begin), of_made((marks,), marks.shape, begin, None)


def _made(recipe: Recipe, lines: Sequence[Line], layer: Layer, where: Where, begin: int | None) -> tuple[Column, Bytes]:
    shape = layer.shape(len(lines), where)
    scales = recipe.scales or (ONE,) * len(lines[0].source.parts)
    columns, marks = {}, []
    for number, scale in enumerate(scales):
        part = [line.source.parts[number] for line in lines]
        columns[str(number)] = replace(_column(layer.counts_of(part, where), begin), scale=scale)
        marks.append(layer.marks_of(part, where))
    formula = Formula(dict(recipe.figures), columns, shape)
    column = formula.figures(recipe.figures[0][0]).spread(shape)
    return column, of_made(marks, shape, begin, formula.zero)


def _column(counts: Integers, begin: int | None) -> Column:
    return Column.of(counts) if begin is None else _so_far(counts, begin)


def _so_far(counts: Integers, begin: int) -> Column:
    """Sum flows from row `begin` on, year upon year: whole rows at a time, which `cumsum` does not do."""
    flows = Column.of(counts[begin:])
    peak = flows.over_peak * len(counts)
    over = np.zeros(counts.shape, flows.over.dtype if peak <= INT64_MAX else object)
    for row in range(begin, len(counts)):
        np.add(over[row - 1], counts[row], out=over[row])
    return Column(over, None, ONE, peak)
