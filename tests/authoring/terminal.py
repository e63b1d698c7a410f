"""A terminal of one's own, at which a command is answered line by line."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_PATIENCE = 60


# A session's leader that opens a terminal has it for its own: Ctrl-C then reaches it.
_SIT = "import os, sys; os.close(os.open(os.ttyname(0), os.O_RDWR)); "
_RUN = "from zhunsheng.cli import main; sys.exit(main(sys.argv[1:]))"


def sit_at(folder: Path, command: Sequence[str], answers: Sequence[str | bytes]) -> tuple[int, str]:
    """Run `zhunsheng COMMAND…` in `folder`, type each answer at a prompt, and return exit code and what was shown.

    A key at the end is pressed until it is heard: Ctrl-C at the very moment at which Python begins to wait for a line
    is kept until the next key.
    """
    terminal, other = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", _SIT + _RUN, *command],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=other,
        stdout=other,
        stderr=other,
        start_new_session=True,
    )
    os.close(other)
    shown = b""
    for answer in answers:
        shown += _until_prompt(terminal)
        os.write(terminal, answer if isinstance(answer, bytes) else f"{answer}\n".encode())
    end = time.monotonic() + _PATIENCE
    while (chunk := _read(terminal, wait=1)) is not None and time.monotonic() < end:
        shown += chunk
        if not chunk and isinstance(answers[-1], bytes):
            with suppress(OSError):  # it was heard just now
                os.write(terminal, answers[-1])
    os.close(terminal)
    return process.wait(_PATIENCE), shown.decode("utf-8", "replace")


def _until_prompt(terminal: int) -> bytes:
    got, end = b"", time.monotonic() + _PATIENCE
    while not got.endswith(b": ") and time.monotonic() < end:
        chunk = _read(terminal, wait=1)
        if chunk is None:
            break
        got += chunk
    return got


def _read(terminal: int, wait: float) -> bytes | None:
    """What was written, nothing yet (empty), or None where the other end is gone."""
    try:
        ready, _, _ = select.select([terminal], [], [], wait)
        return (os.read(terminal, 65536) or None) if ready else b""
    except OSError:
        return None
