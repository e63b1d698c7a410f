"""Parts of a workbook: entity bombs, parts that are missing, too many, too deep, or point elsewhere."""

from collections.abc import Iterator
from io import BytesIO

import openpyxl
from openpyxl.chart import BarChart
from tests.hostile.entry import READABLE, Entry, Rows, of_files
from tests.hostile.zips import FIGURE, SHEET, members, with_member
from tests.support import xlsx_parts as xlsx

BOOK, TYPES, RELS = "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml"

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>'
ELSEWHERE = '<!DOCTYPE x SYSTEM "file:///dev/random">'


NAMED_STYLE = f'<styleSheet xmlns="{xlsx.MAIN}"><cellStyles><cellStyle name="x" xfId="7"/></cellStyles></styleSheet>'


def of_sheet(*rows: str, after: str = "", before: str = "") -> bytes:
    """Pack a workbook with a good figure in row 2 and these rows below."""
    return xlsx.workbook(FIGURE, *rows, after=after, before=before)


def parts_with_strings(strings: str, *rows: str) -> dict[str, str | bytes]:
    """Return the parts of a workbook that has shared strings."""
    made = xlsx.parts(xlsx.sheet(xlsx.header(), FIGURE, *rows))
    override = f'<Override PartName="/{STRINGS}" ContentType="{_MEDIA}.sharedStrings+xml"/></Types>'
    return {**made, STRINGS: strings, TYPES: str(made[TYPES]).replace("</Types>", override)}


def changed(part: str, old: str, new: str, count: int = -1) -> bytes:
    """Pack a good workbook with something else in one of its parts."""
    whole = members()
    assert old in str(whole[part])
    return xlsx.pack({**whole, part: str(whole[part]).replace(old, new, count)})


def without(part: str) -> bytes:
    """Pack a good workbook that lacks a part."""
    return xlsx.pack({name: content for name, content in members().items() if name != part})


def _entities() -> Rows:
    for part in (SHEET, BOOK, TYPES, RELS, STYLES, "_rels/.rels"):
        yield f"a billion laughs in {part}", "xml-entities", lambda part=part: changed(part, "<", LAUGHS + "<", 1)
    strings = f'{LAUGHS}<sst xmlns="{xlsx.MAIN}"><si><t>&a9;</t></si></sst>'
    yield "a billion laughs in shared strings", "xml-entities", lambda: xlsx.pack(parts_with_strings(strings))
    for name, bomb in (("quadratic", QUADRATIC), ("outside", OUTSIDE), ("parameter", PARAMETER), ("DTD", ELSEWHERE)):
        yield f"{name} entity", "xml-entities", lambda bomb=bomb: with_member(SHEET, bomb + str(members()[SHEET]))
    bomb = LAUGHS + str(members()[SHEET])
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        yield f"in {encoding}", "unsafe-workbook", lambda encoding=encoding: with_member(SHEET, bomb.encode(encoding))
    declared = '<?xml version="1.0" encoding="UTF-7"?>' + bomb.replace("<!", "+ADwAIQ-")
    yield "in UTF-7", "broken-workbook", lambda: with_member(SHEET, declared)
    yield "behind blanks", "xml-entities", lambda: with_member(SHEET, "\n" * 5000 + bomb)
    yield "behind a byte order mark", "xml-entities", lambda: with_member(SHEET, b"\xef\xbb\xbf" + bomb.encode())
    yield "in a sheet with another ending", "xml-entities", lambda: _renamed("sheet1.dat", bomb)
    for encoding in ("utf-16", "utf-16-le"):
        raw = bomb.encode(encoding)
        yield f"in {encoding}, with another ending", "unsafe-workbook", lambda raw=raw: _renamed("sheet1.dat", raw)


def _renamed(name: str, content: str | bytes) -> bytes:
    whole = {part: text for part, text in members().items() if part != SHEET}
    for part in (TYPES, RELS):
        whole[part] = str(whole[part]).replace("sheet1.xml", name)
    return xlsx.pack({**whole, f"xl/worksheets/{name}": content})


