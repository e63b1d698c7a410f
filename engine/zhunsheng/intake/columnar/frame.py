"""What a cube is of, while the rows of a part are read: where the cell of each figure is."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zhunsheng.intake.columnar.lookup import Key, Mask, either
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.places import Texts


class Frame(NamedTuple):
    """What the cube is of: ids of places, years, and where each of the catalogue's indicators is.

    `cube` is by number in the catalogue, -1 for those that are not in the cube; `size` is how many are.
    """

    catalogue: Catalogue
    ids: Texts
    years: range
    cube: NDArray[np.int64]
    size: int

    @property
    def shape(self) -> tuple[int, int, int]:
        """Years, indicators, places."""
        return len(self.years), self.size, len(self.ids)

    def cells(
        self, years: NDArray[np.int64], indicators: NDArray[np.int64], places: NDArray[np.integer]
    ) -> NDArray[np.int64]:
        """Return positions in the flat cube; `indicators` are numbers in the cube."""
        found: NDArray[np.int64] = (years * self.size + indicators) * len(self.ids) + places
        return found

    def holds(self, year: Key, indicator: Key) -> Mask | None:
        """Return which rows are of a year and an indicator of the cube; None where all are."""
        within = indicator.by_text(self.cube)
        outside = (within < 0)[indicator.codes] if within.min() < 0 else None
        late = year.numbers >= len(self.years)
        beyond = either(outside, late if late.any() else None)
        return None if beyond is None else ~beyond
