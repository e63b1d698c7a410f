"""A rich workbook, and ways to put into its package what does not belong there."""

from io import BytesIO

import xlsxwriter
from tests.support.marks import asked, rebuilt

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.microsoft.com/office/2006/relationships"
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