def _missing() -> Rows:
    for part in (BOOK, TYPES, RELS, SHEET):
        yield (
            f"without {part}",
            "unsafe-workbook" if part == SHEET else "broken-workbook",
            lambda part=part: without(part),
        )
    yield "a sheet without end", "broken-workbook", lambda: with_member(SHEET, str(members()[SHEET])[:-30])
    yield "a sheet without content", "broken-workbook", lambda: with_member(SHEET, b"")
    yield "a sheet that is not XML", "broken-workbook", lambda: with_member(SHEET, b"\x89PNG\r\n")
    yield "control characters in XML", "broken-workbook", lambda: changed(SHEET, "污水", "污\x01水")
    yield "a NUL in XML", "broken-workbook", lambda: changed(SHEET, "污水", "污\0水")
    yield "a named style out of range", "broken-workbook", lambda: with_member(STYLES, NAMED_STYLE)
    yield "half a character", "broken-workbook", lambda: _spliced("污".encode(), b"\xe6\xb1")
    yield "a lone surrogate", "broken-workbook", lambda: changed(SHEET, "污水", "&#xD800;水")
    yield "another namespace", "no-header", lambda: changed(SHEET, xlsx.MAIN, "urn:x")
    yield "no sheet at all", "no-header", lambda: changed(BOOK, '<sheet name="数据" sheetId="1" r:id="r1"/>', "")
    yield "a chart sheet only", "no-header", _chart_sheet
    second = '<sheet name="二" sheetId="2" r:id="r2"/></sheets>'
    yield "one of two sheets is missing", "unsafe-workbook", lambda: changed(BOOK, "</sheets>", second)
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    yield "the Strict format", "strict-workbook", lambda: changed(SHEET, xlsx.MAIN, strict)
    yield "a sheet that passes for a chart", "broken-workbook", lambda: changed(RELS, "/worksheet", "/chartsheet")
    for target in ("../../../../etc/passwd", "file:///etc/passwd", "/etc/passwd", "C:\\x.xml", "http://127.0.0.1/x"):
        yield (
            f"a sheet that lies at {target}",
            "unsafe-workbook",
            lambda target=target: changed(RELS, "worksheets/sheet1.xml", target),
        )
    yield (
        "a sheet said to lie elsewhere",
        "unsafe-workbook",
        lambda: changed(RELS, 'Target="worksheets/sheet1.xml"', 'TargetMode="External" Target="http://127.0.0.1/x"'),
    )


def _chart_sheet() -> bytes:
    book = openpyxl.Workbook()
    book.create_chartsheet("图").add_chart(BarChart())
    book.remove(book.worksheets[0])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _spliced(old: bytes, new: bytes) -> bytes:
    return with_member(SHEET, str(members()[SHEET]).encode().replace(old, new))


def _too_much() -> Rows:
    deep = "<is>" * 400_000 + "</is>" * 400_000
    yield "nested 400,000 deep", "unsafe-workbook", lambda: of_sheet(f'<row r="3"><c r="A3">{deep}</c></row>')
    yield "rows within rows", "unsafe-workbook", lambda: of_sheet("<row>" * 50_000 + "</row>" * 50_000)
    yield "a row of a million cells", "unsafe-workbook", lambda: of_sheet(f'<row r="3">{"<c/>" * 1_000_000}</row>')
    attributes = " ".join(f'a{number}=""' for number in range(500_000))
    yield "half a million attributes", "unsafe-workbook", lambda: of_sheet(f"<row {attributes}/>")
    yield (
        "260,000 styles",
        "workbook-too-large",
        lambda: with_member(
            STYLES, f'<styleSheet xmlns="{xlsx.MAIN}"><cellXfs>{"<xf/>" * 260_000}</cellXfs></styleSheet>'
        ),
    )
    merges = "".join(f'<mergeCell ref="G{n}:H{n}"/>' for n in range(3, 260_000))
    yield "260,000 merged areas", "workbook-too-large", lambda: of_sheet(after=f"<mergeCells>{merges}</mergeCells>")
    piled = "".join(f'<mergeCell ref="A{n}:F900"/>' for n in range(3, 800))
    low = '<row r="890"><c r="D890"><v>1</v></c></row>'
    yield "merged areas piled up", "broken-workbook", lambda: of_sheet(low, after=f"<mergeCells>{piled}</mergeCells>")
    yield "a long formula shared by thousands", "workbook-too-large", lambda: of_sheet(*_sharing(4_000))
    yield "a drawing nested 100,000 deep", "unsafe-workbook", lambda: with_member("xl/a.vml", "<xml>" * 100_000)
    twice = '<sheet name="数据" sheetId="2" r:id="r1"/></sheets>'
    yield "one sheet under one name twice", "unsafe-workbook", lambda: changed(BOOK, "</sheets>", twice)
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 5_000))
    yield "5,000 sheets, all the same", "unsafe-workbook", lambda: changed(BOOK, "<sheets>", f"<sheets>{sheets}")
    small = "<si><t>a</t></si>" * 3_000_000
    yield (
        "three million shared strings",
        "workbook-too-large",
        lambda: xlsx.pack(
            parts_with_strings(f'<sst xmlns="{xlsx.MAIN}">{small}</sst>') | {"xl/media/noise.bin": _noise()}
        ),
    )


