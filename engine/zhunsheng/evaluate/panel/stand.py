"""How one rule stands in a panel while it is being judged: arrays of (years, places), written into."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.evaluate.kernel import Codes
from zhunsheng.evaluate.panel.layer import Layer, Where
from zhunsheng.evaluate.panel.line import Line, Setting
from zhunsheng.evaluate.panel.singly import alone
from zhunsheng.model.column import Bools, Integers


class Stand(NamedTuple):
    """See `model.panel.Judged`."""

    reason: Codes
    relapsed: Bools
    valued: Bools
    over: Integers
    under: Integers | None

    def rejudge(self, line: Line, layer: Layer, places: NDArray[np.intp], setting: Setting) -> None:
        """Write over how some places stand, each judged singly by `line`."""
        found = alone(line, layer, places, setting)
        self.reason[:, places], self.relapsed[:, places] = found.reason, found.relapsed


def stand_alone(line: Line, layer: Layer, where: Where, setting: Setting) -> Stand:
    """Judge a line by itself."""
    found = alone(line, layer, where, setting)
    column = found.figures.column
    return Stand(found.reason, found.relapsed, found.valued, column.over, column.under)
