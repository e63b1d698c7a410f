"""What a process costs, its children included: seconds by the clock, seconds of processor, memory at its peak."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

EVERY = 0.05
"""Seconds between two looks at the memory."""
CENSUS = 20
"""Looks between which children are counted anew, after so many at the start: to go through all processes takes long."""
SHORT = 20.0
"""Seconds by the clock: what takes less is run again, until so many are spent."""
MOST = 5
"""Runs of one thing."""
SETTLED = 0.1
"""Seconds after which a child has a memory of its own: before it runs its program it shows that of its parent."""
MEBIBYTE = 1 << 20
HERE = Path(__file__).parents[1]


class Cost(NamedTuple):
    """What a run took. `peak_mb` is the resident memory of the whole tree of processes at once, in MiB."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    code: int
    said: str
    complained: str


def fastest(run: Callable[[int], Cost]) -> Cost:
    """Run something, and where that is short again; return what the fastest took. `run` is told which of them it is.

    A machine that others share is slow now and then, never fast now and then.
    """
    (cost,) = fastest_of({"": run}).values()
    return cost


def fastest_of(runs: Mapping[str, Callable[[int], Cost]]) -> dict[str, Cost]:
    """Do so with several things, by turns: what is slow for one of them is slow for the others, too."""
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for turn in range(MOST):
        for name, run in runs.items():
            if sum(cost.wall_s for cost in costs[name]) < SHORT:
                costs[name].append(run(turn))
    return {name: min(each, key=lambda cost: cost.wall_s) for name, each in costs.items()}


def measured(command: Sequence[object], folder: Path, environment: dict[str, str] | None = None) -> Cost:
    """Run a command in a fresh process in `folder`, and wait for it; what it says is kept there.

    A user's folder has no settings of this repository to be read, and no file of it that Python would look at first.
    """
    said, complained = folder / "said.txt", folder / "complained.txt"
    os.sync()  # what was written before is not to be written meanwhile
    begin = time.perf_counter()
    with said.open("wb") as out, complained.open("wb") as errors:
        child = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=errors,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(HERE), **(environment or {})},
        )
        watch = _Watch(child.pid)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        watch.stop()
    child.returncode = os.waitstatus_to_exitcode(status)
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in (said, complained))
    return Cost(wall, used.ru_utime + used.ru_stime, watch.peak / MEBIBYTE, child.returncode, *texts)


class _Watch(threading.Thread):
    """Adds up the resident memory of a process and all that it started, again and again; shared files count once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._done = threading.Event()
        self.start()

    def run(self) -> None:
        """Look until told to stop; a process that ends while it is looked at is passed over."""
        children: list[psutil.Process] = []
        looks = 0
        while not self._done.wait(EVERY):
            try:
                root = psutil.Process(self._pid)
                if looks < CENSUS or looks % CENSUS == 0:
                    children = root.children(recursive=True)
            except psutil.NoSuchProcess:
                continue
            looks += 1
            looked = [_resident(each) for each in (root, *filter(_settled, children))]
            together = sum(own for own, _ in looked) + max(shared for _, shared in looked)
            self.peak = max(self.peak, together)

    def stop(self) -> None:
        """Stop looking."""
        self._done.set()
        self.join()


def _settled(process: psutil.Process) -> bool:
    begun: float = process.create_time()  # kept since it was counted
    return time.time() - begun > SETTLED


def _resident(process: psutil.Process) -> tuple[int, int]:
    """Tell the bytes that a process has to itself, and those of program files, which all of a tree share."""
    try:
        memory = process.memory_info()
    except psutil.Error:
        return 0, 0
    shared: int = getattr(memory, "shared", 0)
    return memory.rss - shared, shared
