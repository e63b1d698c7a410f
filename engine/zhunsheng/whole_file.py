"""Files that nobody ever meets half of: written beside their place, then moved into it."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def write(path: Path, content: bytes, before_moving: Callable[[], None] | None = None) -> None:
    """Write a neighbour of `path`, then put it in the place of whatever bears that name. Raises `OSError`.

    What `before_moving` raises leaves everything as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.")
    neighbour = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        neighbour.chmod(0o666 & ~_umask())
        if before_moving is not None:
            before_moving()
        neighbour.replace(path)
    finally:
        neighbour.unlink(missing_ok=True)


def _umask() -> int:
    """The process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
