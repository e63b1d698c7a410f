"""How much there is to read, before anything is read; and how much may be."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from zhunsheng.intake import files

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes. Files that unpack to more are not read row by row."""


def of_files(paths: Sequence[Path]) -> int:
    """Return the bytes of the data files that `paths` name; what cannot be looked at counts nothing."""
    found = 0
    for path in files.find(paths).files:
        with suppress(OSError, ValueError):  # `ValueError`: a NUL in the path
            found += path.stat().st_size
    return found
