"""CSV as it comes: encodings, remarks, rows of another width, quotes that are never closed."""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.support.bulk_data import Bulk, run
from tests.support.catalogues_intake import catalogue

HEADING = "地区,年份,指标,数值,单位\n"
ROW = "jianghai,2021,城镇污水集中收集率,95,%\n"
CELL = ("jianghai", 2021, "sewage")


def read(tmp_path: Path, raw: bytes | str) -> Bulk:
    path = tmp_path / "data.csv"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return run([path], catalogue(), tmp_path / "scratch", part_size=9)


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ((HEADING + ROW).encode("utf-8-sig"), set()),
        ((HEADING + ROW).encode("gb18030"), {"read-as-gb18030"}),
        ((HEADING + ROW).encode("utf-16"), set()),
        ((HEADING + ROW).replace(",", ";").encode(), set()),
        ((HEADING + ROW).replace(",", "\t").encode(), set()),
        (("某年度报表\n\n" + HEADING + "\n" + ROW + "填报人：某某\n").replace("\n", "\r\n").encode(), set()),
        ((HEADING + ROW.replace("jianghai", " jianghai ")).encode(), set()),
    ],
)
def test_it_is_read_whatever_its_make(raw: bytes, codes: set[str], tmp_path: Path) -> None:
    bulk = read(tmp_path, raw)
    assert bulk.said.figures == {CELL: (Fraction(95), None)}
    assert bulk.codes == codes


def test_a_row_of_another_width_is_refused_and_found(tmp_path: Path) -> None:
    bulk = read(tmp_path, HEADING + ROW + "jianghai,2022,sewage,1,460,%\n" + ROW.replace("2021", "2023"))
    assert bulk.said.refused == {("jianghai", 2022, "sewage")}
    assert [bulk.row_of(("jianghai", year, "sewage")) for year in (2021, 2022, 2023)] == [0, 1, 2]
    (told,) = bulk.problems
    assert (told.code, told.row, told.refused) == ("ragged-row", 1, True)


def test_rows_taken_in_by_a_quote_leave_everything_in_doubt(tmp_path: Path) -> None:
    bulk = read(
        tmp_path, HEADING + 'jianghai,2021,sewage,"95,%\njianghai,2022,sewage,96",%\njianghai,2023,sewage,97,%\n'
    )
    assert bulk.said.figures == {("jianghai", 2023, "sewage"): (Fraction(97), None)}
    assert {("jianghai", 2021, "sewage"), ("jianghai", 2025, "jobs")} <= bulk.said.refused
    (told,) = bulk.problems
    assert (told.code, told.at and told.at.line) == ("broken-record", 2)


def test_a_title_over_two_lines_is_a_title(tmp_path: Path) -> None:
    bulk = read(tmp_path, HEADING + 'jianghai,2021,"城镇污水\n集中收集率",95,%\n')
    assert bulk.said.figures == {CELL: (Fraction(95), None)}


def test_formulas_and_markup_are_texts(tmp_path: Path) -> None:
    bulk = read(tmp_path, HEADING + "jianghai,2021,sewage,=1+1,%\njianghai,2022,<script>,1,%\n" + "x" * 40_000 + ROW)
    assert {"formula-as-text", "unknown-indicator", "unknown-entity"} <= bulk.codes
    assert all(len(each.message.zh) < 200 for each in bulk.problems)


def test_rows_are_numbered_through_all_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADING + ROW + "说明：略\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(
        "表\n" + HEADING + ROW.replace("2021", "2022") + "jianghai,20x,sewage,1,%\n", "utf-8"
    )
    bulk = run([tmp_path / "a.csv", tmp_path / "b.csv"], catalogue(), tmp_path / "scratch")
    first, second = bulk.survey.files
    assert (first.first_row, first.line, second.line) == (0, 2, 3)
    assert bulk.row_of(("jianghai", 2022, "sewage")) == second.first_row == first.rows
