"""A derived figure, exactly: the formula's tree over the figures of one place and year."""

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation, calculate, names

Lookup = Callable[[str], Fraction | None]
"""The figure of an indicator, in its own unit; None where there is no definite one."""


def calculated(expression: Expression, figure: Lookup, divisor: Lookup | None = None) -> Fraction | None:
    """Return what `expression` comes to, or None where a figure is lacking or a divisor is zero.

    Figures to the right of a division are looked up in `divisor`, where given: “with the denominator of last year”.
    """
    match expression:
        case Number(value):
            return value
        case Name(indicator, factor):
            found = figure(indicator)
            return None if found is None else found * factor
        case Negation(of):
            inner = calculated(of, figure, divisor)
            return None if inner is None else -inner
        case Operation(operator, left_side, right_side):
            left = calculated(left_side, figure, divisor)
            right = calculated(right_side, (divisor or figure) if operator == "/" else figure, divisor)
            if left is None or right is None or (operator == "/" and not right):
                return None
            return calculate(left, operator, right)
        case _:  # pragma: no cover (the type checker proves that there is nothing else)
            assert_never(expression)


def denominators(expression: Expression) -> tuple[Expression, ...]:
    """List what `expression` divides by, each once; plain numbers are no figures and are left out."""
    match expression:
        case Operation(operator, left, right):
            own = (right,) if operator == "/" and names(right) else ()
            return tuple(dict.fromkeys((*denominators(left), *own, *denominators(right))))
        case Negation(of):
            return denominators(of)
        case _:
            return ()
