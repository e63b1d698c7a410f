"""The figure of a year: reported, summed or derived; and each way in which there can be none."""

from fractions import Fraction

import pytest
from tests.support.judging import base, indicator, judge, refusal, rule, seen

from zhunsheng.model.expression import Name, Negation, Number, Operation
from zhunsheng.model.indicator import Indicator, Kind
from zhunsheng.model.judgement import Judgement, Phase, Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Trajectory
from zhunsheng.model.submission import Observation, Refusal


def share(kind: Kind = Kind.LEVEL) -> list[Indicator]:
    """x = a / b, in per cent."""
    quotient = Operation("/", Name("a"), Name("b"))
    return [indicator("a"), indicator("b"), indicator("x", kind, quotient, Fraction(100))]


def judge_share(*rows: Observation | Refusal, kind: Kind = Kind.LEVEL, year: int = 2025) -> Judgement:
    return judge(rule(">= 10", trajectory=Trajectory.NONE), *rows, indicators=share(kind))[year]


def test_a_reported_figure_is_turned_into_the_unit_of_the_indicator_exactly() -> None:
    row = judge(rule("<= 2000"), seen("3", factor=Fraction(2000, 3)))[2025]
    assert (row.value, row.status, row.gap) == (2000, Status.MET, 0)
    assert isinstance(row.value, Fraction)


def test_nothing_reported_is_not_reported_and_a_refused_cell_is_not_silence() -> None:
    rows = judge(rule(), refusal(2025))
    assert (rows[2024].status, rows[2024].reason, rows[2024].missing) == (
        Status.NOT_REPORTED,
        Reason.NO_OBSERVATION,
        ("x@2024",),
    )
    assert (rows[2025].status, rows[2025].reason, rows[2025].missing) == (
        Status.NOT_EVALUABLE,
        Reason.REFUSED,
        ("x@2025",),
    )


def test_a_refused_cell_holds_no_figure_even_if_one_was_read() -> None:
    row = judge(rule(), seen("99"), refusal(2025))[2025]
    assert (row.reason, row.observations, row.value) == (Reason.REFUSED, (), None)


def test_a_flow_is_the_sum_since_the_start() -> None:
    figures = [seen(text, 2021 + i) for i, text in enumerate(("0.52", "0.55", "0.53", "0.5", "0.6"))]
    rows = judge(rule(">= 2.7", base=base("2.82", first_year=2016)), *figures, kind=Kind.FLOW)
    assert [row.value for row in rows.values()] == [None, *map(Fraction, ("0.52", "1.07", "1.6", "2.1", "2.7"))]
    assert rows[2025].status is Status.MET
    assert rows[2023].observations == tuple(figures[:3])
    # 1.07 of the 1.08 due: the 2.82 of the last five years counts for nothing
    assert rows[2022].reason is Reason.PACE_NEARLY
    assert (rows[2022].pace, rows[2022].expected) == (Fraction(107, 108), Fraction("1.08"))


def test_a_sum_that_lacks_an_earlier_year_is_not_evaluable_not_smaller() -> None:
    rows = judge(rule(">= 2"), seen("1", 2021), seen("9", 2023), kind=Kind.FLOW)
    assert (rows[2022].status, rows[2022].reason) == (Status.NOT_REPORTED, Reason.NO_OBSERVATION)
    assert (rows[2023].status, rows[2023].reason) == (Status.NOT_EVALUABLE, Reason.MISSING_YEAR)
    assert (rows[2023].value, rows[2023].missing) == (None, ("x@2022",))
    assert [seen.year for seen in rows[2023].observations] == [2021, 2023]


def test_a_sum_that_holds_a_refused_year_says_so_ever_after() -> None:
    rows = judge(rule(">= 2"), refusal(2022), seen("1", 2021), seen("9", 2023), kind=Kind.FLOW)
    assert rows[2021].value == 1
    assert {rows[year].reason for year in (2022, 2023, 2024)} == {Reason.REFUSED}


