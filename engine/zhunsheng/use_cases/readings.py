"""Files read for the store: their bytes, what stands in them, and that kept so that no workbook is opened twice.

The bytes are the evidence. What was read is kept beside them with the name of the very code that read it; to any other
code it is worth nothing, and the bytes are read again.
"""

import hashlib
import multiprocessing
import os
import signal
import tempfile
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import msgspec

import zhunsheng
from zhunsheng import intake, private_files
from zhunsheng.api import Progress
from zhunsheng.intake.complaint import FileRefusedError
from zhunsheng.intake.files import load
from zhunsheng.intake.tables import Table

MOST_ROWS = 20_000
"""What was read in a longer file would be larger than the file itself, and is not kept."""
MOST_BYTES = 256 << 20
MANY = 24
"""From so many files on, a second process is worth its start."""
WORKERS = 2


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was read. `data` is None where its bytes could not be had, or changed meanwhile.

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


@cache
def reader() -> str:
    """Name the code that reads: intake and the model that it fills."""
    total = hashlib.sha256(zhunsheng.__version__.encode())
    package = Path(zhunsheng.__file__).parent
    for source in sorted((*package.glob("intake/**/*.py"), *package.glob("model/*.py"))):
        total.update(hashlib.sha256(source.read_bytes()).digest())
    return total.hexdigest()


def read(files: Sequence[Path], progress: Progress | None = None) -> Iterator[Reading]:
    """Read files in order, several at a time where there are many. Nothing is raised for what they hold."""
    if len(files) < MANY:
        yield from _told(map(_unpacked, map(_read, files)), files, progress)
        return
    # A fresh process shares nothing with this one: no open file, no lock.
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("spawn"), _go_with_the_parent) as pool:
        try:
            with _deaf_children():
                packed = pool.map(_read, files, chunksize=4)
            yield from _told(map(_unpacked, packed), files, progress)
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


def again(path: str, sha256: str, data: Callable[[], bytes], cache_dir: Path | None) -> Table:
    """Read the bytes of a file anew, or take what this code read in them before from `cache_dir`."""
    key = hashlib.sha256(f"{reader()} {sha256} {path}".encode()).hexdigest()
    kept = cache_dir / f"reading-{key}.bin" if cache_dir is not None else None
    known = private_files.read(kept, MOST_BYTES) if kept is not None else None
    table = decode(known) if known is not None else None
    if table is None:
        table = _from_bytes(path, data())
        packed = encode(table)
        if kept is not None and packed is not None:
            private_files.write(kept, packed)
    return table


def _read(path: Path) -> _Packed:
    """Read one file, twice: once for its bytes, once for what they say. Both must be the same file."""
    try:
        content = load(path)
    except FileRefusedError:
        content = None
    (table,) = intake.scan([path]).tables
    same = content is not None and table.file is not None and table.file.sha256 == content.sha256
    table = _renamed(table, name(path))
    rows = encode(table)
    return _Packed(content.raw if content and same else None, table if rows is None else None, rows)


def _go_with_the_parent() -> None:
    """End this process when the one that started it is killed, instead of waiting for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:

        def watch() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Let processes that start meanwhile ignore Ctrl-C: the one that started them hears it, and ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _unpacked(read: _Packed) -> Reading:
    table = read.table if read.rows is None else decode(read.rows)
    if table is None:
        raise RuntimeError("what was packed cannot be unpacked")
    return Reading(data=read.data, table=table, rows=read.rows)


def _from_bytes(path: str, data: bytes) -> Table:
    with tempfile.TemporaryDirectory() as folder:
        # Whether a file is a workbook is told by its ending, too.
        file = Path(folder) / f"data{Path(path).suffix}"
        file.write_bytes(data)
        (table,) = intake.scan([file]).tables
    return _renamed(table, path)


def _renamed(table: Table, called: str) -> Table:
    """Give a table the name by which its file is cited."""
    if table.name == called:
        return table
    change = msgspec.structs.replace
    return change(
        table,
        name=called,
        file=table.file and change(table.file, path=called),
        rows=tuple(change(row, where=change(row.where, file=called)) for row in table.rows),
        problems=tuple(change(each, at=change(each.at, file=called)) for each in table.problems),
    )


def _told(readings: Iterator[Reading], files: Sequence[Path], progress: Progress | None) -> Iterator[Reading]:
    tell = partial(_tell, progress, len(files))
    for done, (path, reading) in enumerate(zip(files, readings, strict=True), start=1):
        tell(path, done)
        yield reading


def _tell(progress: Progress | None, total: int, path: Path, done: int) -> None:
    if progress is not None:
        progress(path, done, total)
