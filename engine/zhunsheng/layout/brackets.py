"""Groups in brackets: on one line, or filled line by line, the later ones under the first value."""

from zhunsheng.layout import house, scalars
from zhunsheng.layout.ordering import Path, step
from zhunsheng.layout.tree import Entry, Group, Scalar


def on_one_line(group: Group, path: Path) -> str:
    """Write a group in brackets, however long it is."""
    left, right = _brackets(group)
    return left + ", ".join(_entry(entry, step(path, entry)) for entry in group.entries) + right


def fits(line: str, column: int) -> bool:
    """Tell whether `line` can stand behind `column` characters."""
    return column + len(line) <= house.WIDTH


def bracketed(group: Group, column: int, path: Path) -> list[str]:
    """Fill lines from `column` on. A value that is itself too long for a line is filled in its turn."""
    left, right = _brackets(group)
    lines = [" " * column + left]
    inner = " " * (column + 1)
    for number, entry in enumerate(group.entries):
        last = number == len(group.entries) - 1
        text = _entry(entry, step(path, entry)) + (right if last else ",")
        fresh = not lines[-1].strip(" " + left)
        gap = "" if fresh else " "
        if fits(gap + text, len(lines[-1])):
            lines[-1] += gap + text
            continue
        if not fresh:
            lines.append(inner)
        lines[-1:] = _long(entry, step(path, entry), lines[-1], text)
    return lines


def _long(entry: Entry, path: Path, line: str, text: str) -> list[str]:
    """Write an entry on a line of its own, and over more lines where it is a group that does not fit."""
    value = entry.value
    if fits(text, len(line)) or not isinstance(value, Group) or not value.entries:
        return [line + text]
    key = "" if entry.key is None else scalars.write(entry.key, in_brackets=True) + ": "
    first, *others = bracketed(value, len(line) + len(key), path)
    end = text[-1]
    filled = [line + key + first.lstrip(), *others]
    filled[-1] += end
    return filled


def _brackets(group: Group) -> tuple[str, str]:
    return ("[", "]") if group.is_list else ("{", "}")


def _entry(entry: Entry, path: Path) -> str:
    value = entry.value
    if isinstance(value, Scalar):
        text = scalars.write(value, in_brackets=True, quoted=path in house.QUOTED)
    else:
        text = on_one_line(value, path)
    if entry.key is None:
        return text
    return f"{scalars.write(entry.key, in_brackets=True)}: {text}"
