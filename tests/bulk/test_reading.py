"""A run that was written is read back: its summary, one place of it, all of it."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.bulk import expected, runs

from zhunsheng.bulk import layout, reading
from zhunsheng.bulk.errors import BulkError
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.judgement import Status


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("run")
    runs.write(here)
    return here


def test_all_rows_are_read_part_by_part(folder: Path) -> None:
    wanted = [row for each in runs.cases() for row in expected.judgements(*each)]
    assert pa.Table.from_batches(reading.judgements(folder)).to_pylist() == wanted
    wanted = [row for each in runs.cases() for row in expected.findings(*each)]
    assert pa.Table.from_batches(reading.findings(folder)).to_pylist() == wanted


def test_the_rows_of_one_place_are_exact(folder: Path) -> None:
    given = runs.cases()[1]
    for place in ("100003", "100004"):
        wanted = [row for row in expected.judgements(*given) if row["place"] == place]
        found = reading.judgements_of(folder, place)
        assert [(row.rule, row.year, str(row.status), row.gap) for row in found] == [
            (row["rule"], row["year"], row["status"], row["gap"]) for row in wanted
        ]
        for row, want in zip(found, wanted, strict=True):
            parts = want["numerator"], want["denominator"]
            exact = Fraction(*map(int, parts)) if None not in parts else want["value"]
            assert row.value == exact
            assert isinstance(row.status, Status)


def test_places_are_called_by_their_names(folder: Path) -> None:
    wanted = {place.id: place.title for given in runs.cases() for place in given.places[:2]}
    assert wanted
    assert reading.titles(folder, {*wanted, "no such place"}) == wanted
    assert reading.titles(folder, ()) == {}


def test_the_findings_of_one_place_name_what_they_rest_on(folder: Path) -> None:
    wanted = [row for row in expected.findings(*runs.cases()[2]) if row["place"] == "200005"]
    found = reading.findings_of(folder, "200005")
    assert [(row.policy, row.rule, row.year, list(row.rows)) for row in found] == [
        (row["policy"], row["rule"], row["year"], row["rows"]) for row in wanted
    ]
    assert {key.entity for row in found for key in row.beside} == {"200005"}
    assert all(isinstance(row.kind, FindingKind) for row in found)


def test_a_place_is_looked_up_with_its_part(folder: Path) -> None:
    place, part = reading.place(folder, "200005")
    assert (place.title, place.level, place.within, part) == ("村5", "village", ("县1", "省"), 2)
    with pytest.raises(BulkError, match="999999"):
        reading.place(folder, "999999")


def test_the_summary_is_read_as_it_was_written(tmp_path: Path) -> None:
    written, done = runs.write(tmp_path)
    assert reading.summary(tmp_path) == written
    rows = Counter(row["reason"] for each in runs.cases() for row in expected.judgements(*each))
    told: Counter[str] = Counter()
    for each in written.statuses:
        told[each.key] += each.count
    assert told == rows
    assert written.judgements == sum(each.judgements for each in done) == rows.total()


def test_the_kinds_of_findings_about_departments(folder: Path) -> None:
    table = pq.read_table(folder / "departments.parquet")
    assert reading.department_kinds(folder) == set(map(FindingKind, table["kind"].to_pylist())) != set()


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BulkError, match="holds no bulk run"):
        reading.summary(tmp_path)
    with pytest.raises(BulkError, match="holds no bulk run"):
        reading.judgements_of(tmp_path, "000001")
    (tmp_path / layout.RUN).write_text("{}")
    with pytest.raises(BulkError, match="not finished"):
        reading.summary(tmp_path)
    with pytest.raises(BulkError, match="cannot be read"):
        reading.judgements_of(tmp_path, "000001")
    (tmp_path / layout.SUMMARY).write_text("{}")
    with pytest.raises(BulkError, match="cannot be read"):
        reading.summary(tmp_path)


def test_a_part_that_is_spoilt_is_told(tmp_path: Path) -> None:
    runs.write(tmp_path)
    layout.judgements(tmp_path, 1).write_bytes(b"PAR1 no more PAR1")
    with pytest.raises(BulkError, match="cannot be read"):
        list(reading.judgements(tmp_path))
    with pytest.raises(BulkError, match="cannot be read"):
        reading.judgements_of(tmp_path, "100003")
