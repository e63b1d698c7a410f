"""The numbers of a check, read from their text: percentages, counts, and the range of the possible."""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from zhunsheng.compile import literals
from zhunsheng.compile.literals import BadLiteralError
from zhunsheng.compile.problems import shown
from zhunsheng.compile.shape import Fields
from zhunsheng.model.quantity import Operator
from zhunsheng.model.text import Text

_OF_A_NUMBER = ("bad-number", "number-too-long", "range-upside-down")
_RANGE_FORM = Text('0..100、">= 0" 或 "<= 100"，两端都算在内', '0..100, ">= 0" or "<= 100", the ends included')
_PERCENTAGE_FORM = Text("百分数，如 0.5 %", "a percentage, such as 0.5 %")


class Bounds(NamedTuple):
    """What a number of a check may sensibly be, as a test and in words."""

    hold: Callable[[Fraction], bool]
    said: Text


POSITIVE = Bounds(lambda value: value > 0, Text("大于 0", "above 0"))
ABOVE_ONE = Bounds(lambda value: value > 1, Text("大于 1", "above 1"))
AT_LEAST_ONE = Bounds(lambda value: value >= 1, Text("不小于 1", "at least 1"))
AT_LEAST_TWO = Bounds(lambda value: value >= 2, Text("不小于 2", "at least 2"))
A_SHARE = Bounds(lambda value: 0 < value <= 1, Text("大于 0，不大于 100 %", "above 0, at most 100 %"))
ROUNDING = Bounds(lambda value: 0 <= value <= Fraction(1, 10), Text("0 至 10 %", "0 to 10 %"))


def percentage(text: str) -> Fraction:
    """Read a percentage as a share of one (0.5 % → 1/200). Raises `BadLiteralError`: the sign is never left out."""
    digits = text.removesuffix("%").removesuffix("％").rstrip()
    if digits == text:
        message = Text(f"“{shown(text)}”没有写 %。", f"“{shown(text)}” has no %.")
        raise BadLiteralError("bad-percentage", message, _PERCENTAGE_FORM)
    return Fraction(literals.number(digits)) / 100


def figure(text: str) -> Fraction:
    """Read a plain number. Raises `BadLiteralError`."""
    return Fraction(literals.number(text))


def count(text: str) -> Fraction:
    """Read a whole number. Raises `BadLiteralError`."""
    return Fraction(literals.whole(text))


def possible(text: str) -> tuple[Fraction | None, Fraction | None]:
    """Read the range of possible figures as its two ends, None where it has none. Raises `BadLiteralError`."""
    try:
        limit = literals.limit(text)
    except BadLiteralError as bad:
        if bad.code in _OF_A_NUMBER:
            raise
        raise _bad_range(text, bad.hint) from bad
    if limit.value is not None and limit.form is literals.Form.FIGURE:
        value = Fraction(limit.value)
        if limit.operator is Operator.AT_LEAST:
            return value, None
        if limit.operator is Operator.AT_MOST:
            return None, value
        if limit.upper is not None:
            return value, Fraction(limit.upper)
    raise _bad_range(text)


def _bad_range(text: str, hint: Text | None = None) -> BadLiteralError:
    message = Text(f"读不懂范围“{shown(text)}”。", f"The range “{shown(text)}” cannot be read.")
    return BadLiteralError("bad-range", message, _RANGE_FORM, hint)


def read(check: Fields, key: str, reader: Callable[[str], Fraction], bounds: Bounds) -> Fraction | None:
    """Read the number under `key` and hold it against `bounds`. None where it is absent, or is reported."""
    written = check.scalar(key)
    value = None if written is None else literals.read(written, reader, check.problems)
    if written is None or value is None or bounds.hold(value):
        return value
    message = Text(f"{key} 不能是 {shown(written.text)}。", f"{key} cannot be {shown(written.text)}.")
    check.problems.add("check-value", written.at, message, bounds.said)
    return None
