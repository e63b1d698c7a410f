"""Mutations that know nothing of any format: bytes flipped, cut, doubled, moved, and nasty ones put in."""

from collections.abc import Sequence
from random import Random

NASTY = (
    b"\0", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\xaf", b"\x1a", b"\x1b[2J",
    b"\r", b"\n", b"\r\n", b'"', b"'", b",", b";", b"\t", b"<", b">", b"&", b"]]>", b"<!--", b"<!DOCTYPE x [", b"{",
    b"}", b"[", b"]", b"\\", b"\\u0000", b"\\ud800", b"-", b"=", b"%", b"0", b"9" * 50, b"1e999", b"NaN",
    b"-0", b"\x80",
    "\u202e".encode(), "\u2028".encode(), "\u200b".encode(), "\u00b2".encode(), "\u0663".encode(), "\uff15".encode(),
    "\U0001f4a5".encode(), "\u6570".encode("gb18030"), b"PK\x03\x04", b"PK\x01\x02", b"PAR1",
)  # fmt: skip


def changed(raw: bytes, chance: Random, others: Sequence[bytes] = (), most: int = 6) -> bytes:
    """Change `raw` in one to `most` ways. `others` are to be spliced in."""
    made = bytearray(raw)
    for _ in range(chance.randint(1, most)):
        _one(made, chance, others)
    return bytes(made)


def _one(made: bytearray, chance: Random, others: Sequence[bytes]) -> None:
    at = chance.randint(0, len(made))
    length = min(chance.choice((1, 1, 2, 4, 16, 100, 1000)), len(made) - at)
    match chance.randrange(8):
        case 0 | 1 if at < len(made):
            made[at] ^= 1 << chance.randrange(8)
        case 2:
            made[at : at + length] = chance.randbytes(length)
        case 3:
            made[at:at] = chance.choice(NASTY)
        case 4:
            del made[at : at + length]
        case 5:
            made[at:at] = made[at : at + length] * chance.choice((1, 2, 50))
        case 6:
            del made[at:]
        case 7 if others:
            other = chance.choice(others)
            begin = chance.randint(0, len(other))
            made[at : at + length] = other[begin : begin + chance.choice((10, 100, 1000, len(other)))]
