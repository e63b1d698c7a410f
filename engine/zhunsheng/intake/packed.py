"""What stands in a file, as bytes: kept beside the file itself, so that no workbook is opened twice.

The bytes of the file are the evidence. What was read is kept with the name of the very code that read it; to any other
code it is worth nothing, and the file is read again.
"""

import hashlib
import zlib
from functools import cache
from pathlib import Path

import msgspec

import zhunsheng
from zhunsheng.intake.tables import Table

MOST_ROWS = 20_000
"""What was read in a longer file would be larger than the file itself, and is not kept."""
MOST_BYTES = 256 << 20


@cache
def reader() -> str:
    """Name the code that reads: intake and the model that it fills."""
    total = hashlib.sha256(zhunsheng.__version__.encode())
    package = Path(zhunsheng.__file__).parent
    for source in sorted((*package.glob("intake/**/*.py"), *package.glob("model/*.py"))):
        total.update(hashlib.sha256(source.read_bytes()).digest())
    return total.hexdigest()


def encode(table: Table) -> bytes | None:
    """Write what was read, if it is worth keeping."""
    if len(table.rows) > MOST_ROWS:
        return None
    try:
        return zlib.compress(msgspec.msgpack.encode(table), 1)
    except UnicodeEncodeError:  # text that UTF-8 cannot carry
        return None


def decode(data: bytes) -> Table | None:
    """Read what `encode` wrote; None for anything else."""
    try:
        unpacked = zlib.decompressobj()
        plain = unpacked.decompress(data, MOST_BYTES)
        return msgspec.msgpack.decode(plain, type=Table) if unpacked.eof else None
    except (zlib.error, msgspec.DecodeError, ValueError, RecursionError):
        return None
