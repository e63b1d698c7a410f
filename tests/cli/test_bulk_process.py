"""`zhunsheng bulk` as a shell runs it: Ctrl-C reaches everybody, and the run that it leaves is brought to its end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from benchmarks.nation.nation import Nation
from benchmarks.nation.writing import Written, write

PLACES = 30
FINE = (0, 1, 3)
ENGINES = {"local": (), "dask": ("--engine", "dask", "--processes")}


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(Nation("county", PLACES, 8), tmp_path_factory.mktemp("nation"))


@pytest.fixture(scope="module")
def whole(nation: Written, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    process = started(nation, folder)
    assert process.communicate(timeout=120) == ("", "")
    assert process.returncode in FINE
    return written(folder / "out")


def started(nation: Written, folder: Path, *more: str) -> subprocess.Popen[str]:
    """Run it as the leader of a group of its own, as a shell does, a place a part."""
    data = (nation.figures, nation.roster, "--rules", nation.rules, "--year", "2021-2025")
    words = ["bulk", *data, "--into", "out", "--part-size", "1", "--workers", "2", "-q", *more]
    environment = {**os.environ, "ZHUNSHENG_CACHE_DIR": str(folder / "cache"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "zhunsheng", *map(str, words)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def wait_for(process: subprocess.Popen[str], folder: Path, *, parts: int) -> None:
    while process.poll() is None and len(list((folder / "out" / "parts").glob("*.json"))) < parts:
        time.sleep(0.01)


def stopped(process: subprocess.Popen[str], folder: Path, by: signal.Signals) -> tuple[str, str]:
    """Send a signal to the whole group once some parts are done."""
    wait_for(process, folder, parts=3)
    os.killpg(process.pid, by)
    return process.communicate(timeout=120)


def resumed(nation: Written, folder: Path) -> dict[str, bytes]:
    process = started(nation, folder, "--resume")
    assert process.communicate(timeout=120) == ("", "")
    assert process.returncode in FINE
    return written(folder / "out")


@pytest.mark.parametrize("engine", ENGINES)
def test_ctrl_c_leaves_a_run_that_is_resumed_to_the_same_bytes(
    nation: Written, whole: dict[str, bytes], tmp_path: Path, engine: str
) -> None:
    process = started(nation, tmp_path, *ENGINES[engine])
    out, err = stopped(process, tmp_path, signal.SIGINT)
    assert (process.returncode, out) == (130, "")
    assert "--resume" in err
    assert "Traceback" not in err
    left = written(tmp_path / "out")
    assert not [name for name in left if "tmp" in name or "lock" in name]
    assert 3 <= len([name for name in left if name.startswith("parts/")]) < PLACES
    assert resumed(nation, tmp_path) == whole


def test_a_run_whose_power_was_cut_is_resumed_to_the_same_bytes(
    nation: Written, whole: dict[str, bytes], tmp_path: Path
) -> None:
    process = started(nation, tmp_path)
    assert stopped(process, tmp_path, signal.SIGKILL) == ("", "")
    assert process.returncode == -signal.SIGKILL
    assert resumed(nation, tmp_path) == whole


def test_ctrl_c_twice_ends_it_at_once_and_nobody_goes_on(
    nation: Written, whole: dict[str, bytes], tmp_path: Path
) -> None:
    process = started(nation, tmp_path)
    wait_for(process, tmp_path, parts=3)
    others = psutil.Process(process.pid).children(recursive=True)
    (helper,) = (each for each in others if "helping.py" in " ".join(each.cmdline()))
    helper.suspend()  # the part that it has, or is given, does not come to an end
    wait_for(process, tmp_path, parts=6)
    os.killpg(process.pid, signal.SIGINT)
    assert process.stderr is not None
    assert "Ctrl-C" in process.stderr.readline()
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=20) == ("", "")
    assert process.returncode == 130
    helper.resume()
    _, alive = psutil.wait_procs(others, timeout=20)
    assert not alive
    assert resumed(nation, tmp_path) == whole
