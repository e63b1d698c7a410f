"""Single judgements are those of the block that they were chosen from."""

import numpy as np
import pytest

from zhunsheng.bulk.pieces import Block, blocks

YEARS, PLACES = 5, 7
ROWS = np.array([1, 2, 4, 5, 6])
"""Those of the years written, among the rows of what was judged."""
CHOSEN = {"none": slice(0), "first": slice(1), "last": slice(-1, None), "some": slice(1, None, 3), "all": slice(None)}


@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize("block", [Block(slice(0, 5), slice(0, 7)), Block(slice(2, 4), slice(1, 6))], ids=str)
def test_points_are_those_of_their_block(block: Block, chosen: str) -> None:
    positions = np.arange(block.size)[CHOSEN[chosen]]
    points = block.only(positions)
    numbers = np.arange(YEARS * PLACES).reshape(YEARS, PLACES)
    judged = np.arange(8 * PLACES).reshape(8, PLACES)
    assert points.size == points.shape[0] == positions.size
    pairs = (
        (points.of(numbers), block.of(numbers)),
        (points.of(numbers[:, :1]), np.broadcast_to(block.of(numbers[:, :1]), block.shape)),
        (points.by_year(ROWS), np.broadcast_to(block.by_year(ROWS), block.shape)),
        (points.cut(judged, ROWS), block.cut(judged, ROWS)),
        *((points.within(year), block.within(year)) for year in range(YEARS)),
    )
    for found, whole in pairs:
        assert found.tolist() == whole.reshape(-1)[positions].tolist()
    for year in range(YEARS):
        for place in range(PLACES):
            at, there = block.position(year, place), positions.tolist()
            assert points.position(year, place) == (there.index(at) if at in there else None)


@pytest.mark.parametrize("capacity", [1, 3, 7, 8, 14, 35, 1000])
def test_blocks_follow_each_other(capacity: int) -> None:
    numbers = np.arange(YEARS * PLACES).reshape(YEARS, PLACES)
    cut = list(blocks(YEARS, PLACES, capacity))
    assert [number for block in cut for number in block.of(numbers).reshape(-1).tolist()] == list(range(35))
    assert all(block.size <= capacity for block in cut)
