"""DuckDB, Polars and pandas open what a run wrote, as the page of its tables shows."""

import re
from collections import Counter
from pathlib import Path

import duckdb
import pandas
import polars
import pytest
from tests.bulk import expected, page, runs
from tests.support.paths import ROOT

from zhunsheng.bulk.schema import SCHEMA

SQL = re.findall(r"```sql\n(.*?)```", page.HEAD, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", page.HEAD, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("run")
    runs.write(here)
    return here


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def judgements() -> list[expected.Row]:
    return [row for each in runs.cases() for row in expected.judgements(*each)]


def findings() -> list[expected.Row]:
    return [row for each in runs.cases() for row in expected.findings(*each)]


@pytest.mark.usefixtures("here")
def test_duckdb_counts_violations_as_the_page_does() -> None:
    wanted = Counter((row["rule"].replace("-", ""), row["year"]) for row in findings() if row["kind"] == "violation")
    found = duckdb.sql(SQL[0]).fetchall()
    assert {(title, year): count for title, year, count, _ in found} == wanted
    gaps = [row["gap"] for row in findings() if row["kind"] == "violation" and row["gap"] is not None]
    assert min(gap for *_, gap in found if gap is not None) == min(gaps)


@pytest.mark.usefixtures("here")
def test_duckdb_reads_exact_figures() -> None:
    keys = ("rule", "place", "year", "value", "numerator", "denominator")
    wanted = sorted(tuple(row[key] for key in keys) for row in judgements() if row["denominator"] is not None)
    assert duckdb.sql(SQL[1]).fetchall() == wanted
    kinds = duckdb.sql("DESCRIBE FROM 'judgements/*.parquet'").fetchall()
    assert {name: kind for name, kind, *_ in kinds if name in ("rule", "value", "denominator")} == {
        "rule": "VARCHAR",
        "value": "DECIMAL(38,12)",
        "denominator": "DECIMAL(38,0)",
    }


@pytest.mark.usefixtures("here")
def test_duckdb_reads_lists_of_findings() -> None:
    found = duckdb.sql("SELECT beside, rows FROM 'findings/*.parquet'").fetchall()
    assert found == [(row["beside"], row["rows"]) for row in findings()]


@pytest.mark.usefixtures("here")
def test_polars_and_pandas_do_as_the_page_shows() -> None:
    names: dict[str, object] = {}
    exec(PYTHON[0], names)  # noqa: S102 (the example of our own page)
    by_status, one = names["by_status"], names["one"]
    assert isinstance(by_status, polars.DataFrame)
    assert isinstance(one, pandas.DataFrame)
    wanted = Counter((row["rule"], row["status"]) for row in judgements())
    assert {(rule, status): count for rule, status, count in by_status.rows()} == wanted
    assert list(one.value) == [row["value"] for row in judgements() if row["place"] == "000000"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("table", ["judgements", "findings"])
def test_polars_reads_every_cell(table: str) -> None:
    wanted = judgements() if table == "judgements" else findings()
    found = polars.read_parquet(f"{table}/*.parquet")
    assert found.schema["value"] == polars.Decimal(38, 12)
    assert found.to_dicts() == [{name: row[name] for name in found.columns} for row in wanted]


def test_the_page_names_the_form_and_stands_beside_the_others() -> None:
    assert f"`{SCHEMA}`" in page.HEAD
    assert '"schema/bulk.md"' in (ROOT / "zensical.toml").read_text(encoding="utf-8")
