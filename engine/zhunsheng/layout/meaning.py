"""What a document says, layout apart: its groups and values in order, and what each value is taken for."""

from zhunsheng.layout.scalars import tag_of
from zhunsheng.layout.tree import Group, Node

Meaning = tuple[object, ...]


def meaning(node: Node) -> Meaning:
    """Return a value that is equal for two documents iff they say the same."""
    if not isinstance(node, Group):
        return (node.text, tag_of(node))
    if node.is_list:
        return ("list", *(meaning(entry.value) for entry in node.entries))
    pairs = ((None if entry.key is None else meaning(entry.key), meaning(entry.value)) for entry in node.entries)
    return ("mapping", *pairs)


def comments(node: Node) -> list[str]:
    """Return every comment, sorted: moved ones count as kept."""
    if not isinstance(node, Group):
        return []
    found = [*node.foot]
    for entry in node.entries:
        found += [*entry.above, *entry.beside, *comments(entry.value)]
    return sorted(line for line in found if line)
