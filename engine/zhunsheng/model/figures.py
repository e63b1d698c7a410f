"""Numbers as a reader sees them. Exact where a number terminates; never rounded onto a limit or across a band.

A figure that does not terminate is shown to four places and marked, with its exact fraction beside it. Four places may
hide a difference that decided a verdict (94.99999 against 95): such a figure gets more places.
The sentence of a finding and the tables of a report both write their numbers here, so that they cannot differ.
"""

import functools
from decimal import Decimal
from fractions import Fraction

import msgspec

from zhunsheng.model.plan import Bands
from zhunsheng.model.quantity import decimal_text, fixed_text, round_half_even, terminates
from zhunsheng.model.text import Lang, Text

PLACES = 4
LONGEST = 12
"""A terminating figure of more places than this is shown like one that does not terminate."""

_APPROXIMATE = Text("（约）", " (approx.)")
_PERCENT = frozenset({"percent", "%"})
POINTS = Text("个百分点", "percentage points")
_UNITS = {
    **dict.fromkeys(_PERCENT, Text("%", "%")),
    **dict.fromkeys(("per_mille", "‰"), Text("‰", "‰")),
    **dict.fromkeys(("percentage_point", "个百分点", "百分点"), POINTS),
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


def pace_figure(pace: Fraction, bands: Bands) -> Figure:
    """Write 时序进度 R so that it never seems to lie in another band than it does."""
    return figure(pace, (bands.on_track, bands.nearly, bands.behind), longest=6)


def expected_figure(expected: Fraction) -> Figure:
    """Write what a path asks for in a year: a figure that nobody is held to needs no more than a few places."""
    return figure(expected, longest=PLACES)


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


def _side(value: Fraction, mark: Fraction) -> int:
    return (value > mark) - (value < mark)


def _sign(text: str, value: Fraction, signed: bool) -> str:
    plus = "+" if signed and value > 0 else ""
    return plus + text.replace("-", "−")