def test_a_bound_inside_a_sum_or_a_quotient_is_only_a_bound() -> None:
    rows = judge(rule(">= 2"), seen("> 3", 2021), seen("9", 2022), kind=Kind.FLOW)
    assert [(rows[y].reason, rows[y].value, rows[y].bound) for y in (2021, 2022)] == [
        (Reason.ONLY_A_BOUND, None, None)
    ] * 2
    assert judge_share(seen("> 3", name="a"), seen("0", name="b")).reason is Reason.ONLY_A_BOUND


def test_a_quotient_is_exact() -> None:
    row = judge_share(seen("6290", name="a", factor=Fraction(1, 10000)), seen("6.3", name="b"))
    assert (row.value, row.status) == (Fraction(6290, 630), Status.MISSED)
    assert [part.indicator for part in row.observations] == ["a", "b"]


@pytest.mark.parametrize(
    ("rows", "status", "reason", "missing"),
    [
        ((), Status.NOT_REPORTED, Reason.NO_OBSERVATION, ("a@2025", "b@2025")),
        ((seen("1", name="a"),), Status.NOT_EVALUABLE, Reason.MISSING_COMPONENT, ("b@2025",)),
        ((refusal(name="a"),), Status.NOT_EVALUABLE, Reason.REFUSED, ("a@2025", "b@2025")),
        ((seen("1", name="a"), seen("0", name="b")), Status.NOT_EVALUABLE, Reason.ZERO_DENOMINATOR, ()),
    ],
)
def test_what_a_derived_figure_can_lack(
    rows: tuple[Observation | Refusal, ...], status: Status, reason: Reason, missing: tuple[str, ...]
) -> None:
    row = judge_share(*rows)
    assert (row.status, row.reason, row.missing, row.value) == (status, reason, missing, None)


def test_a_derived_flow_is_a_quotient_of_sums() -> None:
    cells = [seen(value, year, name) for name, year, value in (("a", 2021, "1"), ("b", 2021, "0"), ("a", 2022, "2"))]
    years = {y: judge_share(*cells, seen("20", 2022, "b"), kind=Kind.FLOW, year=y) for y in (2020, 2021, 2022, 2023)}
    assert years[2020].reason is Reason.BASE_YEAR
    assert years[2021].reason is Reason.ZERO_DENOMINATOR
    assert (years[2022].value, years[2022].status) == (15, Status.MET)
    assert [(o.indicator, o.year) for o in years[2022].observations] == [
        ("a", 2021),
        ("a", 2022),
        ("b", 2021),
        ("b", 2022),
    ]
    assert years[2023].reason is Reason.NO_OBSERVATION
    assert judge_share(*cells, kind=Kind.FLOW, year=2022).reason is Reason.MISSING_COMPONENT
    late = judge_share(seen("1", 2022, "a"), seen("1", 2022, "b"), kind=Kind.FLOW, year=2022)
    assert (late.reason, late.missing) == (Reason.MISSING_YEAR, ("a@2021", "b@2021"))


def test_a_component_may_be_derived_itself_with_factors_on_the_way() -> None:
    inner = indicator("d", expression=Operation("*", Name("a"), Name("b")), factor=Fraction(1, 2))
    outer = Operation("-", Operation("/", Name("d", Fraction(3)), Number(Fraction(7))), Negation(Name("a")))
    named = [indicator("a"), indicator("b"), inner, indicator("x", expression=outer)]
    row = judge(rule(), seen("14", name="a"), seen("4", name="b"), indicators=named)[2025]
    assert row.value == Fraction(14 * 4, 2) * 3 / 7 + 14
    assert [part.indicator for part in row.observations] == ["a", "b"]


def test_a_share_of_a_sum() -> None:
    whole = Operation("+", Name("a"), Name("b"))
    named = [indicator("a"), indicator("b"), indicator("x", expression=Operation("/", Name("a"), whole))]
    row = judge(rule("> 0.3"), seen("1", name="a"), seen("2", name="b"), indicators=named)[2025]
    assert (row.value, row.status) == (Fraction(1, 3), Status.MET)


