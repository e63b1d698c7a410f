"""The process of a command: `zhunsheng`, or `python -m zhunsheng` where no command of that name is on the path."""

import sys

from zhunsheng import garbage

INTERRUPTED = 130
"""`ExitCode.INTERRUPTED`, which may not be loaded yet."""


def run() -> int:
    """Run the command line as this process does, from its first import to its end; return the exit code."""
    garbage.seldom()
    try:
        from zhunsheng.cli import main

        return main()
    except KeyboardInterrupt:  # while it loads
        return INTERRUPTED
    finally:
        garbage.no_more()


if __name__ == "__main__":
    sys.exit(run())
