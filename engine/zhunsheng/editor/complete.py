"""What may be typed next: keys, words of a vocabulary, and the names of what the plan declares."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from zhunsheng.editor.book import Book, Page
from zhunsheng.editor.forms import forms_at
from zhunsheng.editor.outline import outline
from zhunsheng.editor.words import Cut, Way, Word
from zhunsheng.model.shapes.base import Entries, Form, Refers, Shape, Value
from zhunsheng.model.shapes.values import YEARS
from zhunsheng.model.text import Lang, Text

_NAME = re.compile(r"[\w-]*$")
_NEEDS_QUOTES = re.compile(r"^[>%@`!&*|<=\"'\[\]{}#,?:-]|: | #|^(true|false|yes|no|null|~)$")


class Offer(NamedTuple):
    """Something to type: what is shown, what is typed, and what it means; `found_by` is more that one may search by."""

    label: str
    text: str
    about: str
    sort: str
    found_by: str = ""


class Offers(NamedTuple):
    """What is offered, and the stretch of the text that it replaces."""

    start: int
    end: int
    items: tuple[Offer, ...]


def offers(book: Book, page: Page, offset: int, units: Iterable[str], lang: Lang) -> Offers:
    """Say what may be typed at `offset`."""
    text = page.text
    if _in_comment(text, offset):
        return Offers(offset, offset, ())
    cut = outline(text[:offset]).cut
    start = min(cut.start, offset)
    typed = text[start:offset]
    end = offset + (1 if typed[:1] in ('"', "'") and text[offset : offset + 1] == typed[:1] else 0)
    written = _written(page, cut.way)
    found: list[Offer] = []
    for form in forms_at(page.shape, cut.way):
        if cut.typing in ("key", "item"):
            found += _keys(form, written, book, lang, colon=not re.match(r"[\w-]*\s*:", text[offset:]))
        if cut.typing in ("value", "item") and isinstance(form, Value):
            found += _values(form, book, units, lang, quote=typed[:1])
            found += _named_by_key(page, cut, book)
    if any(isinstance(form, Value) and form.refers is Refers.INDICATOR for form in forms_at(page.shape, cut.way)):
        name = _NAME.search(typed)
        if name is not None and re.search(r"[-+*/( ]", typed[: name.start()]):
            start += name.start()
    return Offers(start, end, tuple({offer.label: offer for offer in found}.values()))


def _in_comment(text: str, offset: int) -> bool:
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return re.match(r"^\s*#|.*\s#\s", line) is not None


def _written(page: Page, way: Way) -> Mapping[str, str | None]:
    """The keys of the mapping at `way`, each with its text if it is a single value."""
    below = [word for word in page.outline.words if len(word.way) == len(way) + 1 and word.way[:-1] == way]
    values = {str(word.way[-1]): word.text for word in below if not word.is_key}
    return {word.text: values.get(word.text) for word in below if word.is_key}


def _keys(form: Form, written: Mapping[str, str | None], book: Book, lang: Lang, *, colon: bool) -> Iterator[Offer]:
    after = ": " if colon else ""
    if isinstance(form, Shape):
        names = form.names_for(written)
        for key in form.keys:
            if key.name not in written and (key.name in names.needed or key.name in names.optional):
                must = Text("（必填）", " (needed)").to(lang) if key.name in names.needed else ""
                yield Offer(key.name, key.name + after, key.about.to(lang) + must, "key")
    if isinstance(form, Entries):
        for word, meaning in (*form.keys.usual.items(), *form.keys.choices.items()):
            if word not in written:
                yield Offer(word, word + after, meaning.to(lang), "key")
        if form.keys is YEARS:
            yield from (Offer(year, year + after, "", "key") for year in book.years() if year not in written)
        if form.keys.refers is not None:
            yield from (offer for offer in _things(form.keys.refers, book, after) if offer.label not in written)


def _values(value: Value, book: Book, units: Iterable[str], lang: Lang, *, quote: str) -> Iterator[Offer]:
    for word, meaning in (*value.choices.items(), *value.usual.items()):
        plain = value.choices.keys() >= {"true"} and word in ("true", "false")
        yield Offer(word.strip(), word if plain else quoted(word, quote), meaning.to(lang), "value")
    if value.refers is Refers.UNIT:
        for unit in dict.fromkeys((*book.used_units(), *units)):
            yield Offer(unit, quoted(unit, quote), "", "unit")
    elif value.refers is not None:
        yield from _things(value.refers, book, "")


def _named_by_key(page: Page, cut: Cut, book: Book) -> Iterator[Offer]:
    """Values of a test in a policy: what they name depends on the attribute before them."""
    for form in forms_at(page.shape, cut.way[:-1]):
        if isinstance(form, Entries) and str(cut.way[-1]) in form.names:
            yield from _things(form.names[str(cut.way[-1])], book, "")


def _things(sort: Refers, book: Book, after: str) -> Iterator[Offer]:
    for thing in book.things(sort):
        about = "，".join(part for part in (thing.title, thing.said.get("unit", "")) if part)
        yield Offer(thing.id, quoted(thing.id, "") + after, about, sort.value, " ".join(thing.names))


def quoted(word: str, quote: str) -> str:
    """Write a word so that YAML reads it as it is; in the quotes that were begun, if any."""
    if quote in ('"', "'") and quote:
        return quote + word + quote
    numeric = re.fullmatch(r"[-+.\d]+", word) is not None
    return f'"{word}"' if numeric or _NEEDS_QUOTES.search(word) else word


def word_in(page: Page, offset: int) -> Word | None:
    """Return what an author points at: a word, or within a formula the name at `offset`."""
    word = page.word_at(offset)
    if word is None or word.is_key or not re.search(r"[-+*/()\s]", word.text):
        return word
    text = page.text
    start = offset - len((_NAME.search(text, word.start, offset) or [""])[0])
    after = re.compile(r"[\w-]*").match(text, offset)
    end = offset if after is None else min(after.end(), word.end)
    return word._replace(text=text[start:end], start=start, end=end) if end > start else word
