"""Where the things of a run stand in its folder, and how a file comes to stand there: whole, or not at all."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

RUN: Final = "run.json"
SUMMARY: Final = "summary.json"
JUDGEMENTS: Final = "judgements"
FINDINGS: Final = "findings"
PARTS: Final = "parts"
TEMPORARY: Final = ".tmp"
"""How names end of what is not finished: a run that is resumed clears it away."""
_NEIGHBOUR: Final = re.compile(r"\.[0-9a-f]{8}\.tmp$")


def judgements(folder: Path, part: int) -> Path:
    """Name the file of a part's judgements."""
    return folder / JUDGEMENTS / f"part-{part:05d}.parquet"


def findings(folder: Path, part: int) -> Path:
    """Name the file of a part's findings."""
    return folder / FINDINGS / f"part-{part:05d}.parquet"


def done(folder: Path, part: int) -> Path:
    """Name the file that says what came of a part; it is written last."""
    return folder / PARTS / f"part-{part:05d}.json"


def is_own(folder: Path, path: Path) -> bool:
    """Tell whether a path is one where a run in that folder has something of its own, or the folder itself."""
    path, folder = path.resolve(), folder.resolve()
    if not path.is_relative_to(folder):
        return False
    name = "".join(path.relative_to(folder).parts[:1])
    return name in {"", RUN, SUMMARY, JUDGEMENTS, FINDINGS, PARTS} or name.endswith((".parquet", TEMPORARY))


def is_neighbour(name: str) -> bool:
    """Tell whether a name is one that `replacing` gives."""
    return _NEIGHBOUR.search(name) is not None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give the name of a neighbour to write, and put that in the place of `path` at the end. Raises `OSError`.

    Each attempt has a neighbour of its own: a worker that is thought dead and is not does no harm. What was written is
    on the disk before it bears its name, so that a power cut leaves no empty file behind a name.
    """
    neighbour = path.with_name(f"{path.name}.{secrets.token_hex(4)}{TEMPORARY}")
    try:
        yield neighbour
        with neighbour.open("rb+") as file:
            os.fsync(file.fileno())
        neighbour.replace(path)
    finally:
        neighbour.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a small file whole. Raises `OSError`."""
    with replacing(path) as neighbour:
        neighbour.write_bytes(content)
