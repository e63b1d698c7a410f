"""Whole sheets and files: hidden, without a header, of another plan or year, with macros."""

from collections.abc import Callable

from tests.seeded.bases import PLAIN
from tests.seeded.filled import Filled
from tests.seeded.kinds import NOTE, WARNING, Kind, Spoil, spoils

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@spoils("整张表")
def hidden(filled: Filled) -> str:
    filled.sheet.sheet_state = "hidden"
    return filled.title


@spoils("整张表")
def very_hidden(filled: Filled) -> str:
    filled.sheet.sheet_state = "veryHidden"
    return filled.title


@spoils("整张表")
def without_header(filled: Filled) -> str:
    """Figures beside the names of indicators, on a sheet of one's own without a header."""
    own = filled.book.create_sheet("附表")
    own["A1"], own["B1"] = "其他情况", 12
    return "附表"


@spoils("表头")
def header_lacks_the_year(filled: Filled) -> str:
    filled.sheet.cell(filled.header_row, filled.columns()["年份"], "时间")
    return filled.at(filled.header_row)


@spoils("表头")
def column_twice(filled: Filled) -> str:
    filled.sheet.cell(filled.header_row, filled.sheet.max_column + 1, "数值")
    return filled.at(filled.header_row)


@spoils("表头")
def column_of_ones_own(filled: Filled) -> str:
    filled.sheet.cell(filled.header_row, filled.sheet.max_column + 1, "同比")
    return filled.at(filled.header_row)


@spoils("表头")
def all_rows_gone(filled: Filled) -> str:
    filled.sheet.delete_rows(filled.header_row + 1, filled.sheet.max_row)
    return filled.at(filled.header_row)


def identity(position: int, value: str) -> Spoil:
    """Change what the form says of itself, in its properties and on its cover."""

    @spoils("整个文件")
    def spoil(filled: Filled) -> str:
        listed = list(filled.book.custom_doc_props.props)
        old = listed[position].value
        listed[position].value = value
        cover = filled.book["填报说明"]["A3"]
        cover.value = cover.value.replace(str(old), value)
        return ""

    return spoil


def arrives(damage: Callable[[bytes], bytes]) -> Spoil:
    """Let other bytes arrive than were saved."""

    @spoils("整个文件")
    def spoil(filled: Filled) -> str:
        filled.damage = damage
        return ""

    return spoil


def with_entity(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Declare an entity in a part."""
    name = "xl/workbook.xml"
    parts[name] = b'<!DOCTYPE a [<!ENTITY b "b">]>' + parts[name]
    return parts


@spoils("整个文件")
def with_macros(filled: Filled) -> str:
    filled.rewrite(lambda parts: parts | {"xl/vbaProject.bin": b"macros"})
    return ""


@spoils("整个文件")
def with_entities(filled: Filled) -> str:
    filled.rewrite(with_entity)
    return ""


@spoils("整个文件")
def no_header_at_all(filled: Filled) -> str:
    """Take the header away: the workbook then has nothing that is read."""
    filled.sheet.delete_rows(1)
    return ""


KINDS = (
    Kind("有数的表被隐藏", hidden, "hidden-sheet", WARNING, lost=7),
    Kind("有数的表被深度隐藏", very_hidden, "hidden-sheet", WARNING, lost=7),
    Kind("自己加的表没有表头", without_header, "sheet-without-header", NOTE),
    Kind("表头缺“年份”", header_lacks_the_year, "missing-columns", base=PLAIN, lost=15),
    Kind("表头有两个“数值”", column_twice, "repeated-column", base=PLAIN, lost=15),
    Kind("多一栏“同比”", column_of_ones_own, "unknown-columns", NOTE),
    Kind("只有表头", all_rows_gone, "no-rows", WARNING, base=PLAIN, lost=15),
    Kind("另一个规划的填报表", identity(1, "another-plan"), "form-of-another-plan", WARNING),
    Kind("文件只剩一半", arrives(lambda raw: raw[: len(raw) // 2]), "broken-workbook", base=PLAIN, lost=15),
    Kind("空文件", arrives(lambda _: b""), "empty-file", base=PLAIN, lost=15),
    Kind("有密码的工作簿、旧式 .xls", arrives(lambda _: OLE), "encrypted-or-old-workbook", base=PLAIN, lost=15),
    Kind("网页改名为 .xlsx", arrives(lambda _: b"<html>"), "not-a-workbook", base=PLAIN, lost=15),
    Kind("带实体声明", with_entities, "xml-entities", base=PLAIN, lost=15),
    Kind("整个工作簿没有表头", no_header_at_all, "no-header", base=PLAIN, lost=15, beside=("sheet-without-header",)),
    Kind("带宏", with_macros, "macros-not-run", WARNING, base=PLAIN),
    Kind("较新程序发的填报表", identity(0, "99"), "form-of-later-version", WARNING),
    Kind("发表后规则改过", identity(3, "0123456789abcdef"), "form-of-other-rules", NOTE),
)
