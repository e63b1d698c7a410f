"""A comma inside braces divides a number: that is said as such, and hides nothing else of the file."""

from pathlib import Path

import pytest
from tests.support import plan_folder

from zhunsheng.compile import load
from zhunsheng.compile.files import SourceText
from zhunsheng.compile.problems import Problems
from zhunsheng.compile.yaml_tree import Mapping, Scalar, parse


def read(text: str) -> tuple[dict[str, str], list[str]]:
    """The scalars of a mapping, and the messages with their places."""
    problems = Problems()
    tree = parse(SourceText("a.yaml", text), problems)
    entries = tree.entries if isinstance(tree, Mapping) else ()
    scalars = {key.text: value.text for key, value in entries if isinstance(value, Scalar)}
    return scalars, [f"{each.at.line}:{each.at.column} {each.message.zh}" for each in problems.found]


@pytest.mark.parametrize(
    ("text", "entries", "told"),
    [
        ("{figure: 5,800}", {"figure": "5800"}, ["1:10 5,800 的逗号把这个数分成了几项。"]),
        ("{a: 1,234,567, b: 2}", {"a": "1234567", "b": "2"}, ["1:5 1,234,567 的逗号把这个数分成了几项。"]),
        ("{a: 12,345, b: 6,789}", {"a": "12345", "b": "6789"}, ["1:5 12,345", "1:16 6,789"]),
        ("{a: [1], a: 5,800}", {}, ["1:10 键“a”写了两次", "1:13 5,800"]),
        ("{[a]: 5,800}", {}, ["1:2 键必须是一个词", "1:7 5,800"]),
        ("{a: 5,800: 3}", {"a": "5", "800": "3"}, []),
        ("{a: 5,80}", {}, ["1:7 这一项没有写成"]),
        ("{a: 2020,800}", {}, ["1:10 这一项没有写成"]),
    ],
)
def test_what_a_comma_divides(text: str, entries: dict[str, str], told: list[str]) -> None:
    scalars, said = read(text)
    assert (not said and not told) or len(said) == len(told), said
    assert all(each.startswith(expected) for each, expected in zip(said, told, strict=True)), said
    assert scalars == entries


def test_what_else_is_wrong_is_told_beside_it(tmp_path: Path) -> None:
    rules = (
        plan_folder.FILES["rules.yaml"].replace("figure: [一, 2]", "figure: 5,800").replace("nature: ", "natur: ", 1)
    )
    problems = load(plan_folder.write(tmp_path / "mini", rules=rules)).problems
    assert {"yaml-syntax", "unknown-key"} <= {each.code for each in problems}
    (cut,) = (each for each in problems if each.code == "yaml-syntax")
    assert cut.hint is not None
    assert cut.hint.en == "Write 5800, without the comma."
