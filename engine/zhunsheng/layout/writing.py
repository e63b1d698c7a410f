"""Tree to text: one line for what is small, a block for what is not, comments where they stood."""

from zhunsheng.layout import house, scalars, text_blocks
from zhunsheng.layout.brackets import bracketed, fits, on_one_line
from zhunsheng.layout.ordering import Path, step
from zhunsheng.layout.text_blocks import STEP
from zhunsheng.layout.tree import Entry, Group, Scalar


def write(root: Group) -> str:
    """Write a whole document."""
    foot = _tidy(root.foot)
    lines = _block(root, 0, (), dense=False) + foot if root.entries else [*foot, "[]" if root.is_list else "{}"]
    first = next(number for number, line in enumerate(lines) if line)
    return "\n".join(lines[first:]) + "\n"


def _block(group: Group, indent: int, path: Path, *, dense: bool, over: list[str] | None = None) -> list[str]:
    """Write the entries of a group. What stands above the first goes to `over`, where that line is begun already."""
    lines: list[str] = []
    dense = dense or path in house.DENSE
    apart = False
    for number, entry in enumerate(group.entries):
        here = step(path, entry)
        written = (_item if group.is_list else _keyed)(entry, indent, here, dense=dense)
        above = _tidy(entry.above)
        if number == 0 and path:
            above = _without_leading_empty(above)
        elif _is_set_apart(group, number, path) or (apart and not path):
            above = ["", *_without_leading_empty(above)]
        elif dense:
            above = [line for line in above if line]
        if lines and not lines[-1]:  # it belongs to a text, and so would one more
            above = _without_leading_empty(above)
        if number == 0 and over is not None:
            over += above
            above = []
        lines += [_commented(line, indent) for line in above] + written
        apart = here in house.SPACED and isinstance(entry.value, Group) and not _is_flow(entry.value, here, 0)
    if path:
        lines += [_commented(line, indent) for line in _tidy(group.foot)]
    return lines


def _is_set_apart(group: Group, number: int, path: Path) -> bool:
    """Tell whether an empty line stands before this item: where it, or the one before, takes several lines."""
    if path not in house.SPACED or not number:
        return False
    return any(
        isinstance(entry.value, Group) and not _is_flow(entry.value, (*path, "[]"), 0)
        for entry in group.entries[number - 1 : number + 1]
    )


def _keyed(entry: Entry, indent: int, path: Path, *, dense: bool) -> list[str]:
    key = scalars.write(entry.key or Scalar(""), in_brackets=False)
    return _valued(f"{' ' * indent}{key}:", entry, indent, path, dense=dense)


def _item(entry: Entry, indent: int, path: Path, *, dense: bool) -> list[str]:
    head = " " * indent + "-"
    value = entry.value
    if not isinstance(value, Group) or _is_flow(value, path, indent + STEP):
        return _valued(head, entry, indent, path, dense=dense)
    # What is noted on the dash, and above the first key, stands above the item.
    entry.above += entry.beside
    entry.beside = []
    lines = _block(value, indent + STEP, path, dense=dense, over=entry.above)
    return [f"{head} {lines[0][indent + STEP :]}", *lines[1:]]


def _valued(head: str, entry: Entry, indent: int, path: Path, *, dense: bool) -> list[str]:
    """Write a value behind the key or dash that it belongs to."""
    value = entry.value
    note = f"  {entry.beside[0]}" if entry.beside else ""
    entry.above += entry.beside[1:]
    if isinstance(value, Scalar):
        if value.raw:
            return text_blocks.write(head, value, indent, note)
        text = scalars.write(value, in_brackets=False, quoted=path in house.QUOTED)
        return [f"{head} {text}".rstrip() + note]
    if not _is_flow(value, path, len(head) + 1):
        return [head + note, *_block(value, indent + STEP, path, dense=dense)]
    line = on_one_line(value, path)
    if fits(line, len(head) + 1) or not value.entries:
        return [f"{head} {line}{note}"]
    if entry.key is None:
        first, *others = bracketed(value, len(head) + 1, path)
        lines = [f"{head} {first.lstrip()}", *others]
        return [*lines[:-1], lines[-1] + note]
    return [head + note, *bracketed(value, indent + STEP, path)]


def _is_flow(group: Group, path: Path, column: int) -> bool:
    """Tell whether a group stands in brackets."""
    if not group.entries:
        return True
    if group.commented or path in house.BLOCK or _holds_block(group, path):
        return False
    if path in house.FLOW:
        # Lists run on over several lines; of keys and values each then has its own.
        return group.is_list or fits(on_one_line(group, path), column)
    return group.flow


def _holds_block(group: Group, path: Path) -> bool:
    """Tell whether something in a group cannot stand in brackets."""
    for entry in group.entries:
        inner = entry.value
        if isinstance(inner, Scalar):
            if inner.raw:
                return True
        elif step(path, entry) in house.BLOCK or _holds_block(inner, step(path, entry)):
            return True
    return False


def _commented(line: str, indent: int) -> str:
    return " " * indent + line if line else ""


def _tidy(lines: list[str]) -> list[str]:
    """At most one empty line in a row."""
    return [line for number, line in enumerate(lines) if line or number == 0 or lines[number - 1]]


def _without_leading_empty(lines: list[str]) -> list[str]:
    return lines[1:] if lines and not lines[0] else lines
