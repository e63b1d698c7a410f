"""What hostile names and cells come to in the reports: text, and nothing but text."""

import csv
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from tests.hostile.folders import NAMES
from tests.hostile.judged import PAGE, UNSEEN, judge
from tests.support.office import GREEN, row

TEXTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "</style><style>*{display:none}",
    "<!--",
    "]]>",
    "{{7*7}}{% for x in y %}",
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\u202evsc.a",
    "[red]x[/red]",
    "![x](http://127.0.0.1/x)",
    "a\x1b[2J",
    "| a | b |",
    "`x` **y** <b>z</b>",
)
HEADER = "地区,年份,指标,数值,单位,备注,依据,填报单位\n"


class Tags(HTMLParser):
    """Collects what a browser would act upon."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or "alert(1)" in (value or "") or (value or "").startswith("javascript"):
                self.live.append(f"{tag} {name}={value}")
        if tag in ("img", "svg", "iframe", "object", "embed", "form") and dict(attrs).get("src") == "x":
            self.live.append(tag)

    def handle_data(self, data: str) -> None:
        if self.cdata_elem and ("alert(1)" in data or "*{display:none}" in data):
            self.live.append(f"{self.cdata_elem}: {data[:80]}")


def hostile(folder: Path) -> None:
    """Write files with hostile names, hostile cells that are refused, and hostile remarks beside a good figure."""
    for name in NAMES:
        (folder / name).write_text("不是数据", encoding="utf-8")
    quoted = ['"' + text.replace('"', '""') + '"' for text in TEXTS]
    rows = [row(43, text, 2022) + ",,," for text in quoted] + [row(text, GREEN, 2022) + ",,," for text in quoted]
    rows += [row(43, GREEN, 2022, place=text) + ",,," for text in quoted]
    rows += [f"{row(44, GREEN, 2024)},{remark},{remark},{remark}" for remark in quoted[8:9]]
    (folder / "cells.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_shows_hostile_text_as_text(office: Path, lang: str) -> None:
    judged = judge(office, hostile, "--year", "2024", "--year", "2022", "-o", f"html={PAGE}", "--lang", lang)
    assert judged.code == 3
    tags = Tags()
    tags.feed(judged.page)
    assert tags.live == []
    assert "&lt;script&gt;alert(1)" in judged.page
    assert UNSEEN.search(judged.page) is None
    assert UNSEEN.search(judged.said) is None


def test_a_page_of_markdown_shows_it_as_text(office: Path) -> None:
    judged = judge(office, hostile, "--year", "2024", "--year", "2022", "-o", f"markdown={PAGE}")
    assert judged.code == 3
    assert "<script>" not in judged.page
    assert "<img" not in judged.page
    assert "](http://127.0.0.1" not in judged.page
    assert UNSEEN.search(judged.page) is None


def test_no_cell_of_an_export_is_a_formula(office: Path) -> None:
    judge(
        office, hostile, "--year", "2024", "--year", "2022", "-o", "csv=report.csv", "-o", "xlsx=report.xlsx", "--force"
    )
    with (office / "report.csv").open(encoding="utf-8-sig", newline="") as stream:
        fields = [field for line in csv.reader(stream) for field in line]
    assert any("calc" in field for field in fields)
    assert [field for field in fields if field.startswith(("=", "@", "\t", "\r"))] == []
    book = openpyxl.load_workbook(office / "report.xlsx")
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
    assert any("calc" in str(cell.value) for cell in cells)
    assert [cell.coordinate for cell in cells if cell.data_type == "f" and "calc" in str(cell.value)] == []
