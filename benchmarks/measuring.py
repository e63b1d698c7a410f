"""What a process costs, its children included: seconds by the clock, seconds of processor, memory at its peak."""

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

EVERY = 0.02
"""Seconds between two looks at the memory."""
SETTLED = 0.1
"""Seconds after which a child has a memory of its own: before it runs its program it shows that of its parent."""
MEBIBYTE = 1 << 20


class Cost(NamedTuple):
    """What a run took. `peak_mb` is the resident memory of the whole tree of processes at once, in MiB."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    code: int
    said: str
    complained: str


def measured(command: Sequence[object], folder: Path, environment: dict[str, str] | None = None) -> Cost:
    """Run a command in a fresh process and wait for it; what it says is kept in `folder`."""
    said, complained = folder / "said.txt", folder / "complained.txt"
    begin = time.perf_counter()
    with said.open("wb") as out, complained.open("wb") as errors:
        child = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=errors,
            env={**os.environ, **(environment or {})},
        )
        watch = _Watch(child.pid)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        watch.stop()
    child.returncode = os.waitstatus_to_exitcode(status)
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in (said, complained))
    return Cost(wall, used.ru_utime + used.ru_stime, watch.peak / MEBIBYTE, child.returncode, *texts)


class _Watch(threading.Thread):
    """Adds up the resident memory of a process and all that it started, again and again."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._done = threading.Event()
        self.start()

    def run(self) -> None:
        """Look until told to stop; a process that ends while it is looked at is passed over."""
        while not self._done.wait(EVERY):
            try:
                root = psutil.Process(self._pid)
                tree = [root, *filter(_settled, root.children(recursive=True))]
            except psutil.NoSuchProcess:
                continue
            self.peak = max(self.peak, sum(map(_resident, tree)))

    def stop(self) -> None:
        """Stop looking."""
        self._done.set()
        self.join()


def _settled(process: psutil.Process) -> bool:
    begun: float = process.create_time()
    return time.time() - begun > SETTLED


def _resident(process: psutil.Process) -> int:
    try:
        size: int = process.memory_info().rss
    except psutil.Error:
        return 0
    return size
