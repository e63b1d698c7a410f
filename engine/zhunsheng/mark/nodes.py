"""XML read for its places: every element with the bytes it stands in, so that the rest of a part stays as it was."""

import re
from collections.abc import Iterator
from typing import Protocol
from xml.parsers import expat

from zhunsheng.mark.errors import UnmarkableError
from zhunsheng.mark.xml import attribute, prefixed

MOST_NODES = 300_000
MOST_BYTES = 64 * 1024 * 1024
"""Of a part that is read as a tree. Rows of a sheet are not."""

_TAG = re.compile(rb"""<([^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_UTF8 = frozenset({None, "utf-8", "utf8", "us-ascii"})


class Node:
    """An element: `name` without its namespace, `space`, attributes (those with a namespace as “space name”).

    `start` and `end` are its bytes, `opened` is where its start tag ends, `closing` where its end tag begins.
    """

    __slots__ = ("attributes", "children", "closing", "end", "name", "opened", "qualified", "space", "start", "texts")

    def __init__(self, name: str, attributes: dict[str, str], start: int, opened: int, qualified: bytes) -> None:
        self.space, _, self.name = name.rpartition(" ")
        self.attributes = attributes
        self.start, self.opened, self.closing, self.end = start, opened, opened, opened
        self.qualified = qualified
        self.children: list[Node] = []
        self.texts: list[str] = []

    @property
    def text(self) -> str:
        """The text in the element itself."""
        return "".join(self.texts)

    @property
    def prefix(self) -> str:
        """The prefix of the element's namespace, blank where it is the default."""
        return self.qualified.rpartition(b":")[0].decode()

    def child(self, name: str) -> "Node | None":
        """Return the first child of that name."""
        return next((each for each in self.children if each.name == name), None)

    def walk(self) -> Iterator["Node"]:
        """Go through the element and all below it."""
        yield self
        for each in self.children:
            yield from each.walk()


class Visitor(Protocol):
    """Who is told of elements that are too many to be kept: those below one child of the root."""

    within: str
    """The name of that child."""

    def begin(self, name: str, attributes: dict[str, str], start: int) -> None:
        """Hear of an element, and where it begins."""

    def finish(self, name: str, start: int) -> None:
        """Hear that an element ends; `start` is where its end tag begins, or, of an empty one, what follows it."""

    def say(self, text: str) -> None:
        """Hear of text."""


def parse(raw: bytes, visitor: Visitor | None = None) -> Node:
    """Read a part. Raises `UnmarkableError` for what is no sound XML in UTF-8, or declares entities."""
    if visitor is None and len(raw) > MOST_BYTES:
        raise UnmarkableError("a part is too large")
    reader = _Reader(raw, visitor)
    try:
        reader.parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise UnmarkableError("a part is no sound XML") from error
    return reader.root


class _Reader:
    def __init__(self, raw: bytes, visitor: Visitor | None) -> None:
        self._raw, self._visitor = raw, visitor
        self._open: list[Node] = []
        self._count = 0
        self._below = 0
        self.root = Node("", {}, 0, 0, b"")
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = _declared
        self.parser.StartDoctypeDeclHandler = _doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        if self._below:
            self._below += 1
            assert self._visitor is not None  # noqa: S101
            self._visitor.begin(name, attributes, at)
            return
        self._count += 1
        if self._count > MOST_NODES:
            raise UnmarkableError("a part has too many elements")
        tag = tag_at(self._raw, at)
        node = Node(name, attributes, at, tag.end(), tag[1])
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)
        self._below = self._visitor is not None and len(self._open) == 2 and node.name == self._visitor.within

    def _end(self, name: str) -> None:
        at = self.parser.CurrentByteIndex
        if self._below > 1:
            self._below -= 1
            assert self._visitor is not None  # noqa: S101
            self._visitor.finish(name, at)
            return
        self._below = 0
        node = self._open.pop()
        if self._raw[node.opened - 2 : node.opened] != b"/>":
            node.closing, node.end = at, self._raw.index(b">", at) + 1

    def _text(self, text: str) -> None:
        if self._below > 1:
            assert self._visitor is not None  # noqa: S101
            self._visitor.say(text)
        elif self._open:
            self._open[-1].texts.append(text)


def tag_at(raw: bytes, at: int) -> re.Match[bytes]:
    """Match the start tag that begins at `at`; its first group is the name as written."""
    tag = _TAG.match(raw, at)
    if tag is None:
        raise UnmarkableError("a tag is not where it should be")
    return tag


def _declared(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _UTF8:
        raise UnmarkableError("a part is not encoded in UTF-8")


def _doctype(*_: object) -> None:
    raise UnmarkableError("a part declares a document type")


class Edits:
    """Changes to a part, by the bytes that they stand in the place of."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._edits: list[tuple[int, int, int, bytes]] = []

    def replace(self, start: int, end: int, content: bytes) -> None:
        """Put `content` in the place of some bytes."""
        self._edits.append((start, end, len(self._edits), content))

    def insert(self, at: int, content: bytes) -> None:
        """Put `content` before the byte at `at`."""
        self.replace(at, at, content)

    @staticmethod
    def written(xml: str, prefix: str) -> bytes:
        """Return elements, written without a prefix, as they stand in the part."""
        return prefixed(xml, prefix)

    def remove(self, node: Node) -> None:
        """Leave out an element with all that is in it."""
        self.replace(node.start, node.end, b"")

    def append(self, node: Node, xml: str) -> None:
        """Put elements, written without a prefix, at the end of an element."""
        content = prefixed(xml, node.prefix)
        if node.end == node.opened:  # <node/>
            self.replace(node.opened - 2, node.opened, b">" + content + b"</" + node.qualified + b">")
        else:
            self.insert(node.closing, content)

    def set(self, node: Node, name: str, value: str) -> None:
        """Give an attribute without a namespace another value."""
        tag = self._raw[node.start : node.opened]
        written = attribute(value).encode()
        standing = re.search(rb"\s" + name.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')""", tag)
        if standing is not None:
            self.replace(node.start + standing.start(1), node.start + standing.end(1), written)
        else:
            at = node.start + 1 + len(node.qualified)
            self.insert(at, b" " + name.encode() + b"=" + written)

    def apply(self) -> bytes:
        """Return the part with all changes; those within a removed element are void."""
        pieces: list[bytes] = []
        done = 0
        for start, end, _, content in sorted(self._edits):
            if start >= done:
                pieces += [self._raw[done:start], content]
                done = end
        return b"".join([*pieces, self._raw[done:]])
