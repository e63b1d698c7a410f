"""Which limit a year is held to; what is pending; what the base year comes to."""

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.support.judging import base, catalogue, issued, judge, judge_both, refusal, rule, seen, submission, target

from zhunsheng.evaluate import evaluate, reference
from zhunsheng.model.indicator import Kind
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.plan import Period
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Target, Trajectory


def test_the_next_due_limit_counts_and_the_last_one_stands_on() -> None:
    held_to = rule({2022: ">= 90", 2024: ">= 94"}, trajectory=Trajectory.NONE)
    rows = judge(held_to, *(seen("93", year) for year in range(2020, 2026)))
    assert {year: (row.due, row.target, row.phase, row.status) for year, row in rows.items()} == {
        2020: (2022, 90, Phase.BASE, Status.MET),
        2021: (2022, 90, Phase.INTERIM, Status.MET),
        2022: (2022, 90, Phase.DUE, Status.MET),
        2023: (2024, 94, Phase.INTERIM, Status.NOT_DUE),
        2024: (2024, 94, Phase.DUE, Status.MISSED),
        2025: (2024, 94, Phase.DUE, Status.MISSED),
    }


def test_pending_until_issued_comes_before_everything_else() -> None:
    held_to = rule("issued >=", base=base("88"), trajectory=Trajectory.LINEAR)
    rows = judge(held_to, seen("88", 2020), seen("> 90", 2021), refusal(2022), seen("99", 2025))
    assert {row.status for row in rows.values()} == {Status.PENDING}
    assert {row.reason for row in rows.values()} == {Reason.NO_TARGET_ISSUED}
    assert [row.phase for row in rows.values()] == [Phase.BASE] + [Phase.INTERIM] * 5
    assert (rows[2025].value, rows[2025].target, rows[2025].gap, rows[2025].due) == (99, None, None, None)
    assert rows[2022].missing == ("x@2022",)


def test_an_issued_target_ends_the_waiting_with_its_citation_and_factor() -> None:
    held_to = rule("issued >=", base=base("18.1"))
    rows = judge(held_to, issued("0.75", factor=Fraction(100)), seen("75", 2025), seen("74.9", 2024))
    assert (rows[2025].status, rows[2025].target, rows[2025].operator) == (Status.MET, 75, Operator.AT_LEAST)
    assert rows[2025].citation == "文号1"
    assert rows[2024].status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("row", "operator"),
    [
        (issued("<= 75"), Operator.AT_MOST),  # the row's own
        (issued("75"), Operator.ABOVE),  # what the rule declares for 2025
        (issued("75", 2023), Operator.AT_MOST),  # a printed target's year
        (issued("75", 2024), Operator.BELOW),  # not declared: that of the first issued target
    ],
)
def test_the_operator_of_an_issued_target(row: object, operator: Operator) -> None:
    held_to = rule({2022: "issued <", 2023: "<= 1", 2025: "issued >"})
    rows = judge(held_to, row)  # type: ignore[arg-type]  # one of the three kinds of rows
    due = next(one for one in rows.values() if one.target == 75)
    assert due.operator is operator


def test_the_issued_figure_replaces_the_printed_one_of_its_year() -> None:
    held_to = rule({2023: ">= 80", 2025: "issued >="})
    rows = judge(held_to, issued("85", 2023), issued("99", 2025), issued("1", 2025))
    assert (rows[2023].target, rows[2023].citation) == (85, "文号1")
    assert rows[2025].target == 99  # of two rows for one year the first counts; intake refuses the second


def test_an_issued_range_narrows_to_the_figure_issued() -> None:
    rows = judge(rule({2025: "issued in"}), issued("7"), seen("7"), seen("7.1", 2024))
    assert (rows[2025].status, rows[2025].upper) == (Status.MET, 7)
    assert rows[2024].status is Status.NOT_DUE


def test_issued_rows_mean_nothing_to_a_rule_that_declares_none() -> None:
    rows = judge(rule(">= 95"), issued("1"), seen("94"))
    assert (rows[2025].target, rows[2025].status) == (95, Status.MISSED)


def test_a_later_issued_target_is_waited_for_though_an_earlier_limit_stands() -> None:
    rows = judge(rule({2022: ">= 90", 2024: "issued >="}), *(seen("91", year) for year in range(2021, 2026)))
    assert [rows[year].status for year in range(2021, 2026)] == [
        Status.MET,
        Status.MET,
        Status.PENDING,
        Status.PENDING,
        Status.MET,  # nothing is awaited any more: 2022's limit stands on
    ]
    assert (rows[2023].phase, rows[2023].target, rows[2023].gap) == (Phase.DUE, 90, 1)


