"""Opening the file: a store is created whole or not at all, and whatever is no store is left as it is.

The rollback journal, and not a write-ahead log: what is committed stands in the one file itself, so that copying it
copies everything, and it may lie on a shared drive. `EXTRA` also survives a power cut between two steps of a commit.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

import msgspec

from zhunsheng.model.text import Text
from zhunsheng.store import schema, upgrading
from zhunsheng.store.errors import StoreError

WAIT = 60.0
"""Seconds to wait while another import or check writes."""


OLDEST = (3, 38)
"""SQLite knows STRICT tables and JSON since then."""


class Access(StrEnum):
    """What a command wants of the store: only the first import makes one."""

    CREATE = "rwc"
    WRITE = "rw"
    READ = "ro"


def connect(path: Path, access: Access) -> sqlite3.Connection:
    """Open the store at `path`. Raises `StoreError` where it is none, or cannot be opened as asked."""
    look(path, access)
    if sqlite3.sqlite_version_info < OLDEST:
        raise StoreError(_too_old())
    with told(path):
        # Whoever only looks may still have to undo what a killed import left half done.
        mode = Access.WRITE if access is Access.READ and may_write(path) else access
        address = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode.value}"
        connection = sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None)
        try:
            for pragma in ("foreign_keys=ON", "synchronous=EXTRA", "trusted_schema=OFF", "cell_size_check=ON"):
                connection.execute(f"PRAGMA {pragma}")
            if access is Access.CREATE:
                _create_if_empty(connection)
            _check(connection, path)
            if access is Access.READ:
                connection.execute("PRAGMA query_only=ON")
            elif _pragma(connection, "user_version") < schema.VERSION:
                with upgrading.references_untouched(connection), transaction(connection):
                    upgrading.upgrade(connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into what the user is told."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_told(path, error)) from error


@contextmanager
def legible(path: Path) -> Iterator[None]:
    """Turn what nobody but this program writes, and this program did not write, into what the user is told."""
    try:
        yield
    except (ValueError, ArithmeticError, LookupError, msgspec.MsgspecError) as error:
        raise StoreError(_damaged(path)) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write everything or nothing, one writer after the other."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Read everything as it stands at one moment."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def look(path: Path, access: Access) -> None:
    """Say what is wrong with a path before SQLite is asked, which would say it less well. Raises `StoreError`."""
    try:
        if "\0" in str(path):  # SQLite would take what stands before it
            raise ValueError(path)
        there, usual, folder = path.exists(), path.is_file(), path.absolute().parent.is_dir()
    except (OSError, ValueError, RuntimeError):  # too long a name, a NUL in it, a ring of links
        there, usual, folder = False, False, False
    if there and not usual:
        raise StoreError(Text(f"{path} 不是文件，不能作为数据库。", f"{path} is no file and cannot be a store."))
    if not there and (access is not Access.CREATE or not folder):
        raise StoreError(
            Text(
                f"没有库 {path}。先用 zhunsheng import … --store {path} 入库。",
                f"there is no store {path}. Import something first: zhunsheng import … --store {path}.",
            )
            if access is not Access.CREATE
            else Text(f"{path} 所在的文件夹不存在。", f"the folder of {path} does not exist.")
        )
    if access is not Access.READ and not (may_write(path) if there else os.access(path.absolute().parent, os.W_OK)):
        raise StoreError(read_only(path))


def may_write(path: Path) -> bool:
    """Tell whether the file and, for the journal, its folder can be written."""
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _create_if_empty(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables or _pragma(connection, "application_id") or _pragma(connection, "user_version"):
            return
        for statement in schema.statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={schema.VERSION}")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is no store, or one of a later version of this program."""
    version = _pragma(connection, "user_version")
    if _pragma(connection, "application_id") != schema.APPLICATION_ID or version < 1:
        raise StoreError(_foreign(path))
    if version > schema.VERSION:
        raise StoreError(
            Text(
                f"库 {path} 是较新版本的准绳建的（格式 {version}，本程序只认得 {schema.VERSION}），"
                "未作改动。请升级程序。",
                f"the store {path} was made by a later version (format {version}; this program knows "
                f"{schema.VERSION}). It was left as it is: upgrade the program.",
            )
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def _told(path: Path, error: sqlite3.Error) -> Text:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    match primary:
        case sqlite3.SQLITE_NOTADB:
            return _foreign(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_FORMAT:
            return _damaged(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return read_only(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Text(
                f"库 {path} 正被别的程序写入，等了 {WAIT:.0f} 秒。请稍后再试。",
                f"another program is writing to the store {path}; waited {WAIT:.0f} seconds. Try again later.",
            )
        case sqlite3.SQLITE_FULL:
            return Text(f"磁盘已满，未写入库 {path}。", f"the disk is full; nothing was written to the store {path}.")
        case _:
            return Text(f"库 {path} 不能读写：{error}", f"the store {path} cannot be used: {error}")


def _too_old() -> Text:
    needed, found = ".".join(map(str, OLDEST)), sqlite3.sqlite_version
    return Text(
        f"库需要 SQLite {needed} 或更新的版本，这里的 Python 带的是 {found}。",
        f"the store needs SQLite {needed} or later; this Python has {found}.",
    )


def read_only(path: Path) -> Text:
    """Say that a store cannot be written."""
    return Text(
        f"库 {path} 不能写入：它或它所在的文件夹是只读的。",
        f"the store {path} cannot be written: it or its folder is read-only.",
    )


def _damaged(path: Path) -> Text:
    return Text(f"库 {path} 已损坏，请用备份。", f"the store {path} is damaged: take the backup.")


def _foreign(path: Path) -> Text:
    return Text(f"{path} 不是准绳的库，未作改动。", f"{path} is no store of this program; it was left as it is.")
