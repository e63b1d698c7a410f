"""Numbers, years and limits, read from their text by our own rules: exact, and without the surprises of YAML 1.1."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from zhunsheng.compile import loose
from zhunsheng.compile.problems import Problems, shown
from zhunsheng.compile.yaml_tree import Scalar
from zhunsheng.model import numerals
from zhunsheng.model.quantity import MAX_DIGITS, Operator, in_bounds
from zhunsheng.model.text import Text

_T = TypeVar("_T")

_NUMBER = re.compile(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_SEPARATED = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
_YEAR = re.compile(r"(19|20|21)[0-9]{2}")
_LATER = re.compile(r"(issued|benchmark)(?![a-z])")
_DONE = "done"
_MARKS = "<>=!~≥≤≧≦＞＜＝"
_OPERATORS = {o.value: o for o in Operator if o is not Operator.WITHIN}

_LOOKS_LIKE = {
    "≥": ">=", "≧": ">=", "＞＝": ">=", "=>": ">=", "＞": ">",
    "≤": "<=", "≦": "<=", "＜＝": "<=", "=<": "<=", "＜": "<",
    "==": "=", "＝": "=", "> =": ">=", "< =": "<=",
}  # fmt: skip

_NUMBER_FORM = Text("一个十进制数，如 95、99.8、-3", "a decimal number, such as 95, 99.8 or -3")
_LIMIT_FORM = Text(
    '">= 95"、"> 40"、"<= 3"、"< 3"、"= 100"、"5..8"、"issued >="（另行下达）、"benchmark >="（与基准比）、done',
    '">= 95", "> 40", "<= 3", "< 3", "= 100", "5..8", "issued >=" (issued later), "benchmark >=" or done (a milestone)',
)


class BadLiteralError(ValueError):
    """A value that cannot be read: code, what is wrong, what was expected, what to try, what alone can be meant."""

    def __init__(
        self,
        code: str,
        message: Text,
        expected: Text | None = None,
        hint: Text | None = None,
        instead: str | None = None,
    ) -> None:
        super().__init__(message.en)
        self.code = code
        self.message = message
        self.expected = expected
        self.hint = hint
        self.instead = instead


class Form(Enum):
    """In which form a target is written."""

    FIGURE = "a figure or a range"
    ISSUED = "issued"
    """The figure is issued later."""
    BENCHMARK = "benchmark"
    """The figure is that of others, and is reported."""
    DONE = "done"
    """A milestone: done, or not."""


_FORMS = {"issued": Form.ISSUED, "benchmark": Form.BENCHMARK}


@dataclass(frozen=True, slots=True)
class Limit:
    """How a figure must stand: `value` is None where it arrives later as data; `upper` belongs to a range."""

    operator: Operator
    value: Decimal | None
    upper: Decimal | None = None
    form: Form = Form.FIGURE


def read(value: Scalar, reader: Callable[[str], _T], problems: Problems) -> _T | None:
    """Read `value` with one of the functions below, or report why not."""
    try:
        return reader(value.text)
    except BadLiteralError as bad:
        problems.add(bad.code, value.at, bad.message, bad.expected, bad.hint, bad.instead)
        return None


def number(text: str) -> Decimal:
    """Read a plain decimal number. Raises `BadLiteralError` for exponents, separators, too many digits."""
    text = text.strip()
    if _NUMBER.fullmatch(text) is None:
        message = Text(f"“{shown(text)}”不是可用的数。", f"“{shown(text)}” is not a number that can be used.")
        raise BadLiteralError("bad-number", message, _NUMBER_FORM, loose.of_number(text), _plain_number(text))
    value = Decimal(text)
    if not in_bounds(value):
        message = Text(f"这个数超过 {MAX_DIGITS} 位。", f"This number has more than {MAX_DIGITS} digits.")
        raise BadLiteralError("number-too-long", message)
    return value


def written(text: str) -> Decimal:
    """Read a number as the text of a plan writes it: 95, 1.2, 两, 十二. Raises `BadLiteralError`."""
    value = numerals.value(text.strip())
    return number(text) if value is None else Decimal(value)


def _plain_number(text: str) -> str | None:
    """Write a number without separators and in half-width digits, where it is one then."""
    plain = unicodedata.normalize("NFKC", text)
    plain = plain.replace(",", "") if _SEPARATED.fullmatch(plain) else plain
    return plain if _NUMBER.fullmatch(plain) else None


def whole(text: str) -> int:
    """Read a whole number of at most nine digits. Raises `BadLiteralError`."""
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,8})", text.strip()) is None:
        message = Text(f"“{shown(text)}”不是整数。", f"“{shown(text)}” is not a whole number.")
        raise BadLiteralError(
            "bad-number", message, Text("一个不超过九位的整数", "a whole number of at most nine digits")
        )
    return int(text)


def year(text: str) -> int:
    """Read a year between 1900 and 2199. Raises `BadLiteralError`."""
    if _YEAR.fullmatch(text.strip()) is None:
        message = Text(f"“{shown(text)}”不是年份。", f"“{shown(text)}” is not a year.")
        expected = Text("四位年份，如 2025", "a year of four digits, such as 2025")
        raise BadLiteralError("bad-year", message, expected, *loose.of_years(text.strip()))
    return int(text)


def years(text: str) -> tuple[int, int]:
    """Read `2025` or `2021-2025` as (first, last). Raises `BadLiteralError`."""
    first_text, dash, last_text = text.partition("-")
    meant = loose.of_years(text.strip())
    if meant.instead not in (None, text.strip()):
        message = Text(f"“{shown(text)}”不是这样写的年份。", f"“{shown(text)}” is not how years are written.")
        raise BadLiteralError("bad-year", message, None, *meant)
    first = year(first_text)
    last = year(last_text) if dash else first
    if last < first or (dash and last == first):
        message = Text(f"年份区间“{shown(text)}”首尾颠倒。", f"The range “{shown(text)}” is the wrong way round.")
        raise BadLiteralError(
            "range-upside-down", message, Text("先早后晚，如 2021-2025", "first the earlier, as in 2021-2025")
        )
    return first, last


def bounded(text: str) -> tuple[Operator | None, Decimal]:
    """Read `92`, or `> 95` where only a bound is known. Raises `BadLiteralError`."""
    form, mark, rest = _split(text)
    if form is not Form.FIGURE or not mark:
        return None, number(text)
    operator = _operator(mark, text)
    if operator is Operator.EQUAL:
        hint = Text("去掉“=”，只写数。", "Leave out the “=”.")
        message = Text("基期数不写“=”。", "A base is not written with “=”.")
        raise BadLiteralError("unknown-operator", message, None, hint, rest)
    return operator, number(rest)


def limit(text: str) -> Limit:
    """Read a target: operator and number, a range, `issued` or `benchmark` and operator, or `done`.

    Raises `BadLiteralError`.
    """
    if text.strip() == _DONE:
        return Limit(Operator.AT_LEAST, Decimal(1), form=Form.DONE)
    form, mark, rest = _split(text)
    if mark:
        operator = _operator(mark, text)
        if form is Form.FIGURE:
            return Limit(operator, number(rest))
        if not rest:
            return Limit(operator, None, form=form)
    elif form is not Form.FIGURE:
        raise _without_operator(f"{form.value} >=")
    elif ".." in rest:
        return _range(rest)
    elif _NUMBER.fullmatch(rest):
        raise _without_operator(f">= {rest}")
    message = Text(f"读不懂目标“{shown(text)}”。", f"The target “{shown(text)}” cannot be read.")
    raise BadLiteralError("bad-target", message, _LIMIT_FORM, *loose.of_target(text.strip()))


def _split(text: str) -> tuple[Form, str, str]:
    """Take a limit apart: its form, its operator as written, and the rest."""
    text = text.strip()
    later = _LATER.match(text)
    text = text if later is None else text[later.end() :].lstrip()
    rest = text.lstrip(_MARKS + " ")
    form = Form.FIGURE if later is None else _FORMS[later.group(1)]
    return form, text[: len(text) - len(rest)].strip(), rest.strip()


def _range(text: str) -> Limit:
    low_text, _, high_text = text.partition("..")
    low, high = number(low_text), number(high_text)
    if low >= high:
        message = Text(f"区间“{shown(text)}”首尾颠倒。", f"The range “{shown(text)}” is the wrong way round.")
        raise BadLiteralError("range-upside-down", message, Text("先小后大，如 5..8", "first the smaller, as in 5..8"))
    return Limit(Operator.WITHIN, low, high)


def _operator(mark: str, text: str) -> Operator:
    """Read the operator `mark` of the limit `text`."""
    if mark in _OPERATORS:
        return _OPERATORS[mark]
    meant = _LOOKS_LIKE.get(mark)
    hint = Text(f"写成“{meant}”。", f"Write “{meant}”.") if meant else None
    instead = " ".join(text.replace(mark, f" {meant} ", 1).split()) if meant else None
    message = Text(f"不认识的比较符号“{shown(mark)}”。", f"Unknown operator “{shown(mark)}”.")
    raise BadLiteralError("unknown-operator", message, Text(">= > <= < =", ">= > <= < ="), hint, instead)


def _without_operator(example: str) -> BadLiteralError:
    message = Text("目标没有写比较符号，看不出多好还是少好。", "The target has no operator: is more better, or less?")
    hint = Text(f'例如写成 "{example}"（不低于）。', f'Write, for example, "{example}" (at least).')
    return BadLiteralError("missing-operator", message, _LIMIT_FORM, hint)
