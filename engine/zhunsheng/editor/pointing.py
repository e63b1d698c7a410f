"""What an author points at: what it means, where it is declared, and where else it is named."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from zhunsheng.editor.bench import Bench
from zhunsheng.editor.book import Book, Page
from zhunsheng.editor.complete import quoted, word_in
from zhunsheng.editor.forms import key_of, named_by, values_at
from zhunsheng.editor.things import Mention, Thing
from zhunsheng.editor.words import Word
from zhunsheng.model.rule import Citation
from zhunsheng.model.shapes.base import Key, Refers
from zhunsheng.model.text import Lang, Text

_SORT = {
    Refers.INDICATOR: Text("指标", "indicator"),
    Refers.DEPARTMENT: Text("部门", "department"),
    Refers.PLACE: Text("地区", "place"),
    Refers.LEVEL: Text("地区级别", "level"),
    Refers.TASK: Text("任务", "task"),
    Refers.RULE: Text("规则", "rule"),
    Refers.UNIT: Text("单位", "unit"),
    Refers.THEME: Text("主题", "theme"),
}
_MARKS = re.compile(r"[\\`*_{}\[\]()#+!|<>~:]")
_TOLD = ("unit", "kind", "owner", "definition", "level", "within", "locator")


def meaning(book: Book, page: Page, offset: int, bench: Bench, plan: Path, lang: Lang) -> tuple[Word, str] | None:
    """Say, as Markdown, what stands at `offset`, and which word that is. None where nothing is to be said."""
    word = word_in(page, offset)
    if word is None:
        return None
    parts = [part for part in _parts(book, page, word, bench, plan, lang) if part]
    return (word, "\n\n".join(parts)) if parts else None


def _parts(book: Book, page: Page, word: Word, bench: Bench, plan: Path, lang: Lang) -> Iterator[str]:
    key = key_of(page.shape, word) if word.is_key else None
    if key is not None:
        yield _of_key(key)
    for value in () if word.is_key else values_at(page.shape, word.way):
        if word.text in value.choices:
            chosen = value.choices[word.text]
            yield f"**{word.text}** {chosen.zh}\n\n*{chosen.en}*"
    thing = thing_at(book, page, word)
    if thing is not None:
        sentence = bench.sentence(plan, thing.id) if _is_rule(book, thing) else ""
        yield _of_thing(thing, lang)
        yield as_text(sentence)


def as_text(plain: str) -> str:
    """Write plain text into Markdown so that it is read as it stands."""
    return f"```text\n{plain.replace('```', '‵‵‵')}\n```" if plain else ""


def _of_key(key: Key) -> str:
    shown = "".join(f"\n    {key.name}: {flow(example)}" for example in key.examples)
    return f"**{key.name}** {key.about.zh}\n\n*{key.about.en}*" + (f"\n\n{shown}" if shown else "")


def flow(value: object) -> str:
    """Write a value on one line, as an author would."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str):
        return quoted(value, "")
    return json.dumps(value)


def _of_thing(thing: Thing, lang: Lang) -> str:
    told = "，".join(f"{key}: {plain(thing.said[key])}" for key in _TOLD if key in thing.said)
    title = f" {plain(thing.title)}" if thing.title else ""
    return f"{_SORT[thing.sort].to(lang)} **{plain(thing.id)}**{title}" + (f"\n\n{told}" if told else "")


def plain(text: str) -> str:
    """Write what stands in a file so that Markdown shows it as it is, and fetches nothing for it."""
    return _MARKS.sub(r"\\\g<0>", text)


def _is_rule(book: Book, thing: Thing) -> bool:
    return thing.sort is Refers.RULE or (
        thing.sort is Refers.INDICATOR and book.find(Refers.RULE, thing.id) is not None
    )


def thing_at(book: Book, page: Page, word: Word) -> Thing | None:
    """Return what a word names, or what it declares."""
    own = next((thing for thing in page.things if (thing.start, thing.end) == (word.start, word.end)), None)
    if own is not None:
        return own
    sort = named_by(page.shape, word)
    return None if sort is None else book.find(sort, word.text)


def declared_at(book: Book, page: Page, offset: int) -> Thing | None:
    """Return what is named at `offset`."""
    word = word_in(page, offset)
    return None if word is None else thing_at(book, page, word)


def naming(book: Book, page: Page, offset: int) -> tuple[Thing, tuple[Mention, ...]] | None:
    """Return what is named at `offset`, and every place that names it."""
    thing = declared_at(book, page, offset)
    if thing is None:
        return None
    both = [thing]
    if thing.sort is Refers.RULE:
        both += [each for each in page.things if each.sort is Refers.INDICATOR and each.start == thing.start]
    return thing, tuple(mention for each in both for mention in book.naming(each))


def cited_at(page: Page, offset: int) -> Citation | None:
    """Return the citation of which a key or a value stands at `offset`: that of the nearest mapping with a locator.

    On one of its figures it is cited with that figure alone.
    """
    word = page.word_at(offset)
    ways = () if word is None else (word.way[:length] for length in range(len(word.way), 0, -1))
    way, locator = next(
        ((way, found) for way in ways if (found := page.value_at(*way, "locator")) is not None), ((), "")
    )
    if word is None or not way:
        return None
    key = (*way, "figure")
    figures = [each for each in page.outline.words if each.way[: len(key)] == key and not each.is_key]
    pointed = [word] if word in figures else figures
    return Citation(
        locator=locator,
        anchor=page.value_at(*way, "anchor") or "",
        figures=tuple(dict.fromkeys(each.text for each in pointed)),
    )
