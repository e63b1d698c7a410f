"""File names for copies: whatever a file is called, its copy stays in its folder, under a name of its own."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from zhunsheng.model.file_names import all_different, safe

SUFFIX = "-批注"
_ENDING = ".xlsx"


def file_names(files: Iterable[str]) -> list[str]:
    """Return a safe name for the copy of each file, in order, all different even where case makes no difference."""
    return all_different((_stem(PurePosixPath(file).stem.removesuffix(SUFFIX)) + SUFFIX for file in files), _ENDING)


def _stem(name: str) -> str:
    """Keep what cannot be taken for an option of a command, and something in any case; blanks only inside."""
    return safe(name, also=" ").lstrip("- ").rstrip() or "_"
