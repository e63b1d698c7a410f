"""Putting keys in the order of the house, before anything is written."""

import re

from zhunsheng.layout import house
from zhunsheng.layout.reading import raise_comments
from zhunsheng.layout.tree import Entry, Group, Node

Path = tuple[str, ...]
_YEARS = re.compile(r"\d{4}(-\d{4})?")


def step(path: Path, entry: Entry) -> Path:
    """Name where the value of an entry stands."""
    if entry.key is None:
        return (*path, "[]")
    return (*path, "*" if path in house.OWN_KEYS else entry.key.text)


def put_in_order(node: Node, path: Path = ()) -> None:
    """Order the keys of every mapping that has an order; lists keep theirs."""
    if not isinstance(node, Group):
        return
    for entry in node.entries:
        put_in_order(entry.value, step(path, entry))
        if node.is_list:
            raise_comments(entry)  # another key may now be the first
    order = house.ORDER.get(path)
    if order is not None and not node.is_list:
        places = {key: place for place, key in enumerate(order)}
        node.entries.sort(key=lambda entry: places.get(_name(entry), len(places)))
    elif path in house.BY_YEAR and all(_YEARS.fullmatch(_name(entry)) for entry in node.entries):
        node.entries.sort(key=_name)


def _name(entry: Entry) -> str:
    return "" if entry.key is None else entry.key.text
