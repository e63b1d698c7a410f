"""What stands where in a YAML file, comments with it: for diagnostics that point and for changes of the text.

Nothing is judged here: what the compiler refuses is laid out all the same, as far as it is YAML.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import yaml

from zhunsheng.compile.yaml_tree import FAST_LOADER, MAX_DEPTH
from zhunsheng.model.layout import Comment, Layout, Span, Written

_LINE_FEED = re.compile("\n")
_HASH = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)


def lay_out(file: str, data: bytes) -> Layout:
    """Lay out the bytes of `file`. What is not UTF-8 has no text; what is no YAML has neither root nor comments."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return Layout(file=file, text="")
    reader = _Reader(text)
    try:
        root = reader.document()
    except (yaml.YAMLError, RecursionError):
        return Layout(file=file, text=text)
    return Layout(file=file, text=text, root=root, comments=tuple(_comments(text, reader.scalars)))


class _Reader:
    """Reads the events of one file into a tree of places; `scalars` are the stretches of all single values."""

    def __init__(self, text: str) -> None:
        self.scalars: list[tuple[int, int]] = []
        self._next = FAST_LOADER(text).get_event

    def document(self) -> Written | None:
        """Return the first document; None where there is none. Raises `yaml.YAMLError`."""
        root = None
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                read = self._node(self._next(), 1)
                root = root or read
        return root

    def _node(self, event: Any, depth: int, key: Span | None = None) -> Written:  # noqa: ANN401 - pyyaml has no common type
        if depth > MAX_DEPTH + 1:
            raise RecursionError
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self.scalars.append((event.start_mark.index, event.end_mark.index))
            return Written(span=_span(event, event), text=event.value, key=key, flow=event.style in ("'", '"'))
        if kind is yaml.AliasEvent:
            return Written(span=_span(event, event), key=key)
        return (
            self._sequence(event, depth, key) if kind is yaml.SequenceStartEvent else self._mapping(event, depth, key)
        )

    def _sequence(self, start: Any, depth: int, own: Span | None) -> Written:  # noqa: ANN401
        items = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        span = _span(start, event) if start.flow_style else _around(start, items)
        return Written(span=span, items=tuple(items), key=own, flow=start.flow_style)

    def _mapping(self, start: Any, depth: int, own: Span | None) -> Written:  # noqa: ANN401
        entries = []
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._node(event, depth + 1)
            entries.append((key.text or "", self._node(self._next(), depth + 1, key.span)))
        span = _span(start, event) if start.flow_style else _around(start, [value for _, value in entries])
        return Written(span=span, entries=tuple(entries), key=own, flow=start.flow_style)


def _span(first: Any, last: Any) -> Span:  # noqa: ANN401
    start, end = first.start_mark, last.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _around(start: Any, parts: list[Written]) -> Span:  # noqa: ANN401
    """A collection without brackets ends with its last part: its own end mark lies on the line of what comes next."""
    end = parts[-1].span.end if parts else (start.end_mark.line + 1, start.end_mark.column + 1)
    return Span(start.start_mark.line + 1, start.start_mark.column + 1, *end)


def _comments(text: str, scalars: list[tuple[int, int]]) -> Iterator[Comment]:
    """Find every `#` that begins a comment: at the start of a word, and inside no value."""
    beyond = (len(text), len(text))
    inside = iter(sorted(scalars))
    start, end = next(inside, beyond)
    at = 0
    starts = [0, *(each.end() for each in _LINE_FEED.finditer(text))]
    while (found := _HASH.search(text, at)) is not None:
        while end <= found.start():
            start, end = next(inside, beyond)
        if start <= found.start():
            at = end
            continue
        line = bisect_right(starts, found.start())
        before = text[starts[line - 1] : found.start()]
        yield Comment(line, len(before) + 1, found.group(), not before.strip())
        at = found.end()
