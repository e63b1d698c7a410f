"""What a number cell's format makes of the number on the screen: the person who checked it saw that."""

import re
from functools import lru_cache

import msgspec

_TOKEN = re.compile(r'"[^"]*"?|[\\!].|[_*].|\[[^\]]*\]|.', re.DOTALL)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_CONDITION = re.compile(r"\[\s*[<>=]")


class Shown(msgspec.Struct, frozen=True):
    """How a format shows a number: times 100 for each % sign, scaled down by trailing commas, with words beside it."""

    percents: int
    scaled: bool
    words: str


def shown_as(number_format: str | None, value: float) -> Shown | None:
    """Tell how `number_format` shows `value`. None where it depends on conditions that the format itself sets."""
    if number_format is None or number_format == "General":
        return Shown(0, False, "")
    sections = _sections(number_format)
    if _CONDITION.search(number_format):
        shown = {_read(section) for section in sections}
        return shown.pop() if len(shown) == 1 else None
    index = 0 if value > 0 or len(sections) == 1 else 1 if value < 0 else min(2, len(sections) - 1)
    if value == 0 and len(sections) == 2:
        index = 0
    return _read(sections[index])


@lru_cache(maxsize=256)
def _sections(number_format: str) -> tuple[str, ...]:
    """Split a format at the semicolons that stand outside of quotes and escapes."""
    sections = [""]
    for piece in _TOKEN.findall(number_format):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    return tuple(sections)


@lru_cache(maxsize=256)
def _read(section: str) -> Shown:
    code, words = "", ""
    for token in _TOKEN.findall(section):
        if token[0] == '"':
            words += token.strip('"')
        elif token[0] in "\\!" and len(token) == 2:
            words += token[1]
        elif token[0] in "_*[" and len(token) > 1:
            continue
        elif token.isascii():
            code += token
        else:
            words += token
    return Shown(code.count("%"), bool(_SCALED.search(code)), words.strip())
