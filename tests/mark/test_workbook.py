"""A marked workbook: every question at its cell, and everything else as it was."""

from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import PatternFill
from tests.support import marks, xlsx_parts
from tests.support.marks import asked, comments, listed, opened, parts, tints

from zhunsheng.mark import mark_workbook
from zhunsheng.model.validation import CheckLevel

RED, AMBER, BLUE = "FFF0948C", "FFFFD873", "FFDCEBFC"
MARGINS = '<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
FORMULA = xlsx_parts.workbook(xlsx_parts.figure_row(2, '<c r="D2"><f>90+5</f><v>95</v></c>'), after=MARGINS)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def plain_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "数据"
    sheet.append(["地区", "年份", "指标", "数值"])
    sheet.append(["江海区", 2023, "污水", 95])
    return book


PLAIN = saved(plain_book())


def test_a_comment_says_level_message_arithmetic_what_was_expected_and_a_hint() -> None:
    question = asked("各项之和不等于合计", "D2", arithmetic="1 + 1 = 2 ≠ 3", expected="3", hint="请核对")
    assert comments(mark_workbook(PLAIN, "a.xlsx", [question])) == {
        "数据!D2": "【退回】第 1 题\n各项之和不等于合计\n算式：1 + 1 = 2 ≠ 3\n应为：3\n建议：请核对\n"
        "（准绳批注：请在本格改正；要说明的，写在“问题清单”的“部门答复”栏。）"
    }


def test_what_need_not_be_answered_is_not_asked_to_be_corrected() -> None:
    copy = mark_workbook(PLAIN, "a.xlsx", [asked("说一句", "D2", level=CheckLevel.NOTE)])
    assert comments(copy) == {"数据!D2": "【提示】第 1 题\n说一句\n（准绳批注：供参考，不必答复。）"}
    assert "供参考，不必答复" in opened(copy)[marks.LIST]["A2"].value
    assert set(comments(mark_workbook(copy, "a.xlsx", [asked("x", "C2")]))) == {"数据!C2"}


def test_questions_at_one_cell_share_a_comment_and_its_fill_is_that_of_the_gravest() -> None:
    copy = mark_workbook(
        PLAIN,
        "a.xlsx",
        [
            asked("小事", "D2", level=CheckLevel.NOTE),
            asked("大事", "D2"),
            asked("问一句", "C2", level=CheckLevel.QUESTION),
            asked("说一句", "B2", level=CheckLevel.NOTE),
        ],
    )
    said = comments(copy)["数据!D2"]
    assert "【提示】第 1 题\n小事" in said
    assert "【退回】第 2 题\n大事" in said
    assert tints(copy) == {"数据!D2": RED, "数据!C2": AMBER, "数据!B2": BLUE}


def test_a_question_of_several_cells_is_put_at_the_first_and_pointed_to_from_the_others() -> None:
    copy = mark_workbook(PLAIN, "a.xlsx", [asked("两格不一致", "D2", "B2", hint="请核对")])
    assert "两格不一致\n建议：请核对" in comments(copy)["数据!D2"]
    assert "与 数据!D2 一并核对：两格不一致" in comments(copy)["数据!B2"]
    assert set(tints(copy)) == {"数据!D2", "数据!B2"}
    assert "（另涉及 B2）" in listed(copy)[0][5]


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        (asked(line=2), "A2"),
        (asked(line=9), "A9"),
        (asked(), "A1"),
        (asked("x", "F5"), "F5"),
    ],
    ids=["row", "row without cells", "sheet", "cell that does not exist"],
)
def test_where_a_question_is_put(question: marks.Asked, cell: str) -> None:
    copy = mark_workbook(PLAIN, "a.xlsx", [question])
    assert set(comments(copy)) == set(tints(copy)) == {f"数据!{cell}"}


def test_a_row_that_begins_further_right_is_marked_where_it_begins() -> None:
    book = plain_book()
    book["数据"]["C4"] = "合计"
    assert set(comments(mark_workbook(saved(book), "a.xlsx", [asked(line=4)]))) == {"数据!C4"}


def test_a_cell_under_a_merge_is_marked_where_the_merge_shows() -> None:
    book = plain_book()
    book["数据"].merge_cells("D2:D5")
    assert set(comments(mark_workbook(saved(book), "a.xlsx", [asked("x", "D4")]))) == {"数据!D2"}


