"""How many places a part has by default: by what is judged of them, never by who does it."""

from typing import cast

import pytest

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.use_cases import bulk

YEARS = range(2021, 2026)


class Ruled:
    """As much of a catalogue as is asked: its rules."""

    def __init__(self, rules: int) -> None:
        self.rules = dict.fromkeys(range(rules))


@pytest.mark.parametrize(
    ("rules", "places", "size"),
    [
        (200, 40_000, 4_000),  # 4 M judgements
        (3, 80_000, 40_000),  # two halves that are worth it
        (3, 20_000, 33_333),  # not worth a second part
        (3, 200_000, 50_000),  # no part names more places
        (50, 700_000, 16_000),
        (4_000_000, 10, 1),
        (0, 10, 50_000),
    ],
)
def test_the_size_of_a_part(rules: int, places: int, size: int) -> None:
    assert bulk._part_size(cast("Catalogue", Ruled(rules)), YEARS, places) == size
