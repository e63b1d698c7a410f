"""What arrays of 64 bits cannot settle, judged line by line by the kernel that small checks use."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from zhunsheng.evaluate.columns import Figures
from zhunsheng.evaluate.cuts import Bound
from zhunsheng.evaluate.history import history
from zhunsheng.evaluate.kernel import Codes, place_all
from zhunsheng.evaluate.outcomes import translate
from zhunsheng.evaluate.panel.figures import figures
from zhunsheng.evaluate.panel.layer import Layer, Where
from zhunsheng.evaluate.panel.line import Line, Setting
from zhunsheng.evaluate.panel.placing import MET
from zhunsheng.evaluate.readiness import Readiness, unshifted
from zhunsheng.model.column import Bools


class Alone(NamedTuple):
    """How one line stands at some places, (years, places), and by which figures."""

    reason: Codes
    relapsed: Bools
    figures: Figures

    @property
    def valued(self) -> Bools:
        """Where there is a figure."""
        return self.figures.readiness <= Readiness.BOUND


def alone(line: Line, layer: Layer, where: Where, setting: Setting) -> Alone:
    """Judge one line at some places of a panel."""
    column, code = figures((line,), layer, where, setting.first)
    scaled = replace(column[:, 0], scale=line.source.scale)
    found = Figures(scaled, unshifted(code[:, 0]), {})
    cells = layer.bounds.get(line.source.parts[0]) if line.as_reported else None
    if cells:
        at = {int(place): n for n, place in enumerate(np.arange(layer.marks.shape[2])[where])}
        mine = {(row, at[place]): operator for (row, place), operator in cells.items() if place in at}
        found = found._replace(bounds={cell: Bound(each, scaled.figure(cell)) for cell, each in mine.items()})
    reason = place_all(line.ladders, found)
    past = history(line.kind, line.ladders, found, translate(reason, MET).view(np.bool_), setting.period.base)
    return Alone(reason, past.relapsed, found)
