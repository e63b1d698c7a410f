"""Exact numbers: parsing within bounds, and writing them out without losing a digit.

A figure is a `Decimal` as it was written. Once unit factors or quotients enter it is a `Fraction`.
No binary float takes part in a verdict.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from fractions import Fraction

MAX_DIGITS = 40
"""More digits than this is not a measured figure: the number is refused, not truncated."""

SHOWN_DECIMALS = 12
"""Places to which a quotient that does not terminate is written (half-even); the exact fraction goes beside it."""

_WIDE = Context(prec=400)


class Operator(StrEnum):
    """How a figure must stand to its limit. Direction is declared by it, never inferred from target and base."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    EQUAL = "="
    WITHIN = "in"
    """A closed range, `low..high`."""

    @property
    def rising(self) -> bool:
        """Whether more is better."""
        return self in (Operator.AT_LEAST, Operator.ABOVE)

    @property
    def falling(self) -> bool:
        """Whether less is better."""
        return self in (Operator.AT_MOST, Operator.BELOW)


def in_bounds(value: Decimal) -> bool:
    """Tell whether `value` is finite, has at most `MAX_DIGITS` digits, and is of a sane magnitude."""
    if not value.is_finite():
        return False
    _, digits, exponent = value.as_tuple()
    return isinstance(exponent, int) and -MAX_DIGITS <= exponent <= MAX_DIGITS and len(digits) <= MAX_DIGITS


def terminates(value: Fraction) -> bool:
    """Tell whether `value` has a finite decimal expansion: its denominator holds only 2s and 5s."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def round_half_even(value: Fraction, decimals: int) -> Fraction:
    """Round once, half to even, from the raw value (GB/T 8170-2008, 修约值比较法)."""
    scale = Fraction(10) ** decimals
    return Fraction(round(value * scale)) / scale


def decimal_text(value: Fraction | Decimal, decimals: int = SHOWN_DECIMALS) -> str:
    """Write `value` as a plain decimal: exact where it terminates, else rounded half-even to `decimals` places."""
    if isinstance(value, Decimal):
        value = Fraction(value)
    if value.denominator == 1:
        return str(value.numerator)
    shown = value if terminates(value) else round_half_even(value, decimals)
    quotient = _WIDE.divide(Decimal(shown.numerator), Decimal(shown.denominator))
    text = format(quotient, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def fixed_text(value: Fraction, decimals: int) -> str:
    """Write `value` with exactly `decimals` places, half-even. For display beside the exact figure, never to judge."""
    rounded = round_half_even(value, decimals)
    quotient = _WIDE.divide(Decimal(rounded.numerator), Decimal(rounded.denominator))
    return format(quotient.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN, context=_WIDE), "f")
