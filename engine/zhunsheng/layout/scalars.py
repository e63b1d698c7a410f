"""Single values: quoted where YAML needs it or where a reader would otherwise take them for something else."""

import re
from functools import cache
from typing import Any

import yaml

from zhunsheng.layout.tree import Scalar

_TEXT = "tag:yaml.org,2002:str"
_RESOLVER: Any = yaml.resolver.Resolver()
_NUMBER_OF_1_2 = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_WORD = re.compile(r"[a-z]+")
_UNSAFE_START = re.compile(r"""[-?:](\s|$)|[\s,\[\]{}#&*!|>'"%@`<=~]|---|\.\.\.""")
_UNSAFE = re.compile(r"""\s#|:(\s|$)|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\s$""")
_UNSAFE_IN_BRACKETS = re.compile(r"[,\[\]{}:?]")
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u00a0\u2028\u2029\ufeff\"\\]")


@cache
def kind(text: str) -> str:
    """Tell what a plain value is taken for: the tag of YAML 1.1."""
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return tag


def tag_of(scalar: Scalar) -> str:
    """Tell what a value is taken for, as it is written."""
    return _TEXT if scalar.style else kind(scalar.text)


def write(scalar: Scalar, *, in_brackets: bool, quoted: bool = False) -> str:
    """Write a value on one line. `quoted` asks for quotes around text that is more than a plain word."""
    text = scalar.text
    if tag_of(scalar) != _TEXT:
        return text  # a number, a year, nothing: to quote it would change it
    if quoted and not _WORD.fullmatch(text):
        return _quote(text)
    return text if _plain(text, as_written=not scalar.style, in_brackets=in_brackets) else _quote(text)


def _plain(text: str, *, as_written: bool, in_brackets: bool) -> bool:
    """Tell whether text can do without quotes. What its author left plain stays so where YAML allows it."""
    if _UNSAFE_START.match(text) or _UNSAFE.search(text) or not text:
        return False
    if in_brackets and _UNSAFE_IN_BRACKETS.search(text):
        return False
    return as_written or (kind(text) == _TEXT and not _NUMBER_OF_1_2.fullmatch(text))


def _quote(text: str) -> str:
    if not _ESCAPED.search(text):
        return f'"{text}"'
    if "'" not in text and not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", text):
        return f"'{text}'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    short = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    return short.get(character) or f"\\u{ord(character):04x}"
