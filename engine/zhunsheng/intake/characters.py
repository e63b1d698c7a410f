"""Characters: what counts as the same writing, and what nobody can see."""

import unicodedata
from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
SHOWN_CHARACTERS = 60
_LOOKED_AT = 1000
"""So many characters are looked at to quote `SHOWN_CHARACTERS` of them: many rows may hold one long text."""
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_ALLOWED_CONTROLS = frozenset("\t\n\r")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


@lru_cache(maxsize=4096)
def hidden(text: str) -> str:
    """Return the first character that does not show (control, bidi override, zero width), or an empty string.

    Tab and line ends are white space, not hidden.
    """
    if text.isascii() and text.isprintable():
        return ""
    for character in text:
        if unicodedata.category(character) in _HIDDEN_CATEGORIES and character not in _ALLOWED_CONTROLS:
            return character
    return ""


def without_hidden(text: str) -> str:
    """Put U+FFFD in the place of every character that does not show."""
    if not hidden(text):
        return text
    return "".join(REPLACEMENT if hidden(character) else character for character in text)


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Bring a name to the form in which it is compared: NFKC, no white space beside Chinese, else single spaces."""
    words = unicodedata.normalize("NFKC", name).split()
    folded = ""
    for word in words:
        beside_chinese = not folded or not (folded[-1].isascii() and word[0].isascii())
        folded += word if beside_chinese else f" {word}"
    return folded


@lru_cache(maxsize=1024)
def half_width(text: str) -> str:
    """Turn full-width forms into ASCII, and nothing else: NFKC would make “95²” into 952."""
    return text.translate(_FULL_WIDTH)


def shown(text: str) -> str:
    """Quote a piece of input in a message: one line, nothing hidden, not too long."""
    visible = " ".join(without_hidden(text[:_LOOKED_AT]).split())
    whole = len(visible) <= SHOWN_CHARACTERS and len(text) <= _LOOKED_AT
    return visible if whole else visible[: SHOWN_CHARACTERS - 1] + "…"
