"""The texts of a plan as they are now, on the author's screen or on disk, each looked through once."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from zhunsheng.editor.lines import UTF_16, Lines
from zhunsheng.editor.outline import Outline, Word, outline
from zhunsheng.editor.things import Mention, Thing, declared, mentions
from zhunsheng.model import shapes
from zhunsheng.model.shapes.base import Refers, Shape

MAX_CHARACTERS = 1 << 20


class Page(NamedTuple):
    """One file: what it may hold, its text, its words, and what it declares and names."""

    path: Path
    shape: Shape
    lines: Lines
    outline: Outline
    things: tuple[Thing, ...]
    mentions: tuple[Mention, ...]

    @property
    def text(self) -> str:
        """The text itself."""
        return self.lines.text

    def word_at(self, offset: int) -> Word | None:
        """Return the key or value that stands at `offset`, its end included."""
        return next((word for word in self.outline.words if word.start <= offset <= word.end), None)


def page(path: Path, text: str, encoding: str = UTF_16) -> Page:
    """Look through the text of a file; places in it are counted in code units of `encoding`."""
    shape, text = shapes.of_file(path.name), text[:MAX_CHARACTERS]
    found = outline(text)
    things = declared(shape, found.words, str(path))
    return Page(path, shape, Lines(text, encoding), found, things, tuple(mentions(shape, found.words, str(path))))


class Book:
    """The pages of one plan, those beside it included."""

    def __init__(self, encoding: str = UTF_16) -> None:
        self._encoding = encoding
        self.pages: dict[Path, Page] = {}

    def update(self, texts: Mapping[Path, str]) -> None:
        """Take over the texts as they are now; a page whose text has not changed stays."""
        before = self.pages
        self.pages = {
            path: before[path] if path in before and before[path].text == text else page(path, text, self._encoding)
            for path, text in texts.items()
        }

    def things(self, sort: Refers) -> Iterator[Thing]:
        """Everything of a sort that is declared, in the order of the files."""
        return (thing for each in self.pages.values() for thing in each.things if thing.sort is sort)

    def find(self, sort: Refers, name: str) -> Thing | None:
        """Return what goes by a name."""
        return next((thing for thing in self.things(sort) if name in thing.names), None)

    def naming(self, thing: Thing) -> Iterator[Mention]:
        """Every mention of a thing."""
        found = (mention for each in self.pages.values() for mention in each.mentions)
        return (mention for mention in found if mention.sort is thing.sort and mention.name in thing.names)
