"""JSON text -> records, from left to right and without recursion: however deep a value is nested, it costs a cell.

Every value is kept as it is written: a number never becomes a binary float, `95.10` stays `95.10`. Where reading goes
on after a record that is not JSON, `json_document` decides.
"""

import re
from functools import lru_cache
from json import JSONDecodeError, JSONDecoder

from zhunsheng.intake import json_messages as messages
from zhunsheng.intake.columns import Field, heading
from zhunsheng.intake.complaint import Complaint
from zhunsheng.intake.numbers import out_of_bounds
from zhunsheng.intake.plain_cells import field_too_long, logical_cell, text_cell
from zhunsheng.intake.table import BLANK, MAX_FIELD, Cell
from zhunsheng.model.text import Text

_SPACE = r"[ \t\n\r]*+"
_BLANKS = re.compile(_SPACE)
_KEY = re.compile(rf'{_SPACE}"([^"\\\x00-\x1f]*+)"{_SPACE}:{_SPACE}')
_COLON = re.compile(rf"{_SPACE}:{_SPACE}")
_AFTER_VALUE = re.compile(rf"{_SPACE}([,}}])")
_MEMBER = re.compile(
    rf'{_SPACE}"(?P<key>[^"\\\x00-\x1f]*+)"{_SPACE}:{_SPACE}'
    r'(?:"(?P<text>[^"\\\x00-\x1f]*+)"|(?P<word>[^\s,:\[\]{}"]++))'
    rf"{_SPACE}(?P<after>[,}}])"
)
"""A whole member whose key and value need no second look: nearly every one."""
_PLAIN_STRING = re.compile(r'"([^"\\\x00-\x1f]*+)"')
_WORD = re.compile(r'[^\s,:\[\]{}"]++')
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?\d++)?", re.ASCII)
_STRUCTURE = re.compile(r'[\[{]++|[\]}]++|"(?:[^"\\\x00-\x1f]*+")?')
"""What counts in a value that is skipped: brackets, as many as stand together, and strings, plain ones as a whole."""
_OPEN = "[{"
_CLOSING = str.maketrans("[{", "]}")
_NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})
"""What some programs write for a number that is none: read as the text that it is, and refused as a figure."""
_CONSTANTS = {"null": BLANK, "true": logical_cell(True), "false": logical_cell(False)}
_KEPT = 60
_MAX_KEYS = 200
"""Keys that are not known are told up to so many."""
_DECODER = JSONDecoder()
"""Only ever shown strings: it undoes their escapes."""


class BrokenJsonError(Exception):
    """The text is not JSON at the offset `at`. `expected` says what could stand there."""

    def __init__(self, at: int, expected: Text) -> None:
        super().__init__(expected.en)
        self.at = at
        self.expected = expected


_IN_THE_SAME_LINE: dict[Field, int] = {}
"""Shared by all records that stand in one line, and never written to."""


class Record:
    """One object of an array: its recognised cells and where they stand.

    `line` and `column` (from 1) are those of its brace; `columns` counts from 0 and `lines` names only fields that
    stand in another line, as in `Row`.
    """

    __slots__ = ("cells", "column", "columns", "fault", "line", "lines")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.cells: dict[Field, Cell] = {}
        self.columns: dict[Field, int] = {}
        self.lines = _IN_THE_SAME_LINE
        self.fault: Complaint | None = None


