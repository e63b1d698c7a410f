"""Cells: formulas that reach out, figures of no size, references that cannot be, characters that do not show."""

from xml.sax.saxutils import escape

from tests.hostile.entry import READABLE, Entry, Rows, of_files
from tests.hostile.parts import changed, of_sheet, parts_with_strings
from tests.hostile.zips import SHEET, with_member
from tests.support import xlsx_parts as xlsx

NAMED = {"place": "小县", "indicator": "绿化覆盖率", "year": 2022}


def value(content: str, kind: str = "n", style: str = "") -> bytes:
    """Pack a workbook with this in the value cell of row 3."""
    styled = f' s="{style}"' if style else ""
    return of_sheet(xlsx.figure_row(3, f'<c r="D3" t="{kind}"{styled}>{content}</c>', **NAMED))


def formula(text: str, stored: str = "<v>43</v>") -> bytes:
    """Pack a workbook with a formula in the value cell of row 3."""
    return value(f"<f>{escape(text)}</f>{stored}")


def _formulas() -> Rows:
    for text in (
        "[1]Sheet1!A1",
        "'C:\\x\\[book.xlsx]Sheet1'!A1",
        "cmd|'/C calc'!A0",
        'DDE("cmd";"/C calc";"A0")',
        'WEBSERVICE("http://127.0.0.1/"&A1)',
        'RTD("x",,"y")',
        'CALL("kernel32","WinExec","JCJ","calc",0)',
        'REGISTER.ID("kernel32","WinExec")',
    ):
        yield f"={text}", "external-formula", lambda text=text: formula(text)
    outside = '<f t="array" ref="D3">[2]x!A1</f><v>43</v>'
    yield "an array formula that reaches out", "external-formula", lambda: value(outside)
    yield "a formula that was never calculated", "formula-not-calculated", lambda: formula("1+1", "")
    yield "a formula of a million characters", "unsafe-workbook", lambda: formula("1+" * 500_000 + "1", "")
    yield "a formula of 100,000 characters", "formula-not-calculated", lambda: formula("1+" * 50_000 + "1", "")
    yield "an external formula in a part with another ending", "external-formula", _hidden_formula


def _hidden_formula() -> bytes:
    from tests.hostile.parts import _renamed

    rows = xlsx.header(), xlsx.figure_row(3, '<c r="D3"><f>[1]x!A1</f><v>43</v></c>', **NAMED)
    return _renamed("sheet1.dat", xlsx.sheet(*rows))


def _figures() -> Rows:
    for name, digits in (
        ("100,000 digits", "9" * 100_000),
        ("100,000 digits behind the point", "43." + "1" * 100_000),
        ("1e999", "1e999"),
        ("1e-999", "1e-400"),
        ("not a number", "NaN"),
        ("infinity", "-INF"),
        ("in hexadecimal", "0x1F"),
        ("with underscores", "4_3"),
        ("in other digits", "٤٣"),
    ):
        yield f"a figure: {name}", FIGURES[name], lambda digits=digits: value(f"<v>{digits}</v>")
    yield "a date", "date-value", lambda: value("<v>2022-01-01T00:00:00</v>", "d")
    yield "a date that is none", "broken-workbook", lambda: value("<v>2022-99-99</v>", "d")
    yield "a date out of range", "error-value", _dated
    yield "an error", "error-value", lambda: value("<v>#REF!</v>", "e")
    yield "a logical value", "boolean-value", lambda: value("<v>1</v>", "b")
    yield "a logical value that is none", "unsafe-workbook", lambda: value("<v>maybe</v>", "b")
    yield "a kind of cell that is none", "unsafe-workbook", lambda: value("<v>43</v>", "zzz")
    yield "a style that is none", "unsafe-workbook", lambda: value("<v>43</v>", style="x")
    yield "a style out of range", "broken-workbook", lambda: value("<v>43</v>", style="999999")
    yield "a style below zero", "unsafe-workbook", lambda: value("<v>43</v>", style="-1")
    for index in STRINGS:
        yield f"shared string {index}", STRINGS[index], lambda index=index: _shared(index)


STRINGS = {"7": "broken-workbook", **dict.fromkeys(("-1", "99999999999999999999", "x", "1.5"), "unsafe-workbook")}
FIGURES = {
    "100,000 digits": "broken-workbook",
    "100,000 digits behind the point": "rounded-to-15-digits",
    "1e999": "figure-out-of-bounds",
    "1e-999": "",
    "not a number": "unsafe-workbook",
    "infinity": "unsafe-workbook",
    "in hexadecimal": "unsafe-workbook",
    "with underscores": "unsafe-workbook",
    "in other digits": "unsafe-workbook",
}


