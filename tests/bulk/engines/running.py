"""A scheduler of Dask's and its workers, each a process of its own, as an administrator would start them."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.support.paths import ROOT


class Running(NamedTuple):
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    # As `dask scheduler` and `dask worker` start them.
    return subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=quiet, stderr=quiet)


@contextmanager
def cluster_of(folder: Path, workers: int) -> Iterator[Running]:
    """A scheduler and workers as an administrator would start them, each a process without a guardian."""
    told = folder / "scheduler.json"
    port = ("--port", "0", "--no-dashboard", "--host", "127.0.0.1")
    started = [start("distributed.cli.dask_scheduler", *port, "--scheduler-file", str(told))]
    plain = ("--no-nanny", "--no-dashboard", "--nthreads", "1", "--memory-limit", "0")
    try:
        words = (*plain, "--scheduler-file", str(told), "--host", "127.0.0.1")
        started += [start("distributed.cli.dask_worker", *words) for _ in range(workers)]
        while not told.exists() or not told.read_bytes().strip():
            assert started[0].poll() is None
            time.sleep(0.05)
        address = str(json.loads(told.read_bytes())["address"])
        yield Running(address, started[0], tuple(started[1:]))
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()
