"""A derived indicator over whole columns: the formula's tree, walked once for all places and years."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol, assert_never

import numpy as np

from zhunsheng.model.column import Bools, Column
from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation


class Figure(Protocol):
    """What a formula is about: an indicator, or whatever else is reported (None) or made by an expression."""

    @property
    def expression(self) -> Expression | None:
        """How it is made."""

    @property
    def expression_factor(self) -> Fraction:
        """What turns the result into its own unit."""


class Formula:
    """Evaluates indicators over the columns of their reported parts, of any shape.

    `zero` tells, once evaluated, where some denominator was zero: the figure there is without meaning.
    """

    def __init__(self, indicators: Mapping[str, Figure], parts: Mapping[str, Column], shape: tuple[int, ...]) -> None:
        self._indicators = indicators
        self._parts = parts
        self.zero: Bools = np.zeros(shape, dtype=np.bool_)

    def figures(self, indicator_id: str) -> Column:
        """Return an indicator's figures in its own unit."""
        indicator = self._indicators[indicator_id]
        if indicator.expression is None:
            return self._parts[indicator_id]
        return self._evaluate(indicator.expression).scaled(indicator.expression_factor)

    def _evaluate(self, expression: Expression) -> Column:
        match expression:
            case Number(value):
                return Column.constant(value)
            case Name(indicator_id, factor):
                return self.figures(indicator_id).scaled(factor)
            case Negation(of):
                return self._evaluate(of).negated()
            case Operation():
                return self._operate(expression)
            case _:  # pragma: no cover (the type checker proves that there is nothing else)
                assert_never(expression)

    def _operate(self, operation: Operation) -> Column:
        left, right = self._evaluate(operation.left), self._evaluate(operation.right)
        match operation.operator:
            case "+":
                return left.plus(right)
            case "-":
                return left.plus(right.negated())
            case "*":
                return left.times(right)
        quotient, zero = left.divided(right)
        self.zero |= zero
        return quotient
