"""A new entry in a file that stands already: its comments and all else stay."""

from zhunsheng.layout import ordering, reading, writing
from zhunsheng.layout.tree import Entry, Group, Scalar


def with_item(text: str, key: str, item: str) -> str:
    """Put `item`, the YAML of a list of one, at the end of the list under `key`, which is made if there is none.

    Returns the whole file in the layout of the house. Raises `UnreadableError` for a text, or an item, that cannot be
    read, and `ValueError` where what stands under `key` is no list.
    """
    added = reading.read(item)
    root = reading.read(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    found = next((entry.value for entry in root.entries if entry.key is not None and entry.key.text == key), None)
    if found is None or (isinstance(found, Scalar) and not found.text):
        root.entries = [entry for entry in root.entries if entry.value is not found]
        root.entries.append(Entry(key=Scalar(key), value=added))
    elif isinstance(found, Group) and found.is_list:
        found.entries += added.entries
        found.flow = False
    else:
        raise ValueError(key)
    ordering.put_in_order(root)
    return writing.write(root)
