"""Arithmetic on ranges of figures: what a formula can come to. Never narrower than the truth, exact in its ends."""

import math
from collections.abc import Mapping
from fractions import Fraction

from zhunsheng.compile.spans import Span
from zhunsheng.model.expression import Expression, Name, Negation, Number
from zhunsheng.model.figures import is_percent
from zhunsheng.model.indicator import Indicator, Kind

_ALL = Span()
_MAY_BE_NEGATIVE = ("百分点", "元", "摄氏度", "℃")


def natural(indicator: Indicator) -> Span:
    """Return the figures that an indicator can have by its unit: counts and areas are not below nothing."""
    if any(unit in indicator.units for unit in _MAY_BE_NEGATIVE) or indicator.kind is Kind.GROWTH:
        return _ALL
    share = is_percent(indicator.unit) and indicator.expression is None
    return Span(Fraction(0), True, Fraction(100) if share else None, share)


def shared(one: Span, other: Span) -> Span | None:
    """Return the figures that lie in both; None where there are none."""
    if not one.meets(other):
        return None
    low, with_low = max(((s.low, not s.with_low) for s in (one, other) if s.low is not None), default=(None, True))
    high, with_high = min(((s.high, s.with_high) for s in (one, other) if s.high is not None), default=(None, False))
    return Span(low, low is not None and not with_low, high, high is not None and with_high)


def of_expression(expression: Expression, room: Mapping[str, Span]) -> Span:
    """Return what a formula can come to where each indicator lies in its room. Factors of units are above zero."""
    match expression:
        case Number(value):
            return Span(value, True, value, True)
        case Name(indicator, factor):
            return room[indicator].times(factor)
        case Negation(of):
            return _minus(of_expression(of, room))
    one, other = of_expression(expression.left, room), of_expression(expression.right, room)
    if expression.operator in "+-":
        return _sum(one, other if expression.operator == "+" else _minus(other))
    return _product(one, other if expression.operator == "*" else _inverse(other))


def _minus(span: Span) -> Span:
    low, high = (None if end is None else -end for end in (span.high, span.low))
    return Span(low, span.with_high, high, span.with_low)


def _sum(one: Span, other: Span) -> Span:
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Span(low, one.with_low and other.with_low, high, one.with_high and other.with_high)


def _inverse(span: Span) -> Span:
    """Return 1 ÷ span. What may be zero may make it as large as one likes; a range about zero says nothing."""
    if span.low is not None and span.low >= 0:
        above = None if span.low == 0 else 1 / span.low
        below = Fraction(0) if span.high is None or span.high == 0 else 1 / span.high
        return Span(below, True, above, above is not None)
    if span.high is not None and span.high <= 0:
        return _minus(_inverse(_minus(span)))
    return _ALL


def _product(one: Span, other: Span) -> Span:
    """Return all products, its ends with it."""
    ends = [_times(a, b) for a in _ends(one) for b in _ends(other)]
    low, high = min(ends), max(ends)
    return Span(
        None if isinstance(low, float) else low,
        not isinstance(low, float),
        None if isinstance(high, float) else high,
        not isinstance(high, float),
    )


def _ends(span: Span) -> tuple[Fraction | float, Fraction | float]:
    """Return both ends; infinity is the only float, and comparing with it is exact."""
    return (-math.inf if span.low is None else span.low), (math.inf if span.high is None else span.high)


def _times(one: Fraction | float, other: Fraction | float) -> Fraction | float:
    """Multiply two ends: what is zero stays zero however far the other range reaches."""
    if one == 0 or other == 0:
        return Fraction(0)
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one * other
    return math.inf if (one > 0) == (other > 0) else -math.inf
