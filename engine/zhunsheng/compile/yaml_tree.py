"""YAML as a tree of keys and values that know where they stand, and whose text is kept as it was written.

The events of pyyaml are read one by one, and nothing is resolved: `no`, `0x10`, `1e3`, `2022-12` and `~` stay text.
Anchors, aliases, tags, long scalars and deep nesting are refused at the event that shows them.
"""

import re
from collections.abc import Callable
from typing import Any

import msgspec
import yaml

from zhunsheng.compile.files import SourceText, unseen_in
from zhunsheng.compile.problems import Problems, shown
from zhunsheng.compile.yaml_faults import HALF_WIDTH, fault
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

MAX_DEPTH = 20
MAX_SCALAR = 10_000

FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where pyyaml was built with it, else the pure Python one; both give the same events."""

_GROUP = re.compile(r"\d{3}", re.ASCII)
_GROUPS = re.compile(r"(?:,\d{3}(?!\d))*", re.ASCII)
_BEGUN = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})*,$", re.ASCII)
_FURTHEST = 24
"""Characters of a number with commas that are looked at on either side of one of them."""


class Scalar(msgspec.Struct, frozen=True):
    """A value as written. `raw` is the stretch of the file that it was read from, quotes and all, from `start` on."""

    text: str
    at: Location
    source: SourceText
    start: int
    raw: str

    def with_text(self, text: str) -> "Scalar":
        """Return the same value with its text brought into another form."""
        return msgspec.structs.replace(self, text=text)

    def place(self, offset: int) -> Location:
        """Return where the character of `text` at `offset` stands in the file.

        Folding and quoting change only blanks and marks at the ends, so visible characters are counted.
        Where an escape changed more than that, the start of the value is returned.
        """
        body, skipped = self.raw, 0
        if body[:1] in ("'", '"'):
            body, skipped = body[1:-1], 1
        elif body[:1] in ("|", ">"):
            skipped = body.find("\n") + 1
            body = body[skipped:]
        if "".join(body.split()) != "".join(self.text.split()):
            return self.at
        wanted = len("".join(self.text[:offset].split()))
        visible = [i for i, character in enumerate(body) if not character.isspace()]
        index = visible[wanted] if wanted < len(visible) else len(body.rstrip())
        return self.source.location(self.start + skipped + index)


class Sequence(msgspec.Struct, frozen=True):
    """A list of values."""

    items: tuple["Node", ...]
    at: Location


class Mapping(msgspec.Struct, frozen=True):
    """Keys and values in the order of the file, each key once."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    at: Location


Node = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """Stops the reading of one file; the problem is reported already."""


def parse(source: SourceText, problems: Problems, loader: Any = FAST_LOADER) -> Node | None:  # noqa: ANN401 - pyyaml has no common type
    """Read one file. None, with the reason reported, unless it holds exactly one document that is worth checking."""
    try:
        return _Builder(source, problems, loader).document()
    except _RefusedError:
        return None
    except yaml.MarkedYAMLError as error:
        found = fault(source, error)
        problems.add("yaml-syntax", found.at, found.message, hint=found.hint)
        return None


