"""Killed at any moment, a store opens and holds all or nothing of each file. Two imports at once come one by one."""

import os
import sqlite3
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from tests.cli.test_process import start
from tests.support.crashing import ROWS
from tests.support.office import Office, row, write_rules
from tests.support.paths import ROOT


def kill(folder: Path, rounds: int) -> None:
    seed = zlib.crc32(folder.name.encode()) ^ os.getpid()
    rules = write_rules(folder / "rules")
    words = [sys.executable, "-m", "tests.support.crashing", str(folder), str(rules), str(rounds), str(seed)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, f"seed {seed}: {done.stderr}"
    assert "amid" in done.stdout


def test_an_import_killed_at_twenty_moments(tmp_path: Path) -> None:
    kill(tmp_path, 20)


@pytest.mark.slow
def test_an_import_killed_at_two_hundred_moments(tmp_path: Path) -> None:
    kill(tmp_path, 200)


def test_two_imports_at_once_lose_nothing_and_double_nothing(office: Office) -> None:
    files = [office.file(f"{index}.csv", *(row(80 + index, year=2021 + n) for n in range(ROWS))) for index in range(15)]
    words = ["import", "--store", "store.zs", "--rules", "rules", "--by"]
    both = [start(*words, who, *mine, cwd=office.folder) for who, mine in (("甲", files[:10]), ("乙", files[5:]))]
    for process in both:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, (out, err)
    store = sqlite3.connect(office.store)
    assert store.execute("SELECT count(*), count(DISTINCT sha256) FROM file").fetchone() == (15, 15)
    assert store.execute("SELECT count(*) FROM figure WHERE state = 'taken'").fetchone() == (15 * ROWS,)
    numbers = store.execute("SELECT group_concat(vintage, ' ') FROM figure GROUP BY year ORDER BY vintage").fetchall()
    store.close()
    assert [sorted(map(int, each.split())) for (each,) in numbers] == [list(range(1, 16))] * ROWS
    assert office.run("history", "--store", office.store, "--verify")[0] == 0


def test_a_writer_that_stays_too_long_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.take(office.file("a.csv", row(93)))
    monkeypatch.setattr("zhunsheng.store.opening.WAIT", 0.05)
    other = sqlite3.connect(office.store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    code, _, err = office.take(office.file("b.csv", row(94)))
    other.execute("ROLLBACK")
    other.close()
    assert code == 2
    assert "正被别的程序写入" in err
    assert len(office.vintages()) == 1
