"""CSV files: encodings, quotes, widths, and characters that are not what they seem."""

from tests.hostile.entry import READABLE, Entry, Rows, of_files
from tests.support.office import GREEN, HEADER, row

LINE = row(43, GREEN, 2022) + "\n"
MEGA = 1_000_000


def _text(*lines: str) -> bytes:
    return (HEADER + "".join(lines)).encode()


def _encodings() -> Rows:
    yield "NULs", "nul-bytes", lambda: _text(LINE, "\0\0")
    yield "NULs only", "nul-bytes", lambda: b"\0" * 5000
    yield "NULs in UTF-16", "nul-bytes", lambda: (HEADER + LINE + "\0").encode("utf-16")
    yield "UTF-16 without a mark", "nul-bytes", lambda: (HEADER + LINE).encode("utf-16-le")
    yield "UTF-32", "nul-bytes", lambda: (HEADER + LINE).encode("utf-32")
    yield "UTF-8 and GB18030 mixed", "unknown-encoding", lambda: _text(LINE) + row(43, GREEN, 2022).encode("gb18030")
    yield "a lone surrogate", "unknown-encoding", lambda: _text(LINE) + b"\xed\xa0\x80,2022\n"
    yield "half a pair in UTF-16", "unknown-encoding", lambda: (HEADER + LINE).encode("utf-16") + b"\x00\xd8"
    yield "an odd byte in UTF-16", "unknown-encoding", lambda: (HEADER + LINE).encode("utf-16") + b"\n"
    yield "longer forms than needed", "unknown-encoding", lambda: _text(LINE) + b"\xc0\xaf\n"
    yield "noise", "unknown-encoding", lambda: bytes(range(1, 256)) * 1000
    yield "two marks", "unknown-encoding", lambda: b"\xef\xbb\xbf" + b"\xff\xfe" + _text(LINE)


def _shapes() -> Rows:
    yield "a million columns", "ragged-row", lambda: _text("b," * MEGA + "\n")
    yield (
        "a header of a million columns",
        "ragged-row",
        lambda: (HEADER.strip() + "," + "列," * MEGA + "\n" + LINE).encode(),
    )
    yield "no header, a million columns", "no-header", lambda: ("a," * MEGA + "\n" + LINE).encode()
    yield "a line of 20 MB", "broken-record", lambda: _text("a" * 20 * MEGA)
    yield "no header, a line of 5 MB", "no-header", lambda: b"a" * 5 * MEGA
    yield "a quote never closed", "broken-record", lambda: _text('小县,2022,"绿化', "\n", LINE)
    yield "a quote never closed, far from the end", "broken-record", lambda: _text('小县,"\n', LINE * 5_000)
    yield "quotes and nothing else", "broken-record", lambda: _text('"' * 10 * MEGA + "a")
    yield "a broken quote in each of a million lines", "not-csv", lambda: _text('a,"b"c\n' * 100_000)
    yield "quotes that open and never close", "not-csv", lambda: _text('a,"b\n' * 200_000)
    yield "10,000 rows that mean nothing", "problems-not-listed", lambda: _text("x,2022,y,z,%\n" * 10_000)
    yield "separators only", "ragged-row", lambda: _text("," * MEGA + "a")
    yield "a comma within the figure", "ragged-row", lambda: _text(row("1,234", "床位", 2022, "张") + "\n")
    yield "blanks only", "empty-file", lambda: b" \r\n\t" * 100
    yield "nothing", "empty-file", lambda: b""
    yield "a mark and nothing", "empty-file", lambda: b"\xef\xbb\xbf"
    yield "a workbook under that name", "broken-workbook", lambda: b"PK\x03\x04" + b"x" * 500
    yield "a page under that name", "no-header", lambda: b"<html><body>95</body></html>"
    yield "headings twice", "repeated-column", lambda: (HEADER.strip() + ",数值\n" + LINE).encode()


