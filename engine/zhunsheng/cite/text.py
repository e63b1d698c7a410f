"""A published text, made comparable: full-width forms, white space, markup and line wraps no longer matter.

Every character of the comparable text knows the line and column that it came from.
"""

import re
import unicodedata
from bisect import bisect_right

import msgspec

CELL = "\t"
"""Between the cells of a table row."""
ROW = "\n"
"""Between rows: paragraphs, headings, rows of a table."""

_DROPPED = re.compile(r"\*\*|</?[A-Za-z][^<>]*>|[^\S\t]|[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
"""Markup, white space other than the one between cells, and what cannot be seen."""
_DASHES = frozenset("‐‑‒–—―−~～－")
_FULL_LINE = 20
"""A line shorter than this is a title or a cell: it is never wrapped into the next."""
_INSIDE_A_SENTENCE = re.compile("[,。;]")
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
        return bisect_right(self.rows, (offset, len(self.flat))) - 1


def fold(name: str) -> str:
    """Bring a short name into the form in which it would stand in `PlanText.flat`."""
    return _folded(name.replace(ROW, " "))[0].strip(CELL)


def read(raw: str) -> PlanText:
    """Make a published text comparable."""
    parts: list[str] = []
    lines: list[int] = []
    columns: list[int] = []
    ends: list[int] = []
    last = ""
    for number, line in enumerate(raw.split(ROW), 1):
        folded, origins = _folded(line)
        if not folded.strip(CELL):
            continue
        if last and not _wrapped(last, folded):
            ends.append(len(lines))
            parts.append(ROW)
            lines.append(lines[-1])
            columns.append(columns[-1])
        parts.append(folded)
        lines.extend([number] * len(folded))
        columns.extend(origins)
        last = folded
    ends.append(len(lines))
    starts = (0, *(end + 1 for end in ends[:-1]))
    return PlanText(
        flat="".join(parts), rows=tuple(zip(starts, ends, strict=True)), lines=tuple(lines), columns=tuple(columns)
    )


def _wrapped(line: str, following: str) -> bool:
    """Tell whether a sentence goes on from `line` to `following`: the page or the column ended, not the paragraph."""
    if CELL in line or CELL in following or len(line) < _FULL_LINE or line[-1] in _STOPS:
        return False
    title = _OPENS_A_ROW.match(line) and not _INSIDE_A_SENTENCE.search(line)
    return not title and not _OPENS_A_ROW.match(following)


def _folded(line: str) -> tuple[str, list[int]]:
    """Fold one line: what remains of it, and the column of each character of that, from 1."""
    kept, columns, at = "", list[int](), 0
    for dropped in (*_DROPPED.finditer(line), None):
        run = line[at : dropped.start() if dropped else len(line)]
        folded = run.translate(_FORMS)
        if at and kept[-1:].isdigit() and folded[:1].isdigit() and line[at - 1].isspace():
            kept += " "
            columns.append(at)
        kept += folded
        if len(folded) == len(run):
            columns.extend(range(at + 1, at + 1 + len(run)))
        else:
            columns.extend(at + 1 + place for place, char in enumerate(run) for _ in char.translate(_FORMS))
        at = dropped.end() if dropped else at
    return kept, columns


class _Forms(dict[int, str]):
    """What each character is compared as, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        form = char
        if unicodedata.category(char) != "No":  # ² and ① are no digits of a figure beside them
            form = "".join("-" if each in _DASHES else each for each in unicodedata.normalize("NFKC", char))
            form = "".join(form.split())
        self[code] = form
        return form


_FORMS = _Forms({ord(CELL): CELL})
