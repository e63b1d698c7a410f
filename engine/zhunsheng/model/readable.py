"""Foreign text (names, notes, cells) made safe to show anywhere."""

import unicodedata


def readable(text: str) -> str:
    """Put `text` on one line, without control or bidi characters and lone surrogates."""
    if text.isprintable():
        return text
    return "".join(_shown_character(c) for c in text)


def _shown_character(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs")
    return "\ufffd" if hidden else character
