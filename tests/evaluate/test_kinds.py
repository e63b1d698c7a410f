"""Amounts and shares of one year, milestones, benchmarks, and rules whose places nobody has named yet."""

from fractions import Fraction

import msgspec
import pytest
from tests.support.judging import base, catalogue, indicator, issued, judge, judge_both, refusal, rule, seen, submission

from zhunsheng.model.catalogue import peopled
from zhunsheng.model.expression import Number
from zhunsheng.model.indicator import DONE, Kind
from zhunsheng.model.judgement import Judgement, Phase, Reason, Status
from zhunsheng.model.plan import Place
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Members, Rule, Trajectory
from zhunsheng.model.submission import Observation, Refusal

BY_YEAR = pytest.mark.parametrize("kind", [Kind.YEARLY, Kind.GROWTH])


def reasons(rows: dict[int, Judgement]) -> dict[int, Reason]:
    return {year: row.reason for year, row in rows.items()}


@BY_YEAR
@pytest.mark.parametrize("trajectory", [Trajectory.NONE, Trajectory.LINEAR, Trajectory.MAINTAIN])
def test_an_amount_is_judged_in_years_with_a_target_of_their_own(kind: Kind, trajectory: Trajectory) -> None:
    held_to = rule({2021: ">= 200", 2023: ">= 300"}, base=base("400"), trajectory=trajectory)
    values = ((2020, "500"), (2021, "200"), (2022, "0"), (2023, "299"), (2025, "301"))
    rows = judge(held_to, *(seen(value, year) for year, value in values), kind=kind)
    assert reasons(rows) == {
        2020: Reason.BASE_YEAR,
        2021: Reason.LIMIT_MET,
        2022: Reason.NO_TARGET_THIS_YEAR,
        2023: Reason.LIMIT_MISSED,
        2024: Reason.NO_TARGET_THIS_YEAR,
        2025: Reason.NO_TARGET_THIS_YEAR,
    }
    assert [row.phase for row in rows.values()] == [
        Phase.BASE,
        Phase.DUE,
        Phase.INTERIM,
        Phase.DUE,
        Phase.INTERIM,
        Phase.INTERIM,
    ]
    assert {year: row.due for year, row in rows.items() if row.due is not None} == {2021: 2021, 2023: 2023}
    assert (rows[2022].value, rows[2022].target, rows[2022].gap) == (0, None, None)
    assert (rows[2023].gap, rows[2023].pace) == (-1, None)


@BY_YEAR
def test_silence_matters_only_where_something_was_promised(kind: Kind) -> None:
    rows = judge(rule({2022: ">= 200", 2024: ">= 200"}), refusal(2024), refusal(2021), kind=kind)
    assert (rows[2022].status, rows[2024].reason) == (Status.NOT_REPORTED, Reason.REFUSED)
    assert {rows[year].reason for year in (2021, 2023, 2025)} == {Reason.NO_TARGET_THIS_YEAR}


@BY_YEAR
def test_an_amount_waits_for_the_figure_of_its_own_year_only(kind: Kind) -> None:
    held_to = rule({2021: "issued >=", 2022: "issued >=", 2024: "issued >="})
    rows = judge(held_to, seen("60", 2021), seen("60", 2022), issued("50", 2022), issued("70", 2025), kind=kind)
    assert reasons(rows) == {
        2020: Reason.BASE_YEAR,
        2021: Reason.NO_TARGET_ISSUED,
        2022: Reason.LIMIT_MET,
        2023: Reason.NO_TARGET_THIS_YEAR,
        2024: Reason.NO_TARGET_ISSUED,
        2025: Reason.NO_OBSERVATION,
    }
    assert (rows[2021].status, rows[2021].phase, rows[2021].value) == (Status.PENDING, Phase.INTERIM, 60)


def test_a_target_of_the_base_year_itself_accuses_nobody() -> None:
    held_to = rule("issued >=")
    for value, reason in (("60", Reason.ALREADY_MET), ("40", Reason.BASE_YEAR)):
        assert judge(held_to, seen(value, 2020), issued("50", 2020), kind=Kind.YEARLY)[2020].reason is reason


