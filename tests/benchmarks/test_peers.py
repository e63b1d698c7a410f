"""The records that peers are given: violations as counted, on both sides of each limit by one hundredth, and the same
as rows of ours."""

from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from benchmarks.nation.promises import YEARS
from benchmarks.peers import ours, records
from benchmarks.peers.records import Records

from zhunsheng import api

PLACES = 60


@pytest.fixture(scope="module")
def made() -> Records:
    return records.made(PLACES)


def test_each_rule_is_broken_by_some_and_just_missed_by_some(made: Records) -> None:
    assert all(0 < count < len(made.coverage) // 4 for count in made.violations)
    assert {9499, 9500} <= set(made.coverage.tolist())
    assert {-1, 0} <= set((made.spending - made.revenue // 10).tolist())


def test_a_row_a_record_for_peers(made: Records, tmp_path: Path) -> None:
    records.write_wide(made, tmp_path / "records.parquet")
    table = pq.read_table(tmp_path / "records.parquet")
    assert table.num_rows == PLACES * len(YEARS)
    assert table["staff"].null_count == made.violations[2]
    assert all(str(table.schema.field(name).type) == "int64" for name in ("coverage", "spending", "revenue"))


def test_row_by_row_the_program_counts_the_same(made: Records, tmp_path: Path) -> None:
    rules, data = ours.write_ours(made, PLACES, tmp_path)
    done = api.check(api.catalogues(rules), data, YEARS)
    found = Counter((each.because.policy, each.rule) for each in done.findings)
    assert tuple(found[each] for each in ours.BROKEN.values()) == made.violations
