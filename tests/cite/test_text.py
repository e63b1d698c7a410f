"""A text becomes comparable, and every character of it keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.cite.text import CELL, ROW, fold, read

PIECES = st.sampled_from(
    [
        "供水",
        "９５",
        "95",
        "％",
        "%",
        "，",
        " ",
        "　",
        "**",
        "<p>",
        "</p>",
        "①",
        "—",
        "㎡",
        "\t",
        "\n",
        "\n\n",
        "。",
        "ｱ",
    ]
)


@given(st.lists(PIECES | st.characters(exclude_characters="\r"), max_size=60).map("".join))
def test_every_character_maps_back_to_where_it_came_from(raw: str) -> None:
    text = read(raw)
    lines = raw.split("\n")
    assert len(text.flat) == len(text.lines) == len(text.columns)
    for char, line, column in zip(text.flat, text.lines, text.columns, strict=True):
        origin = lines[line - 1][column - 1]
        assert char == ROW or (char == " " and origin.isspace()) or char in fold(origin) + origin


@given(st.lists(PIECES | st.characters(), max_size=60).map("".join))
def test_rows_part_the_text_without_a_gap(raw: str) -> None:
    text = read(raw)
    assert ROW.join(text.row(index) for index in range(len(text.rows))) == text.flat
    assert [text.row_at(start) for start, end in text.rows if end > start] == [
        index for index, (start, end) in enumerate(text.rows) if end > start
    ]


@given(st.lists(PIECES | st.characters(exclude_characters="\n"), max_size=40).map("".join))
def test_folding_is_done_once(name: str) -> None:
    assert fold(fold(name)) == fold(name) or "①" in name or "**" in name or "<" in name


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("３８．６６ 公 里", "38.66公里"),
        ("（１２％）", "(12%)"),
        ("5—8 所", "5-8所"),
        ("5～8", "5-8"),
        ("2020 2025", "2020 2025"),
        ("1 ，5", "1,5"),
        ("**城区**<p>供水</p>", "城区供水"),
        ("x < 5", "x<5"),
        ("30m²，①20家", "30m²,①20家"),
        ("\ufeff供\u200b水", "供水"),
        ("95\u200b5", "955"),
    ],
)
def test_forms_that_do_not_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        ("新建和改造的主干供水管道和各类附属设施合\n\n计38公里", ["新建和改造的主干供水管道和各类附属设施合计38公里"]),
        ("新建和改造的主干供水管道和各类附属设施到20\n25年", ["新建和改造的主干供水管道和各类附属设施到2025年"]),
        (
            "2.管网。新建和改造的主干供水管道和各类附属\n设施38公里",
            ["2.管网。新建和改造的主干供水管道和各类附属设施38公里"],
        ),
        ("2021年,新建和改造的主干供水管道和附属设施3\n000米", ["2021年,新建和改造的主干供水管道和附属设施3000米"]),
        ("新建和改造的主干供水管道和各类附属设施等。\n合计38公里", None),
        ("新建和改造的主干供水管道和各类附属设施合\n2.管网", None),
        ("新建和改造的主干供水管道和各类附属设施合\n2021年,管网", None),
        ("新建和改造的主干供水管道和各类附属设施合\n14", None),
        ("供水\n管网", None),
        ("供水管道\t92\t新建和改造的主干供水管道和附属\n管网", None),
        ("第三章 高质量推动供水管道和附属设施的建设与养护\n坚持改革", None),
    ],
)
def test_a_sentence_goes_on_over_a_page_and_a_title_does_not(raw: str, rows: list[str] | None) -> None:
    text = read(raw)
    found = [text.row(index) for index in range(len(text.rows))]
    assert found == (rows or [fold(row) if CELL not in row else row for row in raw.split("\n")])


def test_an_empty_text() -> None:
    text = read("\n \n")
    assert (text.flat, text.rows) == ("", ((0, 0),))
