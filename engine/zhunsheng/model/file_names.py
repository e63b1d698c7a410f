"""File names out of foreign words: whatever a department or a file is called, the file stays in its folder."""

import unicodedata
from collections.abc import Iterable

_LONGEST = 48
"""Characters of a title that enter a name: at most 192 bytes, where a file system takes 255."""
_WELCOME = frozenset("-_（）()、·")


def safe(title: str, also: str = "") -> str:
    """Keep letters, digits and a few signs, so that nothing leads elsewhere. Blank stays blank; “-” may come first.

    `also` are signs that are kept as well.
    """
    composed = unicodedata.normalize("NFC", title)
    return "".join(each if each.isalnum() or each in _WELCOME or each in also else "_" for each in composed)[:_LONGEST]


def all_different(stems: Iterable[str], suffix: str) -> list[str]:
    """Return a file name for each stem, in order, all different even where case makes no difference."""
    taken: set[str] = set()
    names: list[str] = []
    for stem in stems:
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        names.append(name + suffix)
    return names
