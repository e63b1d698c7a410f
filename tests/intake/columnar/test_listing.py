"""Places picked by their positions, whether these are stretches or scattered."""

import numpy as np
import pytest

from zhunsheng.intake.columnar import listing
from zhunsheng.model.places import Places
from zhunsheng.model.plan import Place

COUNT = 400
PLACES = [Place(id=f"{n:04d}", title=f"村{n}" * (n % 4), level="village", within=(f"{n // 90}",)) for n in range(COUNT)]
PICKED = {
    "all": list(range(COUNT)),
    "one left out": [*range(17), *range(18, COUNT)],
    "one stretch": list(range(30, 390)),
    "two stretches": [*range(90), *range(200, COUNT)],
    "every other": list(range(0, COUNT, 2)),
    "one": [399],
    "none": [],
}


@pytest.mark.parametrize("name", PICKED)
def test_picked_places_are_those_at_the_positions(name: str) -> None:
    positions = PICKED[name]
    found = listing.taken(Places.of(PLACES), np.array(positions, np.int64))
    assert list(found) == [PLACES[at] for at in positions]
