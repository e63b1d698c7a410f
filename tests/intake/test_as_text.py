"""Rows shown as text: read again as they stand, they are refused again."""

from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.support import xlsx_parts
from tests.support.catalogues_intake import catalogue

from zhunsheng import intake
from zhunsheng.intake.as_text import Shown, as_text
from zhunsheng.intake.files import load

HEADER = "地区,年份,指标,数值,单位\n"
GOOD = "江海区,2023,sewage,95,%\n"


def shown(path: Path) -> Shown:
    return as_text(path.as_posix(), load(path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trailing.csv", HEADER + "江海区,2023,sewage,95,%,\n"),
        ("comma.csv", HEADER + "江海区,2023,sewage,1,460.5,%\n"),
        ("quote.csv", HEADER + '江海区,2023,sewage,"95,%\n'),
        ("short.csv", HEADER + "江海区,2023\n"),
        ("unseen.csv", HEADER + "江海区,2023,sewage,9\u200b5,%\n"),
        ("nested.json", '[{"地区":"江海区","年份":2023,"指标":"sewage","数值":{"a":1},"单位":"%"}]'),
        ("twice.json", '[{"地区":"江海区","年份":2023,"指标":"sewage","数值":94,"数值":95,"单位":"%"}]'),
        ("logical.json", '[{"地区":"江海区","年份":2023,"指标":"sewage","数值":true,"单位":"%"}]'),
        ("date.xlsx", xlsx_parts.workbook(xlsx_parts.figure_row(2, '<c r="D2" t="b"><v>1</v></c>'))),
        ("formula.xlsx", xlsx_parts.workbook(xlsx_parts.figure_row(2, '<c r="D2"><f>1+1</f></c>'))),
        ("outside.xlsx", xlsx_parts.workbook(xlsx_parts.figure_row(2, '<c r="D2"><f>[1]a!A1</f><v>95</v></c>'))),
        ("error.xlsx", xlsx_parts.workbook(xlsx_parts.figure_row(2, '<c r="D2" t="e"><v>#N/A</v></c>'))),
    ],
)
def test_what_was_refused_is_refused_again(tmp_path: Path, name: str, content: str | bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = intake.read([path], catalogue())
    assert not before.observations
    book = openpyxl.Workbook()
    for number, fields in shown(path).lines:
        for column, text in enumerate(fields, start=1):
            cell = book["Sheet"].cell(number, column)
            cell.value = text
            cell.data_type = "s"
    book.save(tmp_path / "again.xlsx")
    again = intake.read([tmp_path / "again.xlsx"], catalogue())
    assert not again.observations
    assert not again.blanks


def test_a_wide_table_that_is_no_text_is_shown_as_the_long_one(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"地区": ["江海区"], "年份": [2023], "sewage（%）": ["95"], "jobs（万人）": ["2"]}), path)
    header, *rows = (fields for _, fields in shown(path).lines)
    assert [dict(zip(header, row, strict=True)) for row in rows] == [
        {"地区": "江海区", "年份": "2023", "指标": "sewage（%）", "单位": "%", "数值": "95"},
        {"地区": "江海区", "年份": "2023", "指标": "jobs（万人）", "单位": "万人", "数值": "2"},
    ]


def test_a_csv_is_shown_line_by_line_whatever_delimits_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("标题\n\n" + (HEADER + GOOD).replace(",", ";"), encoding="gb18030")
    assert shown(path).lines == (
        (1, ["标题"]),
        (3, ["地区", "年份", "指标", "数值", "单位"]),
        (4, ["江海区", "2023", "sewage", "95", "%"]),
    )


@pytest.mark.parametrize(
    "content",
    [b"\0\1\2", (HEADER + GOOD * 50_001).encode(), (HEADER + GOOD).encode() + b"\n" * (9 << 20)],
    ids=["no text", "too many rows", "too large"],
)
def test_what_nobody_could_correct_by_hand_is_not_shown(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert shown(path) == Shown()


def test_the_unit_that_a_number_format_shows_is_shown_beside_the_number(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    for line in (HEADER.strip().split(","), ["江海区", 2023, "sewage", 95, ""]):
        sheet.append(line)
    sheet["D2"].number_format = '0"亩"'
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert shown(path).lines[1][1][3] == "95亩"
