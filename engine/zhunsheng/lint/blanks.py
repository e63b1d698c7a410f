"""Blanks at the end of a line: nobody sees them, and every editor leaves others."""

from collections.abc import Iterator

from zhunsheng.lint.given import Files
from zhunsheng.model.codes import CODES
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.layout import Layout, Span, Written
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text

_BLANKS = " \u3000"


def blanks(files: Files, name: str) -> Iterator[Diagnostic]:
    """Remark on each line of a file that ends in blanks, unless a value runs on over it: there they may be meant."""
    text = files.text(name)
    if not any(f"{blank}\n" in text or text.endswith(blank) for blank in _BLANKS):
        return
    layout = files.layout(name)
    inside = set(_running_on(layout))
    for number, line in enumerate(layout.lines, 1):
        bare = line.rstrip(_BLANKS)
        if len(bare) < len(line) and number not in inside:
            span = Span(number, len(bare) + 1, number, len(line) + 1)
            yield Diagnostic(
                code="trailing-space",
                severity=CODES["trailing-space"].severity,
                at=Location(file=files.shown(name), line=span.line, column=span.column),
                until=span.end,
                message=Text("行末有空格。", "There are blanks at the end of the line."),
                subject=f"{name}/{line.strip()}",
            )


def _running_on(layout: Layout) -> Iterator[int]:
    """List the lines that a value of several lines runs on over."""
    open_nodes: list[Written] = [] if layout.root is None else [layout.root]
    while open_nodes:
        node = open_nodes.pop()
        if node.text is not None:
            yield from range(node.span.line, node.span.end_line)
        open_nodes.extend(value for _, value in node.entries)
        open_nodes.extend(node.items)
