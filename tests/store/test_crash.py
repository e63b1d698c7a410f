"""Killed at any moment, a store opens and holds all or nothing of each file. Two imports at once come one by one."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from tests.cli.test_process import COMMAND, start
from tests.support.crashing import ROWS
from tests.support.office import Office, row, write_rules
from tests.support.paths import ROOT

from zhunsheng.use_cases import readings


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


def import_many(office: Office) -> subprocess.Popen[str]:
    """Start an import of so many files that it takes more than one process, all in a group of their own."""
    for index in range(readings.MANY + 4):
        office.file(f"data/{index}.csv", *(row(60 + index, year=2021 + n) for n in range(ROWS)))
    words = [*COMMAND, "import", "data", "--store", "store.zs", "--rules", "rules", "--by", "城管局"]
    return subprocess.Popen(
        words, cwd=office.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        start_new_session=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def test_many_files_are_read_by_several_processes(office: Office) -> None:
    process = import_many(office)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    assert f"入库 {readings.MANY + 4} 个" in out
    assert len(office.vintages()) == (readings.MANY + 4) * ROWS


@pytest.mark.parametrize("delay", [0.4, 0.8, 1.2])
def test_ctrl_c_amid_several_processes_shows_no_traceback(office: Office, delay: float) -> None:
    process = import_many(office)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 130, -signal.SIGINT)
    assert "Traceback" not in err or process.returncode == -signal.SIGINT  # before Python itself was ready
    assert "spawn" not in err


def test_a_killed_import_leaves_no_process_behind(office: Office) -> None:
    process = import_many(office)
    time.sleep(1)
    process.kill()
    process.communicate(timeout=60)
    deadline = time.monotonic() + 30
    while alive(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not alive(process.pid)


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
