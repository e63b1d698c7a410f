"""When a run begins helpers: first of all, none for a little work, and what becomes of the run if one is killed."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from benchmarks.nation.nation import Nation
from benchmarks.nation.writing import Written, write

from zhunsheng import api
from zhunsheng.bulk.engines import helpers, local
from zhunsheng.bulk.engines.helpers import Helper
from zhunsheng.errors import UsageError
from zhunsheng.use_cases import bulk
from zhunsheng.use_cases.bulk import Request
from zhunsheng.use_cases.bulk_steps import Stage, Step

SECONDS = 20.0
FIRST = """
import sys
from pathlib import Path
from zhunsheng import child_process
from zhunsheng.errors import UsageError
from zhunsheng.use_cases import bulk

def start(program, arguments):
    print(program.name, arguments[0], "pyarrow" in sys.modules, "numpy" in sys.modules)
    raise OSError

child_process.start = start
try:
    bulk.run(bulk.Request((Path("data"),), Path("out"), Path("rules"), workers=2), (), print)
except UsageError:
    print("no plan", "numpy" in sys.modules)
"""


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(Nation("county", 12, 20), tmp_path_factory.mktemp("nation"))


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many helpers runs would have begun, on a machine of four processors."""
    counts: list[int] = []

    @contextmanager
    def begin(count: int, _loads: str) -> Iterator[Sequence[Helper]]:
        counts.append(count)
        yield ()

    monkeypatch.setattr(helpers, "helpers", begin)
    monkeypatch.setattr(local, "cores", lambda: 4)
    return counts


@pytest.mark.parametrize(
    ("mebibytes", "asked", "count"),
    [
        (0, {}, 0),
        (63, {}, 0),
        (64, {}, 3),
        (100, {"workers": 1}, 0),
        (0, {"workers": 2}, 1),
        (0, {"workers": 9}, 8),
        (100, {"engine": "dask"}, 0),
        (100, {"engine": "dask", "workers": 3}, 0),
    ],
)
def test_a_little_work_is_done_by_threads(
    tmp_path: Path, begun: list[int], mebibytes: int, asked: dict[str, Any], count: int
) -> None:
    with (tmp_path / "figures.parquet").open("wb") as file:
        file.truncate(mebibytes << 20)
    request = Request((tmp_path, tmp_path / "absent.csv"), tmp_path / "out", tmp_path, **asked)
    with pytest.raises(UsageError):
        bulk.run(request, (), lambda _: None)
    assert begun == [count]


def test_helpers_are_begun_before_this_process_loads_what_they_load_meanwhile() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, check=True)
    helper, room, end = done.stdout.splitlines()
    assert helper == "helping.py zhunsheng.use_cases.bulk_part False False"
    assert room.startswith("room.py ")
    assert end == "no plan True"
    assert done.stderr == ""


def test_a_helper_that_is_killed_leaves_the_same_bytes(nation: Written, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill(step: Step) -> None:
        """Kill the helper while it is at its first part: that is when it opens a room for the policy."""
        if step.stage is not Stage.JUDGE or step.parts != 1:
            return
        end = time.monotonic() + SECONDS
        while not killed and time.monotonic() < end:
            for child in psutil.Process().children():
                if "helping.py" in " ".join(child.cmdline()) and child.children():
                    child.kill()
                    killed.append(child.pid)
            time.sleep(0.002)

    def run(name: str, workers: int) -> dict[str, bytes]:
        data = (nation.figures, nation.roster)
        request = Request(data, tmp_path / name, nation.rules, years=(2024, 2025), part_size=2, workers=workers)
        bulk.run(request, api.catalogues(nation.rules), kill if workers > 1 else lambda _: None)
        return {path.name: path.read_bytes() for path in (tmp_path / name).glob("*/*") if path.is_file()}

    alone = run("alone", 1)
    assert run("helped", 2) == alone != {}
    assert len(killed) == 1
