"""Containers: bombs, lies, damage, and what is no workbook at all."""

import random
import struct
import zipfile
from io import BytesIO

from tests.hostile.entry import READABLE, Entry, Rows, of_files
from tests.support import xlsx_parts as xlsx
from tests.support.zip_tricks import MEBI, central, overlapping, repeated, zeros

SHEET = "xl/worksheets/sheet1.xml"
FIGURE = xlsx.figure_row(2, xlsx.number(2, "92.5"), year=2022, place="小县", indicator="污水收集率")
"""A figure that is asked of nobody here, and disagrees with nothing."""


def members() -> dict[str, str | bytes]:
    """Return the parts of a workbook that is good but for what is done to it."""
    return xlsx.parts(xlsx.sheet(xlsx.header(), FIGURE))


def good() -> bytes:
    """Pack a good workbook."""
    return xlsx.pack(members())


def with_member(name: str, content: str | bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack a good workbook with one more member, or one replaced."""
    return xlsx.pack({**members(), name: content}, compression)


def _many(count: int) -> bytes:
    stream = BytesIO(good())
    with zipfile.ZipFile(stream, "a") as archive:
        for index in range(count):
            archive.writestr(zipfile.ZipInfo(f"xl/media/{index}"), b"")
    return stream.getvalue()


def _nested() -> bytes:
    inner = zeros(good(), 8 * MEBI, "zeros")
    for _ in range(3):
        inner = xlsx.pack({f"{index}.zip": inner for index in range(4)})
    return with_member("xl/media/inner.zip", inner)


def _twice() -> bytes:
    """Write one name twice; the second is renamed after it was written, so that zipfile does not warn."""
    other = SHEET.replace("1", "2")
    raw = with_member(other, xlsx.sheet(xlsx.header()))
    return raw.replace(other.encode(), SHEET.encode())


def patched(name: str, offset: int, form: str, *values: int) -> bytes:
    """Change one field of a member's entry in the central directory."""
    raw = bytearray(good())
    struct.pack_into(form, raw, central(raw, name) + offset, *values)
    return bytes(raw)


def _wrong_crc() -> bytes:
    return patched(SHEET, 16, "<I", 0xDEADBEEF)


def _end(offset: int, form: str, value: int) -> bytes:
    raw = bytearray(good())
    struct.pack_into(form, raw, len(raw) - 22 + offset, value)
    return bytes(raw)


def _zip64() -> bytes:
    """Say that the directory lies where only a zip64 record could tell, and let that record point nowhere."""
    raw = good()
    end = bytearray(raw[-22:])
    struct.pack_into("<II", end, 12, 0xFFFFFFFF, 0xFFFFFFFF)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, 1 << 62, 1)
    return raw[:-22] + locator + bytes(end)


