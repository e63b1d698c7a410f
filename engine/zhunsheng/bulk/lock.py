"""One process at a folder at a time: a lock that the system takes back when its holder dies, however it dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = ".lock"


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder; give False where somebody else holds it. Raises `OSError` where none can be made.

    Its file goes with it. On file systems that know no locks there is none, and nobody is kept out.
    """
    path = folder / NAME
    while True:
        # Never through a link that somebody laid there.
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            if not _lock(handle):
                yield False
                return
            if _stands(path, handle):
                try:
                    yield True
                finally:
                    _remove(path)
                return
            # Its holder removed it between our opening and locking it: what we hold is a file without a name.
        finally:
            os.close(handle)


def _stands(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:  # Windows removes no open file: there, it stays
        return


if sys.platform == "win32":  # pragma: no cover

    def _lock(handle: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _lock(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
