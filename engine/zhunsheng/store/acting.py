"""The ledger (整改台账) in the log: acts of people, and what runs saw. Where an item stands is not kept."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

from zhunsheng.model.ledger import Act, Attachment
from zhunsheng.model.ledger import Deed as Done
from zhunsheng.model.text import Text
from zhunsheng.store import entering, log, looking
from zhunsheng.store.errors import StoreError
from zhunsheng.store.moments import read, written
from zhunsheng.store.records import Deed, KeptRun, Run


class Acted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body of an act's entry: all of it that the log has no column for."""

    item: str
    deed: Done
    due: dt.date | None = None
    until: dt.date | None = None
    approver: str = ""
    measure: str = ""
    document: str = ""
    attachments: tuple[Attachment, ...] = ()


def act(connection: sqlite3.Connection, plan: str, acts: Sequence[Act], end: int, attached: Sequence[bytes]) -> None:
    """Add acts and the bytes attached to them, within a transaction; their `entry` is not looked at.

    Raises `StoreError` where the log went on.
    """
    if log.head(connection).seq != end:
        raise StoreError(
            Text("台账刚被别人更新，未作登记，请重试。", "the ledger has just changed: nothing was noted; try again.")
        )
    for data in attached:
        entering.keep(connection, data)
    for each in acts:
        body = Acted(
            item=each.item,
            deed=each.deed,
            due=each.due,
            until=each.until,
            approver=each.approver,
            measure=each.measure,
            document=each.document,
            attachments=each.attachments,
        )
        log.append(connection, Deed.ACT, each.at, body, plan=plan, by=each.by, note=each.reason)


def life(connection: sqlite3.Connection, plan: str, moment: dt.datetime | None) -> Iterator[KeptRun | Act]:
    """Acts of a plan, and runs that judged the store alone, in the order of the log; before `moment` if given.

    A run counts from its own moment on; one that follows an import which was entered long after it came in, from that
    of the import: a history that is entered afterwards can be looked back upon as well.
    """
    before = None if moment is None else written(moment)
    found = connection.execute(
        "SELECT seq, at, entered, kind, plan, by, note, rules, body FROM event ORDER BY seq"
    ).fetchall()
    contents: dict[str, bytes] = {}
    since = ""
    for seq, at, entered, kind, of_plan, by, note, rules, body in found:
        if kind not in log.UNBOUND:
            since = at if read(entered) - read(at) > log.SKEW else ""
        counts = (since or at) if kind == Deed.RUN else at
        if kind not in log.UNBOUND or of_plan != plan or (before is not None and counts >= before):
            continue
        if kind == Deed.ACT:
            yield _act(msgspec.json.decode(body, type=Acted), seq, read(at), by, note)
            continue
        run = msgspec.json.decode(body, type=Run)
        if run.seen:
            if run.seen not in contents:
                contents[run.seen] = looking.content(connection, run.seen)
            yield KeptRun(seq=seq, at=read(at), rules=rules, run=run, data=contents[run.seen])


def _act(said: Acted, seq: int, at: dt.datetime, by: str, reason: str) -> Act:
    return Act(
        entry=seq,
        at=at,
        item=said.item,
        deed=said.deed,
        by=by,
        reason=reason,
        due=said.due,
        until=said.until,
        approver=said.approver,
        measure=said.measure,
        document=said.document,
        attachments=said.attachments,
    )
