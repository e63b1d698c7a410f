"""Values that leave 64 bits, that are of every numeric type, or that no measured figure has."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.support.bulk_data import HEADER, Bulk, run, write_csv, write_typed
from tests.support.catalogues_intake import catalogue, zones

from zhunsheng.intake.columnar import layouts

CELL = ("jianghai", 2021, "floor")


def read(tmp_path: Path, value: pa.Array, unit: str = "平方米") -> Bulk:
    table = {"entity": ["jianghai"], "year": [2021], "indicator": ["floor"], "value": value, "unit": [unit]}
    pq.write_table(pa.table(table), tmp_path / "data.parquet")
    return run([tmp_path / "data.parquet"], catalogue(), tmp_path / "scratch")


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (pa.array([-5], pa.int8()), Fraction(-5)),
        (pa.array([2**63 - 1], pa.int64()), Fraction(2**63 - 1)),
        (pa.array([-(2**63)], pa.int64()), Fraction(-(2**63))),
        (pa.array([2**64 - 1], pa.uint64()), Fraction(2**64 - 1)),
        (pa.array([Decimal("0.1")], pa.decimal128(3, 2)), Fraction(1, 10)),
        (pa.array([Decimal("12345678901234567890.5")], pa.decimal128(38, 12)), Fraction("12345678901234567890.5")),
        (pa.array([Decimal("7.25")], pa.decimal256(60, 20)), Fraction("7.25")),
        (pa.array(["+7"], pa.large_string()), Fraction(7)),
        (pa.array(["007.50"]), Fraction("7.5")),
        (pa.array(["-0.00"]), Fraction(0)),
        (pa.array(["1e3"]), Fraction(1000)),
    ],
)
def test_a_figure_is_exact_whatever_its_type(value: pa.Array, meant: Fraction, tmp_path: Path) -> None:
    bulk = read(tmp_path, value)
    assert bulk.said.figures == {CELL: (meant, None)}
    assert not bulk.codes


def test_two_names_of_an_indicator_may_be_given_in_two_units(tmp_path: Path) -> None:
    rows = [("jianghai", 2021, "revenue", Decimal(3), "亿元"), ("jianghai", 2022, "土地出让收入", Decimal(5), "万元")]
    bulk = run([write_typed(tmp_path / "data.parquet", rows)], catalogue(), tmp_path / "scratch")
    assert {cell[1]: figure for cell, (figure, _) in bulk.said.figures.items()} == {2021: 3, 2022: Fraction(5, 10**4)}
    assert not bulk.codes


def test_batches_that_speak_of_other_indicators_each_have_their_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layouts, "KEPT", 2)
    units = {"revenue": "亿元", "floor": "平方米", "beds": "张", "jobs": "万人"}
    rows = [("jianghai", 2021, name, Decimal(number), unit) for number, (name, unit) in enumerate(units.items())]
    data = write_typed(tmp_path / "data.parquet", rows, row_group_size=1)
    bulk = run([data], catalogue(), tmp_path / "scratch")
    factors = {name: catalogue().indicators[name].units[unit] for name, unit in units.items()}
    meant = {name: number * factors[name] for number, name in enumerate(units)}
    assert {cell[2]: figure for cell, (figure, _) in bulk.said.figures.items()} == meant
    assert not bulk.codes


@pytest.mark.parametrize(
    "value", [pa.array(["1" * 27]), pa.array([Decimal(10**30)], pa.decimal128(38, 2)), pa.array(["1" * 41])]
)
def test_more_than_26_digits_before_the_point_are_refused(value: pa.Array, tmp_path: Path) -> None:
    bulk = read(tmp_path, value)
    assert bulk.said.refused == {CELL}
    assert bulk.codes == {"figure-out-of-bounds"}


def test_a_figure_without_a_unit_is_refused_as_ever(tmp_path: Path) -> None:
    bulk = read(tmp_path, pa.array([1]), "")
    assert bulk.said.refused == {CELL}
    assert bulk.codes == {"missing-unit"}


def test_a_unit_in_the_heading_holds_for_all(tmp_path: Path) -> None:
    header = ("地区", "年份", "指标", "数值（%）")
    bulk = run(
        [write_csv(tmp_path / "a.csv", [("jianghai", "2021", "sewage", "95")], header)], catalogue(), tmp_path / "s"
    )
    assert bulk.said.figures == {("jianghai", 2021, "sewage"): (Fraction(95), None)}


def test_units_of_one_indicator_come_to_one_size(tmp_path: Path) -> None:
    rows = [("jianghai", "2021", "revenue", "1.5", "亿元"), ("waihai", "2021", "revenue", "15000.25", "万元")]
    bulk = run([write_csv(tmp_path / "a.csv", rows, HEADER[:5])], catalogue(), tmp_path / "scratch", part_size=9)
    (cube,) = bulk.cubes
    assert cube.scales[cube.indicators.index("revenue")] == Fraction(1, 1_000_000)
    assert bulk.said.figures["waihai", 2021, "revenue"] == (Fraction("1.500025"), None)


@pytest.mark.parametrize(("value", "done"), [(Decimal(1), 1), (Decimal(0), 0), (Decimal(60), None)])
def test_a_milestone_in_a_column_of_decimals(value: Decimal, done: int | None, tmp_path: Path) -> None:
    table = {
        "entity": ["city"],
        "year": [2021],
        "indicator": ["built"],
        "value": pa.array([value], pa.decimal128(18, 4)),
        "unit": [""],
    }
    pq.write_table(pa.table(table), tmp_path / "data.parquet")
    bulk = run([tmp_path / "data.parquet"], zones(), tmp_path / "scratch")
    cell = ("city", 2021, "built")
    if done is None:
        assert bulk.said.refused == {cell}
        assert bulk.codes == {"milestone-not-understood"}
    else:
        assert bulk.said.figures == {cell: (Fraction(done), None)}
