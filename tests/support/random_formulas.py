"""Formulas for random plans: of every sign, nested, with factors, with constants alone."""

from fractions import Fraction
from typing import NamedTuple

from tests.support.judging import ONE
from zhunsheng.model.expression import Expression, Name, Negation, Number, Operation


class Formula(NamedTuple):
    """A way to make the rule's indicator "x" of reported ones."""

    indicators: dict[str, Expression | None]
    factor: Fraction = ONE


def _over(left: Expression, right: Expression) -> Expression:
    return Operation("/", left, right)


A, B, C = Name("a"), Name("b", Fraction(1, 3)), Name("c", Fraction(10000))
FORMULAS = (
    Formula({"x": None}),
    Formula({"x": None}),
    Formula({"a": None, "b": None, "x": _over(A, Name("b"))}),
    Formula({"a": None, "b": None, "x": _over(A, Name("b"))}, Fraction(100)),
    Formula({"a": None, "b": None, "x": _over(A, Operation("+", A, Name("b")))}, Fraction(100)),
    Formula({"a": None, "b": None, "x": Operation("-", A, B)}),
    Formula({"a": None, "b": None, "d": _over(A, B), "x": Operation("+", Name("d", Fraction(2)), Name("b"))}),
    Formula({"a": None, "b": None, "c": None, "x": Operation("-", _over(A, B), _over(C, Negation(Name("b"))))}),
    Formula({"a": None, "b": None, "c": None, "x": Operation("+", _over(A, B), _over(C, B))}),
    Formula({"a": None, "b": None, "x": _over(Operation("*", A, Number(Fraction(-7, 3))), Operation("*", B, B))}),
    Formula({"a": None, "x": Operation("*", Number(Fraction(0)), Operation("-", Number(Fraction(1, 2)), A))}),
    Formula({"a": None, "x": _over(Number(Fraction(10**21, 7)), _over(Number(Fraction(1)), A))}),
    Formula({"x": _over(Number(Fraction(95)), Number(Fraction(1)))}),
)