def _heavy() -> Rows:
    yield "a million and one rows", "too-many-rows", lambda: _text(",,,1,\n" * (MEGA + 1))
    yield "a broken quote in each of 8 million lines", "not-csv", lambda: _text('a,"b\n' * 8 * MEGA)
    yield "a million rows that mean nothing", "problems-not-listed", lambda: _text("x,2022,y,z,%\n" * (MEGA - 1))
    yield "a line of 50 MB", "broken-record", lambda: _text("a" * 50 * MEGA)


def _characters() -> Rows:
    for name, text in (
        ("an override in a name", row(43, "绿化\u202e率盖覆", 2022)),
        ("an override in a figure", row("4\u202e3", GREEN, 2022)),
        ("an isolate in a unit", row(43, GREEN, 2022, "\u2066%")),
        ("no width in a place", row(43, GREEN, 2022, place="小\u200b县")),
        ("an escape in a place", row(43, GREEN, 2022, place="\x1b[31m小县")),
        ("a bell in a figure", row("4\x073", GREEN, 2022)),
        ("a mark amid the text", row("\ufeff43", GREEN, 2022)),
    ):
        yield name, "hidden-characters", lambda text=text: _text(text, "\n")
    for text, code in (
        ("=1+1", "formula-as-text"),
        ("=cmd|' /C calc'!A0", "formula-as-text"),
        ("@SUM(1+1)*cmd|' /C calc'!A0", "not-a-number"),
        ("-2+3+cmd|' /C calc'!A0", "not-a-number"),
        ("9" * 100_000, "field-too-long"),
        ("9" * 200_000, "broken-record"),
        ("9" * 9_000, "figure-out-of-bounds"),
        ("9" * 30_000, "not-a-number"),
        ("1e400", "figure-out-of-bounds"),
        ("1e" + "9" * 5000, "figure-out-of-bounds"),
        ("NaN", "figure-out-of-bounds"),
        ("-inf", "figure-out-of-bounds"),
        ("٤٣", "not-a-number"),
        ("{{7*7}}", "not-a-number"),
        ("<script>alert(1)</script>", "not-a-number"),
        ("%s%n%x", "not-a-number"),
        ("[red]43[/red]", "not-a-number"),
    ):
        yield f"{text[:40]} as a figure", code, lambda text=text: _text(row(text, GREEN, 2022), "\n")
    for text in ("<script>alert(1)</script>", "[link=file:///etc/passwd]x[/link]", "{{ config }}", "a" * 30_000):
        yield f"{text[:30]} as an indicator", "unknown-indicator", lambda text=text: _text(row(43, text, 2022), "\n")
    for year in ("99999999999999999999", "2022.5", "-2022", "0x7E6", "二〇二二"):
        yield f"the year {year}", "unknown-year", lambda year=year: _text(f"小县,{year},{GREEN},43,%\n")


def _readable() -> Rows:
    yield "lines that end in CR only", "", lambda: _text(LINE).replace(b"\n", b"\r")
    yield "lines that end in all ways", "", lambda: _text(LINE).replace(b"\n", b"\r\n\r", 1)
    yield "UTF-8 with a mark", "", lambda: b"\xef\xbb\xbf" + _text(LINE)
    yield "UTF-16 with a mark", "", lambda: (HEADER + LINE).encode("utf-16")
    yield "UTF-16, the other end first", "", lambda: b"\xfe\xff" + (HEADER + LINE).encode("utf-16-be")
    yield "empty lines by the hundred thousand", "no-rows", lambda: _text("\n" * 500_000)
    yield "a header and nothing", "no-rows", lambda: _text()
    yield "GB18030", "read-as-gb18030", lambda: (HEADER + LINE).encode("gb18030")


ENTRIES: tuple[Entry, ...] = (
    *of_files(_encodings(), "encoding.csv"),
    *of_files(_shapes(), "shape.csv"),
    *of_files(_heavy(), "heavy.csv", heavy=True),
    *of_files(_characters(), "characters.csv"),
    *of_files(_readable(), "readable.csv", READABLE),
)
