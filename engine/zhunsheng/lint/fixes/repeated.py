"""Fixes of what stands there twice: an item of a list, a key with the same value."""

from collections.abc import Iterator

from zhunsheng.lint.fixes.edits import cut, replacing
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.fix import Edit, Fix
from zhunsheng.model.layout import Layout, Span, Written
from zhunsheng.model.text import Text


def item(problem: Diagnostic, layout: Layout) -> Fix | None:
    """Take a doubled item out of its list."""
    at = (problem.at.line or 0, problem.at.column or 0)
    for held in _all(layout.root):
        for number, each in enumerate(held.items):
            if each.span.start == at and number > 0 and each.text is not None:
                title = Text(f"删去重复的“{each.text}”", f"Remove the second “{each.text}”")
                return Fix(title=title, edits=(_without(layout, held, number),))
    return None


def _without(layout: Layout, held: Written, number: int) -> Edit:
    """In brackets an item goes with the comma before it; else with its line."""
    each, before = held.items[number], held.items[number - 1]
    if held.flow:
        return replacing(layout, Span(*before.span.end, *each.span.end), "")
    return replacing(layout, Span(each.span.line, 1, each.span.end_line + 1, 1), "")


def key(problem: Diagnostic, layout: Layout) -> Fix | None:
    """Take out a doubled key that has a line of its own and says the same again."""
    at = (problem.at.line or 0, problem.at.column or 0)
    for held in _all(layout.root):
        for number, (name, value) in enumerate(held.entries):
            if value.key is not None and value.key.start == at and not held.flow:
                first = next(other for known, other in held.entries if known == name)
                return _same(layout, name, first, value) if number else None
    return None


def _same(layout: Layout, name: str, first: Written, again: Written) -> Fix | None:
    said = _single(layout, first)
    if again.key is None or said is None or said != _single(layout, again):
        return None
    line = again.key.line
    if line != again.span.line or layout.lines[line - 1].lstrip().startswith("- "):
        return None
    title = Text(f"删去重复的“{name}”", f"Remove the second “{name}”")
    return Fix(title=title, edits=(replacing(layout, Span(line, 1, line + 1, 1), ""),))


def _single(layout: Layout, value: Written) -> str | None:
    """Return what a value of one line says, as it is written."""
    return cut(layout, value.span) if value.span.line == value.span.end_line else None


def _all(root: Written | None) -> Iterator[Written]:
    open_nodes = [] if root is None else [root]
    while open_nodes:
        node = open_nodes.pop()
        yield node
        open_nodes.extend(value for _, value in node.entries)
        open_nodes.extend(node.items)
