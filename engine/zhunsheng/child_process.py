"""A process of our own around native code that may crash, hang or never end: started apart, answered within a time."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PATIENCE = 5.0
"""Seconds to wait for a child that has nothing left to do."""


class Line(NamedTuple):
    """What a child wrote, up to the end of the line or of its life. `late`: it took too long, and was killed."""

    data: bytes
    late: bool


def start(program: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """Run a Python program with pipes to speak through. Raises `OSError`.

    It runs in a session of its own, so that Ctrl-C reaches the parent only; the end of its input ends it.
    """
    return subprocess.Popen(  # noqa: S603 - our own program, by path
        [sys.executable, "-I", "-W", "ignore", str(program), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def tell(child: subprocess.Popen[bytes], *data: bytes) -> None:
    """Write to a child. One that is dead hears nothing: reading its answer finds that."""
    assert child.stdin is not None  # noqa: S101 - for mypy
    with contextlib.suppress(BrokenPipeError):
        for piece in data:
            child.stdin.write(piece)
        child.stdin.flush()


def ask(child: subprocess.Popen[bytes], question: bytes, seconds: float, longest: int) -> Line:
    """Write to a child, and read one line of at most `longest` bytes, in at most `seconds` for both."""
    assert child.stdout is not None  # noqa: S101 - for mypy
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    watchdog = threading.Timer(seconds, stop)
    watchdog.daemon = True
    watchdog.start()
    try:
        tell(child, question)
        return Line(child.stdout.readline(longest), late.is_set())
    finally:
        watchdog.cancel()


def dismiss(child: subprocess.Popen[bytes]) -> None:
    """Tell a child that nothing more is to come, and do not wait; `end` it later."""
    if child.stdin is not None:
        with contextlib.suppress(BrokenPipeError):
            child.stdin.close()
        child.stdin = None


def end(child: subprocess.Popen[bytes], *, kill: bool) -> None:
    """See a child to its end, at once or when it has nothing left to do."""
    if kill:
        child.kill()
    try:
        child.communicate(timeout=PATIENCE)  # closes its input, which ends it
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
