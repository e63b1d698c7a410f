"""Processes begun to share work: Ctrl-C is not for them, and they go when the one that began them goes."""

import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from zhunsheng import spawned

SECONDS = 20.0
PARENT = """
import os, signal, time
from concurrent.futures import ProcessPoolExecutor
from zhunsheng import spawned

def blocked():
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())

with ProcessPoolExecutor(1, spawned.CONTEXT, spawned.go_with_the_parent) as pool:
    with spawned.deaf():
        there = pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ())
    print(signal.SIGINT in there.result(), blocked(), pool.submit(os.getpid).result(), flush=True)
    pool.submit(time.sleep, 60)
    time.sleep(60)
"""


def is_there(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_a_child_is_deaf_while_its_parent_is_not_and_does_not_outlive_it() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        there, here, pid = parent.stdout.readline().split()
        child = psutil.Process(int(pid))
        assert (there, here, is_there(child)) == ("True", "False", True)
        parent.kill()
        end = time.monotonic() + SECONDS
        while is_there(child) and time.monotonic() < end:
            time.sleep(0.02)
    assert not is_there(child)


def test_ctrl_c_is_heard_once_the_children_are_begun() -> None:
    begun = []

    def begin() -> None:
        with spawned.deaf():
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            begun.append("both")

    with pytest.raises(KeyboardInterrupt):
        begin()
    assert begun == ["both"]


def test_what_has_no_parent_watches_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "_exit", lambda code: pytest.fail(str(code)))
    before = threading.active_count()
    spawned.go_with_the_parent()
    assert threading.active_count() == before
