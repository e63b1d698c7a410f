"""The grammar of formulas: names, numbers, + - * / and parentheses. A text becomes a tree, or is refused at a place.

Precedence is as in arithmetic: a sign binds closest, then * and /, then + and -; equals bind from the left. No step
calls itself, so that depth costs no stack.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# A name may begin with a digit (5g-user-penetration) but holds a letter; `a-b` is one name, `a - b` is minus.
# Chinese is let into names only so that the message can say which id was meant.
_TOKEN = re.compile(
    r"\s*(?:(?P<name>(?=[\w-]*[^\W\d])\w+(?:-\w+)*)|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<sign>[-+*/()]))"
)
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "negation": 3}


class Token(NamedTuple):
    """A name, a number or a sign, and where it begins. `type` is "name", "number", the sign itself, or "negation"."""

    type: str
    text: str
    start: int


class Branch(NamedTuple):
    """An operator with what it stands between; a negation has one part."""

    operator: Token
    parts: tuple["Tree", ...]


Tree = Token | Branch


class UnexpectedError(Exception):
    """Something cannot stand where it does: at `start`, `found`, which is empty at the end of the text."""

    def __init__(self, start: int, found: str) -> None:
        super().__init__(start, found)
        self.start = start
        self.found = found


def parse(text: str) -> Tree:
    """Read a whole formula. Raises `UnexpectedError`."""
    reading = _Reading()
    for token in _tokens(text):
        if not (reading.operand(token) if reading.open else reading.operator(token)):
            raise UnexpectedError(token.start, token.text)
    tree = reading.result()
    if tree is None:
        raise UnexpectedError(len(text), "")
    return tree


def first(tree: Tree) -> Token:
    """Return the leftmost token of what stands under an operator, at which to point."""
    while isinstance(tree, Branch):
        tree = tree.operator if len(tree.parts) == 1 else tree.parts[0]
    return tree


def _tokens(text: str) -> Iterator[Token]:
    end = len(text.rstrip())
    start = 0
    while start < end:
        match = _TOKEN.match(text, start)
        if match is None:
            start += len(text[start:]) - len(text[start:].lstrip())
            raise UnexpectedError(start, text[start])
        kind = str(match.lastgroup)
        found = match[kind]
        yield Token(found if kind == "sign" else kind, found, match.start(kind))
        start = match.end()


class _Reading:
    """What has been read so far: finished parts, and signs that wait for what follows."""

    def __init__(self) -> None:
        self.open = True
        self._parts: list[Tree] = []
        self._waiting: list[Token] = []

    def operand(self, token: Token) -> bool:
        """Take a token where a part must begin. False if it cannot stand there."""
        if token.type in ("name", "number"):
            self._parts.append(token)
            self.open = False
        elif token.type in ("-", "("):
            self._waiting.append(token._replace(type="negation") if token.type == "-" else token)
        else:
            return False
        return True

    def operator(self, token: Token) -> bool:
        """Take a token behind a finished part. False if it cannot stand there."""
        if token.type == ")":
            self._finish(0)
            return bool(self._waiting) and self._waiting.pop().type == "("
        if token.type not in _PRECEDENCE:
            return False
        self._finish(_PRECEDENCE[token.type])
        self._waiting.append(token)
        self.open = True
        return True

    def result(self) -> Tree | None:
        """Return the whole; None where it is not finished."""
        if self.open:
            return None
        self._finish(0)
        return None if self._waiting else self._parts[0]

    def _finish(self, precedence: int) -> None:
        """Join the parts of the signs that wait and bind at least as closely, up to an open parenthesis."""
        while self._waiting and _PRECEDENCE.get(self._waiting[-1].type, -1) >= precedence:
            operator = self._waiting.pop()
            count = 1 if operator.type == "negation" else 2
            self._parts[-count:] = [Branch(operator, tuple(self._parts[-count:]))]
