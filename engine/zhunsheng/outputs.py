"""Writing reports so that a reader never meets half of one."""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from zhunsheng.errors import UsageError
from zhunsheng.model.text import Text

STDOUT = Path("-")


def check_writable(paths: Mapping[str, Path]) -> None:
    """Refuse, before any work is done, an output that could not be written. Raises `UsageError`."""
    for path in paths.values():
        folder = path.parent
        if path == STDOUT:
            continue
        if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
            raise _unwritable(path)
        if path.exists() and not os.access(path, os.W_OK):
            raise _unwritable(path)


def write_all(texts: Mapping[Path, str]) -> None:
    """Write every text whole or not at all: each goes to a neighbour first and is then moved into place.

    A report that stands already stays as it was until the new one is complete. Raises `UsageError`.
    """
    for path, text in texts.items():
        if path == STDOUT:
            sys.stdout.write(text)
        else:
            _write(path, text)


def _write(path: Path, text: str) -> None:
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path) from error
    neighbour = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        neighbour.chmod(0o666 & ~_umask())
        neighbour.replace(path)
    except OSError as error:
        raise _unwritable(path) from error
    finally:
        neighbour.unlink(missing_ok=True)


def _umask() -> int:
    """The process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _unwritable(path: Path) -> UsageError:
    return UsageError(
        Text(
            f"不能写入 {path}：文件夹不存在、不可写，或同名的是文件夹。请换一个输出路径。",
            f"cannot write {path}: its folder is absent or not writable, or it is a folder. Choose another path.",
        )
    )