@pytest.mark.parametrize("question", [asked(sheet=None), asked("x", "D2", sheet="别的表")], ids=["file", "no sheet"])
def test_what_stands_in_no_cell_is_only_listed(question: marks.Asked) -> None:
    copy = mark_workbook(PLAIN, "a.xlsx", [question])
    assert comments(copy) == {}
    assert [row[:3] for row in listed(copy)] == [("1", "退回", "—")]


def test_results_of_formulas_stay_as_they_were_stored() -> None:
    copy = mark_workbook(FORMULA, "a.xlsx", [asked("x", "D2")])
    assert opened(copy)["数据"]["D2"].value == 95
    assert opened(copy, formulas=True)["数据"]["D2"].value == "=90+5"


def test_the_rows_of_a_sheet_are_the_very_bytes_that_they_were() -> None:
    before = parts(FORMULA)["xl/worksheets/sheet1.xml"]
    after = parts(mark_workbook(FORMULA, "a.xlsx", [asked("x", "D2")]))["xl/worksheets/sheet1.xml"]
    rows = before[before.index(b"<sheetData") : before.index(b"</sheetData>")]
    assert rows in after
    tags = (b"</sheetData>", b"<conditionalFormatting", b"<pageMargins", b"<legacyDrawing")
    order = [after.index(tag) for tag in tags]
    assert order == sorted(order)


def test_a_rule_of_the_department_stays_and_ours_comes_before_it() -> None:
    from openpyxl.formatting.rule import FormulaRule

    book = plain_book()
    green = FormulaRule(formula=["D2>0"], fill=PatternFill(bgColor="FF00FF00", fill_type="solid"))
    book["数据"].conditional_formatting.add("D2", green)
    copy = mark_workbook(saved(book), "a.xlsx", [asked("x", "D2")])
    rules = {rule.formula[0]: rule for each in opened(copy)["数据"].conditional_formatting for rule in each.rules}
    ours, theirs = rules['LEN("zhunsheng-mark-refuse")>0'], rules["D2>0"]
    assert ours.priority < theirs.priority
    assert theirs.dxf.fill.bgColor.rgb == "FF00FF00"


def test_locked_and_unlocked_cells_stay_so_and_the_sheet_stays_protected() -> None:
    from openpyxl.styles import Protection

    book = plain_book()
    sheet = book["数据"]
    sheet.protection.enable()
    sheet["D2"].protection = Protection(locked=False)
    marked = opened(mark_workbook(saved(book), "a.xlsx", [asked("x", "D2"), asked("y", "C2")]))["数据"]
    assert marked.protection.sheet
    assert not marked["D2"].protection.locked
    assert marked["C2"].protection.locked


def test_the_list_is_last_and_the_one_sheet_that_is_chosen() -> None:
    book = opened(mark_workbook(PLAIN, "a.xlsx", [asked("x", "D2")]))
    assert book.sheetnames == ["数据", marks.LIST]
    assert book.active is not None
    assert book.active.title == marks.LIST
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [marks.LIST]


def test_the_list_tells_all_links_to_the_cells_and_leaves_room_for_answers() -> None:
    question = asked("读不懂", "D2", figure="江海区 2023 年 污水", expected="一个数", hint="请改", arithmetic="1 ≠ 2")
    copy = mark_workbook(PLAIN, "区城管局.xlsx", [question, asked("整个文件", level=CheckLevel.QUESTION, sheet=None)])
    sheet = opened(copy)[marks.LIST]
    assert listed(copy) == [
        ("1", "退回", "数据", "D2", "江海区 2023 年 污水", "读不懂\n算式：1 ≠ 2", "一个数", "请改", ""),
        ("2", "疑问", "—", "—", "", "整个文件", "", "", ""),
    ]
    assert sheet["D5"].hyperlink.location == "'数据'!D2"
    assert sheet["D6"].hyperlink is None
    assert sheet["A2"].value == "区城管局.xlsx：退回 1 题（不能采用，请改正）；疑问 1 题（须答复，请核实、改正或说明）"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_a_text_that_begins_like_a_formula_is_a_text_and_stays_one_when_edited() -> None:
    copy = mark_workbook(PLAIN, "a.xlsx", [asked("=1+1", "D2", hint="@SUM(A1)", expected="-1")])
    sheet = openpyxl.load_workbook(BytesIO(copy))[marks.LIST]
    for cell, said in (("F5", "=1+1"), ("G5", "-1"), ("H5", "@SUM(A1)")):
        assert sheet[cell].value == said
        assert sheet[cell].quotePrefix
    assert b"<f>" not in parts(copy)["xl/worksheets/sheet2.xml"]


