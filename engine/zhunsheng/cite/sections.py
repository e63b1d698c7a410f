"""Locators: from “第七章第三节” or “附件2 第14项” to the rows of the text that they name."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from zhunsheng.cite.text import CELL, PlanText, fold
from zhunsheng.model import numerals

_NUMERAL = "一二三四五六七八九十百"
_CHAPTER = re.compile(rf"第[{_NUMERAL}\d]+章")
_SECTION = re.compile(rf"第[{_NUMERAL}\d]+节")
_LEVELS = (
    (0, re.compile(r"(?:附件\d*|附录\d*|名词解释|主要任务分工表)$")),
    (1, re.compile(r"前言$")),
    (1, _CHAPTER),
    (1, re.compile(rf"[{_NUMERAL}]+、")),
    (2, _SECTION),
    (2, re.compile(rf"\([{_NUMERAL}]+\)")),
    (3, re.compile(r"专栏\d+[::]?")),
    (4, re.compile(r"表\d+")),
)
_LONGEST_HEADING = 60
_PART = re.compile(
    rf"第[{_NUMERAL}\d]+章|第[{_NUMERAL}\d]+节|第(?P<item>\d+|[{_NUMERAL}]+)项|(?P<table>表\d+)|专栏\d+|附件\d+"
)
_NUMBERED = re.compile(r"(\d{1,3})[.、](?!\d)")
_FIRST_NUMBER = re.compile(rf"(?:^|{CELL})(\d{{1,3}})(?={CELL}|$)")
_NOTE = re.compile(r"注:")
_PAGE = re.compile(rf"{CELL}\d+$")
HEAD = "序号"
"""The head of a column that numbers the rows of a table."""
_CONTENTS = "目录"
_BODY = "正文"
_COVER = "通知"

Rows = range
"""Rows of a text, by index."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """What a locator names: `rows` (several runs where the text numbers two items alike).

    `unknown` is the first part of the locator that the text does not have; `rows` is then empty.
    """

    rows: tuple[Rows, ...]
    unknown: str | None = None


class Outline:
    """The headings of a text. Resolving the same locator again costs nothing."""

    def __init__(self, text: PlanText) -> None:
        self._text = text
        self._rows = [text.row(index) for index in range(len(text.rows))]
        self.contents = _table_of_contents(self._rows)
        self._headings = {
            index: heading
            for index, row in enumerate(self._rows)
            if index not in self.contents and (heading := _heading(row)) is not None
        }
        self._whole = Passage(rows=(range(len(self._rows)),))
        self._known: dict[str, Passage] = {}
        self._lists: dict[Rows, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = {}

    def resolve(self, locator: str) -> Passage:
        """Return the rows that `locator` names."""
        passage = self._known.get(locator)
        if passage is None:
            passage = self._known[locator] = self._resolve(tuple(_parts(locator)))
        return passage

    def _resolve(self, parts: tuple[str, ...]) -> Passage:
        """Narrow the whole text part by part; what “附件2” names is found once for all its items."""
        if not parts:
            return self._whole
        key = " ".join(parts)
        if key not in self._known:
            around = self._resolve(parts[:-1])
            rows = tuple(found for run in around.rows for found in self._narrow(run, parts[-1]))
            unknown = around.unknown or (None if rows else parts[-1])
            self._known[key] = Passage(rows=rows, unknown=unknown)
        return self._known[key]

    def _narrow(self, rows: Rows, part: str) -> Iterator[Rows]:
        kind = _PART.fullmatch(part)
        if kind is None:
            yield from self._named(rows, part)
        elif kind["item"]:
            yield from self._items(rows, _number(kind["item"]))
        elif kind["table"]:
            yield from (self._table(at, rows) for at in self._starting(rows, part))
        else:
            yield from (self._section(at, rows) for at in self._starting(rows, part))

    def _starting(self, rows: Rows, part: str) -> Iterator[int]:
        """Find the headings that begin with `part`, and not merely with its first digits (专栏1, 专栏12)."""
        for at in rows:
            if (
                at in self._headings
                and self._rows[at].startswith(part)
                and not self._rows[at][len(part) :][:1].isdigit()
            ):
                yield at

    def _section(self, at: int, rows: Rows) -> Rows:
        """Everything from a heading to the next of its level or above."""
        level, _ = self._headings[at]
        ends = (index for index in range(at + 1, rows.stop) if self._headings.get(index, (9, ""))[0] <= level)
        return range(at, next(ends, rows.stop))

    def _table(self, at: int, rows: Rows) -> Rows:
        end = at + 1
        while end < rows.stop and (CELL in self._rows[end] or _NOTE.match(self._rows[end])):
            end += 1
        return range(at, end)

    def _named(self, rows: Rows, name: str) -> Iterator[Rows]:
        """A heading by its title, the body or the cover of the document, or paragraphs that begin with a name."""
        if name in (_BODY, _COVER):
            first = next((at for at in rows if self._headings.get(at, (9, ""))[0] == 1), rows.stop)
            annex = (at for at in rows if at > first and self._headings.get(at, (9, ""))[0] == 0)
            run = range(rows.start, first) if name == _COVER else range(first, next(annex, rows.stop))
            yield from (run,) if run else ()
            return
        titled = [at for at in rows if at in self._headings and name in (self._headings[at][1], self._rows[at])]
        if titled:
            yield from (self._section(at, rows) for at in titled)
            return
        yield from (range(at, at + 1) for at in rows if at not in self.contents and self._rows[at].startswith(name))

    def _items(self, rows: Rows, wanted: int) -> Iterator[Rows]:
        """Items of a list (“14.”), or of a table whose first whole number in a row counts 1, 2, 3 …"""
        if rows not in self._lists:
            numbered = [(at, int(found[1])) for at in rows if (found := _NUMBERED.match(self._rows[at]))]
            self._lists[rows] = numbered, list(ordinals(self._rows, rows))
        numbered, counted = self._lists[rows]
        starts = numbered if any(number == wanted for _, number in numbered) else counted
        for index, (at, number) in enumerate(starts):
            if number == wanted:
                following = starts[index + 1][0] if index + 1 < len(starts) else rows.stop
                ends = (
                    row for row in range(at + 1, following) if row in self._headings or _NOTE.match(self._rows[row])
                )
                yield range(at, next(ends, following))


def ordinals(texts: list[str], rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Find the rows whose first whole number is the next in 1, 2, 3 …: row and number. Counting starts again at 1."""
    expected = 1
    for at in rows:
        found = _FIRST_NUMBER.search(texts[at])
        number = int(found[1]) if found else None
        if number == expected or (number == 1 and at and HEAD in texts[at - 1].split(CELL)):
            yield at, number
            expected = number + 1


def _parts(locator: str) -> Iterator[str]:
    for word in locator.split():
        folded = fold(word)
        while folded:
            part = _PART.match(folded)
            end = part.end() if part else len(folded)
            yield folded[:end]
            folded = folded[end:]


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else numerals.value(written) or 0


def _heading(row: str) -> tuple[int, str] | None:
    """Return the level and the title of a heading; None for any other row."""
    if len(row) > _LONGEST_HEADING or CELL in row:
        return None
    # “(一)…。” closes with a full stop in some documents, and is a heading all the same.
    if row.endswith(("。", ";")) and not (row.startswith("(") and row.count("。") == 1):
        return None
    for level, pattern in _LEVELS:
        found = pattern.match(row)
        if found:
            return level, row[found.end() :].removesuffix("。") or row
    return None


def _table_of_contents(rows: list[str]) -> frozenset[int]:
    """Rows from “目录” to the last that closes with a page number: they name headings, and are none."""
    if _CONTENTS not in rows:
        return frozenset()
    start = end = rows.index(_CONTENTS)
    for at in range(start + 1, len(rows)):
        if not _PAGE.search(rows[at]):
            break
        end = at
    return frozenset(range(start, end + 1))
