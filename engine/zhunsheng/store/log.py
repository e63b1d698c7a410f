"""The log: each entry carries the digest of the one before it."""

import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from zhunsheng.model.text import Text
from zhunsheng.store.errors import StoreError
from zhunsheng.store.moments import beijing, read, written
from zhunsheng.store.records import Deed

START = "0" * 64
UNBOUND = frozenset({Deed.RUN, Deed.ACT})
"""Entries whose times say nothing about what was known of figures: checks only look, and a notice may have been served
some days before somebody writes that down. They stand in nobody's way."""
SKEW = timedelta(minutes=5)
"""Clocks of two machines may differ by so much. The order of entries is that of the log, whatever the clocks say."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry. `body` is JSON, as the deed needs it; `rules` the digest of the rules in use, or empty.

    `at` is when something came in or was done, `entered` when this program wrote it down.
    """

    seq: int
    at: str
    entered: str
    kind: Deed
    plan: str
    by: str
    note: str
    rules: str
    body: str
    previous: str
    digest: str = ""

    def digested(self) -> str:
        """The digest over everything else in the entry."""
        said = msgspec.structs.astuple(self)[:-1]
        return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


class Head(msgspec.Struct, frozen=True):
    """Where the log ends."""

    seq: int
    digest: str


def head(connection: sqlite3.Connection) -> Head:
    """Return the end of the log."""
    row = connection.execute("SELECT seq, digest FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(int(row[0]), str(row[1])) if row else Head(0, START)


def append(connection: sqlite3.Connection, kind: Deed, at: datetime | None, body: msgspec.Struct, **said: str) -> Entry:
    """Add an entry, within a transaction. `at` None is now.

    Raises `StoreError` for a moment that is to come, or before that of the last import or closing: a later entry may
    not slip in among what was known before. Runs and acts are free of that (`UNBOUND`).
    """
    last, now = head(connection), datetime.now(UTC)
    query = "SELECT max(at) FROM event WHERE kind NOT IN ('run', 'act')"
    (before,) = connection.execute(query).fetchone() if kind not in UNBOUND else (None,)
    entry = Entry(
        seq=last.seq + 1,
        at=written(_moment(before and read(before), at, now)),
        entered=written(now),
        kind=kind,
        plan=said["plan"],
        by=said.get("by", ""),
        note=said.get("note", ""),
        rules=said.get("rules", ""),
        body=msgspec.json.encode(body).decode(),
        previous=last.digest,
    )
    entry = msgspec.structs.replace(entry, digest=entry.digested())
    values = [_plain(value) for value in msgspec.structs.astuple(entry)]
    connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    return entry


def entries(connection: sqlite3.Connection, until: int | None = None) -> Iterator[Entry]:
    """Read the log in order, up to the entry numbered `until`. Raises `ValueError` for an entry of an unknown kind."""
    rows = connection.execute("SELECT * FROM event WHERE ? IS NULL OR seq <= ? ORDER BY seq", (until, until))
    for seq, at, entered, kind, plan, by, note, rules, body, previous, digest in rows:
        yield Entry(
            seq=seq, at=at, entered=entered, kind=Deed(kind), plan=plan, by=by, note=note, rules=rules, body=body,
            previous=previous, digest=digest,
        )  # fmt: skip


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Deed) else value


def _moment(last: datetime | None, asked: datetime | None, now: datetime) -> datetime:
    if asked is not None and asked > now + SKEW:
        raise StoreError(
            Text(f"时间 {beijing(asked)} 还没有到。", f"{beijing(asked)} (Beijing time) is still to come.")
        )
    at = now if asked is None else asked
    if last is None or at >= last:
        return at
    if asked is None and last - at <= SKEW:
        return last
    hint = Text("请核对本机时钟。", "Check this machine's clock.") if asked is None else Text("", "")
    raise StoreError(
        Text(
            f"库里最后一笔是 {beijing(last)} 的，不能再记 {beijing(at)} 的：当时所知已成定案。{hint.zh}",
            f"the last entry of the store is of {beijing(last)} (Beijing time); nothing of {beijing(at)} can follow: "
            f"what was known then stands. {hint.en}",
        )
    )
