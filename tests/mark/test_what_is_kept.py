"""What a department has put into its workbook stays: comments, charts, validations. What could do harm does not."""

from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from tests.support import xlsx_parts
from tests.support.marks import asked, comments, opened, parts, rebuilt

from zhunsheng.intake import workbook
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.reading import read_value
from zhunsheng.intake.table import Row
from zhunsheng.mark import UnmarkableError, mark_workbook

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "http://schemas.microsoft.com/office/2006/relationships"
QUESTION = [asked("x", "D2")]
ELSEWHERE = [asked("x", "A1")]


def rich_book() -> bytes:
    """A workbook with a chart, a comment, a validation, an outside link to click, and print set-up."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("数据")
        sheet.write_row(0, 0, ["地区", "年份", "指标", "数值"])
        sheet.write_row(1, 0, ["江海区", 2023, "污水", 95])
        sheet.write_comment("A1", "部门的话", {"author": "张三"})
        sheet.write_url("F1", "https://example.org/文件")
        sheet.data_validation("D2", {"validate": "decimal", "criteria": ">", "value": 0})
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=数据!$D$2:$D$2"})
        sheet.insert_chart("H3", chart)
        sheet.set_landscape()
    return stream.getvalue()


RICH = rich_book()


def with_relation(package: bytes, part: str, kind: str, target: str, *, outside: bool = False) -> bytes:
    """Let a part lead to another, by a relationship rId99."""

    def change(changed: dict[str, bytes]) -> None:
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        mode = ' TargetMode="External"' if outside else ""
        new = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"{mode}/></Relationships>'
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        changed[rels] = changed.get(rels, empty).replace(b"</Relationships>", new.encode())

    return rebuilt(package, change)


def put(package: bytes, **changes: tuple[str, str, str]) -> bytes:
    """Replace text in parts: part, what, by what."""

    def change(changed: dict[str, bytes]) -> None:
        for part, old, new in changes.values():
            assert old.encode() in changed[part]
            changed[part] = changed[part].replace(old.encode(), new.encode(), 1)

    return rebuilt(package, change)


def added(package: bytes, name: str, content: bytes) -> bytes:
    return rebuilt(package, lambda changed: changed.update({name: content}))


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


MACROS = put(
    with_relation(
        added(RICH, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro"),
        "xl/workbook.xml",
        f"{_OFFICE}/vbaProject",
        "vbaProject.bin",
    ),
    kind=(
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ),
)


def test_macros_are_not_carried_over_and_the_copy_is_no_macro_workbook() -> None:
    copy = parts(mark_workbook(MACROS, "a.xlsm", QUESTION))
    assert "xl/vbaProject.bin" not in copy
    assert b"vbaProject" not in copy["xl/_rels/workbook.xml.rels"]
    assert b"macroEnabled" not in copy["[Content_Types].xml"]


def linked(formula: str = "[1]Sheet1!A1", more: str = "") -> bytes:
    """A workbook whose D2 draws on another file, with the result 95; `more` stands before the sheets' end."""
    sheet = xlsx_parts.sheet(
        xlsx_parts.header(), xlsx_parts.figure_row(2, f'<c r="D2"><f>{formula}</f><v>95</v></c>{more}')
    )
    members = xlsx_parts.parts(sheet)
    book = members["xl/workbook.xml"]
    assert isinstance(book, str)
    names = (
        '<externalReferences><externalReference r:id="rId99"/></externalReferences><definedNames>'
        '<definedName name="外表">[1]Sheet1!$A$1</definedName><definedName name="本表">数据!$A$1</definedName>'
        '<definedName name="宏" function="1" vbProcedure="1">数据!$A$1</definedName></definedNames>'
    )
    members["xl/workbook.xml"] = book.replace("</sheets>", f"</sheets>{names}")
    members["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    members["xl/calcChain.xml"] = f'<calcChain xmlns="{xlsx_parts.MAIN}"><c r="D2" i="1"/></calcChain>'
    package = with_relation(
        xlsx_parts.pack(members), "xl/workbook.xml", f"{RELS}/externalLink", "externalLinks/externalLink1.xml"
    )

    def change(changed: dict[str, bytes]) -> None:
        rels = "xl/_rels/workbook.xml.rels"
        chain = f'<Relationship Id="rId98" Type="{RELS}/calcChain" Target="calcChain.xml"/></Relationships>'
        changed[rels] = changed[rels].replace(b"</Relationships>", chain.encode())

    return rebuilt(package, change)


@pytest.mark.parametrize(
    "formula",
    ["[1]Sheet1!A1", "外表*2", "SUM([1]Sheet1!A1:A9)", "cmd|'/c calc'!A0", "WEBSERVICE(&quot;http://x&quot;)"],
)
def test_of_a_formula_that_draws_on_another_file_the_result_is_left_as_a_value(formula: str) -> None:
    copy = mark_workbook(linked(formula), "a.xlsx", ELSEWHERE)
    assert opened(copy)["数据"]["D2"].value == 95
    assert opened(copy, formulas=True)["数据"]["D2"].value == 95
    content = parts(copy)
    assert not [name for name in content if "externalLink" in name or "calcChain" in name]
    book = content["xl/workbook.xml"].decode()
    assert "externalReference" not in book
    assert "外表" not in book
    assert "宏" not in book
    assert "本表" in book


@pytest.mark.parametrize("formula", ["本表*2", 'IF(A1="[1]|",1,2)', "Table1[数值]"])
def test_any_other_formula_is_left_alone_and_so_is_the_chain_of_calculation(formula: str) -> None:
    escaped = formula.replace('"', "&quot;")
    copy = mark_workbook(linked(escaped), "a.xlsx", QUESTION)
    assert opened(copy, formulas=True)["数据"]["D2"].value == f"={formula}"
    assert "xl/calcChain.xml" in parts(copy)


def test_all_cells_that_share_a_formula_to_another_file_keep_their_values() -> None:
    shared = '<c r="F2"><f t="shared" si="0"/><v>7</v></c>'
    first = xlsx_parts.sheet(
        xlsx_parts.header(),
        xlsx_parts.figure_row(2, f'<c r="D2"><f t="shared" ref="D2:F2" si="0">[1]a!A1</f><v>95</v></c>{shared}'),
    )
    book = xlsx_parts.pack(xlsx_parts.parts(first))
    left = opened(mark_workbook(book, "a.xlsx", ELSEWHERE), formulas=True)["数据"]
    assert (left["D2"].value, left["F2"].value) == (95, 7)
    refused = opened(mark_workbook(book, "a.xlsx", [asked("x", "F2")]), formulas=True)["数据"]
    assert (refused["D2"].value, refused["F2"].value) == (95, "7（取自别的文件，请核实后只填数）")


def test_a_result_that_was_refused_does_not_come_back_as_a_figure() -> None:
    book = linked()
    copy = mark_workbook(book, "a.xlsx", QUESTION)
    assert opened(copy)["数据"]["D2"].value == "95（取自别的文件，请核实后只填数）"
    rows: list[Row] = []
    workbook.read(copy, "a.xlsx", rows.append)
    assert isinstance(read_value(rows[0].cell(Field.VALUE)), Complaint)


def test_a_formula_of_the_workbook_itself_stays_a_formula_even_if_its_result_is_refused() -> None:
    copy = mark_workbook(linked("SUM(A1:A9)"), "a.xlsx", QUESTION)
    assert opened(copy, formulas=True)["数据"]["D2"].value == "=SUM(A1:A9)"
    assert opened(copy)["数据"]["D2"].value == 95


@pytest.mark.parametrize(
    ("kind", "target", "outside"),
    [
        (f"{RELS}/oleObject", "../embeddings/oleObject1.bin", False),
        (f"{RELS}/control", "../activeX/activeX1.xml", False),
        (f"{RELS}/image", "file:///C:/secret.png", True),
        (f"{RELS}/image", "../media/missing.png", False),
    ],
    ids=["ole", "control", "linked image", "missing part"],
)
def test_what_a_sheet_may_not_lead_to_goes_with_what_refers_to_it(kind: str, target: str, outside: bool) -> None:
    book = with_relation(RICH, "xl/worksheets/sheet1.xml", kind, target, outside=outside)
    if not outside and "missing" not in target:
        book = added(book, "xl/" + target.removeprefix("../"), b"x")
    refers = '<oleObjects><oleObject r:id="rId99"/></oleObjects></worksheet>'
    book = put(book, one=("xl/worksheets/sheet1.xml", "</worksheet>", refers))
    content = parts(mark_workbook(book, "a.xlsx", QUESTION))
    assert b"rId99" not in content["xl/worksheets/sheet1.xml"]
    assert b"rId99" not in content["xl/worksheets/_rels/sheet1.xml.rels"]
    assert not [name for name in content if "embeddings" in name or "activeX" in name]


def test_a_drawing_that_leads_to_a_program_is_left_out_whole() -> None:
    book = with_relation(
        added(RICH, "xl/embeddings/x.bin", b"x"), "xl/drawings/drawing1.xml", f"{RELS}/package", "../embeddings/x.bin"
    )
    content = parts(mark_workbook(book, "a.xlsx", QUESTION))
    assert not [name for name in content if "drawing1.xml" in name or "chart" in name or "embeddings" in name]
    assert b"<drawing " not in content["xl/worksheets/sheet1.xml"]


def test_what_lies_in_the_package_without_being_led_to_is_left_out() -> None:
    assert "xl/secret.bin" not in parts(mark_workbook(added(RICH, "xl/secret.bin", b"x"), "a.xlsx", QUESTION))


def test_a_sheet_of_macros_is_not_copied_at_all() -> None:
    book = rebuilt(
        RICH,
        lambda changed: changed.update(
            {
                "xl/_rels/workbook.xml.rels": changed["xl/_rels/workbook.xml.rels"].replace(
                    f"{RELS}/worksheet".encode(), f"{_OFFICE}/xlMacrosheet".encode()
                )
            }
        ),
    )
    with pytest.raises(UnmarkableError):
        mark_workbook(book, "a.xlsx", QUESTION)


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
