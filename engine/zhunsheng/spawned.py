"""Processes started beside this one to share its work: they share nothing else, hear no Ctrl-C, do not outlive it."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

CONTEXT = multiprocessing.get_context("spawn")
"""A fresh process has no open file of this one, and no lock that another thread held when it was begun."""


@contextmanager
def deaf() -> Iterator[None]:
    """Let processes that are begun meanwhile, and what they begin, not hear Ctrl-C, which reaches them all.

    It is for this process to say when they end. Ctrl-C pressed meanwhile is heard at the end, at the latest.
    """
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows
        yield
        return
    resource_tracker.ensure_running()  # whoever starts it lets go of SIGINT, whether he had blocked it or not
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def go_with_the_parent() -> None:
    """End this process when the one that started it is killed, instead of waiting for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:

        def watch() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()
