"""Words of a YAML file: how a key, a value, quotes, blanks and comments look."""

import re
from typing import NamedTuple

Way = tuple[str | int, ...]
"""Keys and numbers of items that lead to something."""

_QUOTED = r'"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\n]|'')*'"
_QUOTED_KEY = re.compile(rf"({_QUOTED})[ ]*:(?=[ \r\n]|$)")
_NO_KEY = "#[]{},|>"
"""Signs that no plain key begins with."""
PLAIN = re.compile(r"(?:[^\n#]|(?<=\S)#)*")
IN_FLOW = re.compile(rf"{_QUOTED}|(?:[^\n,\[\]{{}}#:]|(?<=\S)#|:(?![ \r\n]|$))*")
QUOTED_WORD = re.compile(_QUOTED)
_SIMPLE_KEY = re.compile(r"[\w-]+(?=[ ]*:(?:[ \r\n]|$))")
BLANKS = re.compile(r"(?:[ \r\n]|(?:(?<=[ \n])|^)#[^\n]*)*")
STARTS_ANEW = re.compile(r"(?:- |[^\s#\[\]{},\"'][^\n#]*?:(?:[ \r\n]|$))")


class Word(NamedTuple):
    """A key or a value: the way to it (its own name included), its text without quotes, and where it stands."""

    way: Way
    is_key: bool
    text: str
    start: int
    end: int


class Cut(NamedTuple):
    """What is being typed where a text ends: a key of the mapping at `way`, its value, or an item of either sort."""

    way: Way
    typing: str
    """“key”, “value” or “item”."""
    start: int


def unquoted(raw: str) -> str:
    """Take the quotes off."""
    if len(raw) > 1 and raw[0] == raw[-1] and raw[0] in "\"'":
        return raw[1:-1].replace("''", "'") if raw[0] == "'" else raw[1:-1]
    return raw


def word_end(text: str, start: int) -> int:
    """Say where a key or a value that begins at `start` ends, without looking through the whole text for it."""
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    bracketed = before.count("{") + before.count("[") > before.count("}") + before.count("]")
    found = QUOTED_WORD.match(text, start) or _SIMPLE_KEY.match(text, start)
    found = found or (IN_FLOW if bracketed else PLAIN).match(text, start)
    return start if found is None else start + len(found[0].rstrip())


def key_at(text: str, at: int) -> tuple[int, int] | None:
    """Say where a key that begins at `at` ends, and where its colon does; None where there is no key."""
    quoted = _QUOTED_KEY.match(text, at)
    if quoted is not None:
        return quoted.end(1), quoted.end()
    end, colon = end_of_line(text, at), text.find(":", at)
    while 0 <= colon < end and text[colon + 1 : colon + 2] not in (" ", "\r", "\n", ""):
        colon = text.find(":", colon + 1)
    name = text[at : max(at, colon)].rstrip()
    if not 0 <= colon < end or not name or name[0] in _NO_KEY or " #" in name:
        return None
    return at + len(name), colon + 1


def end_of_line(text: str, at: int) -> int:
    """Say where the line ends that `at` is on."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end
