"""Edits of YAML text, as the fixes need them."""

import re

from zhunsheng.model.fix import Edit, Fix
from zhunsheng.model.layout import Layout, Span
from zhunsheng.model.text import Text

_PLAIN = re.compile(r"[\w./%·（）()\-][\w./%·（）()\-: ]*")
_NOT_PLAIN = re.compile(r": |:$| #|^[-?:] |^%")


def replacing(layout: Layout, span: Span, text: str) -> Edit:
    """Put `text` in the place of a span."""
    return Edit(
        file=layout.file,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        text=text,
    )


def within(layout: Layout, line: int, first: int, last: int, text: str) -> Edit:
    """Put `text` in the place of the characters `first` up to, and without, `last` of a line, counted from 0."""
    return replacing(layout, Span(line, first + 1, line, last + 1), text)


def cut(layout: Layout, span: Span) -> str:
    """Return what stands in a span of one line."""
    return layout.lines[span.line - 1][span.column - 1 : span.end_column - 1]


def quoted(text: str, like: str) -> str:
    """Write a value as YAML: in the quotes that `like` has, else plain where that is safe, else in double quotes."""
    mark = like[:1]
    if mark in ('"', "'") and mark not in text and "\\" not in text:
        return f"{mark}{text}{mark}"
    if _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def instead_of(before: str, after: str, *edits: Edit, safe: bool = True) -> Fix:
    """Name a fix that writes one thing instead of another."""
    return Fix(title=Text(f"“{before}”改为“{after}”", f"Write “{after}” instead of “{before}”"), edits=edits, safe=safe)