def test_amounts_look_at_each_year_s_own_limit_and_never_relapse() -> None:
    held_to = rule({2021: ">= 300", 2022: ">= 200", 2023: ">= 100", 2025: ">= 100"})
    values = ((2020, "999"), (2021, "250"), (2022, "200"), (2023, "90"), (2024, "500"), (2025, "90"))
    rows = judge(held_to, *(seen(value, year) for year, value in values), kind=Kind.YEARLY)
    assert [row.first_met for row in rows.values()] == [None, None, 2022, 2022, None, 2022]
    assert not any(row.relapsed for row in rows.values())


def milestone(*rows: Observation | Refusal, due: int = 2023, **changes: object) -> dict[int, Judgement]:
    held_to = rule({due: "done"}, unit=DONE, trajectory=Trajectory.NONE, **changes)
    return judge(held_to, *rows, kind=Kind.MILESTONE)


def test_what_is_done_stays_done() -> None:
    rows = milestone(seen("0", 2021), seen("1", 2022))
    assert reasons(rows) == {
        2020: Reason.BASE_YEAR,
        2021: Reason.NO_TRAJECTORY,
        2022: Reason.ALREADY_MET,
        2023: Reason.LIMIT_MET,
        2024: Reason.LIMIT_MET,
        2025: Reason.LIMIT_MET,
    }
    assert [row.phase for row in rows.values()] == [Phase.BASE, *[Phase.INTERIM] * 2, *[Phase.DUE] * 3]
    assert [o.year for o in rows[2025].observations] == [2022]
    assert (rows[2025].missing, rows[2025].value, rows[2025].gap, rows[2025].first_met) == ((), 1, None, 2022)
    assert (rows[2021].value, rows[2021].gap) == (0, None)


def test_what_is_not_done_may_have_been_done_since() -> None:
    rows = milestone(seen("0", 2023))
    assert (rows[2023].status, rows[2024].status) == (Status.MISSED, Status.NOT_REPORTED)
    assert (rows[2024].value, rows[2024].observations, rows[2024].missing) == (None, (), ("x@2024",))


@pytest.mark.parametrize("said", [[], [seen("0", 2022)], [refusal(2022)]])
def test_nothing_is_due_before_the_year(said: list[Observation | Refusal]) -> None:
    row = milestone(*said)[2022]
    assert (row.status, row.reason) == (Status.NOT_DUE, Reason.NO_TRAJECTORY)


def test_a_cell_that_cannot_be_read_is_no_word_and_undoes_nothing() -> None:
    rows = milestone(seen("1", 2022), refusal(2023))
    assert (rows[2023].reason, rows[2023].observations, rows[2023].missing) == (Reason.REFUSED, (), ("x@2023",))
    assert (rows[2024].status, rows[2024].relapsed) == (Status.MET, False)


def test_a_silent_year_after_a_cell_that_cannot_be_read_accuses_nobody() -> None:
    rows = milestone(refusal(2022), refusal(2023), last := seen("0", 2025))
    assert [rows[year].status for year in (2022, 2023, 2024)] == [Status.NOT_DUE, *[Status.NOT_EVALUABLE] * 2]
    assert (rows[2024].reason, rows[2024].observations) == (Reason.REFUSED, ())
    assert rows[2024].missing == ("x@2022", "x@2023", "x@2024")
    assert (rows[2025].status, rows[2025].observations, rows[2025].relapsed) == (Status.MISSED, (last,), False)


def test_a_word_after_a_cell_that_cannot_be_read_settles_it() -> None:
    rows = milestone(refusal(2022), seen("0", 2023))
    assert (rows[2024].reason, rows[2024].missing) == (Reason.NO_OBSERVATION, ("x@2024",))


def test_a_milestone_taken_back_is_a_relapse_whatever_stood_between() -> None:
    for between in ((), (refusal(2024),)):
        rows = milestone(seen("1", 2022), *between, seen("0", 2025))
        assert (rows[2025].status, rows[2025].relapsed, rows[2025].first_met) == (Status.MISSED, True, 2022)
    assert not milestone(seen("0", 2022), seen("0", 2023))[2023].relapsed


def test_a_milestone_done_in_the_base_year_is_done() -> None:
    rows = milestone(seen("1", 2020))
    assert (rows[2020].reason, rows[2021].reason, rows[2023].reason) == (
        Reason.ALREADY_MET,
        Reason.ALREADY_MET,
        Reason.LIMIT_MET,
    )
    assert rows[2023].first_met == 2020


