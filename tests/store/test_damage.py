"""A store that is damaged, foreign, newer, read-only or no file at all: told clearly, and left as it is."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.office import Office, row

from zhunsheng.store import schema


def text(path: Path) -> None:
    path.write_text("就是一个文本文件\n" * 100, encoding="utf-8")


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    other.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
        other.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        other.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    other.close()


@pytest.mark.parametrize(
    ("make", "told"), [(text, "不是准绳的库"), (other_database, "不是准绳的库"), (newer, "较新版本")]
)
@pytest.mark.parametrize("command", ["import", "check", "as-of", "history", "verify", "close"])
def test_what_is_no_store_is_told_and_left_alone(
    office: Office, make: Callable[[Path], None], told: str, command: str
) -> None:
    make(office.store)
    before = office.store.read_bytes()
    code, out, err = command_on(office, command)
    assert (code, out) == (2, "")
    assert told in err
    assert office.store.read_bytes() == before
    assert {path.name for path in office.folder.iterdir()} <= {"rules", "store.zs", "a.csv"}


def command_on(office: Office, command: str) -> tuple[int, str, str]:
    if command == "import":
        return office.take(office.file("a.csv", row(93)))
    if command in ("check", "as-of"):
        asked = ["--as-of", "2024-01-01"] if command == "as-of" else []
        return office.run("check", "--store", office.store, "--rules", office.rules, *asked)
    if command == "close":
        return office.run("close", "--store", office.store, "--year", "2023", "--by", "x", "--reason", "y")
    return office.run("history", "--store", office.store, *(["--verify"] if command == "verify" else []))


@pytest.mark.parametrize("command", ["check", "as-of", "history", "verify", "close"])
def test_where_there_is_no_store_none_is_made(office: Office, command: str) -> None:
    code, _, err = command_on(office, command)
    assert code == 2
    assert "没有库" in err
    assert not office.store.exists()


@pytest.mark.parametrize("command", ["import", "check", "history"])
def test_a_folder_is_no_store(office: Office, command: str) -> None:
    office.store.mkdir()
    code, _, err = command_on(office, command)
    assert code == 2
    assert "不是文件" in err


def test_a_store_in_a_folder_that_does_not_exist(office: Office) -> None:
    office.store = office.folder / "nowhere" / "store.zs"
    code, _, err = command_on(office, "import")
    assert code == 2
    assert "文件夹不存在" in err


@pytest.mark.parametrize("name", ["a\0b.zs", "x" * 300])
def test_an_impossible_name_is_told(office: Office, name: str) -> None:
    office.store = office.folder / name
    assert command_on(office, "import")[0] == 2


def test_on_a_read_only_path_nothing_is_written_but_the_past_can_be_read(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.take(office.file("a.csv", row(93)), at="2024-01-01")
    before = office.store.read_bytes()
    office.file("a.csv", row(93))
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))
    for command in ("import", "check", "close"):
        code, _, err = command_on(office, command)
        assert code == 2
        assert "只读" in err
    assert command_on(office, "history")[0] == 0
    words = ["check", "--store", office.store, "--as-of", "2024-01-01", "-q", "--fail-on", "never"]
    code, _, err = office.run(*words)
    assert (code, "未记入库" in err) == (0, True)
    assert office.store.read_bytes() == before


def test_where_nothing_can_be_read_no_store_is_made(office: Office) -> None:
    code, _, err = office.take(Path("nowhere.csv"))
    assert code == 3
    assert "nowhere.csv" in err
    assert not office.store.exists()


def test_a_damaged_page_is_found(office: Office) -> None:
    office.take(office.file("a.csv", *(row(90 + n / 10, year=2021 + n % 5) for n in range(5))))
    size = office.store.stat().st_size
    with office.store.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 2))
    code, _, err = command_on(office, "verify")
    assert code == 2
    assert err


def test_a_sound_store_says_so_with_the_digest_of_its_log(office: Office) -> None:
    office.take(office.workbook("a.xlsx", row(93)))
    code, out, err = command_on(office, "verify")
    assert (code, err) == (0, "")
    assert "1 个文件" in out


CHANGES = {
    "a figure": "UPDATE figure SET value = '99'",
    "a figure gone": "DELETE FROM figure",
    "a name": "UPDATE event SET by = '别人'",
    "a time": "UPDATE event SET at = '2020-01-01T00:00:00.000000Z'",
    "the bytes": "UPDATE content SET data = x'00' WHERE sha256 = (SELECT sha256 FROM file)",
    "what was read": "UPDATE reading SET data = x'00'",
    "a file": "UPDATE file SET path = 'b.csv'",
    "a rule": "UPDATE content SET data = x'00' WHERE sha256 IN (SELECT sha256 FROM rules)",
    "another rule": "INSERT INTO rules SELECT digest, 'z.yaml', sha256 FROM rules LIMIT 1",
    "a rule gone": "DELETE FROM rules WHERE name = 'a.yaml'",
    "a problem": "INSERT INTO problem VALUES (1, 0, 'x', 'error', 'x', 'x', 'x')",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_changed_behind_its_back_is_found(office: Office, change: str) -> None:
    office.take(office.file("a.csv", row(93)))
    store = sqlite3.connect(office.store)
    triggers = [(name, sql) for name, sql in store.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")]
    for name, _ in triggers:
        store.execute(f"DROP TRIGGER {name}")
    store.execute(change)
    for _, sql in triggers:
        store.execute(sql)
    store.commit()
    store.close()
    code, _, err = command_on(office, "verify")
    assert code == 2
    assert "第 1 笔" in err or "与其摘要不符" in err


@pytest.mark.parametrize("table", ["event", "content", "rules", "file", "reading", "figure"])
@pytest.mark.parametrize("change", ["UPDATE", "DELETE", "REPLACE"])
def test_the_tables_take_nothing_back(office: Office, table: str, change: str) -> None:
    office.take(office.file("a.csv", row(93)))
    store = sqlite3.connect(office.store)
    (column,) = store.execute(f"SELECT name FROM pragma_table_info('{table}') LIMIT 1").fetchone()  # noqa: S608
    words = {
        "UPDATE": f"UPDATE {table} SET {column} = {column}",  # noqa: S608
        "DELETE": f"DELETE FROM {table}",  # noqa: S608
        "REPLACE": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",  # noqa: S608
    }
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.execute(words[change])
    store.close()


def test_a_trigger_that_was_dropped_is_found(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    store = sqlite3.connect(office.store)
    store.execute("DROP TRIGGER figure_no_update")
    store.close()
    code, _, err = command_on(office, "verify")
    assert code == 2
    assert "只增不改" in err


@pytest.mark.parametrize(
    "change", ["UPDATE figure SET value = '九十三'", "UPDATE figure SET factor = '1/0'", "UPDATE event SET at = '昨天'"]
)
def test_what_this_program_never_wrote_is_damage(office: Office, change: str) -> None:
    office.take(office.file("a.csv", row(93)))
    store = sqlite3.connect(office.store)
    for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
        store.execute(f"DROP TRIGGER {name}")
    store.execute(change)
    store.commit()
    store.close()
    code, _, err = command_on(office, "history")
    assert code == 2
    assert "已损坏" in err


def test_an_old_sqlite_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    code, _, err = command_on(office, "import")
    assert code == 2
    assert "3.38" in err
    assert not office.store.exists()


def test_names_that_no_terminal_should_show_are_kept_plainly(office: Office) -> None:
    code, _, _ = office.take(office.file("a.csv", row(93)), by="城管局\udcff\x1b[31m", note="a\x00b")
    assert code == 0
    (vintage,) = office.history()["figures"][0]["vintages"]
    assert vintage["submitter"] == "城管局\ufffd\ufffd[31m"
