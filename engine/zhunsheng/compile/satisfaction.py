"""Whether the base of a rule satisfies one of its targets already."""

from fractions import Fraction

from zhunsheng.model.limits import Limit
from zhunsheng.model.quantity import Operator, round_half_even
from zhunsheng.model.rule import Base, Target


def satisfies(base: Base, target: Target, decimals: int | None) -> bool:
    """Tell whether the base satisfies a target for sure. A target that is not issued yet is not held against it."""
    if target.value is None:
        return True
    limit = Fraction(target.value)
    if base.bound is not None:
        return _bound_satisfies(base.bound, Fraction(base.value), target.operator, limit)
    value = Fraction(base.value)
    value = value if decimals is None else round_half_even(value, decimals)
    upper = None if target.upper is None else Fraction(target.upper)
    return Limit(target.year, target.operator, limit, upper).holds(value)


def _bound_satisfies(bound: Operator, value: Fraction, operator: Operator, limit: Fraction) -> bool:
    """More than 95 is more than 95; at least 95 is not, for sure. A bound never settles an equality or a range."""
    if bound.rising and operator.rising:
        return value > limit or (value == limit and (bound is Operator.ABOVE or operator is Operator.AT_LEAST))
    if bound.falling and operator.falling:
        return value < limit or (value == limit and (bound is Operator.BELOW or operator is Operator.AT_MOST))
    return False
