"""A derived indicator's formula, as a tree: arithmetic over indicator names and numbers, and nothing else."""

from fractions import Fraction
from typing import Literal

import msgspec


class Number(msgspec.Struct, frozen=True, tag="number"):
    """A constant without a unit."""

    value: Fraction


class Name(msgspec.Struct, frozen=True, tag="name"):
    """The figure of another indicator, of the same place and year.

    `factor` turns the named indicator's unit into the coherent unit in which the compiler checked the formula.
    """

    indicator: str
    factor: Fraction = Fraction(1)


class Negation(msgspec.Struct, frozen=True, tag="negation"):
    """Minus `of`."""

    of: "Expression"


Sign = Literal["+", "-", "*", "/"]


class Operation(msgspec.Struct, frozen=True, tag="operation"):
    """`left` operator `right`."""

    operator: Sign
    left: "Expression"
    right: "Expression"


Expression = Number | Name | Negation | Operation


def calculate(left: Fraction, sign: Sign, right: Fraction) -> Fraction:
    """Apply a sign of arithmetic. Raises `ZeroDivisionError`."""
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right


def names(expression: Expression) -> tuple[str, ...]:
    """List the indicators that `expression` speaks of, each once, in order of appearance."""
    match expression:
        case Number():
            return ()
        case Name(indicator):
            return (indicator,)
        case Negation(of):
            return names(of)
        case Operation(_, left, right):
            return tuple(dict.fromkeys((*names(left), *names(right))))
