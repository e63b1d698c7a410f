"""Typed reading of a mapping: each key looked at once, whatever is wrong reported, None for what cannot be used."""

from collections.abc import Collection, Iterator
from collections.abc import Mapping as Map
from typing import TypeVar

from zhunsheng.compile.problems import Problems, did_you_mean, nearest, one_of, shown
from zhunsheng.compile.yaml_tree import Mapping, Node, Scalar, Sequence
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

_T = TypeVar("_T")

Written = Map[str, str | None]
"""The keys of a mapping, each with its text where it is a single value, else None."""

_KINDS = {
    Scalar: Text("一个值", "a single value"),
    Sequence: Text("一个清单", "a list"),
    Mapping: Text("一组“键: 值”", "a mapping of keys to values"),
}

_FILL_IN = Text("填上，或删去这个键。", "Fill it in, or remove the key.")


def wrong_type(node: Node, problems: Problems, expected: Text) -> None:
    """Report that `node` has the wrong shape."""
    kind = _KINDS[type(node)]
    problems.add("wrong-type", node.at, Text(f"这里是{kind.zh}。", f"This is {kind.en}."), expected)


class Fields:
    """The keys of one mapping, checked against those that are allowed and required."""

    def __init__(
        self, node: Mapping, problems: Problems, required: Collection[str], optional: Collection[str] = ()
    ) -> None:
        self.at = node.at
        self.problems = problems
        allowed = (*required, *optional)
        self._entries = {key.text: (key, value) for key, value in node.entries if key.text in allowed}
        meant = {self._unknown(key, allowed) for key, _ in node.entries if key.text not in allowed}
        # A misspelt key is one mistake, not two: the key that was meant is not called missing as well.
        for key in required:
            if key not in self._entries and key not in meant:
                message = Text(f"缺少“{key}”。", f"“{key}” is missing.")
                problems.add("missing-key", node.at, message, hint=Text(f"写上 {key}: …", f"Add {key}: …"))

    def _unknown(self, key: Scalar, allowed: Collection[str]) -> str | None:
        message = Text(f"不认识的键“{shown(key.text)}”。", f"Unknown key “{shown(key.text)}”.")
        self.problems.add("unknown-key", key.at, message, one_of(allowed), did_you_mean(key.text, allowed))
        return nearest(key.text, allowed)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def key_at(self, key: str) -> Location:
        """Where the key `key` itself stands. Raises `KeyError`."""
        return self._entries[key][0].at

    def node(self, key: str) -> Node | None:
        """Return the value as it is, or None where the key is absent."""
        entry = self._entries.get(key)
        return None if entry is None else entry[1]

    def scalar(self, key: str) -> Scalar | None:
        """Return a single value that is not blank."""
        node = self.node(key)
        return None if node is None else scalar(node, self.problems)

    def text(self, key: str, default: str | None = None) -> str | None:
        """Return a single value's text, or `default` where the key is absent."""
        if key not in self._entries:
            return default
        value = self.scalar(key)
        return None if value is None else value.text

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """Return a list of single values, without the unusable ones. Empty where the key is absent."""
        found = (scalar(item, self.problems) for item in self.items(key))
        return tuple(item for item in found if item is not None)

    def one_or_more(self, key: str) -> tuple[Scalar, ...]:
        """Return a single value, or each of a list of them. Empty where the key is absent."""
        if isinstance(self.node(key), Sequence):
            return self.scalars(key)
        value = self.scalar(key)
        return () if value is None else (value,)

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the items of a list. Empty where the key is absent."""
        node = self.node(key)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            wrong_type(node, self.problems, Text("一个清单，如 [甲, 乙]", "a list, such as [a, b]"))
            return ()
        if not node.items:
            self.problems.add("empty-value", node.at, Text("清单是空的。", "The list is empty."), hint=_FILL_IN)
        return node.items

    def entries(self, key: str, example: str) -> tuple[tuple[Scalar, Node], ...]:
        """Return the keys and values of a mapping whose keys are the author's own. Empty where the key is absent."""
        node = self.node(key)
        if node is None:
            return ()
        found = mapping(node, self.problems, example)
        return () if found is None else found.entries

    def fields(self, key: str, required: Collection[str], optional: Collection[str] = ()) -> "Fields | None":
        """Return the mapping under `key`. None where it is absent or something else."""
        node = self.node(key)
        return None if node is None else fields(node, self.problems, required, optional)

    def choice(self, key: str, choices: dict[str, _T], default: _T | None = None) -> _T | None:
        """Return one of a closed vocabulary, or `default` where the key is absent."""
        if key not in self._entries:
            return default
        value = self.scalar(key)
        return None if value is None else choose(value, choices, self.problems)


def scalar(node: Node, problems: Problems) -> Scalar | None:
    """Take `node` for a single value, without the blanks around it. Reported, and None, if nothing is left."""
    if not isinstance(node, Scalar):
        wrong_type(node, problems, _KINDS[Scalar])
        return None
    if not node.text.strip():
        message = Text("值是空的。", "The value is empty.")
        problems.add("empty-value", node.at, message, hint=_FILL_IN)
        return None
    # A folded value ends in a line feed that nobody meant; names are compared without blanks around them.
    text = node.text.strip()
    return node if text == node.text else node.with_text(text)


def mapping(node: Node, problems: Problems, example: str) -> Mapping | None:
    """Take `node` for a mapping that is not empty, or report it."""
    if not isinstance(node, Mapping):
        wrong_type(node, problems, Text(f"一组“键: 值”，如 {example}", f"a mapping, such as {example}"))
        return None
    if not node.entries:
        problems.add("empty-value", node.at, Text("这一组是空的。", "The mapping is empty."), Text(example, example))
        return None
    return node


def fields(node: Node, problems: Problems, required: Collection[str], optional: Collection[str] = ()) -> Fields | None:
    """Take `node` for a mapping with these keys, or report it."""
    if not isinstance(node, Mapping):
        keys = required or optional
        wrong_type(node, problems, Text(f"一组“键: 值”，键为 {'、'.join(keys)}", f"a mapping with {', '.join(keys)}"))
        return None
    return Fields(node, problems, required, optional)


def texts(node: Node) -> Written:
    """Say what a mapping says, before it is known which keys belong to it. Empty where `node` is something else."""
    entries = node.entries if isinstance(node, Mapping) else ()
    return {key.text: value.text.strip() if isinstance(value, Scalar) else None for key, value in entries}


def each(
    nodes: tuple[Node, ...], problems: Problems, required: Collection[str], optional: Collection[str] = ()
) -> Iterator[Fields]:
    """Go through a list of mappings with these keys."""
    for node in nodes:
        found = fields(node, problems, required, optional)
        if found is not None:
            yield found


def choose(value: Scalar, choices: dict[str, _T], problems: Problems) -> _T | None:
    """Look `value` up in a closed vocabulary, or report it."""
    if value.text in choices:
        return choices[value.text]
    message = Text(f"没有“{shown(value.text)}”这个值。", f"There is no value “{shown(value.text)}”.")
    problems.add("unknown-value", value.at, message, one_of(choices), did_you_mean(value.text, choices))
    return None