class _Builder:
    """Turns the stream of events of one file into a tree."""

    def __init__(self, source: SourceText, problems: Problems, loader: Any) -> None:  # noqa: ANN401
        self._source = source
        self._problems = problems
        # The loader's own method: `yaml.parse` would put a generator and two calls around each of many thousand events.
        self._next: Callable[[], Any] = loader(source.text).get_event

    def document(self) -> Node:
        tree: Node | None = None
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if tree is not None:
                message = Text("一个文件里有多份文档。", "There is more than one document in the file.")
                hint = Text("删去这一行“---”，或分成两个文件。", "Remove this “---”, or make two files of it.")
                self._refuse("yaml-documents", event, message, hint)
            tree = self._node(self._next(), 1)
        if tree is None:
            at = Location(file=self._source.file)
            self._problems.add("empty-file", at, Text("文件里只有注释。", "The file holds only comments."))
            raise _RefusedError
        return tree

    def _node(self, event: Any, depth: int) -> Node:  # noqa: ANN401
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None:
            message = Text("不使用锚点和别名（& *）。", "Anchors and aliases (& *) are not used here.")
            self._refuse(
                "yaml-alias",
                event,
                message,
                Text("把内容照写一遍；文字请加引号。", "Write it out; quote it if it is text."),
            )
        if event.tag is not None:
            message = Text("不使用类型标签（!）。", "Explicit tags (!) are not used here.")
            self._refuse("yaml-tag", event, message, Text("文字请加引号。", "Quote it if it is text."))
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if depth > MAX_DEPTH:
            message = Text(f"嵌套超过 {MAX_DEPTH} 层。", f"This is nested more than {MAX_DEPTH} levels deep.")
            self._refuse("nested-too-deep", event, message)
        return self._sequence(event, depth) if kind is yaml.SequenceStartEvent else self._mapping(event, depth)

    def _scalar(self, event: Any) -> Scalar:  # noqa: ANN401
        mark, end = event.start_mark, event.end_mark.index
        if len(event.value) > MAX_SCALAR:
            message = Text(f"单个值长达 {len(event.value)} 字。", f"This value is {len(event.value)} characters long.")
            self._refuse("scalar-too-long", event, message)
        if event.style == '"' and (message_of_unseen := unseen_in(event.value)):
            self._refuse("control-character", event, message_of_unseen)
        source, start = self._source, mark.index
        at = Location(file=source.file, line=mark.line + 1, column=mark.column + 1)
        return Scalar(event.value, at, source, start, source.text[start:end])

    def _sequence(self, start: Any, depth: int) -> Sequence:  # noqa: ANN401
        items = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), self._at(start))

    def _mapping(self, start: Any, depth: int) -> Mapping:  # noqa: ANN401
        entries: dict[str, tuple[Scalar, Node]] = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key, value = self._node(event, depth + 1), self._node(self._next(), depth + 1)
            if (number := self._number_cut_up(key, value)) is not None:
                _put_together(entries, number)
                continue
            self._refuse_without_colon(key, value)
            if not isinstance(key, Scalar):
                self._problems.add("wrong-type", key.at, Text("键必须是一个词。", "A key must be a single word."))
            elif key.text in entries:
                first = entries[key.text][0].at
                message = Text(f"键“{shown(key.text)}”写了两次。", f"The key “{shown(key.text)}” is given twice.")
                hint = Text(f"第一次在第 {first.line} 行。", f"It was first given in line {first.line}.")
                self._problems.add("duplicate-key", key.at, message, hint=hint)
            else:
                entries[key.text] = key, value
        return Mapping(tuple(entries.values()), self._at(start))

    def _number_cut_up(self, key: "Node", value: "Node") -> str | None:
        """Report `{figure: 5,800}`, which YAML takes for a 5 and a key 800.

        Returns the number up to here, without commas; None for any other key. The file can be read on all the same.
        """
        if not isinstance(key, Scalar) or not isinstance(value, Scalar) or value.raw:
            return None
        text, end = self._source.text, key.start + len(key.raw)
        before = _BEGUN.search(text, max(0, key.start - _FURTHEST), key.start)
        if before is None or _GROUP.fullmatch(key.raw) is None:
            return None
        if before[0].count(",") == 1:  # the groups that follow are part of what is told here
            following = _GROUPS.match(text, end, end + _FURTHEST)
            written = before[0] + key.raw + (following[0] if following else "")
            message = Text(f"{written} 的逗号把这个数分成了几项。", f"The comma makes several entries of {written}.")
            plain = written.replace(",", "")
            hint = Text(f"写成 {plain}：不写千分位逗号。", f"Write {plain}, without the comma.")
            self._problems.add("yaml-syntax", self._source.location(before.start()), message, hint=hint)
        return (before[0] + key.raw).replace(",", "")

    def _refuse_without_colon(self, key: "Node", value: "Node") -> None:
        """YAML takes `{2020：92}` for a key without a value; nobody who writes rules means that."""
        if not isinstance(key, Scalar) or not isinstance(value, Scalar) or value.raw:
            return
        end = key.start + len(key.raw)
        if ":" not in self._source.text[end : value.start]:
            wide = key.raw.find("：")
            at = key.at if wide < 0 else self._source.location(key.start + wide)
            message = Text("这一项没有写成“键: 值”。", "This is no “key: value”.")
            self._problems.add("yaml-syntax", at, message, hint=HALF_WIDTH)
            raise _RefusedError

    def _at(self, event: Any) -> Location:  # noqa: ANN401
        mark = event.start_mark
        return Location(file=self._source.file, line=mark.line + 1, column=mark.column + 1)

    def _refuse(self, code: str, event: Any, message: Text, hint: Text | None = None) -> None:  # noqa: ANN401
        self._problems.add(code, self._at(event), message, hint=hint)
        raise _RefusedError


def _put_together(entries: dict[str, tuple[Scalar, Node]], number: str) -> None:
    """Give the last value back the number that was cut up, so that nothing is said of its first digits alone."""
    name = next(reversed(entries), None)
    if name is not None:
        key, value = entries[name]
        if isinstance(value, Scalar):
            entries[name] = key, value.with_text(number)
