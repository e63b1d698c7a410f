"""Numbers and foreign text as a reader sees them. Exact where a number terminates; never rounded onto a limit.

A figure that does not terminate is shown to four places, marked 约 (approx.), with its exact fraction beside it.
Four places may hide a difference that decided a verdict (94.99999 against 95): such a figure gets more places.
"""

import functools
import unicodedata
from decimal import Decimal
from fractions import Fraction

import msgspec

from zhunsheng.model.quantity import Operator, decimal_text, fixed_text, round_half_even, terminates
from zhunsheng.model.text import Lang, Text
from zhunsheng.report.words import OPERATOR

PLACES = 4
LONGEST = 12
"""A terminating figure of more places than this is shown like one that does not terminate."""

DASH = Text("—", "–")
"""Between the ends of a range."""

_APPROXIMATE = Text("（约）", " (approx.)")
_UNITS = {
    "percent": Text("%", "%"),
    "percentage_point": Text("个百分点", "percentage points"),
}
_DIFFERENCES = {"percent": _UNITS["percentage_point"]}


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number in writing. Where `digits` had to be rounded, `exact` is the fraction, or the decimal in full."""

    digits: str
    exact: str | None = None

    def text(self, lang: Lang, unit: str = "") -> str:
        """Return digits, unit, and the mark of an approximation."""
        mark = _APPROXIMATE.to(lang) if self.exact is not None else ""
        return f"{self.digits}{_spaced(unit)}{mark}"

    def brief(self, unit: str = "") -> str:
        """Return digits and unit, an approximation marked by ≈."""
        return f"{'≈' if self.exact is not None else ''}{self.digits}{_spaced(unit)}"


@functools.lru_cache(maxsize=8192)  # a report writes the same few hundred figures many times
def figure(
    value: Fraction | Decimal | int,
    apart: tuple[Fraction | None, ...] = (),
    *,
    signed: bool = False,
    fewest: int = PLACES,
    longest: int = LONGEST,
) -> Figure:
    """Write `value` so that it never seems to stand on the other side of, or upon, one of `apart` when it does not.

    A figure that terminates within `longest` places is written out; any other gets `fewest` places or more.
    """
    exact = Fraction(value)
    text = decimal_text(exact)
    if terminates(exact) and len(text.partition(".")[2]) <= longest:
        return Figure(digits=_sign(text, exact, signed))
    marks = [Fraction(0), *(a for a in apart if a is not None)]
    for places in range(fewest, 40):
        rounded = round_half_even(exact, places)
        if all(_side(rounded, mark) == _side(exact, mark) for mark in marks):
            return Figure(
                digits=_sign(fixed_text(exact, places), exact, signed), exact=text if terminates(exact) else str(exact)
            )
    return Figure(digits=_sign(str(exact), exact, signed))


def limit_text(operator: Operator | None, target: Fraction | None, upper: Fraction | None, lang: Lang) -> str:
    """Write a limit: “≥ 95”, “5—8”."""
    if operator is None or target is None:
        return "—"
    low = figure(target).text(lang)
    if operator is Operator.WITHIN:
        return f"{low}{DASH.to(lang)}{figure(upper).text(lang)}" if upper is not None else low
    return f"{OPERATOR[operator]} {low}"


def unit_text(unit: str, lang: Lang) -> str:
    """Name a unit as a reader writes it (“percent” → “%”)."""
    return _UNITS[unit].to(lang) if unit in _UNITS else readable(unit)


def difference_unit(unit: str, lang: Lang) -> str:
    """Name the unit of a difference: that of two percentages is 个百分点, not %."""
    return _DIFFERENCES[unit].to(lang) if unit in _DIFFERENCES else unit_text(unit, lang)


def readable(text: str) -> str:
    """Make foreign text safe to show anywhere: one line, no control or bidi characters, no lone surrogates."""
    if text.isprintable():
        return text
    return "".join(_shown_character(c) for c in text)


def _shown_character(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs")
    return "\ufffd" if hidden else character


def _spaced(unit: str) -> str:
    return unit if unit in ("", "%") else f" {unit}"


def _side(value: Fraction, mark: Fraction) -> int:
    return (value > mark) - (value < mark)


def _sign(text: str, value: Fraction, signed: bool) -> str:
    plus = "+" if signed and value > 0 else ""
    return plus + text.replace("-", "−")
