"""Zip archives that no honest program writes: bombs, overlaps, sizes that lie."""

import struct
import zipfile
import zlib
from io import BytesIO

MEBI = 1024 * 1024
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


def zeros(base: bytes, size: int, name: str, declared: int | None = None) -> bytes:
    """Add to the archive `base` a member of so many zeros, whose central directory may lie about the size.

    The packed stream is one packed MiB over and over: nobody waits for a gigabyte to be compressed.
    """
    return repeated(base, bytes(MEBI), size // MEBI, name, declared)


def repeated(base: bytes, piece: bytes, times: int, name: str, declared: int | None = None) -> bytes:
    """Add a member that is `piece` so many times over, packed as one piece and repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    crc = 0
    for _ in range(times):
        crc = zlib.crc32(piece, crc)
    stream = BytesIO(base)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, packed * times + packer.flush())
    raw = bytearray(stream.getvalue())
    at = central(raw, name)
    struct.pack_into("<H", raw, at + 10, zipfile.ZIP_DEFLATED)
    struct.pack_into("<I", raw, at + 16, crc)
    struct.pack_into("<I", raw, at + 24, len(piece) * times if declared is None else declared)
    return bytes(raw)


def central(raw: bytes | bytearray, name: str) -> int:
    """Return where the entry of `name` begins in the central directory."""
    at = raw.rindex(name.encode()) - _CENTRAL.size
    assert raw[at : at + 4] == b"PK\x01\x02"
    return at


def overlapping(members: int, kernel: int) -> bytes:
    """Build an archive whose members share one packed run of zeros.

    Each member quotes the local header of the next one in a stored block, and goes on with that one's data, so that
    a few bytes a member unpack to `kernel` bytes a member.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(bytes(kernel)) + packer.flush()
    plain, tail = bytes(kernel), b""
    entries: list[tuple[bytes, int, int, int]] = []
    for index in reversed(range(members)):
        if tail:
            quoted = tail[: _LOCAL.size + 8]
            plain = quoted + plain
            data = struct.pack("<BHH", 0, len(quoted), len(quoted) ^ 0xFFFF) + tail
        name, crc = f"m{index:07}".encode(), zlib.crc32(plain)
        tail = _LOCAL.pack(b"PK\x03\x04", 20, 0, 8, 0, 0x21, crc, len(data), len(plain), len(name), 0) + name + data
        entries.append((name, crc, len(data), len(plain)))
    return tail + _directory(entries, len(tail))


def _directory(entries: list[tuple[bytes, int, int, int]], end: int) -> bytes:
    directory = b""
    for name, crc, packed, size in entries:
        at = end - packed - _LOCAL.size - len(name)
        head = (b"PK\x01\x02", 20, 20, 0, 8, 0, 0x21, crc, packed, size, len(name), 0, 0, 0, 0, 0, at)
        directory += _CENTRAL.pack(*head) + name
    return directory + _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), end, 0)
