"""The process of a command: `zhunsheng`, or `python -m zhunsheng` where no command of that name is on the path."""

import atexit
import os
import sys
from contextlib import suppress

from zhunsheng import garbage

INTERRUPTED = 130
"""`ExitCode.INTERRUPTED`, which may not be loaded yet."""


def run() -> int:
    """Run the command line as this process does, from its first import to its end; return the exit code if need be."""
    garbage.seldom()
    try:
        from zhunsheng.cli import main

        code = main()
    except KeyboardInterrupt:  # while it loads
        code = INTERRUPTED
    finally:
        garbage.no_more()
    _leave(code)
    return code


def _leave(code: int) -> None:
    """End the process without taking its memory apart, which takes as long as it takes to load NumPy.

    Whatever was to be done at the end is done; where a thread is still to be waited for, Python ends it as usual.
    """
    import threading

    if any(each is not threading.main_thread() and not each.daemon for each in threading.enumerate()):
        return
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # nothing is there, or nobody reads it any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(run())
