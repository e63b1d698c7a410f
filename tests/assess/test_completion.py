"""How far a figure has come: each formula by examples."""

from fractions import Fraction

import pytest
from tests.support.assessing import judged

from zhunsheng.assess.completion import completion, measured
from zhunsheng.model.assessment import Formula, Negative
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Phase
from zhunsheng.model.quantity import Operator

CAP = Fraction(6, 5)
LEVEL, FLOW, MILESTONE = Kind.LEVEL, Kind.FLOW, Kind.MILESTONE
Q, D = Negative.QUOTIENT, Negative.DIFFERENCE


@pytest.mark.parametrize(
    ("rule", "value", "target", "kind", "negative", "formula", "expected"),
    [
        ("up", 57, 100, LEVEL, Q, Formula.POSITIVE, Fraction(57, 100)),
        ("up", 110, 100, LEVEL, Q, Formula.POSITIVE, Fraction(11, 10)),
        ("up", 130, 100, LEVEL, Q, Formula.POSITIVE, CAP),
        ("up", -5, 100, LEVEL, Q, Formula.POSITIVE, 0),
        ("up", 0, 0, LEVEL, Q, Formula.KEPT, 1),
        ("up", -1, 0, LEVEL, Q, Formula.KEPT, 0),
        ("sum", 30, 40, FLOW, Q, Formula.CUMULATIVE, Fraction(3, 4)),
        ("down", 125, 100, LEVEL, Q, Formula.NEGATIVE_QUOTIENT, Fraction(4, 5)),
        ("down", 0, 100, LEVEL, Q, Formula.NEGATIVE_QUOTIENT, CAP),
        ("down", 125, 100, LEVEL, D, Formula.NEGATIVE_DIFFERENCE, Fraction(3, 4)),
        ("down", 90, 100, FLOW, D, Formula.NEGATIVE_DIFFERENCE, Fraction(11, 10)),
        ("down", 250, 100, LEVEL, D, Formula.NEGATIVE_DIFFERENCE, 0),
        ("down", 0, 0, LEVEL, Q, Formula.KEPT, 1),
        ("down", 1, 0, LEVEL, D, Formula.KEPT, 0),
        ("built", 1, 1, MILESTONE, Q, Formula.MILESTONE, 1),
        ("built", 0, 1, MILESTONE, Q, Formula.MILESTONE, 0),
    ],
)
def test_each_formula(
    rule: str, value: int, target: int, kind: Kind, negative: Negative, formula: Formula, expected: Fraction
) -> None:
    found = measured(judged(rule, "p", value, target), kind, negative)
    assert found is not None
    assert (found.formula, completion(found, CAP)) == (formula, expected)


@pytest.mark.parametrize(
    ("value", "expected"), [(4, Fraction(4, 5)), (5, 1), (7, 1), (8, 1), (10, Fraction(3, 4)), (20, 0)]
)
def test_a_range(value: int, expected: Fraction) -> None:
    found = measured(judged("band", "p", value, 5, upper=Fraction(8)), LEVEL, Q)
    assert found is not None
    assert (found.formula, completion(found, CAP)) == (Formula.RANGE, expected)


def test_an_exact_figure_is_a_range_of_one() -> None:
    found = [measured(judged("up", "p", v, 5, operator=Operator.EQUAL), LEVEL, Q) for v in (4, 5, 6)]
    assert [completion(each, CAP) for each in found if each] == [Fraction(4, 5), 1, Fraction(4, 5)]


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        (Operator.ABOVE, [0, 0, 1]),
        (Operator.AT_LEAST, [0, 1, 1]),
        (Operator.BELOW, [1, 0, 0]),
        (Operator.AT_MOST, [1, 1, 0]),
        (Operator.EQUAL, [0, 1, 0]),
    ],
)
def test_nothing_is_divided_by_zero(operator: Operator, expected: list[int]) -> None:
    found = [measured(judged("up", "p", value, 0, operator=operator), LEVEL, Q) for value in (-1, 0, 1)]
    assert [completion(each, CAP) for each in found if each] == expected


def test_on_the_way_the_path_is_the_limit() -> None:
    found = measured(judged("up", "p", 45, phase=Phase.INTERIM, expected=Fraction(50)), LEVEL, Q)
    assert found is not None
    assert completion(found, CAP) == Fraction(9, 10)


def test_without_a_figure_or_a_target_there_is_no_completion() -> None:
    assert measured(judged("up", "p"), LEVEL, Q) is None
    assert measured(judged("up", "p", 5, target=100, operator=None), LEVEL, Q) is None
