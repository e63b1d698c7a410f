"""Files that the program keeps for itself between runs: private, sealed, and whole or not at all.

What is kept decides verdicts (a compiled catalogue) or is run (a compiled template). So a file counts only where it and
its folder belong to this user and nobody else may write to them, and where its SHA-256 says that it is undamaged.
Whatever is wrong with it, there is no such file: that costs time, and nothing else.
"""

import hashlib
import os
import stat
from pathlib import Path

_SEAL = 32


def read(path: Path, most: int) -> bytes | None:
    """Return what `write` kept, if it is at most `most` bytes and can be trusted; else None. Raises nothing."""
    try:
        if not _is_own(path.parent.stat()):
            return None
        content = _regular_file(path, most + _SEAL)
    except OSError:
        return None
    if content is None or hashlib.sha256(content[_SEAL:]).digest() != content[:_SEAL]:
        return None
    return content[_SEAL:]


def write(path: Path, data: bytes) -> None:
    """Keep `data` for this user alone. Raises nothing: where it cannot be written, nothing is kept."""
    # Only a miss writes, so only a miss pays for the import.
    import tempfile

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes the file for this user alone (0600).
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)


def _regular_file(path: Path, most: int) -> bytes | None:
    """Read a regular file of sane size that is this user's own. None for anything else."""
    # Neither follow a link nor wait for the writer of a pipe. Windows knows neither flag.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size > most or not _is_own(about):
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(handle)


def _is_own(about: os.stat_result) -> bool:
    if os.name != "posix":
        return True  # pragma: no cover - elsewhere the folder's access list decides
    return about.st_uid == os.geteuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
