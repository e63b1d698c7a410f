"""Standard output and error as a command can rely on them: always there, and never failing over a character."""

import io
import os
import sys


def steady() -> None:
    """Give a closed stream a bin to write to, and let a terminal's narrow encoding cost a character, not the run.

    On Chinese Windows a pipe speaks GBK, which has no minus sign “−”: it is then written as an escape, never dropped.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - lives as long as we do
        elif isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def forget_stdout() -> None:
    """Stop writing to a reader that went away, as `head` does: even Python's own flush at exit would complain."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as we do
