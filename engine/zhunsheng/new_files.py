"""Writing files into a folder so that nothing that stands there is lost unless somebody says so."""

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from zhunsheng import whole_file
from zhunsheng.errors import UsageError
from zhunsheng.model.text import Text

_LISTED = 5


def check_folder(folder: Path) -> None:
    """Refuse, before any work is done, a folder that files could not be written to. Raises `UsageError`."""
    try:
        existing = next(each for each in (folder, *folder.absolute().parents) if os.path.lexists(each))
        fine = existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
    except (OSError, StopIteration):
        fine = False
    if not fine:
        raise _unwritable(folder)


def check_names(folder: Path, names: Sequence[str]) -> None:
    """Refuse, before any work is done, names that are taken. Raises `UsageError`."""
    try:
        _refuse_taken(folder, names)
    except (OSError, ValueError) as error:
        raise _unwritable(folder) from error


def write_new(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write each file whole, under its name in `folder`, which is made if it is absent.

    Without `force`, nothing is written where any of the names is taken. With it, what bears the name is replaced: a
    link itself, never the file that it leads to. Raises `UsageError`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = () if force else tuple(files)
        _refuse_taken(folder, names)
        for name, content in files.items():
            # Once more: it may have come into being meanwhile.
            whole_file.write(folder / name, content, partial(_refuse_taken, folder, names and (name,)))
    except (OSError, ValueError) as error:  # `ValueError`: a NUL in the path
        raise _unwritable(folder) from error


def _refuse_taken(folder: Path, names: Sequence[str]) -> None:
    taken = [name for name in names if os.path.lexists(folder / name)]
    if taken:
        raise _taken(folder, taken)


def _taken(folder: Path, names: Sequence[str]) -> UsageError:
    listed = "、".join(names[:_LISTED]) + ("……" if len(names) > _LISTED else "")
    return UsageError(
        Text(
            f"{folder} 里已有 {listed}，没有写任何文件。换一个文件夹；确要覆盖的，加 --force。",
            f"{folder} already holds {listed}. Choose another folder, or --force to overwrite.",
        )
    )


def _unwritable(folder: Path) -> UsageError:
    return UsageError(
        Text(
            f"不能写入文件夹 {folder}：不可写，或同名的不是文件夹。请换一个。",
            f"cannot write into {folder}: not writable, or no folder. Choose another.",
        )
    )
