"""JSON text -> the arrays of records in it: an array, an object that holds some, or one record a line (JSON Lines)."""

import re

import msgspec

from zhunsheng.intake import json_messages as messages
from zhunsheng.intake.characters import fold
from zhunsheng.intake.columns import find_header
from zhunsheng.intake.complaint import Complaint, FileRefusedError
from zhunsheng.intake.csv_file import too_many_rows
from zhunsheng.intake.json_scan import BrokenJsonError, Record, Scanner
from zhunsheng.intake.table import MAX_ROWS

MAX_BROKEN = 100
"""After so many records that are not JSON, the file is not JSON."""
TABLES = {"figures": "figures", "数据": "figures", "data": "figures"} | dict.fromkeys(("places", "名册"), "places")
"""Keys of a document under which an array is read."""
_MOST_MEMBERS_TOLD = 20
_MOST_INDENTED = 100
_RESCANNED = 1
"""How often the whole text may be gone through again, because a record that is not closed takes all others along."""
_NOT_EMPTY = re.compile(r"[^\n]++")


class Array(msgspec.Struct):
    """Records, and the `keys` that any of them has. `line` and `column` say where the array begins."""

    line: int
    column: int
    records: list[Record]
    keys: dict[str, None]


class Document(msgspec.Struct):
    """What a text holds. `problems` are complaints with their line and column; `unread` are keys beside the arrays.

    `cut` says that reading had to end within an array.
    """

    arrays: list[Array] = []
    schema: str = ""
    problems: list[tuple[Complaint, int, int]] = []
    unread: list[str] = []
    cut: bool = False


def parse(text: str, *, one_a_line: bool, most: int | None = None) -> Document:
    """Take a text apart; to look only whether it holds data, stop after the first `most` records of an array.

    Lines of `text` end in LF alone. Raises `FileRefusedError` where nothing of it can be used.
    """
    if one_a_line:
        return Document(arrays=[_lines(text, most)])
    scanner = Scanner(text)
    reader = _Reader(scanner, most)
    try:
        return reader.document()
    except BrokenJsonError as error:
        raise FileRefusedError(messages.broken(*scanner.place(error.at), error.expected)) from error


def _lines(text: str, most: int | None) -> Array:
    """Read one record a line. A line that is not JSON costs only itself."""
    array = Array(line=1, column=1, records=[], keys={})
    broken = seen = 0
    number = 1
    for line in _NOT_EMPTY.finditer(text):
        number += text.count("\n", seen, line.start())
        seen = line.start()
        scanner = Scanner(line[0], number, array.keys)
        if not scanner.peek():
            continue
        begins = scanner.at
        try:
            record = _element(scanner)
            if scanner.peek():
                raise BrokenJsonError(scanner.at, messages.NOTHING_MORE)
        except BrokenJsonError as error:
            broken = _one_more(broken)
            record = _broken_record(scanner, begins, error)
        array.records.append(record)
        if _enough(array, most):
            break
    return array


