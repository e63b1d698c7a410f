"""Figures, limits and gaps as a clerk puts them into a sentence: 约33.3333%, ≥95%, 0.8个百分点.

The digits are those of `model.figures`; only the way in which unit and approximation join them is the sentence's own.
"""

from fractions import Fraction

from zhunsheng.model.figures import (
    PLACES,
    POINTS,
    RANGE,
    Figure,
    difference_unit,
    figure,
    unit_text,
    with_unit,
)
from zhunsheng.model.indicator import DONE
from zhunsheng.model.quantity import Operator, decimal_text
from zhunsheng.model.text import Text
from zhunsheng.model.words import MILESTONE, OPERATOR

_TINY = Fraction(1, 10**PLACES)


def quantity(value: Fraction, unit: str, apart: tuple[Fraction | None, ...] = ()) -> Text:
    """Write a figure with its unit: 94.2%, 43个/千人. It never seems to stand upon one of `apart` when it does not.

    A milestone is 已完成 or 未完成.
    """
    if unit == DONE:
        return MILESTONE[value >= 1]
    return said(figure(value, apart), unit)


def said(shown: Figure, unit: str) -> Text:
    """Put a unit behind a figure; one that had to be rounded is marked 约."""
    return _joined(_number(shown), unit_text(unit))


def difference(value: Fraction, unit: str) -> Text:
    """Write the size of a difference; that of two percentages is counted in percentage points."""
    shown = figure(abs(value))
    number = _number(shown)
    if shown.exact is not None and abs(value) < _TINY:
        least = decimal_text(_TINY)
        number = Text(f"不足{least}", f"less than {least}")
    return _joined(number, difference_unit(unit))


def limit(operator: Operator, target: Fraction, upper: Fraction | None, unit: str) -> Text:
    """Write a limit: ≥95%, 5—8张/千人."""
    if upper is None:
        return bounded(operator, quantity(target, unit))
    low, high = _number(figure(target)), quantity(upper, unit)
    return Text(f"{low.zh}{RANGE.zh}{high.zh}", f"{low.en}{RANGE.en}{high.en}")


def bounded(operator: Operator, number: Text) -> Text:
    """Put an operator in front of a number."""
    return Text(f"{OPERATOR[operator]}{number.zh}", f"{OPERATOR[operator]} {number.en}")


def _number(shown: Figure) -> Text:
    about = Text("约", "about ") if shown.exact is not None else Text("", "")
    return Text(f"{about.zh}{shown.digits}", f"{about.en}{shown.digits}")


def _joined(number: Text, unit: Text) -> Text:
    name = "percentage point" if unit == POINTS and number.en == "1" else unit.en
    return Text(f"{number.zh}{unit.zh}", with_unit(number.en, name))