def _dated() -> bytes:
    """Format a figure far beyond all dates as a date."""
    styles = f'<styleSheet xmlns="{xlsx.MAIN}"><cellXfs count="2"><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'
    row = xlsx.figure_row(3, '<c r="D3" s="1"><v>99999999999</v></c>', **NAMED)
    return xlsx.pack({**xlsx.parts(xlsx.sheet(xlsx.header(), row)), "xl/styles.xml": styles})


def _shared(index: str) -> bytes:
    row = xlsx.figure_row(3, f'<c r="D3" t="s"><v>{index}</v></c>', **NAMED)
    return xlsx.pack(parts_with_strings(f'<sst xmlns="{xlsx.MAIN}"><si><t>43</t></si></sst>', row))


def _places() -> Rows:
    row = xlsx.figure_row(3, xlsx.number(3, "43"), **NAMED)
    yield "a row beyond the last", "unsafe-workbook", lambda: of_sheet(row.replace('"3"', '"1048577"', 1))
    for number in ("0", "-5", "1", "2", "x", "1e3", "99999999999999999999", "3.0", " 3", "٣", ""):
        yield (
            f"a row numbered {number!r}",
            "unsafe-workbook",
            lambda number=number: of_sheet(row.replace('r="3"', f'r="{number}"', 1)),
        )
    for cell in ("D2", "D9", "XFE3", "ZZZZ3", "D0", "D-3", "3", "D", "", "A3", "$D$3", "d3", "D٣", "D3:D4"):
        yield (
            f"a cell at {cell!r}",
            "unsafe-workbook",
            lambda cell=cell: of_sheet(row.replace('r="D3"', f'r="{cell}"', 1)),
        )
    again = row.replace("</row>", '<c r="D3"><v>99</v></c></row>')
    yield "a cell twice", "unsafe-workbook", lambda: of_sheet(again)
    yield "a row twice", "unsafe-workbook", lambda: of_sheet(row, row.replace("43", "44"))
    yield (
        "two tables of cells",
        "unsafe-workbook",
        lambda: changed(SHEET, "</worksheet>", f"<sheetData>{xlsx.header(1)}</sheetData></worksheet>"),
    )


def _texts() -> Rows:
    for name, character in (("an override", "\u202e"), ("an isolate", "\u2067"), ("no width", "\u200b")):
        text = f"小{character}县"
        yield (
            f"{name} in a name",
            "hidden-characters",
            lambda text=text: of_sheet(xlsx.figure_row(3, xlsx.number(3, "43"), **{**NAMED, "place": text})),
        )
        yield (
            f"{name} in a figure",
            "hidden-characters",
            lambda character=character: value(f"<is><t>4{character}3</t></is>", "inlineStr"),
        )
    yield "a NUL by Excel's own escape", "hidden-characters", lambda: value("<is><t>4_x0000_3</t></is>", "inlineStr")
    for text in ("=1+1", "+43", "@SUM(1)", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"):
        code = {"=": "formula-as-text", "+": "", "@": "not-a-number", "-": "not-a-number"}[text[0]]
        yield f"text {text}", code, lambda text=text: value(f"<is><t>{escape(text)}</t></is>", "inlineStr")
    page = escape("<img src=x onerror=alert(1)>")
    yield (
        "a page as an indicator",
        "unknown-indicator",
        lambda: of_sheet(
            xlsx.figure_row(3, xlsx.number(3, "43"), **{**NAMED, "indicator": "<img src=x onerror=alert(1)>"})
        ),
    )
    yield "a page as a figure", "not-a-number", lambda: value(f"<is><t>{page}</t></is>", "inlineStr")
    for count, code in ((30_000, "not-a-number"), (100_000, "field-too-long"), (1_000_000, "unsafe-workbook")):
        text = f"<is><t>{'数' * count}</t></is>"
        yield f"a text of {count} characters", code, lambda text=text: value(text, "inlineStr")


def _macros() -> Rows:
    yield "macros", "macros-not-run", lambda: with_member("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(1000))


_NOTES = ("", "rounded-to-15-digits")


def _readable(rows: Rows) -> Rows:
    return (row for row in rows if row[1] in _NOTES)


def _refused(rows: Rows) -> Rows:
    return (row for row in rows if row[1] not in _NOTES)


ENTRIES: tuple[Entry, ...] = (
    *of_files(_formulas(), "formulas.xlsx"),
    *of_files(_refused(_figures()), "figures.xlsx"),
    *of_files(_readable(_figures()), "figures.xlsx", READABLE),
    *of_files(_places(), "places.xlsx"),
    *of_files(_refused(_texts()), "texts.xlsx"),
    *of_files(_readable(_texts()), "texts.xlsx", READABLE),
    *of_files(_macros(), "macros.xlsm", READABLE),
    *of_files(_macros(), "macros.xlsx", READABLE),
)