def test_places_may_be_held_to_different_issued_targets() -> None:
    held_to = rule("issued >=", scope=("here", "there", "yonder", "here"))
    data = submission(
        issued("75"), issued("90", place="yonder"), *(seen("80", place=p) for p in ("here", "there", "yonder"))
    )
    rows = judge_both(catalogue([held_to]), data, [2025])
    assert [(row.entity, row.status) for row in rows] == [
        ("here", Status.MET),
        ("there", Status.PENDING),
        ("yonder", Status.MISSED),
        ("here", Status.MET),
    ]


def test_equal_issued_targets_keep_their_own_citations() -> None:
    held_to = rule("issued >=", scope=("here", "there"))
    data = submission(issued("75", number="一号"), issued("75", place="there", number="二号"))
    assert [row.citation for row in judge_both(catalogue([held_to]), data, [2025])] == ["一号", "二号"]


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        ((seen("95.0", 2020),), Status.MET, Reason.ALREADY_MET),
        ((seen("> 95", 2020),), Status.MET, Reason.ALREADY_MET),
        ((seen("> 94", 2020),), Status.NOT_DUE, Reason.BASE_YEAR),
        ((seen("< 95", 2020),), Status.NOT_DUE, Reason.BASE_YEAR),
        ((seen("94", 2020),), Status.NOT_DUE, Reason.BASE_YEAR),
        ((refusal(2020),), Status.NOT_DUE, Reason.BASE_YEAR),
        ((), Status.NOT_DUE, Reason.BASE_YEAR),
    ],
)
def test_the_base_year_is_met_or_not_due(data: tuple[object, ...], status: Status, reason: Reason) -> None:
    row = judge(rule(">= 95"), *data)[2020]  # type: ignore[arg-type]  # rows of a submission
    assert (row.status, row.reason, row.phase) == (status, reason, Phase.BASE)


def test_a_flow_has_no_figure_in_the_base_year() -> None:
    row = judge(rule(">= 2.7"), seen("9", 2020), kind=Kind.FLOW)[2020]
    assert (row.status, row.reason, row.value) == (Status.NOT_DUE, Reason.BASE_YEAR, None)
    assert (row.observations, row.missing, row.gap) == ((), (), None)


def test_a_flow_waits_for_the_first_year_of_the_period() -> None:
    late_start = Period(base=2020, start=2022, end=2025)
    rows = judge(rule(">= 4"), *(seen("1", year) for year in range(2020, 2026)), kind=Kind.FLOW, period=late_start)
    assert (rows[2021].reason, rows[2021].phase, rows[2021].value) == (Reason.BASE_YEAR, Phase.BASE, None)
    assert (rows[2022].value, rows[2022].pace) == (1, 1)
    assert rows[2025].status is Status.MET


def test_a_limit_of_the_base_year_itself_stands_on() -> None:
    held_to = rule(targets=(Target(year=2020, operator=Operator.AT_LEAST, value=Decimal(90)),))
    rows = judge(held_to, seen("91", 2020), seen("89", 2023))
    assert (rows[2020].reason, rows[2023].reason) == (Reason.ALREADY_MET, Reason.LIMIT_MISSED)
    assert rows[2023].phase is Phase.DUE


@pytest.mark.parametrize("judged_by", [evaluate, reference.evaluate])
def test_a_year_outside_the_period_is_an_error(judged_by: object) -> None:
    with pytest.raises(ValueError, match=r"2026 is outside the plan's period 2020\.\.2025"):
        judged_by(catalogue([rule()]), submission(), [2025, 2026])  # type: ignore[operator]  # both are functions


def test_two_observations_of_one_cell_are_an_error_never_last_wins() -> None:
    with pytest.raises(ValueError, match="two observations of x for here in 2025"):
        evaluate(catalogue([rule()]), submission(seen("1"), seen("2")), [2025])


def test_rows_are_ordered_by_rule_scope_and_year() -> None:
    rules = [rule(id=name, scope=("there", "here")) for name in ("b", "a")]
    rows = judge_both(catalogue(rules), submission(), [2022, 2021, 2022])
    assert [(row.rule, row.entity, row.year) for row in rows] == [
        (name, place, year) for name in ("b", "a") for place in ("there", "here") for year in (2021, 2022)
    ]


def test_a_target_text_is_what_it_says() -> None:
    assert target("5..8") == Target(year=2025, operator=Operator.WITHIN, value=Decimal(5), upper=Decimal(8))
