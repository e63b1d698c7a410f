"""Cells of the exported workbook: numbers that a double can hold, heights, looks, and what does not fit."""

from fractions import Fraction
from io import BytesIO

import msgspec
import pytest
import xlsxwriter
from tests.report.test_export import book, rows
from tests.support.evaluations import evaluation
from tests.support.flagged import flagged

from zhunsheng.model.diagnostic import Diagnostic, Severity
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Status
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text
from zhunsheng.model.validation import CheckLevel
from zhunsheng.report.export import harmless, workbook
from zhunsheng.report.export.heights import height
from zhunsheng.report.export.styles import Styles
from zhunsheng.report.lookup import Lookup


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction("94.2"), 94.2),
        (Fraction("-0.8"), -0.8),
        (Fraction("123456789012345"), 123456789012345),
        (Fraction("0.1234567890123"), 0.1234567890123),
        (Fraction("1234567890123456"), "1234567890123456"),
        (Fraction("94.12345678901234567"), "94.12345678901234567"),
        (Fraction("1e30"), "1" + "0" * 30),
        (Fraction(2, 3), "≈0.6667"),
        (Fraction("95") - Fraction(1, 3 * 10**6), "≈94.9999997"),
    ],
)
def test_a_figure_is_a_number_only_where_a_double_shows_all_of_it(number: Fraction, shown: float | str) -> None:
    whole = evaluation((2025,))
    one = next(j for j in whole.judgements if j.rule == "sewage")
    changed = msgspec.structs.replace(one, value=number)
    line = rows(book(msgspec.structs.replace(whole, judgements=(changed,), findings=())), "判定")[0]
    assert line["数值"] == shown
    if isinstance(shown, float | int):
        assert Fraction(repr(shown)) == number


def test_rows_that_do_not_fit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = evaluation((2025,))
    monkeypatch.setattr(workbook, "MOST_ROWS", 20)
    sheet = book(whole)["判定"]
    assert sheet.cell(23, 1).value == "另有 6 行放不下，见 JSON 报告。"
    assert sheet.auto_filter.ref.endswith("22")


def test_a_long_text_is_cut_to_what_a_cell_holds() -> None:
    long = "长" * 40_000
    whole = evaluation((2025,))
    problem = Diagnostic(code="x", severity=Severity.NOTE, at=Location(file="f"), message=Text(long, long))
    one = rows(book(msgspec.structs.replace(whole, problems=(problem,))), "数据问题")[0]
    assert len(str(one["问题"])) == harmless.LONGEST
    assert str(one["问题"]).endswith("…")


def test_a_row_is_as_high_as_its_text_asks_for() -> None:
    assert height([]) == height([("短", 10)])
    assert height([("短", 10), ("长" * 30, 10)]) > 5 * height([("短", 10)])
    assert height([("长" * 9000, 10)]) == 400


def test_cells_of_very_many_are_counted() -> None:
    whole = flagged((2025,))
    at = tuple(Location(file="a.csv", line=n) for n in range(50))
    many = msgspec.structs.replace(whole.flags[0], at=at)
    line = rows(book(msgspec.structs.replace(whole, flags=(many,))), "数据审核")[0]
    assert str(line["单元格"]).endswith("……共 50 格")
    assert len(Lookup(whole).flags.flags) == 5


def test_every_word_of_a_status_kind_or_level_has_its_look() -> None:
    words = {str(word) for kind in (Status, FindingKind, Level, CheckLevel) for word in kind}
    with xlsxwriter.Workbook(BytesIO()) as book:
        styles = Styles(book)
        assert len({id(styles.of(word)) for word in words}) == len(words)
