"""What a command's exit code says (docs/cli.md)."""

from enum import IntEnum


class ExitCode(IntEnum):
    """A bad rule is never a violated rule, and unreadable data are neither."""

    OK = 0
    """Nothing at or above `--fail-on`."""
    FOUND = 1
    """Findings at or above it."""
    USAGE = 2
    """Usage error or bad rules."""
    NOT_EVALUABLE = 3
    """Some data could not be read; all else was judged."""
    INTERNAL = 4
    """A defect of this program."""
    INTERRUPTED = 130
    """Ctrl-C (128 + SIGINT, as shells report it). No half-written report is left."""
