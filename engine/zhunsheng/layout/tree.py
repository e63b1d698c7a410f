"""A YAML document as it is laid out: values as written, what stands above and beside them, what is in one line."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Scalar:
    """A single value. `style` is its mark in YAML: none, a quote, or `|` or `>` of a block of text.

    `raw` is the block of text as it stands in the file, head and all; empty for every other style.
    """

    text: str
    style: str = ""
    raw: str = ""


@dataclass(slots=True)
class Entry:
    """A key and its value, or, without a key, an item of a list.

    `above` holds the lines in front of it: comments, and "" for empty lines. `beside` is what is noted on its own line.
    """

    key: Scalar | None = None
    value: "Node" = field(default_factory=lambda: Scalar(""))
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """A mapping or a list. `flow` says that it stands in brackets; `foot` are the comments below its last entry."""

    is_list: bool
    flow: bool
    entries: list[Entry] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    commented: bool = False
    """There is a comment somewhere inside, so that it cannot stand in one line."""


Node = Scalar | Group
