"""Whatever is changed behind the ledger's back is found; what merely came later is no contradiction."""

import hashlib
import sqlite3
from pathlib import Path

import msgspec
import pytest
from tests.cli.conftest import run
from tests.ledger.test_office import Desk, desk
from tests.support.office import GREEN, row

from zhunsheng.store import log, schema
from zhunsheng.store.records import Deed
from zhunsheng.use_cases import storing

__all__ = ["desk", "run"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE content SET data = replace(data, '92.5', '95.5') WHERE data LIKE '%92.5%'",
        "UPDATE event SET note = '' WHERE kind = 'act'",
        "UPDATE event SET body = replace(body, '2099', '2098') WHERE kind = 'act'",
        "DELETE FROM event WHERE kind = 'act'",
    ],
)
def test_whatever_is_changed_is_found(desk: Desk, change: str) -> None:
    desk.ledger("serve", desk.id(), "--by", "督查室", "--due", "2099-12-31", "--reason", "x")
    desk.year(92.6, 2024)
    store = sqlite3.connect(desk.store)
    for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        store.execute(f"DROP TRIGGER {name}")
    store.execute(change)
    store.commit()
    store.close()
    desk.ledger("verify", code=2)


def test_a_run_that_saw_something_else_is_found_even_where_all_digests_are_made_anew(desk: Desk) -> None:
    """Whoever forges what a run saw, and the whole chain after it, is caught by making the run again."""
    store = sqlite3.connect(desk.store)
    for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        store.execute(f"DROP TRIGGER {name}")
    (entry,) = (each for each in log.entries(store) if each.kind is Deed.RUN)
    (seen,) = store.execute(
        "SELECT data FROM content WHERE sha256 = json_extract(?, '$.seen')", (entry.body,)
    ).fetchone()
    forged = bytes(seen).replace(b"92.5", b"94.9").replace(b'"185/2"', b'"949/10"')
    assert forged != bytes(seen)
    digest = hashlib.sha256(forged).hexdigest()
    store.execute("INSERT INTO content VALUES (?, ?)", (digest, forged))
    body = msgspec.json.encode(msgspec.json.decode(entry.body) | {"seen": digest}).decode()
    entry = msgspec.structs.replace(entry, body=body, digest="")
    store.execute("UPDATE event SET body = ?, digest = ? WHERE seq = ?", (body, entry.digested(), entry.seq))
    for statement in schema.statements():
        if statement.startswith("CREATE TRIGGER"):
            store.execute(statement)
    store.commit()
    store.close()
    assert desk.run("history", "--store", desk.store, "--verify")[0] == 0
    assert "重做" in desk.ledger("verify", code=2)[1]


def test_a_run_that_another_overtook_is_no_contradiction(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run need not keep depends on the runs before it in the log, whichever began first."""
    begun = storing.record

    def overtaken(path: Path, question: storing.Question, answer: storing.Answer, report: bytes) -> bool:
        monkeypatch.setattr(storing, "record", begun)
        desk.check("--year", "2024")
        return begun(path, question, answer, report)

    desk.take(desk.file("c.csv", row(92, year=2024), row(30, GREEN, year=2024), row(45, GREEN, year=2025)))
    monkeypatch.setattr(storing, "record", overtaken)
    desk.check("--year", "2025")
    assert desk.state(subject="green") == "resolved"
    assert "相符" in desk.ledger("verify")[0]
