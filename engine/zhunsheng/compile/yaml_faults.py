"""What is wrong with YAML that cannot be read: its usual cause, and where that stands.

The parser stops where it can no longer go on, which is mostly a line or more below the mistake.
"""

import re
from typing import Any, NamedTuple

import yaml

from zhunsheng.compile.files import SourceText
from zhunsheng.model.location import Location
from zhunsheng.model.text import Text


class Fault(NamedTuple):
    """Where the mistake is, what the parser says of it, and what to try."""

    at: Location
    message: Text
    hint: Text


HALF_WIDTH = Text(
    "冒号、逗号、括号要用半角，冒号后空一格。",
    "Colon, comma and brackets must be half-width (: , { }), with a space behind the colon.",
)
_QUOTE = Text(
    '以 > % 等符号开头的值要加引号，如 ">= 95"、"%"。', 'Quote a value that begins with > or %: ">= 95", "%".'
)
_SPACE = Text("冒号后空一格。", "Put a space behind the colon.")
_DASH = Text("短横线后空一格。", "Put a space behind the dash.")
_BLANK = Text("这里的空格不是半角空格，换成半角的。", "This is no ordinary space: put one in its place.")
_BRACKET = Text("这个括号没有收尾。", "This bracket is never closed.")
_QUOTES = Text("这个引号没有收尾。", "These quotes are never closed.")
_INDENT = Text("与同一条的其他键左端对齐。", "Align it with the other keys of the item.")
_COLON = Text("值里有冒号时要加引号；也请检查缩进。", "Quote a value that holds a colon, and check the indentation.")
_UNKNOWN = Text(
    "检查这一行和上一行的缩进、引号和括号。", "Check indentation, quotes and brackets here and in the line above."
)

_NEEDS_QUOTES = tuple(">|%@`!&*<")
_KEY = re.compile(r"\s*(?P<here>[a-z_]+)")
_SLIPS = (
    (re.compile(r"^[ -]*[a-z_]+(?P<here>：)"), HALF_WIDTH),
    (re.compile(r"^[ -]*[a-z_]+:(?P<here>[^\s:])"), _SPACE),
    (re.compile(r"^ *(?P<here>-)[a-z_]+: "), _DASH),
    (re.compile(r"(?:^[ -]*|: *)(?P<here>[\u00a0\u2000-\u200a\u3000])"), _BLANK),
    (re.compile(r"[{,]\s*[\w-]+(?P<here>：)|(?P<mark>[｛｝［］])|(?P<comma>，)\s*[a-z_]+\s*[:：]"), HALF_WIDTH),
)
"""What a line may hold that is certainly wrong, though the parser may notice it only in the next."""


def fault(source: SourceText, error: yaml.MarkedYAMLError) -> Fault:
    """Say what is wrong where `error` stopped the parser."""
    mark: Any = error.problem_mark  # always there in what the parser raises
    message = Text("YAML 语法有误，从这里起读不下去。", f"YAML: {error.problem}.")
    lines = source.text.split("\n")
    at, hint = _cause(source, error, lines, mark.line)
    if at is None:
        at = Location(file=source.file, line=mark.line + 1, column=mark.column + 1)
    return Fault(at, message, hint)


def _cause(
    source: SourceText, error: yaml.MarkedYAMLError, lines: list[str], number: int
) -> tuple[Location | None, Text]:
    """Return the cause, and where it stands if that is elsewhere than where the parser stopped."""
    line = "".join(lines[number : number + 1])
    value = line.partition(": ")[2].lstrip("{[ ")
    if value.startswith(_NEEDS_QUOTES) or value.partition(": ")[2].lstrip().startswith(_NEEDS_QUOTES):
        return None, _QUOTE
    for index in (number - 1, number):
        slip = _slip("".join(lines[index : index + 1])) if index >= 0 else None
        if slip is not None:
            return Location(file=source.file, line=index + 1, column=slip[0] + 1), slip[1]
    opened: Any = error.context_mark
    if "quoted scalar" in str(error.context) and "unexpected" in str(error.problem):
        return Location(file=source.file, line=opened.line + 1, column=opened.column + 1), _QUOTES
    if "flow" in str(error.context) and opened.line < number:
        return Location(file=source.file, line=opened.line + 1, column=opened.column + 1), _BRACKET
    if "mapping values are not allowed" in str(error.problem):
        key = _KEY.match(line)
        if key is not None and key.end() == error.problem_mark.column:  # type: ignore[union-attr]
            return Location(file=source.file, line=number + 1, column=key.start("here") + 1), _INDENT
        return None, _COLON
    return None, _INDENT if "block" in str(error.context) else _UNKNOWN


def _slip(line: str) -> tuple[int, Text] | None:
    """Return where a line holds something that is certainly wrong, and what to do about it."""
    for pattern, hint in _SLIPS:
        found = pattern.search(line)
        if found is not None:
            return found.start(found.lastgroup or 0), hint
    return None
