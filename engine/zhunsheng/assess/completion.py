"""How far one figure has come: completion by the stated formulas, exact, between 0 and the cap."""

from fractions import Fraction
from typing import NamedTuple

from zhunsheng.model.assessment import Formula, Negative
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Judgement, Phase
from zhunsheng.model.quantity import Operator

_ONE, _ZERO = Fraction(1), Fraction(0)


class Measured(NamedTuple):
    """A figure, the limit that it is held against in this year, and the formula that does it.

    `upper` is the upper end of a range. `operator` is that of the limit.
    """

    value: Fraction
    limit: Fraction
    upper: Fraction
    operator: Operator
    formula: Formula


def measured(judgement: Judgement, kind: Kind, negative: Negative) -> Measured | None:
    """Choose the formula of a judgement by kind and direction, which are declared; None where a figure is missing.

    On the way to a later target, what the path asks for in this year is the limit.
    """
    value, target, operator = judgement.value, judgement.target, judgement.operator
    if value is None or target is None or operator is None:
        return None
    on_the_way = judgement.phase is Phase.INTERIM and judgement.expected is not None
    limit = judgement.expected if on_the_way and judgement.expected is not None else target
    upper = judgement.upper if judgement.upper is not None else limit
    return Measured(value, limit, upper, operator, _formula(kind, operator, limit, negative))


def _formula(kind: Kind, operator: Operator, limit: Fraction, negative: Negative) -> Formula:
    if kind is Kind.MILESTONE:
        return Formula.MILESTONE
    if limit <= 0:
        return Formula.KEPT
    if operator.rising:
        return Formula.CUMULATIVE if kind is Kind.FLOW else Formula.POSITIVE
    if operator.falling:
        return Formula.NEGATIVE_QUOTIENT if negative is Negative.QUOTIENT else Formula.NEGATIVE_DIFFERENCE
    return Formula.RANGE


def completion(of: Measured, cap: Fraction) -> Fraction:
    """Return the completion, cut off at 0 and at `cap` (≥ 1)."""
    return max(_ZERO, min(cap, _raw(of, cap)))


def _raw(of: Measured, cap: Fraction) -> Fraction:
    match of.formula:
        case Formula.MILESTONE:
            return _ONE if of.value >= 1 else _ZERO
        case Formula.KEPT:
            return _ONE if _kept(of) else _ZERO
        case Formula.POSITIVE | Formula.CUMULATIVE:
            return of.value / of.limit
        case Formula.NEGATIVE_DIFFERENCE:
            return 2 - of.value / of.limit
        case Formula.NEGATIVE_QUOTIENT:
            return of.limit / of.value if of.value > 0 else cap
        case _:  # a range
            return _in_range(of)


def _in_range(of: Measured) -> Fraction:
    if of.value < of.limit:
        return of.value / of.limit
    return _ONE if of.value <= of.upper else 2 - of.value / of.upper


def _kept(of: Measured) -> bool:
    """Hold a figure against a limit that nothing can be divided by."""
    match of.operator:
        case Operator.AT_LEAST:
            return of.value >= of.limit
        case Operator.ABOVE:
            return of.value > of.limit
        case Operator.AT_MOST:
            return of.value <= of.limit
        case Operator.BELOW:
            return of.value < of.limit
        case _:  # an exact figure, or a range
            return of.limit <= of.value <= of.upper
