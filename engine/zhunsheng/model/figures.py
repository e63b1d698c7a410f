"""Numbers as a reader sees them. Exact where a number terminates; never rounded onto a limit or across a band.

A figure that does not terminate is shown to four places and marked, with its exact fraction beside it. Four places may
hide a difference that decided a verdict (94.99999 against 95): such a figure gets more places.
The sentence of a finding and the tables of a report both write their numbers here, so that they cannot differ.
"""

import functools
import unicodedata
from decimal import Decimal
from fractions import Fraction

import msgspec

from zhunsheng.model.indicator import DONE
from zhunsheng.model.plan import Bands
from zhunsheng.model.quantity import Operator, decimal_text, fixed_text, round_half_even, terminates
from zhunsheng.model.text import Lang, Text
from zhunsheng.model.words import MILESTONE, OPERATOR

PLACES = 4
LONGEST = 12
"""A terminating figure of more places than this is shown like one that does not terminate."""

_APPROXIMATE = Text("（约）", " (approx.)")
_PERCENT = frozenset({"percent", "%"})
POINTS = Text("个百分点", "percentage points")
RANGE = Text("—", "–")
"""Between the two ends of a range, in sentences and tables alike: “5—8”."""
TO_BE_DONE = Text("完成", "done")
"""What stands in the place of a limit where the rule is a milestone."""
_UNITS = {
    **dict.fromkeys(_PERCENT, Text("%", "%")),
    **dict.fromkeys(("per_mille", "‰"), Text("‰", "‰")),
    **dict.fromkeys(("percentage_point", "个百分点", "百分点"), POINTS),
    DONE: Text("完成情况", "done or not"),
}


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number in writing. Where `digits` had to be rounded, `exact` is the fraction, or the decimal in full."""

    digits: str
    exact: str | None = None

    def text(self, lang: Lang, unit: str = "") -> str:
        """Return digits, unit, and the mark of an approximation: “9.9841%（约）”."""
        mark = _APPROXIMATE.to(lang) if self.exact is not None else ""
        return f"{with_unit(self.digits, unit)}{mark}"

    def brief(self, unit: str = "") -> str:
        """Return digits and unit, an approximation marked by ≈."""
        return f"{'≈' if self.exact is not None else ''}{with_unit(self.digits, unit)}"


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
    whole = _in_full(value, longest, signed)
    return whole if whole is not None else _apart(Fraction(value), apart, fewest, signed)


@functools.lru_cache(maxsize=8192)  # a report writes the same few hundred figures many times
def _in_full(value: Fraction | Decimal | int, longest: int, signed: bool) -> Figure | None:
    """Write a figure that terminates within `longest` places; what it is kept apart from does not matter to it."""
    exact = Fraction(value)
    text = decimal_text(exact)
    if terminates(exact) and len(text.partition(".")[2]) <= longest:
        return Figure(digits=_sign(text, exact, signed))
    return None


@functools.lru_cache(maxsize=8192)
def _apart(exact: Fraction, apart: tuple[Fraction | None, ...], fewest: int, signed: bool) -> Figure:
    text = decimal_text(exact)
    marks = [Fraction(0), *(a for a in apart if a is not None)]
    for places in range(fewest, 40):
        rounded = round_half_even(exact, places)
        if all(_side(rounded, mark) == _side(exact, mark) for mark in marks):
            return Figure(
                digits=_sign(fixed_text(exact, places), exact, signed), exact=text if terminates(exact) else str(exact)
            )
    return Figure(digits=_sign(str(exact), exact, signed))


def pace_figure(pace: Fraction, bands: Bands) -> Figure:
    """Write 时序进度 R so that it never seems to lie in another band than it does."""
    return figure(pace, (bands.on_track, bands.nearly, bands.behind), longest=6)


def expected_figure(expected: Fraction) -> Figure:
    """Write what a path asks for in a year: a figure that nobody is held to needs no more than a few places."""
    return figure(expected, longest=PLACES)


def amount(
    value: Fraction | Decimal | int,
    unit: str,
    lang: Lang,
    apart: tuple[Fraction | None, ...] = (),
    *,
    bound: Operator | None = None,
    brief: bool = False,
) -> str:
    """Write a figure with its unit: “95%”, “> 95%”, “5 所”; that of a milestone is “已完成” or “未完成”.

    `brief` marks an approximation by ≈ instead of a word.
    """
    if unit == DONE:
        return MILESTONE[value >= 1].to(lang)
    shown, name = figure(value, apart), unit_text(unit).to(lang)
    text = shown.brief(name) if brief else shown.text(lang, name)
    return text if bound is None else f"{OPERATOR[bound]} {text}"


def limit_digits(operator: Operator, low: Fraction, upper: Fraction | None, unit: str, lang: Lang) -> str:
    """Write a limit where its unit is known: “≥ 95”, “5—8”; that of a milestone is “完成”."""
    if unit == DONE:
        return TO_BE_DONE.to(lang)
    digits = figure(low).text(lang)
    if operator is Operator.WITHIN:
        return digits if upper is None else f"{digits}{RANGE.to(lang)}{figure(upper).text(lang)}"
    return f"{OPERATOR[operator]} {digits}"


def limit_amount(operator: Operator, low: Fraction, upper: Fraction | None, unit: str, lang: Lang) -> str:
    """Write a limit with its unit: “≥ 95%”, “5—8 所”; that of a milestone is “完成”."""
    digits = limit_digits(operator, low, upper, unit, lang)
    return digits if unit == DONE else with_unit(digits, unit_text(unit).to(lang))


def is_percent(unit: str) -> bool:
    """Tell whether figures in `unit` are percentages, in either spelling."""
    return unit in _PERCENT


def unit_text(unit: str) -> Text:
    """Name a unit as a reader writes it (“percent” → “%”)."""
    return _UNITS.get(unit, Text(unit, unit))


def difference_unit(unit: str) -> Text:
    """Name the unit of a difference: that of two percentages is 个百分点, not %."""
    return POINTS if is_percent(unit) else unit_text(unit)


def with_unit(number: str, unit: str) -> str:
    """Put a unit, as `unit_text` names it, behind a number: % and ‰ close to it, all others apart."""
    return f"{number}{unit}" if unit in ("", "%", "‰") else f"{number} {unit}"


def as_submitted(text: str, unit: str) -> str:
    """Write what stood in a cell with its unit, once: whoever wrote “95％” into the cell has written it."""
    whole = text.strip()
    if not unit or unicodedata.normalize("NFKC", whole).endswith(unicodedata.normalize("NFKC", unit)):
        return whole
    return f"{whole} {unit}"


def _side(value: Fraction, mark: Fraction) -> int:
    return (value > mark) - (value < mark)


def _sign(text: str, value: Fraction, signed: bool) -> str:
    plus = "+" if signed and value > 0 else ""
    return plus + text.replace("-", "−")
