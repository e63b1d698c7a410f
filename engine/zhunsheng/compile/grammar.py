"""The grammar of formulas: arithmetic over names and numbers, read by Python's own parser. Nothing is ever run.

Before the parser sees a formula, every name and number in it is covered by as many underscores. So it takes Chinese
and `a-b` for names, none for a keyword, and each place that it names is a place in the formula as written.
"""

import ast
import re
from collections.abc import Iterator
from itertools import accumulate

MAX_DEPTH = 100
"""How deep parentheses and signs may be nested: deeper than any that a person would write."""

# A name may begin with a digit (5g-user-penetration) but holds a letter; `a-b` is one name, `a - b` is minus.
# Chinese is let into names only so that the message can say which id was meant.
_TOKEN = re.compile(
    r"(?P<operand>(?=\w)(?=[\w-]*[^\W\d])\w+(?:-\w+)*|[0-9]+(?:\.[0-9]+)?)|(?P<sign>[-+*/()])|(?P<blank>\s+)"
)


class UnexpectedError(Exception):
    """Something cannot stand where it does: at `start`, `found`, which is empty at the end of the text."""

    def __init__(self, start: int, found: str) -> None:
        super().__init__(start, found)
        self.start = start
        self.found = found


class TooDeepError(Exception):
    """Parentheses or signs are nested more than `MAX_DEPTH` deep."""


def parse(text: str) -> ast.expr:
    """Read a formula without blanks around it: a tree of `BinOp` (+ - * /), `UnaryOp` (-) and `Name`.

    A `Name` is a name or a number: `written` tells which. Raises `UnexpectedError` or `TooDeepError`.
    """
    covered = "".join(_covered(text))
    if max(accumulate((sign == "(") - (sign == ")") for sign in covered), default=0) > MAX_DEPTH:
        raise TooDeepError
    try:
        tree = ast.parse(covered, mode="eval").body
    except SyntaxError as error:
        at = _unexpected(text, (error.offset or 0) - 1)
        # What an open parenthesis lacks is missing at the end.
        raise (UnexpectedError(len(text), "") if at.found == "(" else at) from None
    except (MemoryError, RecursionError):
        raise TooDeepError from None
    for node in ast.walk(tree):
        _refuse_all_but_arithmetic(node, text)
    return tree


def written(node: ast.expr, text: str) -> str:
    """Return what stands in the formula where `node` was read."""
    return text[node.col_offset : node.end_col_offset]


def sign_at(node: ast.BinOp, text: str) -> int:
    """Return where the sign of an operation stands: between its two parts, among parentheses and blanks."""
    start = node.left.end_col_offset or 0
    return start + re.search(r"[-+*/]", text[start:]).start()  # type: ignore[union-attr]  # it was parsed there


def _covered(text: str) -> Iterator[str]:
    """Cover names and numbers, and put blanks for line breaks: a formula may be folded over lines."""
    start = 0
    while start < len(text):
        match = _TOKEN.match(text, start)
        if match is None:
            raise UnexpectedError(start, text[start])
        if text[start : start + 2] in ("**", "//"):
            raise UnexpectedError(start + 1, text[start])
        found = match[0]
        yield found if match["sign"] else {"operand": "_", "blank": " "}[str(match.lastgroup)] * len(found)
        start = match.end()


def _unexpected(text: str, start: int) -> UnexpectedError:
    """Say what stands at `start`. Where the parser names no place, the text ended too early."""
    match = _TOKEN.match(text, start) if start >= 0 else None
    return UnexpectedError(start, match[0]) if match else UnexpectedError(len(text), "")


def _refuse_all_but_arithmetic(node: ast.AST, text: str) -> None:
    """Refuse what the tokens of arithmetic can still spell in Python: a sign +, a call, empty parentheses."""
    if isinstance(node, ast.Call):
        raise _unexpected(text, text.index("(", node.func.end_col_offset))
    if isinstance(node, ast.Tuple):
        raise _unexpected(text, text.index(")", node.col_offset))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd):
        raise _unexpected(text, node.col_offset)