def test_a_bound_is_no_word_that_lasts() -> None:
    rows = milestone(seen("<= 1", 2022))
    assert (rows[2022].reason, rows[2023].reason) == (Reason.NO_TRAJECTORY, Reason.NO_OBSERVATION)


def test_a_benchmark_is_waited_for_and_then_held_against() -> None:
    held_to = rule({2021: "issued >=", 2022: "issued >="}, benchmark="全省平均水平", trajectory=Trajectory.NONE)
    rows = judge(held_to, seen("60", 2021), seen("60", 2022), issued("61", 2021, benchmark=True), issued("10", 2022))
    assert (rows[2021].reason, rows[2021].target, rows[2021].gap) == (Reason.LIMIT_MISSED, 61, -1)
    assert rows[2021].citation == "文号1"
    assert (rows[2022].status, rows[2022].reason) == (Status.PENDING, Reason.NO_BENCHMARK)


def test_a_benchmark_is_no_issued_target() -> None:
    rows = judge(rule("issued >="), seen("60"), issued("50", benchmark=True))
    assert rows[2025].reason is Reason.NO_TARGET_ISSUED


@BY_YEAR
def test_an_amount_waits_for_the_benchmark_of_its_year(kind: Kind) -> None:
    rows = judge(rule({2021: "issued >="}, benchmark="全省平均水平"), seen("60", 2021), kind=kind)
    assert (rows[2021].reason, rows[2022].reason) == (Reason.NO_BENCHMARK, Reason.NO_TARGET_THIS_YEAR)
    rows = judge(rule({2021: "issued >="}, benchmark="全省平均水平"))
    assert rows[2025].reason is Reason.NO_BENCHMARK


EACH_GRID = Members(level="grid", kind="农村")


def unpeopled(demand: str = ">= 1", **changes: object) -> Rule:
    return rule({2022: demand}, scope=(), members=EACH_GRID, trajectory=Trajectory.NONE, **changes)


def test_without_a_roster_it_is_said_so_every_year() -> None:
    rows = {row.year: row for row in judge_both(catalogue([unpeopled()]), submission(seen("1", 2022), refusal(2021)))}
    assert reasons(rows) == {2020: Reason.BASE_YEAR} | dict.fromkeys(range(2021, 2026), Reason.NO_ROSTER)
    assert [row.phase for row in rows.values()] == [Phase.BASE, Phase.INTERIM, *[Phase.DUE] * 4]
    row = rows[2022]
    assert (row.entity, row.status, row.operator, row.target, row.due) == (
        "here",
        Status.NOT_EVALUABLE,
        Operator.AT_LEAST,
        1,
        2022,
    )
    assert (row.value, row.gap, row.observations, row.missing, row.citation) == (None, None, (), (), None)


@pytest.mark.parametrize("kind", list(Kind))
def test_nobody_is_passed_over_whatever_the_kind(kind: Kind) -> None:
    checked = catalogue([unpeopled("issued >="), unpeopled(id="other")], [indicator(kind=kind)])
    rows = judge_both(checked, submission(), (2020, 2022))
    assert [(row.rule, row.reason) for row in rows] == [
        ("r", Reason.BASE_YEAR),
        ("r", Reason.NO_ROSTER),
        ("other", Reason.BASE_YEAR),
        ("other", Reason.NO_ROSTER),
    ]


def test_nobody_has_met_anything_even_where_the_figure_is_a_constant() -> None:
    always = indicator(expression=Number(Fraction(95)))
    (row,) = judge_both(catalogue([unpeopled()], [always]), submission(), (2022,))
    assert (row.first_met, row.value) == (None, None)


def test_a_roster_names_whom_to_judge() -> None:
    grids = (
        Place(id="g1", title="一村网格", level="grid", kind="农村"),
        Place(id="g2", title="二村网格", level="grid", kind="农村"),
        Place(id="g3", title="社区网格", level="grid", kind="社区"),
    )
    checked = peopled(catalogue([unpeopled()]), grids)
    rows = judge_both(checked, submission(msgspec.structs.replace(seen("1", 2022), entity="g1")), (2022,))
    assert [(row.entity, row.status) for row in rows] == [("g1", Status.MET), ("g2", Status.NOT_REPORTED)]