class _Reader:
    """Reads one document from its beginning."""

    def __init__(self, scanner: Scanner, most: int | None) -> None:
        self._scanner = scanner
        self._most = most
        self._result = Document()

    def document(self) -> Document:
        """Read all of it. Raises `BrokenJsonError` where it is not JSON outside of any record."""
        scanner, result = self._scanner, self._result
        first = scanner.peek()
        if first == "[":
            result.arrays.append(self._array())
        elif first == "{":
            self._members()
        else:
            raise BrokenJsonError(scanner.at, messages.BEGINNING)
        if result.cut or self._stopped or not scanner.peek():
            return self._with_single_record()
        if first == "{" and not result.arrays and "\n" not in scanner.text[: scanner.at].strip():
            return Document(arrays=[_lines(scanner.text, self._most)])
        raise BrokenJsonError(scanner.at, messages.NOTHING_MORE)

    @property
    def _stopped(self) -> bool:
        return any(_enough(array, self._most) for array in self._result.arrays)

    def _with_single_record(self) -> Document:
        """Take a document that is one record for a table of one row."""
        result = self._result
        if not result.arrays and not result.schema and find_header([result.unread]) is not None:
            scanner = Scanner(self._scanner.text)
            scanner.peek()
            line, column = scanner.place(scanner.at)
            array = Array(line=line, column=column, records=[scanner.record()], keys=scanner.keys)
            return Document(arrays=[array])
        return result

    def _members(self) -> None:
        scanner = self._scanner
        scanner.at += 1
        if scanner.peek() == "}":
            scanner.at += 1
            return
        seen: set[str] = set()
        more = True
        while more:
            key = scanner.key()
            kind = "schema" if key == "schema" else TABLES.get(fold(key).lower())
            if kind is None:
                self._unknown(key)
            elif kind in seen:
                raise FileRefusedError(messages.named_twice(key))
            else:
                seen.add(kind)
                self._known(key, kind)
            if self._result.cut or self._stopped:
                return
            more = scanner.after_member()

    def _known(self, key: str, kind: str) -> None:
        scanner = self._scanner
        first = scanner.peek()
        if kind == "schema" and first == '"':
            self._result.schema = schema = scanner.string()
            if schema.startswith(messages.OWN) and schema != messages.SCHEMA:
                raise FileRefusedError(messages.other_schema(schema))
        elif kind != "schema" and first == "[":
            self._result.arrays.append(self._array())
        else:
            if kind != "schema":
                self._result.problems.append((messages.not_an_array(key), *scanner.place(scanner.at)))
            scanner.skip()

    def _unknown(self, key: str) -> None:
        """Go past a member that is not read, unless rows of figures stand there: that is said."""
        scanner = self._scanner
        if len(self._result.unread) < _MOST_MEMBERS_TOLD:
            self._result.unread.append(key)
            if scanner.peek() == "[" and _holds_figures(scanner):
                self._result.problems.append((messages.figures_elsewhere(key), *scanner.place(scanner.at)))
        scanner.skip()

    def _array(self) -> Array:
        scanner = self._scanner
        line, column = scanner.place(scanner.at)
        scanner.keys = {}
        array = Array(line=line, column=column, records=[], keys=scanner.keys)
        scanner.at += 1
        if scanner.peek() == "]":
            scanner.at += 1
            return array
        broken = scanned = 0
        more = True
        while more and not _enough(array, self._most):
            scanner.peek()
            begins = start = scanner.at
            column = scanner.place(begins)[1]
            try:
                array.records.append(_element(scanner))
                begins = scanner.at
                more = scanner.take(",]", messages.AFTER_ELEMENT) == ","
            except BrokenJsonError as error:
                broken = _one_more(broken)
                scanned += error.at - start
                array.records.append(_broken_record(scanner, begins, error))
                more = scanned <= _RESCANNED * len(scanner.text) and _go_to_next(scanner, start, column)
                if not more:
                    self._end(error)
        return array

    def _end(self, error: BrokenJsonError) -> None:
        """Note that reading ends within an array."""
        self._result.cut = True
        if self._scanner.text.find("{", error.at) >= 0:
            self._result.problems.append((messages.reading_ends(), *self._scanner.place(error.at)))


def _element(scanner: Scanner) -> Record:
    """Read one element of an array: a record, or something else that is none."""
    if scanner.peek() == "{":
        return scanner.record()
    record = Record(*scanner.place(scanner.at))
    record.fault = messages.not_a_record()
    scanner.skip()
    return record


def _broken_record(scanner: Scanner, begins: int, error: BrokenJsonError) -> Record:
    record = Record(*scanner.place(begins))
    record.fault = messages.broken(*scanner.place(error.at), error.expected)
    return record


def _go_to_next(scanner: Scanner, begins: int, column: int) -> bool:
    """Go to the next line in which a record begins at the same column, if there is one.

    No brace inside of a record stands there in JSON that any program writes.
    """
    if column > _MOST_INDENTED:
        return False
    found = re.compile(rf"\n[ \t[]{{{column - 1}}}(?={{)").search(scanner.text, begins)
    if found is None:
        return False
    scanner.at = found.end()
    return True


def _holds_figures(scanner: Scanner) -> bool:
    """Tell whether the first element of an array is a row of figures or places."""
    ahead = Scanner(scanner.text)
    ahead.at = scanner.at + 1
    if ahead.peek() != "{":
        return False
    try:
        ahead.record()
    except BrokenJsonError:
        return False
    return find_header([list(ahead.keys)]) is not None


def _one_more(broken: int) -> int:
    if broken >= MAX_BROKEN:
        raise FileRefusedError(messages.too_broken(MAX_BROKEN))
    return broken + 1


def _enough(array: Array, most: int | None) -> bool:
    """Tell whether as many records were read as were wanted. Raises `FileRefusedError` where there are too many."""
    if len(array.records) > MAX_ROWS:
        raise FileRefusedError(too_many_rows())
    return most is not None and len(array.records) >= most
