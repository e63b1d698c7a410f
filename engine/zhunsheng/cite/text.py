"""A published text, made comparable: full-width forms, white space, markup and line wraps no longer matter.

Every character of the comparable text knows the line and column that it came from.
"""

import functools
import re
import unicodedata
from bisect import bisect_right

import msgspec

CELL = "\t"
"""Between the cells of a table row."""
ROW = "\n"
"""Between rows: paragraphs, headings, rows of a table."""

_MARKUP = re.compile(r"\*\*|</?[A-Za-z][^<>]*>")
_DASHES = frozenset("‐‑‒–—―−~～－")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_FULL_LINE = 20
"""A line shorter than this is a title or a cell: it is never wrapped into the next."""
_STOPS = "。;:!?.…"
_OPENS_A_ROW = re.compile(
    r"第[一二三四五六七八九十百\d]+[章节条]|专栏\d|表\d|图\d|附件|注:|--|"
    r"\(?[一二三四五六七八九十]+[、)]|\(?\d{1,3}[.、)](?!\d)|(?:19|20)\d\d(?:-(?:19|20)\d\d)?年[,、]|\d+$"
)


class PlanText(msgspec.Struct, frozen=True, kw_only=True):
    """A text in comparable form.

    `flat` holds its rows, divided by `ROW`, cells by `CELL`; a space is kept only between two digits. `rows` are the
    start and end of each row in `flat`, `lines` and `columns` the origin of each character of `flat`, from 1.
    """

    flat: str
    rows: tuple[tuple[int, int], ...]
    lines: tuple[int, ...]
    columns: tuple[int, ...]

    def row(self, index: int) -> str:
        """Return one row."""
        start, end = self.rows[index]
        return self.flat[start:end]

    def row_at(self, offset: int) -> int:
        """Return the index of the row that holds `offset`."""
        return bisect_right(self.rows, offset, key=lambda row: row[0]) - 1


def fold(name: str) -> str:
    """Bring a short name into the form in which it would stand in `PlanText.flat`."""
    return "".join(char for char, _ in _folded(name)).strip(CELL)


def read(raw: str) -> PlanText:
    """Make a published text comparable."""
    flat: list[str] = []
    lines: list[int] = []
    columns: list[int] = []
    ends: list[int] = []
    last = ""
    for number, line in enumerate(raw.split("\n"), 1):
        chars = _folded(line)
        folded = "".join(char for char, _ in chars)
        if not folded.strip(CELL):
            continue
        if flat and not _wrapped(last, folded):
            ends.append(len(flat))
            flat.append(ROW)
            lines.append(lines[-1])
            columns.append(columns[-1])
        flat.extend(folded)
        lines.extend([number] * len(folded))
        columns.extend(column for _, column in chars)
        last = folded
    ends.append(len(flat))
    starts = (0, *(end + 1 for end in ends[:-1]))
    return PlanText(
        flat="".join(flat), rows=tuple(zip(starts, ends, strict=True)), lines=tuple(lines), columns=tuple(columns)
    )


def _wrapped(line: str, following: str) -> bool:
    """Tell whether a sentence goes on from `line` to `following`: the page or the column ended, not the paragraph."""
    if CELL in line or CELL in following or len(line) < _FULL_LINE or line[-1] in _STOPS:
        return False
    return not (_OPENS_A_ROW.match(line) and len(line) < 2 * _FULL_LINE) and not _OPENS_A_ROW.match(following)


def _folded(line: str) -> list[tuple[str, int]]:
    """Fold one line: each character that remains, with its column from 1."""
    markup = {at for found in _MARKUP.finditer(line) for at in range(*found.span())}
    kept: list[tuple[str, int]] = []
    gap = 0  # the column of a space that may part two numbers
    for at, char in enumerate(line):
        if at in markup:
            continue
        if char == CELL:
            kept.append((CELL, at + 1))
            gap = 0
            continue
        form = _form(char)
        if not form:
            gap = gap or at + 1
            continue
        if gap and kept and kept[-1][0].isdigit() and form[0].isdigit():
            kept.append((" ", gap))
        gap = 0
        kept.extend((each, at + 1) for each in form)
    return kept


@functools.lru_cache(maxsize=4096)  # a text has few characters that differ
def _form(char: str) -> str:
    """Return what a character is compared as: nothing for white space, several for a ligature."""
    if char.isspace() or char in _INVISIBLE:
        return ""
    if char in _DASHES:
        return "-"
    if unicodedata.category(char) == "No":  # ² and ① are no digits of a figure beside them
        return char
    return "".join(
        "-" if each in _DASHES else each for each in unicodedata.normalize("NFKC", char) if not each.isspace()
    )
