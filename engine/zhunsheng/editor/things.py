"""What the files of a plan declare, and where: indicators, rules, departments, places, levels, tasks, themes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from zhunsheng.editor.forms import named_by
from zhunsheng.editor.words import Way, Word
from zhunsheng.model.shapes.assessment import ASSESSMENT
from zhunsheng.model.shapes.base import Refers, Shape
from zhunsheng.model.shapes.plan import PLAN
from zhunsheng.model.shapes.rules import RULES

_SECTIONS: Mapping[str, Mapping[str, Refers]] = {
    PLAN.name: {"departments": Refers.DEPARTMENT, "places": Refers.PLACE, "tasks": Refers.TASK},
    RULES.name: {"indicators": Refers.INDICATOR, "rules": Refers.RULE},
    ASSESSMENT.name: {"themes": Refers.THEME},
}
_WITH_LEVELS = ("places", "rosters")


class Thing(NamedTuple):
    """Something that others may name: its id, every name that it goes by, and where its id stands.

    `said` holds the single values beside it by key; `whole` is where all of it begins and ends.
    """

    sort: Refers
    id: str
    names: tuple[str, ...]
    file: str
    start: int
    end: int
    said: Mapping[str, str]
    whole: tuple[int, int]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.said.get("title", "")


class Mention(NamedTuple):
    """A word that names something."""

    sort: Refers
    name: str
    file: str
    start: int
    end: int


def declared(root: Shape, words: Iterable[Word], file: str) -> tuple[Thing, ...]:
    """Return what a file declares, in its order. A rule without `indicator` declares its indicator as well."""
    sections = _SECTIONS.get(root.name, {})
    items: dict[Way, list[Word]] = {}
    for word in words:
        if len(word.way) > 2 and isinstance(word.way[1], int):
            items.setdefault(word.way[:2], []).append(word)
    return tuple(thing for way, found in items.items() for thing in _of_item(sections, str(way[0]), found, file))


def _of_item(sections: Mapping[str, Refers], section: str, words: list[Word], file: str) -> Iterator[Thing]:
    values = {str(word.way[2]): word for word in words if not word.is_key and len(word.way) == 3}
    said = {key: word.text for key, word in values.items()}
    whole = words[0].start, max(word.end for word in words)
    aliases = tuple(word.text for word in words if not word.is_key and len(word.way) == 4 and word.way[2] == "aliases")
    sort, named = sections.get(section), values.get("id")
    if sort is not None and named is not None:
        names = (named.text, *((said["title"],) if "title" in said else ()), *aliases)
        thing = Thing(sort, named.text, names, file, named.start, named.end, said, whole)
        yield thing
        if sort is Refers.RULE and not any(word.is_key and word.way[2:] == ("indicator",) for word in words):
            yield thing._replace(sort=Refers.INDICATOR)
    level = values.get("level")
    if section in _WITH_LEVELS and level is not None and Refers.DEPARTMENT in sections.values():
        yield Thing(Refers.LEVEL, level.text, (level.text,), file, level.start, level.end, {}, whole)


def mentions(root: Shape, words: Iterable[Word], file: str) -> Iterator[Mention]:
    """Every word of a file that names something."""
    for word in words:
        sort = named_by(root, word)
        if sort is not None:
            yield Mention(sort, word.text, file, word.start, word.end)