def _zip64_record() -> bytes:
    raw = good()
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1 << 40, 1 << 40, 1 << 60, 0)
    end = bytearray(raw[-22:])
    struct.pack_into("<HHII", end, 8, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    return raw[:-22] + record + struct.pack("<4sIQI", b"PK\x06\x07", 0, len(raw) - 22, 1) + bytes(end)


def _huge_extra() -> bytes:
    """Let a member's zip64 field claim eight exbibytes."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members().items():
            info = zipfile.ZipInfo(name)
            info.extra = struct.pack("<HHQQ", 1, 16, 1 << 63, 1 << 63) if name == SHEET else b""
            archive.writestr(info, content)
    raw = bytearray(stream.getvalue())
    struct.pack_into("<II", raw, central(raw, SHEET) + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    return bytes(raw)


def _noise() -> bytes:
    return b"PK\x03\x04" + random.Random(1).randbytes(200_000)  # noqa: S311 - noise, no secrets


def _bombs() -> Rows:
    sst = b"<si><t>" + b"a" * 20_000 + b"</t></si>"
    yield "a gibibyte of zeros", "workbook-too-large", lambda: zeros(good(), 1024 * MEBI, "xl/media/a.bin")
    yield (
        "300 MB of shared strings",
        "workbook-too-large",
        lambda: repeated(good(), sst * 50, 300, "xl/sharedStrings.xml"),
    )
    yield (
        "a sheet of 400 MB",
        "workbook-too-large",
        lambda: repeated(good(), b"<c/>" * 250_000, 400, "xl/worksheets/sheet2.xml"),
    )
    yield "overlapping members", "workbook-too-large", lambda: overlapping(300, MEBI)
    yield "many members just small enough", "workbook-too-large", lambda: _spread(30)
    yield "a size that lies: none", "broken-workbook", lambda: zeros(good(), 64 * MEBI, "xl/media/a.bin", 0)
    yield "a size that lies: less", "broken-workbook", lambda: zeros(good(), 64 * MEBI, SHEET + ".xml", 9 * MEBI)
    yield "a size that lies: more", "broken-workbook", lambda: patched(SHEET, 24, "<I", 100_000)
    yield "3,000 members", "unsafe-workbook", lambda: _many(3_000)


def _heavy_bombs() -> Rows:
    yield "70,000 members, which takes zip64", "unsafe-workbook", lambda: _many(70_000)


def _spread(count: int) -> bytes:
    raw = good()
    for index in range(count):
        raw = zeros(raw, 9 * MEBI, f"xl/media/{index}.bin")
    return raw


def _damage() -> Rows:
    for cut in (1, 10, 22, 30, 100, 500, 1000):
        yield f"truncated by {cut}", "broken-workbook", lambda cut=cut: good()[:-cut]
    yield "the first four bytes only", "broken-workbook", lambda: good()[:4]
    yield "an archive of nothing", "broken-workbook", lambda: xlsx.pack({})
    yield "a broken central directory", "broken-workbook", lambda: good().replace(b"PK\x01\x02", b"PK\xff\xff")
    yield "an offset beyond the end", "broken-workbook", lambda: _end(16, "<I", 0x7FFFFFFF)
    yield "a directory longer than the file", "broken-workbook", lambda: _end(12, "<I", 0x7FFFFFFF)
    yield "a wrong CRC", "broken-workbook", _wrong_crc
    yield "a zip64 locator that points nowhere", "broken-workbook", _zip64
    yield "a zip64 record that lies", "broken-workbook", _zip64_record
    yield "a member of eight exbibytes", "workbook-too-large", _huge_extra
    yield "noise behind a zip's first bytes", "broken-workbook", _noise
    yield "a local header elsewhere", "broken-workbook", lambda: patched(SHEET, 42, "<I", 17)
    yield "another name in the local header", "broken-workbook", lambda: good().replace(b"sheet1.xml", b"sheet9.xml", 1)
    yield "a zip that is no workbook", "broken-workbook", lambda: xlsx.pack({"a.txt": b"x"})


def _odd() -> Rows:
    yield "a member with a password", "encrypted-or-old-workbook", lambda: patched(SHEET, 8, "<H", 1)
    yield "AES", "unsafe-workbook", lambda: patched(SHEET, 10, "<H", 99)
    yield "LZMA", "unsafe-workbook", lambda: xlsx.pack(members(), zipfile.ZIP_LZMA)
    yield "bzip2", "unsafe-workbook", lambda: xlsx.pack(members(), zipfile.ZIP_BZIP2)
    yield "an old workbook", "encrypted-or-old-workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    yield "a page under that name", "not-a-workbook", lambda: b"<html><table><tr><td>95</td></tr></table></html>"
    yield "CSV under that name", "not-a-workbook", lambda: "地区,年份,指标,数值\n".encode()
    yield "an archive behind a program", "not-a-workbook", lambda: b"MZ" + bytes(500) + good()
    yield "a name twice", "unsafe-workbook", _twice
    for name in ("../../evil", "xl/../../evil", "/etc/passwd", "..\\evil", "C:\\evil", "c:evil"):
        yield f"a member called {name}", "unsafe-workbook", lambda name=name: with_member(name, b"x")
    yield "a device file's name", "unsafe-workbook", lambda: with_member("//server/share/x", b"x")


def _harmless() -> Rows:
    yield "archives within archives, never opened", "", _nested
    yield "a link among the members, never followed", "", _linked
    yield "a comment of 64 KB behind", "", lambda: _commented(65_535)


def _linked() -> bytes:
    stream = BytesIO(good())
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo("xl/media/link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, b"/etc/passwd")
    return stream.getvalue()


def _commented(length: int) -> bytes:
    stream = BytesIO(good())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"x" * length
    return stream.getvalue()


ENTRIES: tuple[Entry, ...] = (
    *of_files(_bombs(), "bomb.xlsx"),
    *of_files(_heavy_bombs(), "bomb.xlsx", heavy=True),
    *of_files(_damage(), "damaged.xlsx"),
    *of_files(_odd(), "odd.xlsx"),
    *of_files(_harmless(), "harmless.xlsx", READABLE),
)
