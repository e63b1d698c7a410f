"""Words of a file as pyyaml finds them, and what is being typed wherever a file is cut off."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.support import plan_folder
from tests.support.paths import ROOT

from zhunsheng.editor.book import Book
from zhunsheng.editor.complete import offers
from zhunsheng.editor.outline import outline
from zhunsheng.editor.pointing import naming
from zhunsheng.editor.words import Cut, Way, word_end

SHIPPED = sorted((ROOT / "rules").rglob("*.yaml"))
SMALL = {name: text for name, text in plan_folder.FILES.items() if name.endswith(".yaml")}
Found = tuple[Way, bool, int, int]


def composed(node: yaml.Node, way: Way = ()) -> Iterator[Found]:
    """Keys and values as pyyaml composes them: the way to each, and where it stands."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*way, key.value), True, key.start_mark.index, key.end_mark.index
            yield from composed(value, (*way, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from composed(item, (*way, number))
    else:
        yield way, False, node.start_mark.index, node.end_mark.index


def found(text: str) -> list[Found]:
    return [(word.way, word.is_key, word.start, word.end) for word in outline(text).words]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_file_has_the_words_that_a_parser_finds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert found(text) == list(composed(yaml.compose(text)))


@pytest.mark.parametrize("name", SMALL)
def test_the_small_plan_has_too(name: str) -> None:
    assert found(SMALL[name]) == list(composed(yaml.compose(SMALL[name])))


@pytest.mark.parametrize("name", SMALL)
def test_wherever_a_file_is_cut_off_it_is_known_what_was_being_typed(name: str) -> None:
    text = SMALL[name]
    for word in outline(text).words:
        middle = (word.start + word.end + 1) // 2
        cut = outline(text[:middle]).cut
        assert cut.start == word.start
        if word.is_key:
            assert cut.way == word.way[:-1]
            assert cut.typing in ("key", "item")
        else:
            assert cut.way == word.way
            assert cut.typing in ("value", "item")


@pytest.mark.parametrize("name", SMALL)
def test_nothing_cut_off_anywhere_is_too_much(name: str) -> None:
    text = SMALL[name]
    whole = outline(text).words
    for end in range(0, len(text), 11):
        part = outline(text[:end])
        settled = [word for word in whole if word.end < end and text[word.end : end].strip(" ,]}:\n\"'")]
        assert [w.way for w in part.words][: len(settled)] == [w.way for w in settled]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", Cut((), "key", 0)),
        ("rules:\n", Cut((), "key", 7)),
        ("rules:\n  ", Cut(("rules",), "item", 9)),
        ("rules:\n  - ", Cut(("rules", 0), "item", 11)),
        ("rules:\n  - id: a\n    ", Cut(("rules", 0), "key", 21)),
        ("rules:\n  - id: a\n  ", Cut((), "key", 19)),
        ("rules:\n  - id: a\n    nature: ", Cut(("rules", 0, "nature"), "value", 29)),
        ("rules:\n  - id: a\n    scope: {", Cut(("rules", 0, "scope"), "key", 29)),
        ("rules:\n  - id: a\n    scope: {level: ", Cut(("rules", 0, "scope", "level"), "value", 36)),
        ("rules:\n  - id: a\n    scope: {level: x, ", Cut(("rules", 0, "scope"), "key", 39)),
        ("rules:\n  - id: a\n    support: [", Cut(("rules", 0, "support", 0), "item", 31)),
        ("rules:\n  - id: a\n    support: [甲, ", Cut(("rules", 0, "support", 1), "item", 34)),
        ("rules:\n- id: a\n  titl", Cut(("rules", 0), "key", 17)),
        ('a: "b', Cut(("a",), "value", 3)),
        ("a: |\n  text\n", Cut((), "key", 12)),
        ("a: |\n  te", Cut(("a",), "value", 3)),
    ],
)
def test_what_is_being_typed(text: str, cut: Cut) -> None:
    assert outline(text).cut == cut


@pytest.mark.parametrize(
    "broken",
    [
        "    support: [甲局\n",
        "    source: {locator: 表1, anchor: 收\n",
        '    note: "没有写完\n',
        "    ]}{ : - [\n",
        "    : :\n",
        "    - - -\n",
        "\t\n",
        "    target: {2025: >= 95}\n",
    ],
)
def test_what_is_broken_hides_nothing_below_it(broken: str) -> None:
    text = f"theme: x\nrules:\n  - id: a\n    title: 甲\n{broken}  - id: b\n    owner: 乙局\nindicators:\n  - id: c\n"
    ids = [word.text for word in outline(text).words if not word.is_key and word.way[-1] == "id"]
    assert ids == ["a", "b", "c"]
    assert any(word.way[-1] == "owner" and word.text == "乙局" for word in outline(text).words)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "a: " + "{b: [" * 20_000, "a" + " " * 200_000 + "b", "- " * 20_000, ": " * 50_000]
)
def test_nothing_takes_it_long(text: str) -> None:
    assert outline(text).cut.start <= len(text)


SIGNS = " \n:-[]{}\"',#甲𠮷\r\tab|>&*!%0\u2028"


def test_whatever_is_typed_anywhere_something_can_be_said() -> None:
    rng = random.Random(20)  # noqa: S311 - any will do, and the same each time
    for _ in range(150):
        name = rng.choice(sorted(SMALL))
        text = SMALL[name]
        for _ in range(rng.randint(1, 6)):
            start = rng.randrange(len(text) + 1)
            typed = "".join(rng.choice(SIGNS) for _ in range(rng.randint(0, 6)))
            text = text[:start] + typed + text[start + rng.randint(0, 12) :]
        book = Book()
        book.update({Path(each): text if each == name else SMALL[each] for each in SMALL})
        page, at = book.pages[Path(name)], rng.randrange(len(text) + 1)
        found = offers(book, page, at, (), "zh")
        assert 0 <= found.start <= found.end <= len(text)
        assert at <= word_end(text, at) <= len(text)
        named = naming(book, page, at)
        assert named is None or named[0].id in named[0].names
