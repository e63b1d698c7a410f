"""Cases of workbooks: cells of all types, parts changed as XML, text and bytes."""

import io
import re
import zipfile
from functools import lru_cache
from random import Random

from tests.hostile.fuzz import words
from tests.hostile.fuzz.bytes_changed import changed
from tests.hostile.zips import members
from tests.support import xlsx_parts as xlsx

_TOKEN = re.compile(r"<[^<>]*>|[^<>]+")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_REFERENCES = (
    "A1",
    "D2",
    "XFD1048576",
    "ZZZZ9",
    "D0",
    "",
    "-1",
    "0",
    "1",
    "3",
    "99999999999",
    "D2:D9",
    "n",
    "s",
    "str",
    "e",
    "b",
)
_ELEMENTS = ("row", "c", "v", "f", "is", "t", "mergeCell", "sheetData", "dimension", "extLst", "x")


def of_xlsx(chance: Random) -> bytes:
    """Make a workbook: a table of cells of all types, or parts changed as XML, text and bytes; the archive in some."""
    parts = dict(chance.choice(_workbooks()))
    if chance.random() < 0.5:
        parts = _table_of_cells(chance)
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        _part_changed(parts, chance)
    raw = xlsx.pack(parts, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    return changed(raw, chance, (raw,), most=4) if chance.random() < 0.2 else raw


def _table_of_cells(chance: Random) -> dict[str, str | bytes]:
    columns = words.header(chance)
    lines = [columns, *(words.row(chance, columns) for _ in range(chance.randint(0, 6)))]
    if chance.random() < 0.2:
        lines.insert(0, ["某表"])
    rows = (_row(number, line, chance) for number, line in enumerate(lines, start=1))
    merge = f'<mergeCell ref="{chance.choice("ABCD")}{chance.randint(1, 5)}:E{chance.randint(5, 7)}"/>'
    after = f"<mergeCells>{merge}</mergeCells>" if chance.random() < 0.2 else ""
    styles = "".join(f'<xf numFmtId="{code}"/>' for code in (0, 9, 10, 14, 49, 164))
    formats = f'<numFmts><numFmt numFmtId="164" formatCode="{chance.choice(_FORMATS)}"/></numFmts>'
    made = xlsx.parts(xlsx.sheet(*rows, after=after))
    made["xl/styles.xml"] = f'<styleSheet xmlns="{xlsx.MAIN}">{formats}<cellXfs>{styles}</cellXfs></styleSheet>'
    return made


_FORMATS = ("0.00%", "0!%", "#,##0&quot;亿元&quot;", "0%%", "General", "0.0,", "[Red]0;-0", "@", "yyyy", "%", "")


def _row(number: int, line: list[str], chance: Random) -> str:
    cells = (_cell(f"{chr(65 + at)}{number}", text, chance) for at, text in enumerate(line))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(reference: str, text: str, chance: Random) -> str:
    style = f' s="{chance.randrange(6)}"' if chance.random() < 0.2 else ""
    escaped = re.sub("[\x00-\x08\x0b-\x1f]", "", text).replace("&", "&amp;").replace("<", "&lt;")
    formula = f"<f>{escaped}</f>" if chance.random() < 0.05 else ""
    if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) and chance.random() < 0.8:
        return f'<c r="{reference}"{style}>{formula}<v>{text}</v></c>'
    kind = chance.choice(("b", "e", "str", "d")) if chance.random() < 0.05 else ""
    if kind or formula:
        return f'<c r="{reference}"{style} t="{kind or "str"}">{formula}<v>{"1" if kind == "b" else escaped}</v></c>'
    return f'<c r="{reference}"{style} t="inlineStr"><is><t>{escaped}</t></is></c>'


def _part_changed(parts: dict[str, str | bytes], chance: Random) -> None:
    name = chance.choice(list(parts)) if chance.random() < 0.4 else "xl/worksheets/sheet1.xml"
    content = parts.get(name, "")
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    match chance.randrange(10):
        case 0:
            parts.pop(name, None)
        case 1:
            parts[chance.choice((name.upper(), f"{name}.bak", "xl/a.xml", "xl/vbaProject.bin"))] = content
        case 2:
            parts[name] = changed(text.encode("utf-8", "replace"), chance)
        case 3:
            parts[name] = parts[chance.choice(list(parts))]
        case _:
            parts[name] = _xml_changed(text, chance)


def _xml_changed(text: str, chance: Random) -> str:
    tokens = _TOKEN.findall(text)
    for _ in range(chance.randint(1, 4)):
        if not tokens:
            break
        at = chance.randrange(len(tokens))
        match chance.randrange(7):
            case 0:
                del tokens[at]
            case 1:
                tokens.insert(chance.randrange(len(tokens)), tokens[at])
            case 2:
                tokens[at:at] = tokens[at : at + chance.choice((2, 5, 40))] * chance.choice((1, 3))
            case 3:
                tokens.insert(at, f"<{chance.choice(_ELEMENTS)}>" * chance.choice((1, 1, 60, 300)))
            case 4 if not tokens[at].startswith("<"):
                tokens[at] = words.word(chance).replace("&", "&amp;")
            case _:
                tokens[at] = _ATTRIBUTE.sub(lambda found: _attribute(found, chance), tokens[at])
    return "".join(tokens)


def _attribute(found: re.Match[str], chance: Random) -> str:
    if chance.random() < 0.5:
        return found[0]
    return f'{found[1]}="{chance.choice((*_REFERENCES, words.word(chance))).replace("<", "").replace(chr(34), "")}"'


@lru_cache(maxsize=1)
def _workbooks() -> tuple[dict[str, str | bytes], ...]:
    """A workbook written by hand, one by openpyxl, and a form as it goes out."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        [*words.USUAL, "备注"],
        ["小县", 2022, "污水收集率", 92.5, "%", "x"],
        ["小县", 2022, "床位", "=1+1", "张", ""],
    ):
        sheet.append(line)
    sheet["D2"].number_format = "0.00%"
    sheet.merge_cells("A5:C6")
    book.create_sheet("隐藏").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        written = {name: archive.read(name) for name in archive.namelist()}
    return members(), {name: content.decode() for name, content in written.items()}, written  # type: ignore[return-value]  # str is among the values
