"""What a department has put into its workbook stays: comments, charts, validations. What could do harm does not."""

from io import BytesIO

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from tests.mark.packages import QUESTION, RICH, added, put, with_relation
from tests.support import xlsx_parts
from tests.support.marks import asked, comments, opened, parts, rebuilt

from zhunsheng.mark import mark_workbook


def test_parts_that_no_mark_concerns_are_the_very_bytes_that_they_were() -> None:
    before, after = parts(RICH), parts(mark_workbook(RICH, "a.xlsx", QUESTION))
    concerned = {
        *("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"),
        *("xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"),
    }
    assert {name for name in before if before[name] != after.get(name)} == concerned
    assert set(after) - set(before) == {"xl/worksheets/sheet2.xml"}


def test_the_chart_the_link_and_the_validation_are_still_there() -> None:
    sheet = opened(mark_workbook(RICH, "a.xlsx", QUESTION))["数据"]
    assert len(sheet._charts) == 1
    assert sheet["F1"].hyperlink.target == "https://example.org/文件"
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == ["D2"]
    assert sheet.page_setup.orientation == "landscape"


def test_a_comment_of_the_department_stays_as_it_is() -> None:
    assert comments(mark_workbook(RICH, "a.xlsx", QUESTION))["数据!A1"] == "部门的话"


def test_comments_on_a_sheet_of_which_nothing_is_asked_are_the_very_bytes_that_they_were() -> None:
    before, after = parts(RICH), parts(mark_workbook(RICH, "a.xlsx", [asked(sheet=None)]))
    for name in ("xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/_rels/sheet1.xml.rels"):
        assert after[name] == before[name]


def test_where_the_department_commented_ours_is_appended_and_one_box_shows_both() -> None:
    copy = mark_workbook(RICH, "a.xlsx", [asked("不能采用", "A1")])
    said = comments(copy)["数据!A1"]
    assert said.startswith("部门的话\n\n准绳：\n【退回】第 1 题\n不能采用\n")
    boxes = parts(copy)["xl/drawings/vmlDrawing1.vml"]
    assert boxes.count(b"<x:Row>0</x:Row>") == boxes.count(b"</v:shape>") == 1


def test_boxes_that_are_no_comments_and_unsound_vml_are_left_alone() -> None:
    button = '<v:shape id="_x0000_s2000"><br><x:ClientData ObjectType="Button"/></v:shape></xml>'
    book = put(RICH, one=("xl/drawings/vmlDrawing1.vml", "</xml>", button))
    copy = mark_workbook(book, "a.xlsx", QUESTION)
    boxes = parts(copy)["xl/drawings/vmlDrawing1.vml"].decode()
    assert button.removesuffix("</xml>") in boxes
    assert 'id="_x0000_s2001"' in boxes
    assert set(comments(copy)) == {"数据!A1", "数据!D2"}


def test_a_thread_of_comments_gives_way_to_the_comment_that_holds_its_words() -> None:
    book = with_relation(
        added(RICH, "xl/threadedComments/threadedComment1.xml", b"<ThreadedComments/>"),
        "xl/worksheets/sheet1.xml",
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
        "../threadedComments/threadedComment1.xml",
    )
    copy = mark_workbook(book, "a.xlsx", QUESTION)
    assert "xl/threadedComments/threadedComment1.xml" not in parts(copy)
    assert comments(copy)["数据!A1"] == "部门的话"


def test_box_is_as_large_as_its_text_and_no_larger_than_a_screen() -> None:
    def height(message: str) -> float:
        boxes = parts(mark_workbook(RICH, "a.xlsx", [asked(message, "D2")]))["xl/drawings/vmlDrawing1.vml"].decode()
        return float(boxes.rpartition("height:")[2].partition("pt")[0])

    assert height("短") < height("长" * 300) < height("长" * 1400) < 600


def test_a_picture_stays() -> None:
    stream = BytesIO()
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("数据")
        sheet.write(0, 0, "x")
        sheet.insert_image("B2", "a.png", {"image_data": BytesIO(png)})
    copy = parts(mark_workbook(stream.getvalue(), "a.xlsx", QUESTION))
    assert copy["xl/media/image1.png"] == png


def test_a_workbook_whose_tags_have_a_prefix_is_marked_in_that_prefix() -> None:
    members = xlsx_parts.parts(
        xlsx_parts.sheet(xlsx_parts.header(), xlsx_parts.figure_row(2, xlsx_parts.number(2, "9")))
    )
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        content = str(members[name]).replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
        members[name] = content.replace("xmlns=", "xmlns:x=", 1)
    copy = mark_workbook(xlsx_parts.pack(members), "a.xlsx", QUESTION)
    assert set(comments(copy)) == {"数据!D2"}
    assert opened(copy)["数据"]["D2"].value == 9


def test_a_comment_of_a_sheet_without_boxes_gets_one() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "数据"
    sheet["A1"] = 1
    sheet["A1"].comment = Comment("部门的话", "张三")
    stream = BytesIO()
    book.save(stream)

    def change(changed: dict[str, bytes]) -> None:
        rels = "xl/worksheets/_rels/sheet1.xml.rels"
        lines = changed[rels].split(b"<Relationship ")
        changed[rels] = (
            b"<Relationship ".join(line for line in lines if b"vmlDrawing" not in line) + b"</Relationships>"
        )
        changed[rels] = changed[rels].replace(b"</Relationships></Relationships>", b"</Relationships>")

    copy = mark_workbook(rebuilt(stream.getvalue(), change), "a.xlsx", QUESTION)
    content = parts(copy)
    boxes = next(content[name] for name in content if name.endswith(".vml"))
    assert boxes.count(b"</v:shape>") == 2
    assert content["xl/worksheets/sheet1.xml"].count(b"legacyDrawing") == 1
