"""Milestones on a form: 完成情况 and 完成日期, in their own columns or beside a value."""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from tests.intake.conftest import Read, ReadFiles

from zhunsheng.model.diagnostic import Severity

HEADS = ("编码", "地区", "年份", "指标", "完成情况", "完成日期", "依据", "备注")
BUILT = ("built@city", "江门市", 2021, "产业园建成")


@pytest.fixture
def read(read_zones: ReadFiles) -> ReadFiles:
    """Read a sheet with these rows, the header first."""

    def one(*rows: Sequence[Any]) -> Read:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(list(row))
        stream = BytesIO()
        book.save(stream)
        return read_zones(a_xlsx=stream.getvalue())

    return one


@pytest.mark.parametrize(("word", "done"), [("已完成", 1), ("未完成", 0), ("√", 1), ("推进中", 0)])
def test_the_state_is_the_value(read: ReadFiles, word: str, done: int) -> None:
    got = read(HEADS, (*BUILT, word, None, "验收意见"))
    assert got.codes == []
    assert got.observation.value == done
    assert got.observation.at.cell == "E2"
    assert got.observation.text == word


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2021, 6, 30), "2021-06-30"),
        (dt.datetime(2021, 6, 30, 8, 30, tzinfo=None), "2021-06-30"),  # noqa: DTZ001
        (44377, "2021-06-30"),
        ("6月底", "6月底"),
        (20210630, "20210630"),
    ],
)
def test_the_day_of_completion_joins_the_note(read: ReadFiles, day: object, said: str) -> None:
    got = read(HEADS, (*BUILT, "已完成", day, "验收意见", "二期"))
    assert got.codes == []
    assert got.observation.note == f"二期；完成日期 {said}"


def test_a_day_without_a_state_is_asked_about(read: ReadFiles) -> None:
    got = read(HEADS, (*BUILT, None, dt.date(2021, 6, 30)))
    assert got.codes == ["date-without-state"]
    assert got.problem("date-without-state").at.cell == "E2"
    assert got.submission.observations == ()


def test_a_day_of_something_undone_is_asked_about(read: ReadFiles) -> None:
    got = read(HEADS, (*BUILT, "未完成", dt.date(2021, 6, 30)))
    assert got.codes == ["date-of-the-undone"]
    assert got.problem("date-of-the-undone").at.cell == "F2"
    assert got.observation.value == 0


def test_something_else_than_a_state_is_refused_at_its_cell(read: ReadFiles) -> None:
    got = read(HEADS, (*BUILT, "60%"))
    assert got.errors == ["milestone-not-understood"]
    assert got.problem("milestone-not-understood").at.cell == "E2"


BOTH = ("地区", "年份", "指标", "单位", "数值", "完成情况", "依据")


def test_beside_a_figure_the_state_is_only_a_remark(read: ReadFiles) -> None:
    got = read(
        BOTH,
        ("江门市", 2021, "当年整备土地", "亩", 500, "正常推进"),
        ("江门市", 2022, "当年整备土地", "亩", None, "已完成"),
    )
    assert got.codes == []
    assert got.observation.year == 2021


def test_of_a_milestone_either_column_will_do(read: ReadFiles) -> None:
    for value, state, cell in (("已完成", None, "E2"), (None, "已完成", "F2"), (1, "已完成", "E2")):
        got = read(BOTH, ("江门市", 2021, "产业园建成", "", value, state, "验收意见"))
        assert got.codes == []
        assert (got.observation.value, got.observation.at.cell) == (1, cell)


def test_two_states_that_contradict_each_other_are_refused(read: ReadFiles) -> None:
    got = read(BOTH, ("江门市", 2021, "产业园建成", "", "已完成", "未完成", "验收意见"))
    assert got.errors == ["states-disagree"]
    assert got.refusal.indicator == "built"


def test_a_state_beside_a_misspelt_milestone_is_not_passed_over(read: ReadFiles) -> None:
    got = read(BOTH, ("江门市", 2021, "产业园建城了", "", None, "已完成", ""))
    assert got.errors == ["unknown-indicator"]
    assert read(BOTH, ("江门市", 2021, "产业园建城了", "", None, "很好", "")).codes == []


def test_a_state_in_the_column_of_a_merge_belongs_to_its_first_cell(read_zones: ReadFiles) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADS)
    sheet.append((*BUILT, "已完成", None, "验收意见"))
    sheet.append((*BUILT[:2], 2022, BUILT[3], None, None, "验收意见"))
    sheet.merge_cells("E2:E3")
    stream = BytesIO()
    book.save(stream)
    got = read_zones(a_xlsx=stream.getvalue())
    assert got.observation.year == 2021
    assert got.errors == ["merged-cell"]
    assert all(problem.severity is Severity.ERROR for problem in got.submission.problems)
