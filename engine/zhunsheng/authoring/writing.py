"""Values as YAML that can hold anything: the layout takes the quotes off again where none are needed."""

import json
import re
from collections.abc import Sequence

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def quoted(text: str) -> str:
    """Write text in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def figure(text: str) -> str:
    """Write a number as a number, and anything else in quotes, for the compiler to say what is wrong with it."""
    return text if _NUMBER.fullmatch(text) else quoted(text)


def listed(texts: Sequence[str]) -> str:
    """Write a list of texts in brackets."""
    return "[" + ", ".join(map(quoted, texts)) + "]"


def one_or_list(texts: Sequence[str]) -> str:
    """Write one figure by itself, several in brackets."""
    return figure(texts[0]) if len(texts) == 1 else "[" + ", ".join(map(figure, texts)) + "]"
