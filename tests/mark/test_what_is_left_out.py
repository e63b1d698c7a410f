"""What a copy leaves out: macros, links to other files, whatever leads to a program."""

import pytest
from tests.mark.packages import ELSEWHERE, OFFICE, QUESTION, RELS, RICH, added, put, with_relation
from tests.support import xlsx_parts
from tests.support.marks import asked, opened, parts, rebuilt

from zhunsheng.intake import workbook
from zhunsheng.intake.columns import Field
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.reading import read_value
from zhunsheng.intake.table import Row
from zhunsheng.mark import UnmarkableError, mark_workbook

MACROS = put(
    with_relation(
        added(RICH, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro"),
        "xl/workbook.xml",
        f"{OFFICE}/vbaProject",
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
                    f"{RELS}/worksheet".encode(), f"{OFFICE}/xlMacrosheet".encode()
                )
            }
        ),
    )
    with pytest.raises(UnmarkableError):
        mark_workbook(book, "a.xlsx", QUESTION)
