"""File names for copies: whatever a file is called, its copy stays in its folder, under a name of its own."""

import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

SUFFIX = "-批注"
_ENDING = ".xlsx"
_LONGEST = 48
"""Characters of a file's name that enter that of its copy: at most 192 bytes, where a file system takes 255."""
_WELCOME = frozenset("-_（）()、·")


def file_names(files: Iterable[str]) -> list[str]:
    """Return a safe name for the copy of each file, in order, all different even where case makes no difference."""
    taken: set[str] = set()
    names: list[str] = []
    for file in files:
        stem = _safe(PurePosixPath(file).stem.removesuffix(SUFFIX)) + SUFFIX
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        names.append(name + _ENDING)
    return names


def _safe(stem: str) -> str:
    """Keep letters and digits: nothing leads elsewhere, is hidden, or is a flag."""
    composed = unicodedata.normalize("NFC", stem)
    kept = "".join(each if each.isalnum() or each in _WELCOME else "_" for each in composed)
    return kept[:_LONGEST].lstrip("-") or "_"
