"""The texts of a plan as they are now, on the author's screen or on disk, each looked through once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from zhunsheng.editor.lines import UTF_16, Lines
from zhunsheng.editor.outline import Outline, outline
from zhunsheng.editor.things import Mention, Thing, declared, mentions
from zhunsheng.editor.words import Word
from zhunsheng.model import shapes
from zhunsheng.model.shapes.base import Refers, Shape
from zhunsheng.model.shapes.plan import PLAN

MAX_CHARACTERS = 1 << 20
_DIGITS = 4
_MOST_YEARS = 50


class Page:
    """One file: what it may hold, its text, its words, and what it declares and names, each worked out when asked."""

    def __init__(self, path: Path, text: str, encoding: str = UTF_16) -> None:
        self.path = path
        self.shape: Shape = shapes.of_file(path.name)
        self.lines = Lines(text[:MAX_CHARACTERS], encoding)

    @property
    def text(self) -> str:
        """The text itself."""
        return self.lines.text

    @cached_property
    def outline(self) -> Outline:
        """Its words."""
        return outline(self.text)

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """What it declares."""
        return declared(self.shape, self.outline.words, str(self.path))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """What it names."""
        return tuple(mentions(self.shape, self.outline.words, str(self.path)))

    def word_at(self, offset: int) -> Word | None:
        """Return the key or value that stands at `offset`, its end included."""
        return next((word for word in self.outline.words if word.start <= offset <= word.end), None)

    def value_at(self, *way: str | int) -> str | None:
        """Return the single value at the end of a way."""
        return next((word.text for word in self.outline.words if word.way == way and not word.is_key), None)


class Book:
    """The pages of one plan, those beside it included."""

    def __init__(self, encoding: str = UTF_16) -> None:
        self._encoding = encoding
        self.pages: dict[Path, Page] = {}

    def update(self, texts: Mapping[Path, str]) -> None:
        """Take over the texts as they are now; a page whose text has not changed stays."""
        before = self.pages
        self.pages = {
            path: before[path] if path in before and before[path].text == text else Page(path, text, self._encoding)
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

    def used_units(self) -> tuple[str, ...]:
        """The units in which something is declared, the most used first."""
        counted = Counter(thing.said["unit"] for thing in self.things(Refers.INDICATOR) if "unit" in thing.said)
        return tuple(unit for unit, _ in counted.most_common())

    def years(self) -> tuple[str, ...]:
        """The years of the plan, the base year first; none where plan.yaml does not tell."""
        plan = next((page for page in self.pages.values() if page.shape is PLAN), None)
        written = [] if plan is None else [plan.value_at("period", key) or "" for key in ("base", "start", "end")]
        if not written or not all(each.isdecimal() and len(each) == _DIGITS for each in written):
            return ()
        base, start, end = map(int, written)
        return (str(base), *map(str, range(start, min(end, start + _MOST_YEARS) + 1)))
