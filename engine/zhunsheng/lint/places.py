"""Where a problem ends and what it is about, for those that only say where they begin."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath

import msgspec

from zhunsheng.lint.given import Files
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.layout import Layout

_WORD = re.compile(r"[\w.%/-]+")
_OF_THE_PLAN = ("rules/", "indicators/")
"""What has an id of its own in the plan keeps its name when it moves to another file."""


def placed(problems: Iterable[Diagnostic], files: Files) -> tuple[Diagnostic, ...]:
    """Say of each problem of these files where it ends and what it is about; others are left as they are."""
    names = {files.shown(name): name for name in files.names}
    return tuple(_placed(problem, names, files) for problem in problems)


def _placed(problem: Diagnostic, names: Mapping[str, str], files: Files) -> Diagnostic:
    line, name = problem.at.line, names.get(problem.at.file)
    if problem.subject or line is None or name is None:
        return problem
    layout = files.layout(name)
    if line > len(layout.lines):
        return problem
    path, until = _spot(layout, line, problem.at.column or 1)
    subject = path if path.startswith(_OF_THE_PLAN) else f"{PurePath(name).name}/{path}"
    return msgspec.structs.replace(problem, until=problem.until or until, subject=subject)


def _spot(layout: Layout, line: int, column: int) -> tuple[str, tuple[int, int]]:
    """Return the path to what stands there and where it ends: a key or a value, else a word, else the line."""
    path, span = layout.spots.get((line, column), ("", None))
    text = layout.lines[line - 1]
    if span is None:
        found = _WORD.match(text, column - 1)
        path, end = _around(layout, line, column), (line, found.end() + 1 if found and layout.root else len(text) + 1)
    else:
        end = span.end if span.line == span.end_line else (line, len(text.rstrip()) + 1)
    return path, end


def _around(layout: Layout, line: int, column: int) -> str:
    """Return the path to the smallest thing that has this place in it."""
    holding = [(path, span) for path, span in layout.spots.values() if span.start <= (line, column) < span.end]
    return max(holding, key=lambda each: each[1].start)[0] if holding else ""
