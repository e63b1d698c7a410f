"""A workbook that is marked again: marks are made anew, and no answer is lost."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from openpyxl.comments import Comment
from tests.mark.test_workbook import PLAIN, saved
from tests.support import marks
from tests.support.marks import asked, comments, listed, opened, tints

from zhunsheng.mark import mark_workbook


def test_marked_again_the_old_marks_are_gone_and_the_old_list_with_its_answers_stays() -> None:
    first = openpyxl.load_workbook(BytesIO(mark_workbook(PLAIN, "a.xlsx", [asked("x", "D2"), asked("y", "C2")])))
    first[marks.LIST]["I5"] = "已改正"
    second = mark_workbook(saved(first), "a.xlsx", [asked("z", "B2")])
    assert set(comments(second)) == set(tints(second)) == {"数据!B2"}
    assert opened(second)[marks.LIST]["I5"].value == "已改正"
    assert [row[5] for row in listed(second, f"{marks.LIST}(2)")] == ["z"]


def test_an_old_list_that_nobody_wrote_into_is_gone_and_what_stands_behind_it_moves_up() -> None:
    first = openpyxl.load_workbook(BytesIO(mark_workbook(PLAIN, "a.xlsx", [asked("x\n_x0041_", "D2")])))
    first.create_sheet("后面的")["A1"] = 1
    first["后面的"].print_title_rows = "2:2"
    copy = mark_workbook(saved(first), "a.xlsx", [asked("z", "B2")])
    second = opened(copy)
    assert second.sheetnames == ["数据", "后面的", marks.LIST]
    assert [second[name].print_title_rows for name in second.sheetnames] == [None, "$2:$2", "$4:$4"]
    assert second.active is not None
    assert second.active.title == marks.LIST
    assert [row[5] for row in listed(copy)] == ["z"]
    assert opened(mark_workbook(copy, "a.xlsx", [asked("y", "C2")])).sheetnames == second.sheetnames


def _answer(book: openpyxl.Workbook) -> None:
    book[marks.LIST]["I5"] = "已改正"


def _below(book: openpyxl.Workbook) -> None:
    book[marks.LIST]["B9"] = 5


def _changed(book: openpyxl.Workbook) -> None:
    book[marks.LIST]["F5"] = "x（已核实）"


def _cleared(book: openpyxl.Workbook) -> None:
    book[marks.LIST]["F5"] = None


def _formula(book: openpyxl.Workbook) -> None:
    book[marks.LIST]["K5"] = "=1+1"


def _commented(book: openpyxl.Workbook) -> None:
    book[marks.LIST]["F5"].comment = Comment("已核实", "张三")


def _referred_to(book: openpyxl.Workbook) -> None:
    book["数据"]["H1"] = f"={marks.LIST}!A5"


@pytest.mark.parametrize("write", [_answer, _below, _changed, _cleared, _formula, _commented, _referred_to])
def test_an_old_list_that_anything_was_written_into_stays(write: Callable[[openpyxl.Workbook], None]) -> None:
    first = openpyxl.load_workbook(BytesIO(mark_workbook(PLAIN, "a.xlsx", [asked("x", "D2")])))
    write(first)
    second = mark_workbook(saved(first), "a.xlsx", [asked("z", "B2")])
    assert opened(second).sheetnames == ["数据", marks.LIST, f"{marks.LIST}(2)"]


def test_an_answer_written_into_our_comment_is_not_lost() -> None:
    first = openpyxl.load_workbook(BytesIO(mark_workbook(PLAIN, "a.xlsx", [asked("x", "D2")])))
    ours = first["数据"]["D2"].comment
    assert ours is not None
    first["数据"]["D2"].comment = Comment(ours.text + "\n已核实，数无误。张三", ours.author)
    said = comments(mark_workbook(saved(first), "a.xlsx", [asked("z", "D2")]))["数据!D2"]
    assert "已核实，数无误。张三" in said
    assert said.index("张三") < said.index("\nz\n")
