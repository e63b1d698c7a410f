"""File names for papers: whatever a department is called, its letter stays in its folder, under a name of its own."""

import unicodedata
from collections.abc import Iterable

from zhunsheng.model.paper import SUFFIX

_LONGEST = 48
"""Characters of a title that enter the name: at most 192 bytes, where a file system takes 255."""
_WELCOME = frozenset("-_（）()、·")


def file_names(title: str, year: int, addressees: Iterable[str]) -> list[str]:
    """Return a name for the paper to each addressee (blank: to nobody), all different even where case is not told."""
    taken: set[str] = set()
    names: list[str] = []
    for addressee in addressees:
        stem = "-".join(part for part in (title, str(year), _safe(addressee)) if part)
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        names.append(name + SUFFIX)
    return names


def _safe(addressee: str) -> str:
    composed = unicodedata.normalize("NFC", addressee)
    return "".join(each if each.isalnum() or each in _WELCOME else "_" for each in composed)[:_LONGEST]