def _sharing(rows: int) -> Iterator[str]:
    """Let every row share one formula of 8,000 characters."""
    master = f'<f t="shared" si="0" ref="D3:D{rows}">{"1+" * 4_000}1</f>'
    for number in range(3, rows):
        formula = master if number == 3 else '<f t="shared" si="0"/>'
        yield f'<row r="{number}"><c r="D{number}">{formula}<v>1</v></c></row>'


def _one_long_text(rows: int) -> bytes:
    """Let every cell refer to one text of 30,000 characters."""
    made = (
        f'<row r="{number}">' + "".join(f'<c r="{each}{number}" t="s"><v>0</v></c>' for each in "ABCDE") + "</row>"
        for number in range(3, rows)
    )
    strings = f'<sst xmlns="{xlsx.MAIN}"><si><t>{"数" * 30_000}</t></si></sst>'
    return xlsx.pack(parts_with_strings(strings, *made))


def _far_too_much() -> Rows:
    cells = "<c/>" * 200
    yield (
        "too many tags",
        "workbook-too-large",
        lambda: of_sheet(*(f'<row r="{number}">{cells}</row>' for number in range(3, 10_100))),
    )
    yield "one long text in 100,000 cells", "problems-not-listed", lambda: _one_long_text(20_000)


def _noise() -> bytes:
    return bytes(range(256))


def _names() -> Rows:
    unsound = "<definedName name=\"x\">=cmd|'/C calc'!A0</definedName>"
    yield "a sheet called as a path", "", lambda: changed(BOOK, 'name="数据"', 'name="../../etc/passwd"')
    yield "a sheet called as a program", "", lambda: changed(BOOK, 'name="数据"', "name=\"=cmd|' /C calc'!A0\"")
    yield "a sheet called as a page", "", lambda: changed(BOOK, 'name="数据"', 'name="&lt;script&gt;alert(1)"')
    yield "a sheet name with an override", "", lambda: changed(BOOK, 'name="数据"', 'name="\u202e数据"')
    yield "a sheet name with an escape", "", lambda: changed(BOOK, 'name="数据"', 'name="&#10;[31m数据"')
    yield "a sheet name of 100,000 characters", "", lambda: changed(BOOK, 'name="数据"', f'name="{"数" * 100_000}"')
    yield (
        "names defined by DDE",
        "",
        lambda: changed(BOOK, "</workbook>", f"<definedNames>{unsound}</definedNames></workbook>"),
    )


def _tolerable() -> Rows:
    yield "without styles", "", lambda: without(STYLES)
    yield "without the first relations", "", lambda: without("_rels/.rels")
    empty = "".join(f'<row r="{n}"/>' for n in range(3, 20_000))
    yield "20,000 empty rows", "", lambda: of_sheet(empty)
    yield "a size that lies", "", lambda: of_sheet(before='<dimension ref="A1:XFD1048576"/>')
    yield "a cell in the last column", "", lambda: of_sheet('<row r="3"><c r="XFD3"><v>1</v></c></row>')
    yield "a cell in the last row", "", lambda: of_sheet('<row r="1048576"><c r="A1048576"/></row>')
    apart = "".join(f'<mergeCell ref="G{n}:H{n}"/>' for n in range(3, 10_000))
    yield "10,000 merged areas beside the table", "", lambda: of_sheet(after=f"<mergeCells>{apart}</mergeCells>")
    yield "another root", "", lambda: changed(SHEET, "worksheet", "worksheets")
    yield "a drawing that is not well formed", "", lambda: with_member("xl/drawings/a.vml", "<xml><br></xml>")
    yield (
        "comments by the thousand",
        "",
        lambda: with_member("xl/comments1.xml", f'<comments xmlns="{xlsx.MAIN}">{"<comment/>" * 50_000}</comments>'),
    )


ENTRIES: tuple[Entry, ...] = (
    *of_files(_entities(), "entities.xlsx"),
    *of_files(_missing(), "missing.xlsx"),
    *of_files(_too_much(), "too-much.xlsx"),
    *of_files(_far_too_much(), "far-too-much.xlsx", heavy=True),
    *of_files(_names(), "names.xlsx", READABLE),
    *of_files(_tolerable(), "tolerable.xlsx", READABLE),
)
