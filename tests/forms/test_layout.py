"""Texts have the room that they need."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.forms import asked

from zhunsheng.forms import columns
from zhunsheng.forms.entries import Entry
from zhunsheng.forms.layout import HIGHEST, height, lines, width
from zhunsheng.forms.plain import plain
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.submission import Submission

PAPER = 149
"""Digits that fit across A4 landscape, inside the margins, at full size."""
SMALLEST = 0.8
"""Of the full size: 10 points are still 8 on paper."""


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("", 10, 1),
        ("江海区", 10, 1),
        ("江海区江海区", 10, 2),
        ("一\n二", 10, 2),
        ("2024-示例.csv", 30, 1),
        ("每年 2024-01 起", 11.5, 2),
        ("a" * 20, 11.5, 2),
        ("a" * 21, 11.5, 3),
        ("一" + "a" * 20, 11.5, 3),
    ],
)
def test_lines_of_a_text(text: str, column: float, expected: int) -> None:
    assert lines(text, column) == expected


@given(st.text(max_size=80), st.floats(4, 60))
def test_lines_hold_at_least_the_text(text: str, column: float) -> None:
    room = column - 1.5
    assert lines(text, column) * room >= width(text.replace("\n", "")) - 1e-6
    assert lines(text, column) <= len(text) + 1


def test_a_row_is_never_higher_than_a_spreadsheet_allows() -> None:
    assert height([("字" * 9000, 10)]) == HIGHEST
    assert height([], least=2) == height([("一\n二", 10)])


def test_what_does_not_show_is_replaced_and_what_is_endless_is_cut() -> None:
    assert plain("甲\t乙\x07\u202e丙\ud800") == "甲 乙\ufffd\ufffd丙\ufffd"
    assert len(plain("字" * 40_000)) == 8_000


def test_every_text_of_the_real_plans_fits_its_row_and_every_sheet_its_page(
    plans: dict[str, Catalogue], earlier: dict[str, Submission]
) -> None:
    for name, catalogue in plans.items():
        for year in catalogue.plan.period.years:
            for form in asked(catalogue, year, earlier[name]).values():
                for columns_of, entries in (
                    (columns.figures, form.figures),
                    (columns.milestones, form.milestones),
                    (columns.issued, form.issued),
                ):
                    assert_fits(columns_of(year), entries)


def assert_fits(shown: tuple[columns.Column, ...], entries: tuple[Entry, ...]) -> None:
    assert PAPER / sum(column.width for column in shown) >= SMALLEST
    for entry in entries:
        cells = [(column.text(entry), column.room) for column in shown if column.text]
        assert height(cells) < HIGHEST / 2
