"""Ctrl-C for work that is worth ending well: once, and what is under way is brought to its end; twice, not."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from zhunsheng.exit_code import ExitCode
from zhunsheng.model.text import Lang, Text

_STOPPING = Text(
    "正在停下：等进行中的部分做完。再按一次 Ctrl-C，立即停。",
    "stopping once the parts under way are done; Ctrl-C again stops at once.",
)
_SHOW_CURSOR = "\x1b[?25h"


@contextmanager
def twice(lang: Lang) -> Iterator[None]:
    """Say at the first Ctrl-C that it was heard, and raise `KeyboardInterrupt`; end the process at the second."""
    if threading.current_thread() is not threading.main_thread():  # where nobody can listen to signals
        yield
        return
    heard = False

    def hear(_number: int, _frame: FrameType | None) -> None:
        nonlocal heard
        if heard:
            _leave()
        heard = True
        _say(f"{_STOPPING.to(lang)}\n")
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave() -> None:
    """Neither threads nor child processes are waited for; what they leave unfinished bears names that say so."""
    if sys.stderr.isatty():
        _say(_SHOW_CURSOR)
    os._exit(ExitCode.INTERRUPTED)


def _say(text: str) -> None:
    """Write past Python's own buffer: it may be just what was interrupted."""
    with suppress(OSError):
        os.write(2, text.encode(sys.stderr.encoding or "utf-8", "backslashreplace"))
