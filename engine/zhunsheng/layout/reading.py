"""Text to tree: the events of libyaml say what there is; comments and empty lines are read off the gaps between them.

A round-trip library would do both: ruamel.yaml 0.19 takes 3.8 s of CPU to read and write 1,000 rules of eight lines,
libyaml's events take 0.12 s. What is between two events is only blanks, brackets, dashes, colons and comments.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml

from zhunsheng.layout import text_blocks
from zhunsheng.layout.errors import UnreadableError
from zhunsheng.layout.tree import Entry, Group, Node, Scalar
from zhunsheng.model.text import Text

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 50
_BREAKS = re.compile("[\r\x85\u2028\u2029]")
"""Line ends to YAML, and nobody sees them: a comment that held one would end there."""
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")


def read(text: str) -> Group:
    """Read a text whose lines end in a line feed: its outermost mapping or list. Raises `UnreadableError`."""
    unseen = _BREAKS.search(text)
    if unseen is not None:
        before = text[: unseen.start()]
        message = Text("含有看不见的换行字符。", "There is an invisible line break.")
        raise UnreadableError(message, before.count("\n") + 1, len(before) - before.rfind("\n"))
    try:
        return _Reader(text).document()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark
        message = Text("YAML 语法有误。", f"YAML: {error.problem}.")
        raise UnreadableError(message, mark.line + 1, mark.column + 1) from error
    except yaml.YAMLError as error:
        raise UnreadableError(Text("含有 YAML 不容许的字符。", "YAML allows no such character."), 1, 1) from error


def _refuse(event: Any, message: Text) -> UnreadableError:  # noqa: ANN401 - pyyaml has no common type
    mark = event.start_mark
    return UnreadableError(message, mark.line + 1, mark.column + 1)


class _Reader:
    """Builds the tree of one text, event by event, and hands out what stands in the gaps."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._filled = len(text.rstrip())
        self._next: Callable[[], Any] = _LOADER(text).get_event
        self._end = 0
        """Where the gap begins: the end of the last value or bracket, or the mark of the last event between them."""
        self._value_end = -1
        """Where the last value or bracket ended: a comment that follows on its line stands beside it."""
        self._last = Entry()
        """What that value or bracket belongs to."""
        self._column = -1
        """Where the block begins that is being read."""
        self._above: list[tuple[int, str]] = []
        """Columns and texts of the comments, and empty lines, that belong to nothing yet."""

    def document(self) -> Group:
        root: Entry | None = None
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _refuse(event, Text("一个文件里有多份文档。", "There is more than one document."))
                self._pass(event)
                root = Entry()
                root.value = self._node(self._next(), root, 1)
            elif isinstance(event, yaml.DocumentEndEvent):
                self._pass(event)
        if root is None or not isinstance(root.value, Group):
            raise UnreadableError(Text("文件里没有内容。", "There is nothing in the file."), 1, 1)
        self._gap(len(self._text))
        root.value.foot += self._take_deeper(0)
        if root.above or root.beside:
            first = root.value.entries[0].above if root.value.entries else root.value.foot
            first[:0] = [*root.above, *root.beside]
        return root.value

    def _pass(self, event: Any) -> None:  # noqa: ANN401
        """Go over a mark that the layout has no use for."""
        self._gap(event.start_mark.index)
        self._end = event.end_mark.index

    def _node(self, event: Any, owner: Entry, depth: int) -> Node:  # noqa: ANN401
        if type(event) is yaml.AliasEvent or event.anchor is not None:
            raise _refuse(event, Text("不使用锚点和别名（& *）。", "Anchors and aliases (& *) are not used here."))
        if event.tag is not None:
            raise _refuse(event, Text("不使用类型标签（!）。", "Explicit tags (!) are not used here."))
        if depth > _MAX_DEPTH:
            raise _refuse(event, Text("嵌套太深。", "This is nested too deep."))
        self._gap(event.start_mark.index)
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event, owner)
        return self._group(event, owner, depth)

    def _scalar(self, event: Any, owner: Entry) -> Scalar:  # noqa: ANN401
        if self._above:
            owner.above += self._take()
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style if event.style in ("'", '"', "|", ">") else ""
        if style in ("|", ">"):
            raw = self._text[start:end]
            header = raw.partition("\n")[0]
            end = start + text_blocks.end(raw, event.value)  # empty lines behind it are seen in the gap
            comment = _COMMENT.search(header)
            owner.beside += [comment.group().strip()] if comment else []
            self._ended(end, owner)
            if self._text[end - 1] == "\n":
                self._value_end = -1  # what follows stands on a line of its own
            if "\n" in event.value or sum(map(bool, map(str.strip, raw.split("\n")))) > 2:
                return Scalar(event.value, style, raw)
            style = '"'  # text of a single line needs no block
        self._ended(end, owner)
        return Scalar(event.value, style)

    def _ended(self, end: int, owner: Entry) -> None:
        self._end = self._value_end = end
        self._last = owner

    def _group(self, start: Any, owner: Entry, depth: int) -> Group:  # noqa: ANN401
        is_list = type(start) is yaml.SequenceStartEvent
        group = Group(is_list, start.flow_style)
        column, outer = start.start_mark.column, self._column
        self._column = outer if group.flow else column
        # A list may stand flush with its key: what is noted at its end in that column is noted on the whole.
        inside = column + 1 if is_list and column == outer else column
        if group.flow:
            owner.above += self._take()
            self._ended(start.end_mark.index, owner)
        while not isinstance(event := self._next(), yaml.CollectionEndEvent):
            entry = Entry()
            self._gap(event.start_mark.index)
            if self._above:
                entry.above = self._take()
            if not is_list:
                key = self._node(event, entry, depth + 1)
                if not isinstance(key, Scalar):
                    raise _refuse(event, Text("键必须是一个词。", "A key must be a single word."))
                entry.key = key
                event = self._next()
            group.entries.append(entry)
            entry.value = self._node(event, entry, depth + 1)
            if is_list:
                raise_comments(entry)
        self._column = outer
        self._close(event, group, owner, inside)
        return group

    def _close(self, event: Any, group: Group, owner: Entry, column: int) -> None:  # noqa: ANN401
        """Give a group that ends the comments that stand in its own column, below its last entry."""
        mark = event.start_mark
        self._gap(mark.index)
        if group.flow:
            group.foot = [text for text in self._take() if text]
            self._ended(event.end_mark.index, owner)
        else:
            following = mark.column if mark.index < self._filled else -1
            group.foot = self._take_deeper(max(column, following + 1))
        group.commented = _holds_comments(group)

    def _gap(self, until: int) -> None:
        """Look at what stands between the last event and `until`."""
        begin, self._end = self._end, max(until, self._end)
        gap = self._text[begin:until]
        if "#" not in gap and gap.count("\n") < 2:
            return
        first, *lines = gap.split("\n")
        comment = _COMMENT.search(first)
        if comment is not None and begin == self._value_end:
            self._last.beside.append(comment.group().strip())
        elif comment is not None:
            column = begin - self._text.rfind("\n", 0, begin) - 1 + comment.start()
            self._above.append((column, comment.group().rstrip()))
        for number, line in enumerate(lines):
            comment = _COMMENT.search(line)
            if comment is not None:
                self._above.append((comment.start(), comment.group().rstrip()))
            elif not line.strip() and number < len(lines) - 1:
                self._above.append((-1, ""))

    def _take(self) -> list[str]:
        taken, self._above = [text for _, text in self._above], []
        return taken

    def _take_deeper(self, column: int) -> list[str]:
        """Take the comments at the head that stand at `column` or to the right of it, and empty lines among them."""
        count = 0
        for number, (at, text) in enumerate(self._above, start=1):
            if text and at < column:
                break
            if text:
                count = number
        taken, self._above = [text for _, text in self._above[:count]], self._above[count:]
        return taken


def raise_comments(item: Entry) -> None:
    """Put what stands above the first entry of an item above the item: they share a line."""
    value = item.value
    if isinstance(value, Group) and value.entries and value.entries[0].above:
        item.above += value.entries[0].above
        value.entries[0].above = []
        value.commented = _holds_comments(value)


def _holds_comments(group: Group) -> bool:
    return bool(group.foot) or any(map(_is_commented, group.entries))


def _is_commented(entry: Entry) -> bool:
    inner = isinstance(entry.value, Group) and entry.value.commented
    return inner or any(entry.above) or bool(entry.beside)
