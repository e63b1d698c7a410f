"""Text of several lines behind `|` or `>`: how deep it stands, where it ends, and how it is moved."""

import re

from zhunsheng.layout.tree import Scalar

STEP = 2


def depth(raw: str, text: str) -> int:
    """How many blanks in front of the lines of `raw`, head and all, are layout and no part of `text`."""
    _, *lines = raw.split("\n")
    of_text = text.split("\n")
    filled = next(filter(_is_filled, lines), None)
    if filled is None:  # lines of nothing but blanks: the longest says most
        return max(map(len, lines), default=0) - max(map(len, of_text))
    return _blanks(filled) - _blanks(next(filter(_is_filled, of_text), ""))


def end(raw: str, text: str) -> int:
    """Where in `raw` its text ends. Empty lines behind that belong to the text only where the head says “+”."""
    head, *lines = raw.split("\n")
    if "+" in head.partition("#")[0]:
        return len(raw)
    deep = depth(raw, text)
    while lines and not lines[-1][deep:]:
        lines.pop()
    return len("\n".join([head, *lines]))


def write(head: str, value: Scalar, indent: int, note: str) -> list[str]:
    """Write text as its author broke it, moved to where it now belongs: below `head`, which stands at `indent`."""
    first, *lines = value.raw.split("\n")
    deep = depth(value.raw, value.text)
    texts = [line[deep:] for line in lines]
    while texts and not texts[-1]:
        texts.pop()
    # Whether the last line feeds belong to the value is read off the value: at the end of a file they may be missing.
    ends = len(value.text) - len(value.text.rstrip("\n"))
    keeps = ends > 1 or (ends == 1 and not texts)
    texts += [""] * (ends - 1 if texts else ends)
    numbered = re.search(r"[1-9]", first.partition("#")[0]) is not None
    mark = value.style + (str(STEP) if numbered else "") + ("+" if keeps else "" if ends else "-")
    inner = " " * (indent + STEP)
    return [f"{head} {mark}{note}", *[inner + text if text else "" for text in texts]]


def _is_filled(line: str) -> bool:
    return bool(line.strip(" "))


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
