"""Writing reports so that a reader never meets half of one."""

import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from zhunsheng import whole_file
from zhunsheng.errors import UsageError
from zhunsheng.model.text import Text

STDOUT = Path("-")


def check_writable(paths: Mapping[str, Path], coming: Path | None = None) -> None:
    """Refuse, before any work is done, an output that could not be written. Raises `UsageError`.

    `coming` is a folder that the work makes where it is absent: what is to stand in it need not wait for that.
    """
    for path in paths.values():
        if path == STDOUT:
            continue
        try:
            fine = _is_writable(_target(path), coming)
        except (OSError, ValueError, RuntimeError):  # a NUL in the path; a ring of links (Python < 3.13)
            fine = False
        if not fine:
            raise _unwritable(path)


def _is_writable(target: Path, coming: Path | None) -> bool:
    folder = target.parent
    if coming is not None and not coming.exists() and folder == coming.resolve():
        return True
    if target.is_dir() or not folder.is_dir():
        return False
    return (not target.exists() or os.access(target, os.W_OK)) and (_is_special(target) or os.access(folder, os.W_OK))


def write_all(reports: Mapping[Path, bytes]) -> None:
    """Write every report whole or not at all: each goes to a neighbour first and is then moved into place.

    A report that stands already stays as it was until the new one is complete. A device or pipe (`/dev/stdout`) is
    written to and never replaced. Raises `UsageError`.
    """
    # Standard output comes last: whether its reader stays must not decide about files.
    for path, report in sorted(reports.items(), key=lambda item: item[0] == STDOUT):
        try:
            if path == STDOUT:
                _to_stdout(report)
            elif _is_special(path):
                with path.open("wb") as stream:
                    stream.write(report)
            else:
                whole_file.write(_target(path), report)
        except BrokenPipeError:  # the reader went away, which is its right
            raise
        except OSError as error:
            raise _unwritable(path) from error


def _to_stdout(report: bytes) -> None:
    """Write a report to standard output as it is, whatever the encoding of the terminal."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.flush()
        stream.buffer.write(report)
        stream.buffer.flush()
    else:
        stream.write(report.decode("utf-8", "replace"))


def _target(path: Path) -> Path:
    """Follow links, so that a link stays one and the file that it leads to is written."""
    return path if _is_special(path) else path.resolve()


def _is_special(path: Path) -> bool:
    """Tell whether something stands there that is neither file nor folder: moving a file into its place destroys it."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _unwritable(path: Path) -> UsageError:
    return UsageError(
        Text(
            f"不能写入 {path}：文件夹不存在、不可写，或同名的是文件夹。请换一个输出路径。",
            f"cannot write {path}: its folder is absent or not writable, or it is a folder. Choose another path.",
        )
    )
