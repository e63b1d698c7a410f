"""One hostile thing: how it is made, and what a user must be told of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

REFUSED = frozenset({3})
"""Something could not be read; all else was judged."""
READABLE = frozenset({0, 1})
"""The figures can be read after all; a warning at most."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A hostile file or folder. `build` puts it into the folder that it is given, beside a good file.

    `code` is that of the message that must be said, empty where nothing need be; `file` is what the message must name.
    """

    name: str
    code: str
    file: str
    build: Callable[[Path], None]
    exits: frozenset[int] = REFUSED
    heavy: bool = False
    """Whether it takes seconds to make or to refuse."""

    def __str__(self) -> str:
        return self.name


def file(
    name: str, code: str, raw: Callable[[], bytes], called: str, exits: frozenset[int] = REFUSED, heavy: bool = False
) -> Entry:
    """Make an entry of a single file; its bytes are made when they are wanted."""

    def build(folder: Path) -> None:
        (folder / called).write_bytes(raw())

    return Entry(name=name, code=code, file=called, build=build, exits=exits, heavy=heavy)


Rows = Iterator[tuple[str, str, Callable[[], bytes]]]
"""Entries of one kind in rows: name, code, bytes."""


def of_files(rows: Rows, called: str, exits: frozenset[int] = REFUSED, heavy: bool = False) -> tuple[Entry, ...]:
    """Make entries of files that are all called the same."""
    return tuple(file(name, code, raw, called, exits, heavy) for name, code, raw in rows)
