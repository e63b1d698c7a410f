"""Which rows of rosters lie in a place of the plan, through however many others; which ids stand there twice."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.intake.columnar.entries import ascending, firsts, reaching

OUTER = st.lists(st.integers(-1, 7), min_size=8, max_size=8)


def by_steps(outer: list[int], sure: list[bool], row: int) -> bool:
    seen: set[int] = set()
    while outer[row] >= 0 and row not in seen:
        seen.add(row)
        row = outer[row]
    return sure[row] and outer[row] < 0


@given(OUTER, st.lists(st.booleans(), min_size=8, max_size=8))
def test_they_are_those_from_which_single_steps_arrive(outer: list[int], known: list[bool]) -> None:
    sure = [each and around < 0 for each, around in zip(known, outer, strict=True)]
    found = reaching(np.array(outer), np.array(sure)).tolist()
    assert found == [by_steps(outer, sure, row) for row in range(8)]


@pytest.mark.parametrize("count", [1, 2, 1000, 1024, 1025])
@pytest.mark.parametrize("known", [True, False])
def test_a_long_way_is_gone_to_its_end(count: int, known: bool) -> None:
    sure = np.zeros(count, np.bool_)
    sure[0] = known
    assert reaching(np.arange(-1, count - 1), sure).tolist() == [known] * count


def test_without_rows_none_is_reached() -> None:
    assert reaching(np.zeros(0, np.int64), np.zeros(0, np.bool_)).size == 0


@given(st.lists(st.sampled_from("abcd")))
def test_the_first_row_of_each_id(ids: list[str]) -> None:
    assert firsts(pa.array(ids, pa.string())).tolist() == [ids.index(each) for each in ids]
    assert ascending(pa.array(ids, pa.string())) == (ids == sorted(set(ids)))
