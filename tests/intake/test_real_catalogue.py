"""The real catalogue and the example submissions that come with it."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.conftest import HEADER, csv_text, workbook_bytes

from zhunsheng import compile as compiling
from zhunsheng import intake
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.indicator import Kind

ROOT = Path(__file__).parents[2]
PLAN = "jianghai-urbanization-14fyp"


@pytest.fixture(scope="module")
def real(cache_dir: Path) -> Catalogue:
    loaded = compiling.load(ROOT / "rules" / PLAN, cache_dir)
    assert loaded.catalogue is not None, loaded.problems
    return loaded.catalogue


def test_the_examples_are_read_without_a_problem(real: Catalogue) -> None:
    got = intake.read([ROOT / "examples" / PLAN], real)
    assert got.problems == ()
    assert got.refusals == ()
    rows = [
        line
        for path in sorted((ROOT / "examples" / PLAN).glob("*.csv"))
        for line in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    ]
    reported = [line for line in rows if line.get("数值", "—") != "—"]
    assert len(got.observations) + len(got.issued) == len(reported)
    assert len(got.roster) == sum("名称" in line for line in rows)
    assert not any(o.illustrative for o in got.observations if o.year == real.plan.period.base)


def typed_as_in_excel(cell: str, name: str) -> object:
    return float(cell) if name == "数值" and cell.replace(".", "").isdigit() else cell


def test_the_same_submission_as_a_workbook_reads_the_same(real: Catalogue, tmp_path: Path) -> None:
    source = ROOT / "examples" / PLAN / "2025-示例.csv"
    with source.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    rows = [[line.get(name, "") for name in HEADER] for line in lines]
    typed = [[typed_as_in_excel(cell, name) for name, cell in zip(HEADER, line, strict=True)] for line in rows]
    book = tmp_path / "2025.xlsx"
    book.write_bytes(workbook_bytes(typed))
    by_csv, by_book = intake.read([source], real), intake.read([book], real)
    assert by_book.problems == ()
    told = [[(o.indicator, o.value, o.unit, o.factor) for o in got.observations] for got in (by_csv, by_book)]
    assert told[0] == told[1]


def test_every_reported_indicator_can_be_submitted_by_its_title_in_every_unit_it_lists(
    real: Catalogue, tmp_path: Path
) -> None:
    reported = [each for each in real.indicators.values() if each.expression is None]
    path = tmp_path / "all.csv"
    place = real.plan.area.title
    for index in range(max(len(each.units) for each in reported)):
        asked = [each for each in reported if index < len(each.units)]
        figures = {each.id: 1 if each.kind is Kind.MILESTONE else Decimal("1.5") for each in asked}
        rows = [
            [place, 2021, each.title, "完成" if each.kind is Kind.MILESTONE else "1.5", list(each.units)[index]]
            for each in asked
        ]
        path.write_text(csv_text(rows, HEADER[:5]), encoding="utf-8")
        got = intake.read([path], real)
        assert {o.indicator: o.value for o in got.observations} == figures
        assert all(o.factor == list(real.indicators[o.indicator].units.values())[index] for o in got.observations)
