"""What is wrong with a row as a whole is said once, however many figures stand in it."""

import numpy as np

from zhunsheng.intake.columnar.lookup import Mask


class Once:
    """Which rows of one batch something was said of already."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._said: dict[int, Mask] = {}

    def now(self, what: int, rows: Mask) -> Mask:
        """Return the rows of which `what` is to be said now."""
        said = self._said.setdefault(what, np.zeros(self._rows, np.bool_))
        new: Mask = rows & ~said
        said |= rows
        return new