class Scanner:
    """A place in a text, and what can be read from there. `keys` collects the keys of all records, each once."""

    def __init__(self, text: str, first_line: int = 1, keys: dict[str, None] | None = None) -> None:
        self.text = text
        self.at = 0
        self.keys: dict[str, None] = {} if keys is None else keys
        self._first_line = self._line = first_line
        self._line_start = 0
        self._seen = 0

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column (from 1) of an offset; quick where offsets are asked for in order."""
        if offset < self._line_start:
            self._line, self._line_start, self._seen = self._first_line, 0, 0
        if offset > self._seen:
            ends = self.text.count("\n", self._seen, offset)
            if ends:
                self._line += ends
                self._line_start = self.text.rfind("\n", self._seen, offset) + 1
            self._seen = offset
        return self._line, offset - self._line_start + 1

    def peek(self) -> str:
        """Skip white space; return the next character, or an empty string at the end."""
        match = _BLANKS.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def take(self, characters: str, expected: Text) -> str:
        """Skip white space and read one of `characters`. Raises `BrokenJsonError` for any other."""
        found = self.peek()
        if not found or found not in characters:
            raise BrokenJsonError(self.at, expected)
        self.at += 1
        return found

    def string(self) -> str:
        """Read a string, quotes and escapes undone. Raises `BrokenJsonError`."""
        plain = _PLAIN_STRING.match(self.text, self.at)
        if plain is not None:
            self.at = plain.end()
            return plain[1]
        try:
            text, self.at = _DECODER.raw_decode(self.text, self.at)
        except JSONDecodeError as error:
            raise BrokenJsonError(error.pos, messages.STRING) from error
        return str(text)

    def key(self) -> str:
        """Read the key of a member and the colon behind it; stand before its value. Raises `BrokenJsonError`."""
        match = _KEY.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
            return match[1]
        if self.peek() != '"':
            raise BrokenJsonError(self.at, messages.KEY)
        key = self.string()
        colon = _COLON.match(self.text, self.at)
        if colon is None:
            raise BrokenJsonError(self.at, messages.COLON)
        self.at = colon.end()
        return key

    def after_member(self) -> bool:
        """Read what follows a member: tell whether another one does. Raises `BrokenJsonError`."""
        match = _AFTER_VALUE.match(self.text, self.at)
        if match is None:
            self.peek()
            raise BrokenJsonError(self.at, messages.AFTER_MEMBER)
        self.at = match.end()
        return match[1] == ","

    def skip(self) -> None:
        """Go past a value of any kind. Raises `BrokenJsonError`."""
        first = self.peek()
        if first == '"':
            self.string()
        elif first and first in _OPEN:
            self._skip_nested()
        else:
            self._word()

    def record(self) -> Record:
        """Read the object that begins here. Raises `BrokenJsonError`."""
        record = Record(*self.place(self.at))
        self.at += 1
        if self.peek() == "}":
            self.at += 1
            return record
        more = True
        while more:
            plain = _MEMBER.match(self.text, self.at)
            more = self._member(record) if plain is None else self._plain_member(record, plain)
        return record

    def _plain_member(self, record: Record, match: re.Match[str]) -> bool:
        """Read a plain member; tell whether another follows."""
        key, text, word, after = match.groups()
        field = self._known(key)
        if field is not None:
            cell = text_cell(text) if text is not None else _of_word(word)
            self._put(record, field, key, cell, match.start(2 if text is not None else 3) - (text is not None))
        self.at = match.end()
        return after == ","

    def _member(self, record: Record) -> bool:
        """Read a member step by step; tell whether another follows. Raises `BrokenJsonError`."""
        key = self.key()
        begins = self.at
        field = self._known(key)
        if field is not None:
            self._put(record, field, key, self._cell(), begins)
        else:
            self.skip()
        return self.after_member()

    def _known(self, key: str) -> Field | None:
        """Return the field that a key names, and remember the key."""
        field = _field(key)
        if field is not None or len(self.keys) < _MAX_KEYS:
            self.keys[key] = None
        return field

    def _put(self, record: Record, field: Field, key: str, cell: Cell, begins: int) -> None:
        line, column = self.place(begins)
        if field in record.cells:
            record.fault = record.fault or messages.duplicate_key(key)
            cell = BLANK  # neither value tells whose figure it is
        elif len(cell.text) > MAX_FIELD:
            record.fault = record.fault or field_too_long()
        record.cells[field] = cell
        record.columns[field] = column - 1
        if line != record.line:
            record.lines = {**record.lines, field: line}

    def _cell(self) -> Cell:
        first = self.text[self.at : self.at + 1]
        if first == '"':
            return text_cell(self.string())
        if first == "{" or first == "[":
            begins = self.at
            self._skip_nested()
            return Cell(self.text[begins : min(self.at, begins + MAX_FIELD)], fault=messages.nested_value())
        return _of_word(self._word())

    def _word(self) -> str:
        word = _WORD.match(self.text, self.at)
        if word is None:
            raise BrokenJsonError(self.at, messages.VALUE)
        self.at = word.end()
        return word[0]

    def _skip_nested(self) -> None:
        """Go past an array or an object. The stack is bytes: text of nothing but brackets needs no more than itself."""
        open_ones = bytearray()
        while True:
            found = _STRUCTURE.search(self.text, self.at)
            if found is None:
                raise BrokenJsonError(len(self.text), messages.CLOSING)
            run = found[0]
            self.at = found.end()
            if run == '"':
                self.at = found.start()
                self.string()
            elif run[0] in _OPEN:
                open_ones += run.translate(_CLOSING).encode()
            elif run[0] != '"':
                closed = min(len(run), len(open_ones))
                if open_ones[: -closed - 1 : -1] != run[:closed].encode():
                    raise BrokenJsonError(found.start(), messages.CLOSING)
                del open_ones[-closed:]
                if not open_ones:
                    self.at = found.start() + closed
                    return


@lru_cache(maxsize=4096)
def _field(key: str) -> Field | None:
    return heading(key)


def _of_word(word: str) -> Cell:
    return _bare(word) if len(word) <= _KEPT else _read_bare(word)


def _read_bare(word: str) -> Cell:
    constant = _CONSTANTS.get(word)
    if constant is not None:
        return constant
    if _NUMBER.fullmatch(word):
        return Cell(word) if len(word) <= MAX_FIELD else Cell(word[:_KEPT], fault=out_of_bounds(word))
    if word in _NOT_FINITE:
        return Cell(word)
    return Cell(word[:MAX_FIELD], fault=messages.not_a_value(word))


_bare = lru_cache(maxsize=4096)(_read_bare)
