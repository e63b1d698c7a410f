"""The same workbook from other writers, and in other shapes of the file format."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import xlsxwriter
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.seeded.filled import Filled, unpacked
from tests.seeded.variations.change import ALL, PLAIN, TABLES, Change

_INLINE = re.compile(r' t="inlineStr"([^>]*)><is><t[^>]*>(.*?)</t></is></c>', re.DOTALL)
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def since_1904(filled: Filled) -> None:
    """Count days as old Macs did."""
    filled.book.epoch = CALENDAR_MAC_1904


def shared(write: Callable[[str], str]) -> Callable[[Filled], None]:
    """Keep texts in a table of their own, as Excel does; openpyxl writes them into the cells."""

    def changed(parts: dict[str, bytes]) -> dict[str, bytes]:
        texts: dict[str, int] = {}

        def cell(match: re.Match[str]) -> str:
            return f' t="s"{match[1]}><v>{texts.setdefault(match[2], len(texts))}</v></c>'

        for name in [each for each in parts if each.startswith("xl/worksheets/sheet")]:
            parts[name] = _INLINE.sub(cell, parts[name].decode()).encode()
        items = "".join(f"<si>{write(text)}</si>" for text in texts)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}" count="9">{items}</sst>'.encode()
        for name, ending, added in (
            ("[Content_Types].xml", "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}"/>'),
            (
                "xl/_rels/workbook.xml.rels",
                "</Relationships>",
                f'<Relationship Id="rIdTexts" Type="{_RELATION}" Target="sharedStrings.xml"/>',
            ),
        ):
            parts[name] = parts[name].decode().replace(ending, added + ending).encode()
        return parts

    return lambda filled: filled.rewrite(changed)


def plain(text: str) -> str:
    return f'<t xml:space="preserve">{text}</t>'


def rich(text: str) -> str:
    """Split a text into runs of two fonts."""
    if "&" in text:
        return plain(text)
    return f"<r><rPr><b/></rPr>{plain(text[:1])}</r><r>{plain(text[1:])}</r>"


def phonetic(text: str) -> str:
    """Put a reading aid behind a text, as input methods do."""
    return f'{plain(text)}<rPh sb="0" eb="1"><t>pinyin</t></rPh><phoneticPr fontId="1"/>'


def sheets_changed(change: Callable[[str], str]) -> Callable[[Filled], None]:
    """Change the parts of all sheets."""

    def changed(parts: dict[str, bytes]) -> dict[str, bytes]:
        return {
            name: change(raw.decode()).encode() if name.startswith("xl/worksheets/sheet") else raw
            for name, raw in parts.items()
        }

    return lambda filled: filled.rewrite(changed)


def without_addresses(xml: str) -> str:
    """Leave out the addresses of rows and cells where nothing is skipped, as small writers do."""
    return re.sub(r'(<row) r="\d+"', r"\1", re.sub(r'(<c) r="\w+"', r"\1", xml))


def with_size(size: str) -> Callable[[str], str]:
    """Declare another size than the sheet has."""
    return lambda xml: re.sub(r'<dimension ref="[^"]*" ?/>', f'<dimension ref="{size}"/>' if size else "", xml)


def by_xlsxwriter(*, constant_memory: bool) -> Callable[[Filled], None]:
    """Write all values anew with another library."""

    def make(filled: Filled) -> None:
        stream = BytesIO()
        book = xlsxwriter.Workbook(stream, {"constant_memory": constant_memory, "in_memory": not constant_memory})
        formats: dict[str, object] = {}
        for sheet in filled.book.worksheets:
            written = book.add_worksheet(sheet.title)
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is None or isinstance(cell, MergedCell):
                        continue
                    code, at = cell.number_format, (cell.row - 1, cell.column - 1)
                    shown = formats.setdefault(code, book.add_format({"num_format": code}))
                    if cell in filled.results:
                        written.write_formula(*at, cell.value, shown, filled.results[cell])
                    else:
                        written.write(*at, cell.value, shown)
        book.close()
        filled.results.clear()
        filled.rewrite(lambda _: unpacked(stream.getvalue()))

    return make


def uncompressed(filled: Filled) -> None:
    filled.compression = zipfile.ZIP_STORED


CHANGES = (
    Change("1904 日期系统", "package", since_1904, ALL),
    Change("文字另存一处", "package", shared(plain), TABLES),
    Change("没有声明大小", "package", sheets_changed(with_size("")), PLAIN),
    Change("声明的大小是 A1", "package", sheets_changed(with_size("A1")), TABLES),
    Change("声明的大小是整张表", "package", sheets_changed(with_size("A1:XFD1048576")), PLAIN),
    Change("没有单元格地址", "package", sheets_changed(without_addresses), PLAIN, alone=True),
    Change("XlsxWriter 写的", "package", by_xlsxwriter(constant_memory=False), TABLES),
    Change("XlsxWriter 逐行写的", "package", by_xlsxwriter(constant_memory=True), PLAIN),
    Change("没有压缩", "package", uncompressed, PLAIN),
    Change("富文本", "package", shared(rich), PLAIN),
    Change("带拼音", "package", shared(phonetic), PLAIN),
)