def test_a_formula_without_names_is_known_everywhere() -> None:
    named = [indicator("x", expression=Operation("/", Number(Fraction(190)), Number(Fraction(2))))]
    row = judge(rule(">= 95"), indicators=named)[2025]
    assert (row.value, row.status, row.observations) == (95, Status.MET, ())


@pytest.mark.parametrize(
    ("bound", "limit", "status"),
    [
        ("> 95", "> 95", Status.MET),
        ("> 95", ">= 95", Status.MET),
        ("> 95", "> 94", Status.MET),
        ("> 95", "> 96", Status.NOT_EVALUABLE),
        ("> 95", "<= 95", Status.MISSED),
        ("> 95", "< 95", Status.MISSED),
        ("> 95", "<= 96", Status.NOT_EVALUABLE),
        (">= 95", ">= 95", Status.MET),
        (">= 95", "> 95", Status.NOT_EVALUABLE),
        (">= 95", "< 95", Status.MISSED),
        (">= 95", "<= 95", Status.NOT_EVALUABLE),
        ("< 5", "<= 5", Status.MET),
        ("< 5", "< 5", Status.MET),
        ("<= 5", "< 5", Status.NOT_EVALUABLE),
        ("<= 5", "<= 5", Status.MET),
        ("< 5", ">= 5", Status.MISSED),
        ("<= 5", ">= 5", Status.NOT_EVALUABLE),
        ("<= 5", "> 5", Status.MISSED),
        ("> 8", "5..8", Status.MISSED),
        (">= 8", "5..8", Status.NOT_EVALUABLE),
        ("< 5", "5..8", Status.MISSED),
        ("<= 5", "5..8", Status.NOT_EVALUABLE),
        ("> 5", "= 5", Status.MISSED),
        (">= 5", "= 5", Status.NOT_EVALUABLE),
        ("< 5", "= 5", Status.MISSED),
        ("= 5", "= 5", Status.NOT_EVALUABLE),  # no such bound is read; it settles nothing
    ],
)
def test_a_bound_counts_where_it_settles_the_question(bound: str, limit: str, status: Status) -> None:
    row = judge(rule(limit), seen(bound))[2025]
    assert (row.status, row.phase) == (status, Phase.DUE)
    assert row.bound is Operator(bound.split()[0])
    assert row.value == Fraction(bound.split()[1])
    assert (
        row.reason
        is {
            Status.MET: Reason.LIMIT_MET,
            Status.MISSED: Reason.LIMIT_MISSED,
            Status.NOT_EVALUABLE: Reason.ONLY_A_BOUND,
        }[status]
    )


@pytest.mark.parametrize(
    ("bound", "limit", "status"),
    [
        ("> 94.5", ">= 95", Status.MET),  # whatever lies above 94.5 rounds to 95 at least
        (">= 94.5", ">= 95", Status.NOT_EVALUABLE),  # 94.5 itself goes to the even 94
        (">= 95.5", ">= 96", Status.MET),  # a tie that goes up
        ("> 95.2", "> 95", Status.NOT_EVALUABLE),
        ("< 95.5", "<= 95", Status.MET),
        ("<= 95.5", "<= 95", Status.NOT_EVALUABLE),
        ("<= 94.5", "< 95", Status.MET),
        ("< 4.5", "5..8", Status.MISSED),
        ("> 8.5", "5..8", Status.MISSED),
        (">= 8.5", "5..8", Status.NOT_EVALUABLE),
    ],
)
def test_a_bound_is_rounded_as_a_figure_is(bound: str, limit: str, status: Status) -> None:
    assert judge(rule(limit, decimals=0), seen(bound))[2025].status is status


def test_a_bound_in_an_interim_year_is_met_or_only_a_bound() -> None:
    rows = judge(rule(">= 95", base=base("92")), seen("> 95", 2022), seen("> 94", 2023), seen("< 94", 2024))
    assert [rows[y].reason for y in (2022, 2023, 2024)] == [
        Reason.ALREADY_MET,
        Reason.ONLY_A_BOUND,
        Reason.ONLY_A_BOUND,
    ]
    assert rows[2022].pace is None
