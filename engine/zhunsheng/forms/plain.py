"""Texts as they are written into a workbook: nothing hidden in them, and no longer than a cell."""

import unicodedata

LONGEST = 8_000
"""Characters: far more than anybody reads in a cell, and a quarter of what Excel takes."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def plain(text: str) -> str:
    """Replace what does not show (controls, bidi overrides, halves of characters), and cut what is over-long."""
    shown = "".join(_visible(character) for character in text[: LONGEST + 1])
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def one_line(text: str, longest: int) -> str:
    """Return `text` on one line of at most `longest` characters."""
    line = " ".join(plain(text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _visible(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in _HIDDEN:
        return character
    return " " if character in "\t\r" else "\N{REPLACEMENT CHARACTER}"
