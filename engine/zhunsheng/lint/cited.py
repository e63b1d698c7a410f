"""Where a citation that is not borne out stands: the stage that reads the published text knows only whose it is."""

from collections.abc import Iterable

import msgspec

from zhunsheng.lint.given import Files
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.layout import Layout, Written


def pointed(problems: Iterable[Diagnostic], files: Files) -> tuple[Diagnostic, ...]:
    """Point each problem about the `source` of a rule at the very key of it, or at what there is of the way there."""
    names = {files.shown(name): name for name in files.names}
    known = [(each, names.get(each.at.file)) for each in problems]
    return tuple(each if name is None else _pointed(each, files.layout(name)) for each, name in known)


def _pointed(problem: Diagnostic, layout: Layout) -> Diagnostic:
    """Follow “rules/share/source/also/1/figure/95” as far as it leads."""
    root, _, rest = problem.subject.partition("/")
    rule, _, path = rest.partition("/")
    if root != "rules" or rule not in layout.rules:
        return problem
    span = _last(layout.rules[rule], path.split("/")).span
    at = msgspec.structs.replace(problem.at, line=span.line, column=span.column)
    return msgspec.structs.replace(problem, at=at, until=span.end)


def _last(written: Written, path: list[str]) -> Written:
    for key in path:
        below = _below(written, key)
        if below is None:
            break
        written = below
    return written


def _below(written: Written, key: str) -> Written | None:
    """Go one step: into a mapping by its key, into a list by a number counted from 1, or by what an item says."""
    if written.items and key.isdecimal() and not written.items[0].text:
        return written.items[int(key) - 1] if 0 < int(key) <= len(written.items) else None
    return written.under(key) or next((item for item in written.items if item.text == key), None)
