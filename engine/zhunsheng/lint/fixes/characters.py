"""Fixes of characters that YAML does not take: full-width marks, tabs, what nobody sees, quotes that are missing."""

import re
import unicodedata
from collections.abc import Iterator

from zhunsheng.lint.fixes.edits import within
from zhunsheng.model.diagnostic import Diagnostic
from zhunsheng.model.fix import Edit, Fix
from zhunsheng.model.layout import Layout
from zhunsheng.model.text import Text

_BLANKS = " \t\u3000"
_START = r"^ *(?:- +)?(?P<key>[a-z_]+)"
_KEY = re.compile(_START + r"(?P<colon> *： *)(?=\S)")
_LONE_KEY = re.compile(_START + r"(?P<colon> *： *)$")
_IN_FLOW = re.compile(r"(?P<comma>，[ ]*)(?=[a-z_]+ ?[:：])|(?<=[a-z_])(?P<colon>：[ ]*)")
_BRACKETS = {"｛": "{", "｝": "}", "［": "[", "］": "]"}
_YEARS = r"\d{4}(?:-\d{4})?"
_TARGET = re.compile(
    rf'(?:^|[{{,]|\s)(?:{_YEARS}|"{_YEARS}"):[ ]+(?P<value>[<>]=?[ ]*-?\d+(?:\.\d+)?)(?=[ ]*(?:[,}}]|$))'
)
_UNIT = re.compile(r"\bunit:[ ]+(?P<value>[%‰][^\s,}]*)(?=[ ]*(?:[,}]|$))")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")


def tab(problem: Diagnostic, layout: Layout) -> Fix | None:
    """Put a blank in the place of a tab inside a line, and nothing at its end. Indentation by tabs tells no depth."""
    number = problem.at.line or 0
    line = layout.lines[number - 1]
    edits = []
    for found in re.finditer(r"\t[ \t]*", line):
        before = line[: found.start()].rstrip(" ")
        if before.strip() and not _inside_quotes(line, found.start()):
            edits.append(within(layout, number, len(before), found.end(), " " if line[found.end() :].strip() else ""))
    return (
        Fix(title=Text("制表符改为空格", "Put a blank in the place of the tab"), edits=tuple(edits)) if edits else None
    )


def blanks(problem: Diagnostic, layout: Layout) -> Fix | None:
    """Take the blanks at the end of the line away."""
    number = problem.at.line or 0
    line = layout.lines[number - 1]
    edit = within(layout, number, len(line.rstrip(_BLANKS)), len(line), "")
    return Fix(title=Text("删去行末空格", "Remove the blanks at the end"), edits=(edit,))


def unseen(problem: Diagnostic, layout: Layout) -> Fix | None:
    """Take a character away that nobody sees; a control character may stand for something, and stays."""
    number, column = problem.at.line or 0, problem.at.column or 0
    character = layout.lines[number - 1][column - 1 : column]
    if not character or unicodedata.category(character) != "Cf":
        return None
    edit = within(layout, number, column - 1, column, "")
    return Fix(title=Text("删去看不见的字符", "Remove the invisible character"), edits=(edit,))


def syntax(problem: Diagnostic, layout: Layout) -> Fix | None:
    """Quote a target or a unit that begins with a mark of YAML, and write full-width marks of YAML half-width.

    The parser often stumbles a line after the mistake.
    """
    last = min(problem.at.line or 0, len(layout.lines))
    for number in range(last, max(0, last - 2), -1):
        edits = [*_quotes(layout, number), *_half_width(layout, number)]
        if edits:
            title = Text("补引号，标点改半角", "Add quotes, write marks half-width")
            return Fix(title=title, edits=tuple(sorted(edits, key=lambda edit: edit.column)))
    return None


def _quotes(layout: Layout, number: int) -> Iterator[Edit]:
    line = layout.lines[number - 1]
    for pattern in (_TARGET, _UNIT):
        for found in pattern.finditer(line):
            if not _inside_quotes(line, found.start("value")):
                yield within(layout, number, found.start("value"), found.end("value"), f'"{found["value"]}"')


def _half_width(layout: Layout, number: int) -> Iterator[Edit]:
    line = layout.lines[number - 1]
    for pattern, mark in ((_KEY, ": "), (_LONE_KEY, ":")):
        found = pattern.match(line)
        if found is not None:
            yield within(layout, number, found.start("colon"), found.end("colon"), mark)
    start = line.find("{")
    for found in _IN_FLOW.finditer(line, start) if start >= 0 else ():
        kind = found.lastgroup or "colon"
        if not _inside_quotes(line, found.start()):
            yield within(layout, number, found.start(kind), found.end(kind), ", " if kind == "comma" else ": ")
    for column, character in enumerate(line):
        if character in _BRACKETS and not _inside_quotes(line, column):
            yield within(layout, number, column, column + 1, _BRACKETS[character])


def _inside_quotes(line: str, index: int) -> bool:
    return any(found.start() < index < found.end() for found in _QUOTED.finditer(line))
