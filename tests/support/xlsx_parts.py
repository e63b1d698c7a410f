"""Workbooks written part by part: what openpyxl itself would never write."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

HEADER = ("地区", "年份", "指标", "数值", "单位", "备注")


def text(reference: str, value: str) -> str:
    """Write a cell that holds text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def header(row: int = 1) -> str:
    """Write the header row."""
    return f'<row r="{row}">' + "".join(text(f"{'ABCDEF'[i]}{row}", name) for i, name in enumerate(HEADER)) + "</row>"


def figure_row(
    row: int, value_cell: str, year: int = 2023, unit: str = "%", place: str = "江海区", indicator: str = "sewage"
) -> str:
    """Write a data row around a value cell given as XML (it is D{row})."""
    return (
        f'<row r="{row}">{text(f"A{row}", place)}<c r="B{row}"><v>{year}</v></c>{text(f"C{row}", indicator)}'
        f"{value_cell}{text(f'E{row}', unit)}</row>"
    )


def number(row: int, value: str) -> str:
    """Write the value cell of a row as a stored number, digit for digit."""
    return f'<c r="D{row}"><v>{value}</v></c>'


def sheet(*rows: str, after: str = "", before: str = "") -> str:
    """Wrap rows into a sheet part."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def parts(sheet_xml: str) -> dict[str, str | bytes]:
    """Return all parts of a workbook with one sheet, 数据."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_RELS}"><sheets>'
        '<sheet name="数据" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="1"><xf/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": sheet_xml,
    }


def pack(members: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Zip the parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def workbook(*rows: str, after: str = "", before: str = "") -> bytes:
    """Pack a workbook of one sheet with the header in row 1."""
    return pack(parts(sheet(header(), *rows, after=after, before=before)))
