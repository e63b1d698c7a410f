"""A store that an earlier version made opens, says the same, and becomes one of this version when it is written to."""

import json
import sqlite3
from pathlib import Path

import pytest
from tests.support.office import GREEN, SEWAGE, Office, row

from zhunsheng.store import Access, schema
from zhunsheng.use_cases import storing

TABLES = ("event", "content", "rules", "file", "reading", "figure", "place", "problem")


def as_version(version: int, path: Path) -> None:
    """Put everything that the store holds into the tables of an earlier version."""
    now = path.rename(path.with_suffix(".now"))
    store = sqlite3.connect(path)
    for statement in schema.statements(version):
        store.execute(statement)
    store.execute("ATTACH ? AS now", (str(now),))
    for table in TABLES:
        store.execute(f"INSERT INTO {table} SELECT * FROM now.{table}")  # noqa: S608 - names of this module
    store.commit()
    store.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
    store.execute(f"PRAGMA user_version={version}")
    store.close()
    now.unlink()


def made_of(path: Path) -> tuple[int, set[str]]:
    """The version, and the statements that made what there is."""
    store = sqlite3.connect(path)
    (version,) = store.execute("PRAGMA user_version").fetchone()
    statements = {sql for (sql,) in store.execute("SELECT sql FROM sqlite_master WHERE sql <> ''")}
    store.close()
    return version, statements


@pytest.fixture(params=range(1, schema.VERSION))
def old(office: Office, request: pytest.FixtureRequest) -> Office:
    office.take(office.file("a.csv", row(93), row("约44", GREEN)), at="2024-01-10")
    office.take(office.file("b.csv", row(94)), at="2024-02-10")
    as_version(request.param, office.store)
    return office


def test_an_older_store_is_read_as_it_stands(old: Office) -> None:
    bytes_before = old.store.read_bytes()
    assert old.vintages("--indicator", SEWAGE) == [(1, "taken", "93", False), (2, "taken", "94", True)]
    assert old.run("history", "--store", old.store, "--verify")[0] == 0
    assert old.store.read_bytes() == bytes_before


def test_an_older_store_becomes_one_of_today_when_it_is_written_to(old: Office) -> None:
    fresh = old.folder / "fresh.zs"
    with storing.opened(fresh, Access.CREATE):
        pass
    before = old.history()
    assert made_of(old.store)[0] < schema.VERSION
    assert old.take(old.file("c.csv", row("撤回")), at="2024-03-10")[0] == 0
    assert made_of(old.store) == made_of(fresh)
    assert old.history("--as-of", "2024-02-28") == before
    assert old.vintages("--indicator", SEWAGE)[-1] == (3, "withdrawn", None, True)
    assert old.run("history", "--store", old.store, "--verify")[0] == 0


def test_an_older_store_gets_a_ledger_when_it_is_checked(old: Office) -> None:
    assert old.run("ledger", "--store", old.store)[0] == 0
    old.check("--year", "2023")
    assert made_of(old.store)[0] == schema.VERSION
    item = json.loads(old.run("ledger", "--store", old.store, "-o", "json=-")[1])["items"][0]["id"]
    assert old.run("ledger", "serve", item, "--store", old.store, "--by", "督查室")[0] == 0
    assert old.run("ledger", "verify", "--store", old.store)[0] == 0


def test_an_upgrade_that_is_cut_short_changes_nothing(old: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made_of(old.store), old.history()
    with monkeypatch.context() as patch:
        patch.setitem(schema.STATES, schema.VERSION, ("refused",))  # the first figure does not fit
        assert old.take(old.file("c.csv", row(95)))[0] == 2
    assert (made_of(old.store), old.history()) == before
    assert old.take(old.file("c.csv", row(95)))[0] == 0
