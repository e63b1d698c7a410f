"""A published text with its outline and its quantities: what citations are held against."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhunsheng.cite.quantities import Kind, Quantities, Quantity
from zhunsheng.cite.sections import Outline, Passage
from zhunsheng.cite.text import CELL, PlanText, fold, read

_SENTENCE_ENDS = re.compile(r"[。;!?]")
_YEARS = re.compile(r"((?:19|20)\d\d)年?(?:[-至]((?:19|20)\d\d))?年")


class Occurrence(NamedTuple):
    """Where an anchor stands: `start`..`end` in the flat text, inside the sentence (or table row) `left`..`right`."""

    start: int
    end: int
    left: int
    right: int


class Edition:
    """A text that was read once, and is asked many times."""

    def __init__(self, raw: str) -> None:
        self.text: PlanText = read(raw)
        self.outline = Outline(self.text)
        found = Quantities(self.text)
        self.quantities = found.all
        self._between = found.between

    def occurrences(self, passage: Passage, anchor: str) -> list[Occurrence]:
        """Find an anchor in a passage, each time it stands there.

        “甲…乙” is every 乙 that follows 甲 in one sentence.
        """
        *context, name = (fold(part) for part in re.split("…+", anchor))
        found = []
        for rows in passage.rows if name else ():
            first, end = self._span(rows)
            at = self.text.flat.find(name, first, end)
            while at >= 0:
                one = Occurrence(at, at + len(name), *self._sentence(at, at + len(name)))
                if self._follows(context, one):
                    found.append(one)
                at = self.text.flat.find(name, at + 1, end)
        return found

    def _follows(self, context: list[str], one: Occurrence) -> bool:
        """Tell whether the names in `context` stand before an anchor, in their order, in its sentence."""
        at = one.left
        for name in context:
            at = self.text.flat.find(name, at, one.start)
            if at < 0:
                return False
            at += len(name)
        return True

    def amounts(self, start: int, end: int) -> list[int]:
        """List the quantities that begin in `start`..`end`, dates left out."""
        return [index for index in self._between(start, end) if self.quantities[index].kind is not Kind.DATE]

    def within(self, passage: Passage) -> list[int]:
        """List all quantities of a passage, dates left out."""
        return [index for rows in passage.rows for index in self.amounts(*self._span(rows))]

    def dates(self, passage: Passage) -> int:
        """Count the dates of a passage."""
        spans = (self._span(rows) for rows in passage.rows)
        return sum(self.quantities[index].kind is Kind.DATE for span in spans for index in self._between(*span))

    def nearest_first(self, occurrence: Occurrence, start: int, end: int) -> list[int]:
        """List the quantities in `start`..`end`, those nearest to the anchor first, and of equals the one behind it."""
        return sorted(self.amounts(start, end), key=lambda index: (self.gap(occurrence, index), -index))

    def gap(self, occurrence: Occurrence, index: int) -> int:
        """Count the characters between an anchor and a quantity: 0 where they touch or overlap."""
        quantity = self.quantities[index]
        return max(quantity.start - occurrence.end, occurrence.start - quantity.end, 0)

    def paragraph(self, offset: int) -> tuple[int, int]:
        """Return the paragraph or table row around `offset`."""
        return self.text.rows[self.text.row_at(offset)]

    def is_table(self, offset: int) -> bool:
        """Tell whether `offset` lies in a row of a table."""
        return CELL in self.text.row(self.text.row_at(offset))

    def years(self, row: int) -> range:
        """Return the years that a paragraph is about by its first word (“2021-2022年，”); empty where there is none."""
        found = _YEARS.match(self.text.row(row))
        return range(int(found[1]), int(found[2] or found[1]) + 1) if found else range(0)

    def years_of(self, index: int) -> range:
        """Return the years that a quantity speaks of, by its column or its paragraph; empty where neither says so."""
        quantity = self.quantities[index]
        if quantity.year is not None:
            return range(quantity.year, quantity.year + 1)
        return self.years(self.text.row_at(quantity.start))

    def mentions(self, figure: str, start: int, end: int) -> bool:
        """Tell whether a figure stands in `start`..`end` as a whole number, whatever it counts (“两级”, “1+6”)."""
        alone = rf"(?<![\d.一二两三四五六七八九十]){re.escape(fold(figure))}(?![\d一二三四五六七八九十]|\.\d)"
        return re.search(alone, self.text.flat[start:end]) is not None

    def line(self, offset: int) -> int:
        """Return the line of the published text."""
        return self.text.lines[offset]

    def written(self, index: int) -> str:
        """Return a quantity as the text writes it."""
        quantity: Quantity = self.quantities[index]
        return self.text.flat[quantity.start : quantity.end]

    def elsewhere(self, anchor: str) -> Iterator[int]:
        """Give the lines on which an anchor stands, anywhere in the text."""
        name = fold(anchor)
        at = self.text.flat.find(name) if name else -1
        while at >= 0:
            yield self.line(at)
            at = self.text.flat.find(name, at + 1)

    def _span(self, rows: range) -> tuple[int, int]:
        return self.text.rows[rows.start][0], self.text.rows[rows.stop - 1][1]

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the sentence around an anchor; a row of a table is one sentence."""
        left, right = self.paragraph(start)
        if self.is_table(start):
            return left, right
        for stop in _SENTENCE_ENDS.finditer(self.text.flat, left, start):
            left = stop.end()
        following = _SENTENCE_ENDS.search(self.text.flat, end, right)
        return left, following.start() if following else max(right, end)
