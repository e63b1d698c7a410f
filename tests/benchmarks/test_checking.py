"""A run is held against what is known: one wrong reason, one finding too few, one row astray is found."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from benchmarks.checking import WrongResultError, check
from benchmarks.nation.findings import alerted, counted, departments
from benchmarks.nation.nation import Nation
from benchmarks.nation.places import codes
from benchmarks.nation.promises import YEARS

from zhunsheng.model.outcome import REASONS, STATUS_OF

NATION = Nation("village", 20, 36)
DEPARTMENTS = pa.schema([("owner", pa.string()), ("year", pa.int16()), ("rules", pa.list_(pa.string()))])
Spoil = Callable[[pa.Table, pa.Table], tuple[pa.Table, pa.Table]]
CUT = 12
"""The first part holds so many places."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _run(tmp_path_factory.mktemp("run"))


@pytest.fixture
def out(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "out")


def test_what_is_known_is_found_right(out: Path) -> None:
    found = check(NATION, out, workers=1)
    assert found.judgements == NATION.judgements
    assert found.findings == found.expected == counted(NATION, NATION.known(0, 20))


def _another_reason(judgements: pa.Table, findings: pa.Table) -> tuple[pa.Table, pa.Table]:
    return _with(judgements, "reason", 3, "pending"), findings


def _another_status(judgements: pa.Table, findings: pa.Table) -> tuple[pa.Table, pa.Table]:
    return _with(judgements, "status", 3, "waived"), findings


def _not_lost(judgements: pa.Table, findings: pa.Table) -> tuple[pa.Table, pa.Table]:
    column = pa.array(~judgements["relapsed"].to_numpy())
    return judgements.set_column(judgements.schema.get_field_index("relapsed"), "relapsed", column), findings


def _a_row_less(judgements: pa.Table, findings: pa.Table) -> tuple[pa.Table, pa.Table]:
    return judgements.slice(1), findings


def _rows_in_another_order(judgements: pa.Table, findings: pa.Table) -> tuple[pa.Table, pa.Table]:
    order = np.arange(len(judgements))
    order[[0, 1]] = 1, 0
    return judgements.take(pa.array(order)), findings


def _a_finding_less(judgements: pa.Table, findings: pa.Table) -> tuple[pa.Table, pa.Table]:
    return judgements, findings.slice(1)


@pytest.mark.parametrize(
    "wrong",
    [_another_reason, _another_status, _not_lost, _a_row_less, _rows_in_another_order, _a_finding_less],
)
def test_what_is_wrong_is_found(wrong: Spoil, out: Path) -> None:
    paths = [out / table / "part-00001.parquet" for table in ("judgements", "findings")]
    for path, table in zip(paths, wrong(*map(pq.read_table, paths)), strict=True):
        pq.write_table(table, path)
    with pytest.raises(WrongResultError):
        check(NATION, out, workers=1)


def test_a_part_that_is_missing_is_found(out: Path) -> None:
    (out / "judgements" / "part-00001.parquet").unlink()
    with pytest.raises(WrongResultError, match="judgements instead of"):
        check(NATION, out, workers=1)


def test_a_department_that_is_missing_is_found(out: Path) -> None:
    path = out / "departments.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)
    with pytest.raises(WrongResultError, match="departments"):
        check(NATION, out, workers=1)


def _run(folder: Path) -> Path:
    """Write what a run over the nation would."""
    for table in ("judgements", "findings"):
        (folder / table).mkdir()
    for number, (first, last) in enumerate([(0, CUT), (CUT, NATION.places)]):
        known = NATION.known(first, last)
        reasons = [REASONS[code] for code in known.reasons.ravel()]
        rules, years, places = known.reasons.shape
        ids, names = codes(NATION.places, first, last).to_pylist(), [rule.id for rule in NATION.rules]
        judgements = pa.table(
            {
                "place": _words(ids * (rules * years)),
                "rule": _words([name for name in names for _ in range(years * places)]),
                "year": pa.array([year for _ in names for year in YEARS for _ in ids], type=pa.int16()),
                "status": _words([STATUS_OF[reason].value for reason in reasons]),
                "reason": _words([reason.value for reason in reasons]),
                "relapsed": pa.array(known.relapsed.ravel()),
            }
        )
        findings = pa.table({"policy": _words(sorted(counted(NATION, known).elements()))})
        pq.write_table(judgements, folder / "judgements" / f"part-{number:05}.parquet")
        pq.write_table(findings, folder / "findings" / f"part-{number:05}.parquet")
    listed = departments(NATION, alerted(NATION, NATION.known(0, NATION.places)))
    rows = [{"owner": owner, "year": year, "rules": list(rules)} for (owner, year), rules in listed.items()]
    pq.write_table(pa.Table.from_pylist(rows, schema=DEPARTMENTS), folder / "departments.parquet")
    return folder


def _words(words: list[str]) -> pa.Array:
    return pa.array(words).dictionary_encode()


def _with(table: pa.Table, name: str, row: int, word: str) -> pa.Table:
    words = table[name].to_pylist()
    words[row] = word
    return table.set_column(table.schema.get_field_index(name), name, _words(words))
