"""A row group is held as long as another part is to ask for it, and no longer."""

import pyarrow as pa

from zhunsheng.intake.columnar import Held
from zhunsheng.model.bulk import Part, Slice
from zhunsheng.model.places import Places

BATCH = pa.record_batch({"地区": ["a"]})
KEY = ("figures.parquet", 1)


def parts(*groups: tuple[int, ...]) -> list[Part]:
    return [
        Part(number=number, places=Places.of(()), slices=(Slice(path=KEY[0], file=0, groups=each),))
        for number, each in enumerate(groups)
    ]


def test_the_second_part_has_what_the_first_decoded_and_the_third_nothing() -> None:
    held = Held(parts((0, 1), (1, 2)), 2)
    first = held.batches(KEY, iter([BATCH]))
    assert held.batches(KEY, iter([])) is first
    assert not list(held.batches(KEY, iter([])))


def test_a_row_group_of_one_part_is_not_held() -> None:
    decoded = iter([BATCH])
    assert Held(parts((0, 1), (2, 3)), 2).batches(KEY, decoded) is decoded


def test_no_more_are_held_than_may_be() -> None:
    held = Held(parts((0, 1), (0, 1)), 1)
    held.batches((KEY[0], 0), iter([BATCH]))
    held.batches(KEY, iter([BATCH]))
    assert not list(held.batches((KEY[0], 0), iter([])))
    assert list(held.batches(KEY, iter([])))
