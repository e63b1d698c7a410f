"""File names for forms: whatever a department is called, its file stays in its folder, under a name of its own."""

import unicodedata
from collections.abc import Iterable

_LONGEST = 48
"""Characters of a title that enter the name: at most 192 bytes, where a file system takes 255."""
_WELCOME = frozenset("-_（）()、·")
SUFFIX = ".xlsx"


def file_names(year: int, titles: Iterable[str]) -> list[str]:
    """Return a safe name for each title, in order, all different even where case makes no difference.

    Every name begins with the year: none is hidden, is a flag, or is a name that some system keeps for itself.
    """
    taken: set[str] = set()
    names: list[str] = []
    for title in titles:
        stem = f"{year}-{_safe(title)}"
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        names.append(name + SUFFIX)
    return names


def _safe(title: str) -> str:
    composed = unicodedata.normalize("NFC", title)
    kept = "".join(each if each.isalnum() or each in _WELCOME else "_" for each in composed)
    return kept[:_LONGEST] or "_"
