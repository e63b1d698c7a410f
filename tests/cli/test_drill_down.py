"""One place out of a bulk run, judged again by `check --place`: the same rows, figure for figure."""

import csv
import io
import json
import random
import shutil
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from benchmarks.nation.nation import Nation
from benchmarks.nation.writing import write
from tests.support.cli import Run
from tests.support.paths import BULK

from zhunsheng.bulk import reading
from zhunsheng.intake import large_file

FIGURES = "指标-示例.csv"
DOUBTS = (
    "900999,2022,农村自来水普及率,80,%,示例",
    ",2023,教育支出,8,亿元,示例",
    "900105,2021,教育支出,八亿,亿元,示例",
    "900104,2021,教育支出,9,亿元,示例",
    "900103,2021,教育支出,9,亩,示例",
    "900102,二〇,教育支出,9,亿元,示例",
)


@pytest.fixture
def picking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files as if they were large ones."""
    monkeypatch.setattr(large_file, "LARGE_CSV", 0)
    monkeypatch.setattr(large_file, "LARGE_PARQUET", 0)


def test_counties_in_a_small_file_alone_are_judged_as_in_a_bulk_run(run: Run, tmp_path: Path) -> None:
    _hold_counties_equal(run, tmp_path, _spoilt(tmp_path))


@pytest.mark.usefixtures("picking")
def test_counties_in_a_large_csv_alone_are_judged_as_in_a_bulk_run(run: Run, tmp_path: Path) -> None:
    _hold_counties_equal(run, tmp_path, _spoilt(tmp_path))


@pytest.mark.usefixtures("picking")
def test_counties_in_a_large_parquet_alone_are_judged_as_in_a_bulk_run(run: Run, tmp_path: Path) -> None:
    data = _spoilt(tmp_path)
    _as_parquet(data)
    _hold_counties_equal(run, tmp_path, data)


@pytest.mark.usefixtures("picking")
@pytest.mark.parametrize("form", [{}, {"wide": True}, {"wide": True, "csv": True}], ids=str)
def test_towns_alone_are_judged_as_in_a_bulk_run(run: Run, tmp_path: Path, form: dict[str, bool]) -> None:
    nation = write(Nation("town", 40, 60, 7), tmp_path / "nation", **form)
    into = tmp_path / "into"
    asked = (nation.figures, nation.roster, "--rules", nation.rules, "--year", "2021-2025", "-q")
    code, _, err = run("bulk", *asked, "--into", into, "--part-size", "16")
    assert code in (1, 3), err
    places = pq.read_table(into / "places.parquet")["id"].to_pylist()
    for place in random.Random(3).sample(places, 2):  # noqa: S311 - a choice, no secret
        assert _hold_equal(run, tmp_path, into, asked, place) == 60 * 5


def _spoilt(folder: Path) -> Path:
    """Copy the example, with rows that cannot be read at its end."""
    data = Path(shutil.copytree(BULK / "data", folder / "data"))
    text = (data / FIGURES).read_text(encoding="utf-8") + "".join(f"{row}\n" for row in DOUBTS)
    (data / FIGURES).write_text(text, encoding="utf-8")
    return data


def _hold_counties_equal(run: Run, folder: Path, data: Path) -> None:
    into = folder / "into"
    asked = (data, "--rules", BULK / "rules", "--year", "2021-2023", "-q")
    code, _, err = run("bulk", *asked, "--into", into, "--part-size", "5")
    assert code == 3, err
    for place in ("900101", "900104", "900105", "900206"):
        assert _hold_equal(run, folder, into, asked, place) in (6, 12)


def _hold_equal(run: Run, folder: Path, into: Path, asked: tuple[str | Path, ...], place: str) -> int:
    """Assert that a place alone comes to what the bulk run says of it; return how many judgements these are."""
    out = folder / "out.json"
    out.unlink(missing_ok=True)
    code, _, err = run("check", *asked, "--place", place, "-o", f"json={out}")
    assert code in (0, 1, 3), err
    alone = json.loads(out.read_text(encoding="utf-8"))
    judged = sorted(_judged(each) for each in reading.judgements_of(into, place))
    assert judged == sorted(map(_reported, alone["judgements"]))
    found = [(each.policy, each.kind, each.level, each.rule, each.year) for each in reading.findings_of(into, place)]
    drawn = [
        (each["because"]["policy"], each["kind"], each["level"], each["rule"], each["year"])
        for each in alone["findings"]
    ]
    assert sorted(found) == sorted(drawn)
    return len(judged)


def _judged(row: reading.Judged) -> tuple[str, ...]:
    """Tell a row of the data set."""
    limits = (row.target, row.upper)
    numbers = (row.value, row.gap, row.expected, row.due, row.relapsed)
    return (row.rule, str(row.year), row.status, row.reason, row.phase, *map(str, (*limits, *numbers)))


def _reported(row: dict[str, Any]) -> tuple[str, ...]:
    """Tell a judgement of the report."""
    value = None if row["value"] is None else Fraction(row["value_exact"] or row["value"])
    low, _, high = (row["target"] or "").partition("..")
    limits = (_decimal(low), _decimal(high))
    numbers = (value, _decimal(row["gap"]), _decimal(row["expected"]), row["due"], row["relapsed"])
    return (row["rule"], str(row["year"]), row["status"], row["reason"], row["phase"], *map(str, (*limits, *numbers)))


def _decimal(text: str | None) -> Decimal | None:
    """Write a figure with the places of the data set."""
    return Decimal(text).quantize(Decimal("1e-12")) if text else None


def _as_parquet(folder: Path) -> None:
    """Write every CSV of a folder as Parquet, in small row groups."""
    for path in list(folder.glob("*.csv")):
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        pq.write_table(
            pa.table({name: [row[name] for row in rows] for name in rows[0]}),
            path.with_suffix(".parquet"),
            row_group_size=16,
        )
        path.unlink()
