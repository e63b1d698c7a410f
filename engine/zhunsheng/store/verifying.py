"""Holding a store against its own digests: damage and clumsy changes show; whoever rewrites it all leaves another head.

The digest of the log's end stands for everything before it: noted elsewhere, it proves that nothing was rewritten.
"""

import hashlib
import sqlite3
from collections.abc import Iterator

import msgspec

from zhunsheng.model.text import Text
from zhunsheng.store import entering, log, rows, schema
from zhunsheng.store.records import Deed


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """How many entries and files were held against their digests, the digest of the last entry, and what is wrong."""

    entries: int
    files: int
    head: str
    problems: tuple[Text, ...]


def verify(connection: sqlite3.Connection) -> Verified:
    """Check the database, the log's chain, every content, and every figure against the log."""
    problems = list(_database(connection))
    if problems:  # of a damaged file nothing more can be asked
        return Verified(entries=0, files=0, head="", problems=tuple(problems))
    problems += _chain(connection)
    problems += _contents(connection)
    problems += _runs(connection)
    problems += _attachments(connection)
    problems += _files(connection)
    (files,) = connection.execute("SELECT count(*) FROM file").fetchone()
    end = log.head(connection)
    return Verified(entries=end.seq, files=files, head=end.digest, problems=tuple(problems))


def _database(connection: sqlite3.Connection) -> Iterator[Text]:
    for (said,) in connection.execute("PRAGMA integrity_check(5)"):
        if said != "ok":
            yield Text(f"数据库损坏：{said}", f"the database is damaged: {said}")
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        yield Text("有记录所指的内容不存在。", "a row speaks of something that is not there.")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    wanted = {" ".join(each.split()) for each in schema.statements(version)}
    found = {" ".join(sql.split()) for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql <> ''")}
    if found != wanted:
        yield Text(
            "表或其只增不改的触发器被动过。", "the tables, or the triggers that keep them append-only, were changed."
        )


def _chain(connection: sqlite3.Connection) -> Iterator[Text]:
    previous, at = log.START, ""
    for number, entry in enumerate(log.entries(connection), start=1):
        back = entry.kind not in log.UNBOUND and entry.at < at
        if (entry.seq, entry.previous) != (number, previous) or entry.digest != entry.digested() or back:
            yield Text(f"第 {entry.seq} 笔与记录链不符。", f"entry {entry.seq} breaks the chain of the log.")
            return
        previous, at = entry.digest, at if entry.kind in log.UNBOUND else entry.at


def _contents(connection: sqlite3.Connection) -> Iterator[Text]:
    for sha256, data in connection.execute("SELECT sha256, data FROM content"):
        if hashlib.sha256(data).hexdigest() != sha256:
            yield Text(f"内容 {sha256} 与其摘要不符。", f"the content {sha256} does not have that digest.")


def _runs(connection: sqlite3.Connection) -> Iterator[Text]:
    """Hold that what each run saw is there: whether it is what it was, its own digest tells."""
    query = """
        SELECT seq FROM event WHERE kind = 'run' AND coalesce(json_extract(body, '$.seen'), '') <> ''
        AND json_extract(body, '$.seen') NOT IN (SELECT sha256 FROM content) ORDER BY seq"""
    for (seq,) in connection.execute(query):
        yield Text(f"第 {seq} 笔核查所见的不在库里。", f"what the run of entry {seq} saw is not in the store.")


def _attachments(connection: sqlite3.Connection) -> Iterator[Text]:
    """Hold that what acts name as their attachments is there: whether it is what it was, its own digest tells."""
    query = """
        SELECT event.seq, json_extract(named.value, '$.sha256')
        FROM event, json_each(event.body, '$.attachments') AS named
        LEFT JOIN content ON content.sha256 = json_extract(named.value, '$.sha256')
        WHERE event.kind = 'act'
        AND coalesce(length(content.data), -1) <> json_extract(named.value, '$.size') ORDER BY event.seq"""
    for seq, sha256 in connection.execute(query):
        yield Text(
            f"第 {seq} 笔登记的附件 {sha256} 不在库里，或大小不符。",
            f"the attachment {sha256} of entry {seq} is not in the store, or not of its size.",
        )


def _files(connection: sqlite3.Connection) -> Iterator[Text]:
    """Hold what stands in the tables against what the log says came in."""
    for entry in log.entries(connection):
        if entry.kind is not Deed.IMPORT:
            continue
        said = msgspec.json.decode(entry.body, type=entering.Imported)
        row = connection.execute("SELECT * FROM file WHERE seq = ?", (entry.seq,)).fetchone()
        kept = connection.execute("SELECT reader, data FROM reading WHERE seq = ?", (entry.seq,)).fetchone()
        replaces = msgspec.json.encode(said.replaces).decode()
        expected = (entry.seq, entry.plan, said.path, said.sha256, said.size, said.count, replaces)
        reading = (said.reader, said.reading) if kept is None else (kept[0], entering.digest_of(kept[1]))
        same = row == expected and reading == (said.reader, said.reading) and (kept is None) == (not said.reading)
        if not same or rows.digest(connection, entry.seq) != said.content:
            yield Text(
                f"第 {entry.seq} 笔（{said.path}）的数与入库时不符。",
                f"entry {entry.seq} ({said.path}) does not hold what came in.",
            )
    orphans = "SELECT count(*) FROM file WHERE seq NOT IN (SELECT seq FROM event WHERE kind = 'import')"
    if connection.execute(orphans).fetchone() != (0,):
        yield Text("有文件不在记录链上。", "a file is in no entry of the log.")
