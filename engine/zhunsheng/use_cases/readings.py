"""Files read for the store: their bytes and what stands in them, by several processes where there are many files."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from zhunsheng import private_files, spawned
from zhunsheng.api import Progress
from zhunsheng.intake import packed
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.intake.files import Content, load
from zhunsheng.intake.tables import Table, read_content, read_file

MANY = 24
"""From so many files on, a second process is worth its start."""
WORKERS = 2


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was read. `data` is None where its bytes could not be had.

    `rows` is what stands in it, packed, if that is worth keeping.
    """

    data: bytes | None
    table: Table
    rows: bytes | None


class _Packed(NamedTuple):
    """The same on its way from another process. Packed rows travel faster than a table, which is left out then."""

    data: bytes | None
    table: Table | None
    rows: bytes | None


def read(files: Sequence[Path], progress: Progress | None = None) -> Iterator[Reading]:
    """Read files in order, several at a time where there are many. Nothing is raised for what they hold."""
    if len(files) < MANY:
        yield from _told(map(_unpacked, map(_read, files)), files, progress)
        return
    with ProcessPoolExecutor(WORKERS, spawned.CONTEXT, spawned.go_with_the_parent) as pool:
        try:
            with spawned.deaf():
                read_there = pool.map(_read, files, chunksize=4)
            yield from _told(map(_unpacked, read_there), files, progress)
        except BaseException:  # interrupted: nobody waits for the files that are left
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def digest(path: Path) -> str | None:
    """Return the SHA-256 of a file; None where it cannot be read."""
    try:
        return load(path).sha256
    except FileRefusedError:
        return None


def name(path: Path) -> str:
    """Return the name by which a file is cited, in characters that UTF-8 can carry."""
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def again(path: str, sha256: str, data: Callable[[], bytes], cache_dir: Path | None) -> Table:
    """Read the bytes of a file anew, or take what this code read in them before from `cache_dir`."""
    key = hashlib.sha256(f"{packed.reader()} {sha256} {path}".encode()).hexdigest()
    kept = cache_dir / f"reading-{key}.bin" if cache_dir is not None else None
    known = private_files.read(kept, packed.MOST_BYTES) if kept is not None else None
    table = packed.decode(known) if known is not None else None
    if table is None:
        table = read_content(path, Content(data(), sha256))
        rows = packed.encode(table)
        if kept is not None and rows is not None:
            private_files.write(kept, rows)
    return table


def _read(path: Path) -> _Packed:
    table, data = read_file(path, name(path))
    rows = packed.encode(table)
    return _Packed(data, table if rows is None else None, rows)


def _unpacked(read: _Packed) -> Reading:
    table = read.table if read.rows is None else packed.decode(read.rows)
    if table is None:
        raise RuntimeError("what was packed cannot be unpacked")
    return Reading(data=read.data, table=table, rows=read.rows)


def _told(readings: Iterator[Reading], files: Sequence[Path], progress: Progress | None) -> Iterator[Reading]:
    tell = partial(_tell, progress, len(files))
    for done, (path, reading) in enumerate(zip(files, readings, strict=True), start=1):
        tell(path, done)
        yield reading


def _tell(progress: Progress | None, total: int, path: Path, done: int) -> None:
    if progress is not None:
        progress(path, done, total)
