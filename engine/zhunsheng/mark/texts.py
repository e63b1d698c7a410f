"""What a comment says, and how much room that takes."""

import unicodedata
from collections.abc import Sequence

import msgspec

from zhunsheng.mark.spots import Placed, Spot
from zhunsheng.mark.xml import plain
from zhunsheng.model.validation import CheckLevel

AUTHOR = "准绳"
LAST_LINE = "（准绳批注：请在本格改正；要说明的，写在“问题清单”的“部门答复”栏。）"
LAST_LINE_OF_NOTES = "（准绳批注：供参考，不必答复。）"
LAST_LINES = (LAST_LINE, LAST_LINE_OF_NOTES)
FIRST = "【"
"""Between this and one of those lines, a comment is one that nobody has written into."""
_LONGEST = 6_000
"""Characters of one comment; Excel takes five times as many, and nobody reads them."""
_NARROW, _WIDE = 300, 460
_CHARACTER, _LINE, _MARGIN = 6.4, 16, 14
"""Pixels of half a character, of a line, and around the text, in 宋体 of 9 points."""
_MANY_LINES, _MOST_LINES = 14, 45


class Said(msgspec.Struct, frozen=True):
    """A piece of a comment, and whether it is bold."""

    text: str
    bold: bool = False


def comment(questions: Sequence[Placed], here: Spot) -> tuple[Said, ...]:
    """Word the comment at a cell: each question with its number in the list, in full where it is to be answered."""
    pieces: list[Said] = []
    left = _LONGEST
    for each in questions:
        head, body = f"{FIRST}{each.asked.level_zh}】第 {each.number} 题\n", _body(each, here)
        if left < len(head) + len(body):
            pieces.append(Said("其余各题见“问题清单”。\n"))
            break
        left -= len(head) + len(body)
        pieces += [Said(head, bold=True), Said(body)]
    only_notes = all(each.asked.level is CheckLevel.NOTE for each in questions)
    return (*pieces, Said(LAST_LINE_OF_NOTES if only_notes else LAST_LINE))


def _body(placed: Placed, here: Spot) -> str:
    asked = placed.asked
    if here != placed.spots[0]:
        return f"与 {placed.spots[0]} 一并核对：{_cut(asked.message, 80)}\n"
    lines = [_cut(asked.message, 1500)]
    lines += [f"算式：{_cut(asked.arithmetic, 500)}"] if asked.arithmetic else []
    lines += [f"应为：{_cut(asked.expected, 500)}"] if asked.expected else []
    lines += [f"建议：{_cut(asked.hint, 500)}"] if asked.hint else []
    return "\n".join(lines) + "\n"


def _cut(text: str, most: int) -> str:
    said = plain(text)
    return said if len(said) <= most else said[: most - 1] + "…"


def box(text: str) -> tuple[int, int]:
    """Return width and height in pixels of a box in which all of `text` is seen."""
    lines = wrapped(text, (_NARROW - _MARGIN) / _CHARACTER)
    if lines <= _MANY_LINES:
        return _NARROW, lines * _LINE + _MARGIN
    lines = wrapped(text, (_WIDE - _MARGIN) / _CHARACTER)
    return _WIDE, min(lines, _MOST_LINES) * _LINE + _MARGIN


def wrapped(text: str, room: float) -> int:
    """Return on how many lines `text` is shown where a line takes `room` half-width characters."""
    return sum(max(1, -(-_width(line) // max(int(room) - 1, 1))) for line in text.split("\n"))


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in line)
