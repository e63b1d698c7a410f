"""The limit test: in full (全数值比较法), or rounded once, half to even (修约值比较法)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.judging import base, indicator, judge, rule, seen

from zhunsheng.evaluate.cuts import limit_region
from zhunsheng.model.expression import Name, Number, Operation
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.limits import Limit
from zhunsheng.model.quantity import Operator, round_half_even
from zhunsheng.model.rule import Trajectory


def met(limit: str, value: str, decimals: int | None = None) -> bool:
    status = judge(rule(limit, decimals=decimals), seen(value))[2025].status
    assert status in (Status.MET, Status.MISSED)
    return status is Status.MET


def test_a_product_that_binary_floating_point_gets_wrong() -> None:
    assert 0.57 * 100 < 57
    hundredfold = Operation("*", Name("a"), Number(Fraction(100)))
    named = [indicator("a"), indicator("x", expression=hundredfold)]
    row = judge(rule(">= 57"), seen("0.57", name="a"), indicators=named)[2025]
    assert (row.status, row.value, row.gap) == (Status.MET, 57, 0)


@pytest.mark.parametrize(
    ("limit", "value", "answer"),
    [
        (">= 95", "95.0", True),
        (">= 95", "94.999999999999999999", False),
        (">= 95", "94.99999999999999999999999999999999999999", False),
        ("> 40", "40", False),
        ("> 40", "40.000000000000000001", True),
        ("<= 2", "2.00", True),
        ("<= 2", "2.000000000000000001", False),
        ("< 2", "2", False),
        ("< 2", "1.999999999999999999", True),
        ("= 3", "3.000", True),
        ("= 3", "3.000000000000000001", False),
        ("5..8", "5", True),
        ("5..8", "8", True),
        ("5..8", "4.999999999999999999", False),
        ("5..8", "8.000000000000000001", False),
        ("> -1", "-0.5", True),
        ("<= -1", "-0.5", False),
    ],
)
def test_in_full_every_digit_counts(limit: str, value: str, answer: bool) -> None:
    assert met(limit, value) is answer


@pytest.mark.parametrize(
    ("limit", "value", "decimals", "answer"),
    [
        (">= 95", "94.95", 1, True),  # 949.5 tenths: a tie between the odd 949 and the even 950, so 95.0
        (">= 95", "94.949999999999999999", 1, False),
        (">= 94.9", "94.85", 1, False),  # a tie that goes down to the even 94.8
        (">= 94.9", "94.850000000000000001", 1, True),
        (">= 95", "94.5", 0, False),  # to the even 94
        (">= 96", "95.5", 0, True),
        (">= 95", "94.46", 0, False),  # rounded once, not by way of 94.5
        ("> 95", "95.05", 1, False),  # 950.5: to the even 95.0
        ("> 95", "95.15", 1, True),
        ("<= 95", "95.05", 1, True),
        ("<= 95", "95.050000000000000001", 1, False),
        ("< 95", "94.95", 1, False),
        ("< 95", "94.949999999999999999", 1, True),
        ("= 95", "95.05", 1, True),
        ("= 95", "95.051", 1, False),
        ("= 95", "94.949", 1, False),
        ("5..8", "4.5", 0, False),
        ("5..8", "8.5", 0, True),
        ("5..8", "8.51", 0, False),
        (">= -95", "-95.5", 0, False),
        (">= -94", "-94.5", 0, True),
        (">= 99.95", "99.949", 1, False),  # rounds to 99.9; the limit itself is not rounded
        (">= 99.95", "99.95", 1, True),  # rounds to 100.0
    ],
)
def test_rounded_once_half_to_even(limit: str, value: str, decimals: int, answer: bool) -> None:
    assert met(limit, value, decimals) is answer


decimals_near = st.builds(lambda n: Decimal(n).scaleb(-2), st.integers(-400, 400))


@given(decimals_near, decimals_near, st.sampled_from(Operator), st.sampled_from((None, 0, 1, 2, 3)), decimals_near)
def test_a_region_is_the_limit_test(
    raw: Decimal, low: Decimal, operator: Operator, decimals: int | None, width: Decimal
) -> None:
    figure, limit = Fraction(raw), Limit(2025, operator, Fraction(low), Fraction(low + abs(width)))
    judged = figure if decimals is None else round_half_even(figure, decimals)
    answers = {
        Operator.AT_LEAST: judged >= limit.target,
        Operator.ABOVE: judged > limit.target,
        Operator.AT_MOST: judged <= limit.target,
        Operator.BELOW: judged < limit.target,
        Operator.EQUAL: judged == limit.target,
        Operator.WITHIN: limit.target <= judged <= (limit.upper or 0),
    }
    if operator is not Operator.WITHIN:
        limit = limit._replace(upper=None)
    assert limit_region(limit, decimals).contains(figure) is answers[operator]


@pytest.mark.parametrize(
    ("demand", "start", "trajectory", "phase"),
    [
        (">= 99.8", "99.8", Trajectory.MAINTAIN, Phase.STANDING),
        (">= 100", "100", Trajectory.LINEAR, Phase.STANDING),
        ("> 95", "> 95", Trajectory.LINEAR, Phase.STANDING),
        ("> 95", ">= 95", Trajectory.LINEAR, Phase.INTERIM),
        (">= 95", "96", Trajectory.CAGR, Phase.STANDING),
        (">= 95", "96", Trajectory.NONE, Phase.INTERIM),
        (">= 95", "90", Trajectory.MAINTAIN, Phase.STANDING),
        ("<= 3", "2", Trajectory.LINEAR, Phase.STANDING),
        ("<= 3", "4", Trajectory.LINEAR, Phase.INTERIM),
        ("<= 3", "< 3", Trajectory.LINEAR, Phase.STANDING),
    ],
)
def test_a_base_that_satisfies_the_limit_makes_a_maintain_rule(
    demand: str, start: str, trajectory: Trajectory, phase: Phase
) -> None:
    held_to = rule(demand, base=base(start), trajectory=trajectory)
    assert judge(held_to)[2023].phase is phase
    assert judge(held_to)[2025].phase is Phase.DUE


def test_a_maintain_rule_is_judged_on_the_level_each_year() -> None:
    held_to = rule(">= 99.8", base=base("99.8"), trajectory=Trajectory.MAINTAIN)
    rows = judge(held_to, seen("99.8", 2020), seen("99.8", 2021), seen("99.79", 2022))
    assert [(rows[y].reason, rows[y].pace, rows[y].expected) for y in (2021, 2022)] == [
        (Reason.LIMIT_MET, None, None),
        (Reason.LIMIT_MISSED, None, None),
    ]
    assert rows[2023].status is Status.NOT_REPORTED
    assert rows[2022].relapsed


def test_a_base_may_satisfy_one_limit_and_not_the_next() -> None:
    rows = judge(rule({2022: ">= 90", 2025: ">= 95"}, base=base("92")))
    assert [rows[y].phase for y in range(2021, 2026)] == [
        Phase.STANDING,
        Phase.DUE,
        Phase.INTERIM,
        Phase.INTERIM,
        Phase.DUE,
    ]