def test_a_sheet_name_with_an_apostrophe_can_be_linked_to() -> None:
    book = plain_book()
    book["数据"].title = "O'Brien 的表"
    copy = mark_workbook(saved(book), "a.xlsx", [asked("x", "D2", sheet="O'Brien 的表")])
    assert opened(copy)[marks.LIST]["D5"].hyperlink.location == "'O''Brien 的表'!D2"


def test_a_sheet_of_that_name_stays_and_the_list_takes_another() -> None:
    book = plain_book()
    book.create_sheet(marks.LIST)["A1"] = "部门自己的"
    copy = mark_workbook(saved(book), "a.xlsx", [asked("x", "D2")])
    assert opened(copy).sheetnames == ["数据", marks.LIST, f"{marks.LIST}(2)"]
    assert opened(copy)[marks.LIST]["A1"].value == "部门自己的"


def test_the_same_questions_give_the_same_bytes() -> None:
    assert mark_workbook(PLAIN, "a.xlsx", [asked("x", "D2")]) == mark_workbook(PLAIN, "a.xlsx", [asked("x", "D2")])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(message=st.text(max_size=60), hint=st.text(max_size=20))
def test_whatever_a_text_says_it_becomes_nothing_but_text(message: str, hint: str) -> None:
    copy = mark_workbook(PLAIN, message, [asked(message, "D2", hint=hint, figure=hint)])
    book = opened(copy)
    assert book.sheetnames == ["数据", marks.LIST]
    assert len(listed(copy)) == 1
    assert comments(copy)["数据!D2"].startswith("【退回】第 1 题\n")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("<b>&\"'", "<b>&\"'"),
        ("甲\x00乙\x0b\ud800", "甲\ufffd乙\ufffd\ufffd"),
        ("甲\u202e乙\u2066", "甲\ufffd乙\ufffd"),
        ("行一\r\n行二", "行一\n行二"),
    ],
    ids=["markup", "control", "direction", "lines"],
)
def test_what_cannot_be_written_is_shown_as_such(said: str, shown: str) -> None:
    assert listed(mark_workbook(PLAIN, "a.xlsx", [asked(said, "D2")]))[0][5] == shown


def test_what_office_would_read_as_another_character_is_escaped() -> None:
    content = parts(mark_workbook(PLAIN, "a.xlsx", [asked("_x0041_", "D2")]))
    assert b"_x005F_x0041_" in content["xl/comments1.xml"]
    assert b"_x005F_x0041_" in content["xl/worksheets/sheet2.xml"]


def test_a_long_comment_is_cut_and_the_rest_is_in_the_list() -> None:
    many = [asked("长" * 1400, "D2") for _ in range(10)]
    copy = mark_workbook(PLAIN, "a.xlsx", many)
    said = comments(copy)["数据!D2"]
    assert "其余各题见“问题清单”。" in said
    assert len(said) < 7000
    assert len(listed(copy)) == 10


def test_of_very_many_cells_all_are_tinted_and_listed_and_the_first_ones_have_comments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("zhunsheng.mark.workbook.MOST_COMMENTS", 3)
    copy = mark_workbook(PLAIN, "a.xlsx", [asked("x", f"D{row}") for row in range(2, 402)])
    assert set(comments(copy)) == {"数据!D2", "数据!D3", "数据!D4"}
    assert len(tints(copy)) == len(listed(copy)) == 400


def test_of_very_many_questions_the_first_are_listed_and_the_others_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.mark.list_sheet.MOST_LISTED", 3)
    copy = mark_workbook(PLAIN, "a.xlsx", [asked("x", f"D{row}") for row in range(2, 7)])
    assert len(listed(copy)) == 3
    assert "另有 2 题没有列出" in opened(copy)[marks.LIST]["A3"].value
