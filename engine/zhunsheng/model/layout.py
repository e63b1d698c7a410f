"""How a YAML file is laid out: what stands where, for whoever points at it or changes it. No meaning, only places."""

from collections.abc import Iterator
from functools import cached_property

import msgspec


class Span(msgspec.Struct, frozen=True):
    """From `line`:`column` up to, and without, `end_line`:`end_column`; counted from 1, columns in characters."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def start(self) -> tuple[int, int]:
        """The line and column of its first character."""
        return self.line, self.column

    @property
    def end(self) -> tuple[int, int]:
        """The line, and the column after its last character."""
        return self.end_line, self.end_column


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A value as it stands in a file: `text` of a single one, else `entries` of a mapping or `items` of a list.

    `key` is the span of the key that it stands under, where there is one. `flow` says that it stands in brackets or
    in quotes.
    """

    span: Span
    text: str | None = None
    entries: tuple[tuple[str, "Written"], ...] = ()
    items: tuple["Written", ...] = ()
    key: Span | None = None
    flow: bool = False

    def under(self, *keys: str) -> "Written | None":
        """Follow keys from here; None where one is absent. A key given twice is the first one."""
        found: Written | None = self
        for key in keys:
            found = None if found is None else next((value for name, value in found.entries if name == key), None)
        return found

    @property
    def name(self) -> str | None:
        """What an item of a list is called: its text, or its id."""
        named = self.under("id")
        return self.text if named is None else named.text


class Comment(msgspec.Struct, frozen=True):
    """A comment from its `#` to the end of its line. `alone`: nothing else stands on the line."""

    line: int
    column: int
    text: str
    alone: bool


class Layout(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One file. `root` is None, and there are no comments, where it is no YAML. `file` is relative to the plan folder.

    `text` has line feeds only, and no byte order mark.
    """

    file: str
    text: str
    root: Written | None = None
    comments: tuple[Comment, ...] = ()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, without their ends."""
        return tuple(self.text.split("\n"))

    @cached_property
    def spots(self) -> dict[tuple[int, int], tuple[str, Span]]:
        """What starts where: the path to it (“rules/share/target/2025”), and its span; keys before what they hold."""
        found: dict[tuple[int, int], tuple[str, Span]] = {}
        for path, span in [] if self.root is None else _spots(self.root, ""):
            found.setdefault(span.start, (path, span))
        return found

    @cached_property
    def rules(self) -> dict[str, Written]:
        """The items of `rules` by their ids; of two with one id, the first."""
        return self._listed("rules")

    @cached_property
    def indicators(self) -> dict[str, Written]:
        """The items of `indicators` by their ids; of two with one id, the first."""
        return self._listed("indicators")

    def _listed(self, key: str) -> dict[str, Written]:
        found: dict[str, Written] = {}
        held = None if self.root is None else self.root.under(key)
        for item in () if held is None else held.items:
            if item.name is not None:
                found.setdefault(item.name, item)
        return found


def _spots(node: Written, path: str) -> Iterator[tuple[str, Span]]:
    """List a node and all below it: single values and keys first, for a mapping begins where its first key does."""
    for name, value in node.entries:
        below = f"{path}/{name}" if path else name
        if value.key is not None:
            yield below, value.key
        yield from _spots(value, below)
    for number, item in enumerate(node.items, 1):
        yield from _spots(item, f"{path}/{number if item.name is None else item.name}")
    yield path, node.span
