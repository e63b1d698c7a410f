"""What stands where in a YAML file that may be half typed: keys and values, each with the way to it.

This is no YAML parser. It goes by indentation, quotes and brackets, gives up on nothing, and is only ever used to tell
what an author points at; what is right is for the compiler to say.
"""

from typing import NamedTuple

from zhunsheng.editor.words import (
    BLANKS,
    IN_FLOW,
    PLAIN,
    QUOTED_WORD,
    STARTS_ANEW,
    Cut,
    Way,
    Word,
    end_of_line,
    key_at,
    unquoted,
)

MAX_DEPTH = 50
"""Brackets further in than this are passed over: no file of an author has as many."""


class Outline(NamedTuple):
    """All words of a text in their order, and what is being typed at its end."""

    words: tuple[Word, ...]
    cut: Cut


class _Level(NamedTuple):
    """Something that stands open: its column, the way to it, and whether it is a list."""

    column: int
    way: Way
    is_list: bool


def outline(text: str) -> Outline:
    """Look through a text from its first line to its last."""
    reader = _Reader(text)
    reader.read()
    return Outline(tuple(reader.words), reader.cut)


class _Reader:
    """Goes through a text line by line, and within brackets sign by sign."""

    def __init__(self, text: str) -> None:
        self.words: list[Word] = []
        self.cut = Cut((), "key", len(text))
        self._text = text
        self._open: list[_Level] = []
        self._counts: dict[Way, int] = {}
        self._waiting: tuple[int, Way] | None = None
        """A key or a dash without anything behind it: its column, and the way to what will follow."""

    def read(self) -> None:
        at = 0
        while at < len(self._text):
            at = self._line(at)
        if self._text.endswith(" ") or not self._text or self._text.endswith("\n"):
            last = self._text.rpartition("\n")[2]
            if not last.strip():
                self._close(len(last))
                self.cut = self._blank(len(last))

    def _line(self, at: int) -> int:
        """Read what begins on the line at `at`, and return where the next one begins."""
        end = end_of_line(self._text, at)
        line = self._text[at:end]
        content = line.lstrip(" ")
        if not content.strip() or content.startswith(("#", "---", "...")):
            return end + 1
        column = len(line) - len(content)
        self._close(column)
        return self._content(at + column, column, None)

    def _content(self, at: int, column: int, base: Way | None) -> int:
        """Read a dash, a key or a value at `at`; `base` is the way to it, where a dash before it says so."""
        text = self._text
        while (
            len(base or ()) < MAX_DEPTH and text.startswith("-", at) and text[at + 1 : at + 2] in (" ", "\n", "\r", "")
        ):
            base = self._item(column, base)
            rest = at + 1
            while text[rest : rest + 1] == " ":
                rest += 1
            if text[rest : rest + 1] in ("\n", "\r", "", "#"):
                self._waiting = column, base
                self.cut = Cut(base, "item", rest) if rest == len(text) else self.cut
                return end_of_line(self._text, rest) + 1
            column, at = column + rest - at, rest
        key = key_at(text, at)
        if key is not None:
            return self._entry(at, *key, column, base)
        way = self._base(column) if base is None else base
        return self._value(at, way, column, "item" if base is not None else "key")

    def _entry(self, start: int, end: int, at: int, column: int, base: Way | None) -> int:
        """Read a key from `start` to `end`, with its colon before `at`, and what stands behind it."""
        holder, text, after = self._mapping(column, base), self._text, at
        name = unquoted(text[start:end])
        way = (*holder, name)
        self.words.append(Word(way, True, name, start, end))
        while text[at : at + 1] == " ":
            at += 1
        if text[at : at + 1] in ("\n", "\r", "", "#"):
            self._waiting = column, way
            if at == len(text):
                self.cut = Cut(way, "value", at) if at > after else Cut(holder, "key", start)
            return end_of_line(self._text, at) + 1
        return self._value(at, way, column, "value")

    def _value(self, at: int, way: Way, column: int, typing: str) -> int:
        """Read a value at `at`, over several lines if brackets or a block say so."""
        text, self._waiting = self._text, None
        if text[at] in "[{":
            after = self._flow(at, way, column)
            return end_of_line(self._text, after) + 1
        if text[at] in "|>":
            return self._block(at, way, column)
        raw = QUOTED_WORD.match(text, at) or PLAIN.match(text, at)
        found = "" if raw is None else raw[0].rstrip()
        if typing != "key":
            self.words.append(Word(way, False, unquoted(found), at, at + len(found)))
        if raw is not None and raw.end() == len(text):
            self.cut = Cut(way, typing, at)
        return end_of_line(self._text, at + len(found)) + 1

    def _block(self, at: int, way: Way, column: int) -> int:
        """Read a text in a block: all lines that stand further in."""
        end = end_of_line(self._text, at)
        while end < len(self._text):
            line = self._text[end + 1 : end_of_line(self._text, end + 1)]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
                break
            end += len(line) + 1
        self.words.append(Word(way, False, self._text[at:end], at, min(end, len(self._text))))
        if end >= len(self._text) and not self._text.endswith("\n"):
            self.cut = Cut(way, "value", at)
        return end + 1

    def _flow(self, at: int, way: Way, column: int) -> int:
        """Read what stands in brackets from `at`, and return where it ends: behind its bracket, or at a new line."""
        listed, text = self._text[at] == "[", self._text
        number, key = 0, ""
        at += 1
        while True:
            after = self._after_blanks(at, column)
            if after is None:
                return at
            at = after
            sign = text[at : at + 1]
            here = (*way, number) if listed else (*way, key)
            if sign in ("]", "}"):
                return at + 1
            if sign == "":
                self.cut = Cut(here, "item", at) if listed else Cut(here, "value", at) if key else Cut(way, "key", at)
                return at
            if sign == ",":
                number, key, at = number + 1, "", at + 1
            elif sign in ("[", "{"):
                at = self._flow(at, here, column) if len(way) < MAX_DEPTH else at + 1
                if at == len(text) and text[at - 1] not in "]}":
                    return at  # it is being typed in there
            elif sign == ":":
                at += 1
            else:
                at, key = self._flow_word(at, way, here, listed=listed, key=key)
                if at == len(text):
                    return at

    def _flow_word(self, at: int, way: Way, here: Way, *, listed: bool, key: str) -> tuple[int, str]:
        """Read a key or a value in brackets. Returns where it ends, and the key that a value is to follow."""
        text = self._text
        raw = IN_FLOW.match(text, at)
        found = ("" if raw is None else raw[0]).rstrip() or text[at]
        end = at + len(found)
        is_key = not listed and not key
        word = unquoted(found)
        if is_key:
            self.words.append(Word((*way, word), True, word, at, end))
        else:
            self.words.append(Word(here, False, word, at, end))
        if raw is not None and raw.end() == len(text):
            self.cut = Cut(way, "key", at) if is_key else Cut(here, "item" if listed else "value", at)
            end = len(text)
        return end, word if is_key else key

    def _after_blanks(self, at: int, column: int) -> int | None:
        """Skip blanks, comments and line ends. None where the next line shows that a bracket was never closed."""
        match = BLANKS.match(self._text, at)
        after = at if match is None else match.end()
        start = self._text.rfind("\n", at, after) + 1
        if start > at and after - start <= column and STARTS_ANEW.match(self._text, after):
            return None
        return after

    def _close(self, column: int) -> None:
        """Leave everything that stands further in than `column`."""
        while self._open and self._open[-1].column > column:
            self._open.pop()

    def _base(self, column: int) -> Way:
        """The way to a mapping that begins at `column`, or goes on there."""
        if self._waiting is not None and column > self._waiting[0]:
            return self._waiting[1]
        level = next((level for level in reversed(self._open) if level.column <= column and not level.is_list), None)
        return () if level is None else level.way

    def _mapping(self, column: int, base: Way | None) -> Way:
        top = self._open[-1] if self._open else None
        if base is None and top is not None and top.column == column and top.is_list:
            self._open.pop()
            top = self._open[-1] if self._open else None
        if base is None and top is not None and top.column == column and not top.is_list:
            self._waiting = None
            return top.way
        way = self._base(column) if base is None else base
        self._waiting = None
        self._open.append(_Level(column, way, False))
        return way

    def _item(self, column: int, base: Way | None) -> Way:
        """Begin an item of a list at `column`, and return the way to it."""
        top = self._open[-1] if self._open else None
        if base is None and top is not None and top.column == column and top.is_list:
            way = top.way
        else:
            waiting = self._waiting
            way = base if base is not None else waiting[1] if waiting and column >= waiting[0] else ()
            self._open.append(_Level(column, way, True))
        self._waiting = None
        number = self._counts.get(way, -1) + 1
        self._counts[way] = number
        return (*way, number)

    def _blank(self, column: int) -> Cut:
        """What may be typed on a blank line at `column`."""
        at = len(self._text)
        if self._waiting is not None and column > self._waiting[0]:
            return Cut(self._waiting[1], "item", at)
        return Cut(self._base(column), "key", at)
