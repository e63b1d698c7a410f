"""Processes beside this one that work at parts, each at one at a time: Python works at one thing in a process.

They know nothing of the program that runs here, be it a script that would run again where it is imported. They hear no
Ctrl-C, print nothing, and end when this process does, however it ends.
"""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from zhunsheng import child_process
from zhunsheng.bulk.engines.attempt import Answer
from zhunsheng.bulk.errors import Cause, Failure
from zhunsheng.model.bulk import Part
from zhunsheng.model.text import Text

PROGRAM = Path(__file__).with_name("helping.py")


class Helper:
    """A process that makes itself ready while this one goes on. One thread at a time may speak with it."""

    def __init__(self, loads: str) -> None:
        """Begin it; `loads` is the module that it loads before it is asked anything. Raises `OSError`."""
        self._words = (loads, *map(str, sys.path))
        self._child: subprocess.Popen[bytes] | None = child_process.start(PROGRAM, self._words)
        self._greeted = False
        self._absent = False

    def work_at(self, packed: bytes, part: Part) -> Answer | None:
        """Have it work at a part by the pickled work, and wait for the answer: that it died, if it did.

        None where it never came up. Where it died earlier, another takes its place.
        """
        child = self._ready()
        if child is None:
            return None
        question = pickle.dumps((packed, part), pickle.HIGHEST_PROTOCOL)
        try:
            child_process.tell(child, question)
            return _heard(child)
        except Exception:  # it is gone, or nobody can tell any more what it is about to say
            self._end(kill=True)
            return Failure(part=part.number, cause=Cause.MEMORY, message=died())

    def dismiss(self) -> None:
        """Tell it that no part is to come. It ends meanwhile; `close` waits for that."""
        if self._child is not None:
            child_process.dismiss(self._child)

    def close(self) -> None:
        """Let it go. It ends at once, or soon if somebody left it in the middle of a part."""
        self._end(kill=not self._greeted)

    def _ready(self) -> subprocess.Popen[bytes] | None:
        """Wait until it has said that it is ready; None where it never will."""
        if self._child is not None and self._greeted:
            if self._child.poll() is None:
                return self._child
            self._end(kill=True)  # it died idle
        if self._absent:
            return None
        try:
            if self._child is None:
                self._child = child_process.start(PROGRAM, self._words)
            _heard(self._child)
        except Exception:  # it does not begin, or not to speak
            self._absent = True
            self._end(kill=True)
        else:
            self._greeted = True
        return self._child

    def _end(self, *, kill: bool) -> None:
        child, self._child, self._greeted = self._child, None, False
        if child is not None:
            child_process.end(child, kill=kill)


@contextmanager
def helpers(count: int, loads: str) -> Iterator[tuple[Helper, ...]]:
    """Begin so many, or as many as the system allows, and let them go at the end."""
    with ExitStack() as stack:
        begun: list[Helper] = []
        with suppress(OSError):
            for _ in range(count):
                begun.append(Helper(loads))
                stack.callback(begun[-1].close)
        yield tuple(begun)


def _heard(child: subprocess.Popen[bytes]) -> Answer:
    assert child.stdout is not None  # noqa: S101 - for mypy
    answer: Answer = pickle.load(child.stdout)  # noqa: S301 - from our own process
    return answer


def died() -> Text:
    """Say that a helper died of a part."""
    return Text(
        "做它的进程中途死去，多半是内存不够：请减少同时做的部分（--workers），或减小每部分的地区数（--part-size，须重新做）",
        "the process that had it died, probably of too little memory: do fewer parts at a time (--workers), or "
        "smaller ones (--part-size, which begins anew)",
    )
