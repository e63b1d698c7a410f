"""How strict a limit is by the words around its figure: “超过40” is more than 40, “40以上” has 40 with it."""

import re
from collections.abc import Collection
from decimal import Decimal

from zhunsheng.model.quantity import Operator, decimal_text

_NOT = "(?:不|不得|不能|不应|不宜|不再|未)"
_BEFORE = (
    (re.compile("(?:≥|>=|≧)$"), Operator.AT_LEAST),
    (re.compile("(?:≤|<=|≦)$"), Operator.AT_MOST),
    (re.compile(">$"), Operator.ABOVE),
    (re.compile("<$"), Operator.BELOW),
    (re.compile(rf"(?:{_NOT}(?:超过|高于|大于|多于|突破)|控制在|至多|最多)$"), Operator.AT_MOST),
    (re.compile(rf"(?:{_NOT}(?:低于|少于|小于)|达到?|至少|不下)$"), Operator.AT_LEAST),
    (re.compile(r"(?:超过?|高于|大于|多于|突破)$"), Operator.ABOVE),
    (re.compile(r"(?:低于|少于|小于)$"), Operator.BELOW),
)
_AFTER = (
    (re.compile("(?:及|或|含)?以上"), Operator.AT_LEAST),
    (re.compile("(?:及|或|含)?以下|以内|之内"), Operator.AT_MOST),
)
_SAYS = re.compile("超|于|突破|控制|多|少|达|不下|以|之内")
"""Without one of these nothing is said: asked first, for most texts are silent."""
_ABOUT = re.compile("左右|上下")
_NO_UNIT = re.compile("$|[，。；、,;)）]|(?:及|或|含)?以|之内|左右|上下")
_SPOKEN = re.compile(r"(?<!\d)\d[\d,]{0,50}(?:\.\d{1,50})?(?!\d)")


def by_words(before: str, after: str) -> Operator | None:
    """Return what the words close by say: `before` ends where the figure begins, `after` begins behind its unit.

    None where they say nothing, something vague (“左右”), or two things (“超过40以上”).
    """
    if _ABOUT.match(after):
        return None
    near = before.rstrip()
    said = {next((operator for words, operator in _BEFORE if words.search(near)), None)}
    said |= {next((operator for words, operator in _AFTER if words.match(after)), None)}
    said.discard(None)
    return said.pop() if len(said) == 1 else None


def of_figure(text: str, value: Decimal, units: Collection[str]) -> Operator | None:
    """Return what `text` says of the figure `value`, wherever it stands there; None where it is silent or in two minds.

    `units` are the spellings of its unit: with another unit behind it a number is another figure. A text that ends in a
    word of strictness (“城镇常住人口超过”) speaks of the figure that comes next.
    """
    if not _SAYS.search(text):
        return None
    said = set()
    for found in _SPOKEN.finditer(text):
        if decimal_text(Decimal(found.group().replace(",", ""))) == decimal_text(value):
            rest = text[found.end() :].lstrip()
            unit = max((unit for unit in units if rest.startswith(unit)), key=len, default="")
            if unit or _NO_UNIT.match(rest):
                said.add(by_words(text[: found.start()], rest[len(unit) :]))
    if not _SPOKEN.search(text):
        said.add(by_words(text, ""))
    said.discard(None)
    return said.pop() if len(said) == 1 else None


def agrees(operator: Operator, said: Operator) -> bool:
    """Tell whether an operator is what the words say. Words of another direction settle nothing: “下降达到 5%”."""
    if operator in (Operator.EQUAL, Operator.WITHIN):
        return True
    same_way = (operator.rising, operator.falling) == (said.rising, said.falling)
    return operator is said or not same_way
