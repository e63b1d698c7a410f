"""What stands beside a verdict: gap, pace, expected, catch-up, first met, relapsed."""

from fractions import Fraction

import pytest
from tests.support.judging import base, judge, refusal, rule, seen

from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature, Trajectory


def test_a_row_says_what_it_is_about() -> None:
    held_to = rule(">= 95", nature=Nature.TASK, decimals=1)
    row = judge(held_to, seen("95"))[2025]
    assert (row.rule, row.indicator, row.entity, row.year) == ("r", "x", "here", 2025)
    assert (row.nature, row.owner, row.unit, row.decimals) == (Nature.TASK, "城管局", "percent", 1)
    assert (row.operator, row.target, row.upper, row.due) == (Operator.AT_LEAST, 95, None, 2025)
    assert row.observations == (seen("95"),)


@pytest.mark.parametrize(
    ("demand", "value", "gap"),
    [
        (">= 95", "94.99", "-0.01"),
        (">= 95", "97", "2"),
        ("<= 5", "7", "2"),
        ("= 5", "4", "-1"),
        ("5..8", "4", "-1"),
        ("5..8", "5", "0"),
        ("5..8", "8", "0"),
        ("5..8", "9.5", "1.5"),
        ("> 95", "> 95", "0"),
    ],
)
def test_the_gap_is_to_the_nearest_limit(demand: str, value: str, gap: str) -> None:
    assert judge(rule(demand), seen(value))[2025].gap == Fraction(gap)


def test_no_figure_no_gap() -> None:
    assert judge(rule())[2025].gap is None


def test_pace_expected_and_catch_up_of_an_interim_year() -> None:
    row = judge(rule(">= 95", base=base("92")), seen("92.9", 2022))[2022]
    assert (row.pace, row.expected) == (Fraction(3, 4), Fraction("93.2"))
    assert row.catch_up == Fraction(7, 6)  # 2.1 in three years, where 0.6 a year was planned


def test_a_met_interim_year_has_a_pace_and_nothing_to_catch_up() -> None:
    row = judge(rule(">= 95", base=base("92")), seen("95", 2022))[2022]
    assert (row.pace, row.expected, row.catch_up) == (Fraction(5, 2), Fraction("93.2"), None)


def test_the_due_year_has_neither() -> None:
    row = judge(rule(">= 95", base=base("92")), seen("94", 2025))[2025]
    assert (row.pace, row.expected, row.catch_up) == (None, None, None)


def test_a_sum_catches_up_from_nothing() -> None:
    row = judge(rule(">= 10"), seen("1", 2021), kind=Kind.FLOW)[2021]
    assert (row.pace, row.expected, row.catch_up) == (Fraction(1, 2), 2, Fraction(9, 8))


def test_first_met_is_held_against_the_limit_of_the_row() -> None:
    held_to = rule({2022: ">= 90", 2025: ">= 95"}, trajectory=Trajectory.NONE)
    figures = [seen(value, year) for value, year in (("91", 2020), ("96", 2022), ("94", 2024), ("95", 2025))]
    rows = judge(held_to, *figures)
    assert [row.first_met for row in rows.values()] == [2020, 2020, 2020, 2022, 2022, 2022]


def test_relapse_is_held_against_the_limit_of_the_year_before() -> None:
    held_to = rule({2021: ">= 90", 2022: ">= 95", 2023: ">= 80"})
    rows = judge(held_to, seen("92", 2021), seen("93", 2022), seen("95", 2023), seen("79", 2024), seen("60", 2025))
    assert [(row.status, row.relapsed) for row in rows.values()][1:] == [
        (Status.MET, False),
        (Status.MISSED, False),  # 93 keeps the 90 of the year before: the bar rose, nothing was lost
        (Status.MET, False),
        (Status.MISSED, True),
        (Status.MISSED, False),  # lost already the year before
    ]


def test_a_year_that_keeps_its_own_limit_has_lost_nothing() -> None:
    caps = rule({2021: "<= 10", 2023: "<= 40"})
    rows = judge(caps, seen("9", 2021), seen("11", 2022), seen("19", 2023), seen("2", 2024), kind=Kind.FLOW)
    assert [(rows[year].status, rows[year].relapsed) for year in (2021, 2022, 2023, 2024)] == [
        (Status.MET, False),
        (Status.NOT_DUE, False),  # 20 so far: more than 10, as a sum goes on
        (Status.MET, False),
        (Status.MISSED, True),
    ]
    exactly = judge(rule({2022: "= 6", 2023: "= 50"}), seen("6", 2022), seen("50", 2023))
    assert (exactly[2023].status, exactly[2023].relapsed) == (Status.MET, False)


def test_silence_is_no_relapse_and_neither_is_an_unsettled_bound() -> None:
    held_to = rule(">= 95", base=base("95"))
    rows = judge(held_to, seen("95", 2020), seen("96", 2021), refusal(2022), seen("96", 2023), seen("< 97", 2024))
    assert not any(row.relapsed for row in rows.values())
    assert judge(held_to, seen("95", 2020), seen("< 95", 2021))[2021].relapsed


def test_years_before_the_first_asked_one_count() -> None:
    rows = judge(rule("> 40", base=base("40")), seen("41", 2020), seen("39", 2021))
    assert (rows[2020].reason, rows[2021].relapsed, rows[2021].first_met) == (Reason.ALREADY_MET, True, 2020)
