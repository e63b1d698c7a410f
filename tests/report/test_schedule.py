"""The path and the limits that the report draws are those that verdicts were measured against."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from tests.support.evaluations import evaluation

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.indicator import Kind
from zhunsheng.model.limits import Limit
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Base, Rule, Target, Trajectory
from zhunsheng.report.schedule import limits, path, start


def _path(made: Evaluation, rule: Rule) -> dict[int, Fraction]:
    indicator = made.catalogue.indicators[rule.indicator]
    due = limits(rule, made.submission.issued, "here")
    return dict(path(rule, indicator.kind, made.catalogue.plan.period, due))


def test_the_path_passes_through_every_figure_that_a_verdict_expected(whole: Evaluation) -> None:
    expecting = [j for j in whole.judgements if j.expected is not None]
    assert len({j.rule for j in expecting}) > 10
    for judgement in expecting:
        drawn = _path(whole, whole.catalogue.rules[judgement.rule])
        assert judgement.expected is not None
        assert abs(drawn[judgement.year] - judgement.expected) < Fraction(1, 10**9)


@pytest.mark.parametrize("rule", ["urban-rate", "junior", "migrants", "insurance", "land-share", "band", "housing"])
def test_no_path_is_drawn_where_none_is_promised_or_none_can_be_laid(whole: Evaluation, rule: str) -> None:
    assert _path(whole, whole.catalogue.rules[rule]) == {}


def test_a_flow_starts_from_zero_before_the_period(whole: Evaluation) -> None:
    rule = whole.catalogue.rules["jobs"]
    assert _path(whole, rule)[2020] == 0
    begin = start(rule, Kind.FLOW, whole.catalogue.plan.period)
    assert begin is not None
    assert begin.value == 0


def test_an_issued_target_is_a_limit_of_its_place_only(whole: Evaluation) -> None:
    rule = whole.catalogue.rules["5g"]
    (limit,) = limits(rule, whole.submission.issued, "here")
    assert (limit.year, limit.operator, limit.target, limit.illustrative) == (
        2025,
        Operator.AT_LEAST,
        Fraction(75),
        True,
    )
    assert limits(rule, whole.submission.issued, "elsewhere") == ()
    assert limits(rule) == ()


def test_yearly_figures_bend_the_path() -> None:
    made = evaluation((2025,))
    rule = msgspec.structs.replace(
        made.catalogue.rules["sewage"],
        targets=(
            Target(year=2022, operator=Operator.AT_LEAST, value=Decimal(94)),
            Target(year=2025, operator=Operator.AT_LEAST, value=Decimal(97)),
        ),
    )
    drawn = _path(made, rule)
    assert [drawn[y] for y in range(2020, 2026)] == [92, 93, 94, 95, 96, 97]


def test_a_growing_path_needs_figures_above_zero() -> None:
    made = evaluation((2025,))
    growth = made.catalogue.rules["growth"]
    flat = msgspec.structs.replace(growth, base=Base(value=Decimal(0), first_year=2020, last_year=2020))
    assert _path(made, flat) == {}
    assert growth.trajectory is Trajectory.CAGR
    assert _path(made, growth)[2025] == 200


@pytest.mark.parametrize(
    ("operator", "kept"),
    [
        (Operator.AT_LEAST, (False, True, True, True)),
        (Operator.ABOVE, (False, False, True, True)),
        (Operator.AT_MOST, (True, True, False, False)),
        (Operator.BELOW, (True, False, False, False)),
        (Operator.EQUAL, (False, True, False, False)),
        (Operator.WITHIN, (False, True, True, False)),
    ],
)
def test_keeping_a_limit(operator: Operator, kept: Sequence[bool]) -> None:
    limit = Limit(year=2025, operator=operator, target=Fraction(5), upper=Fraction(7))
    assert tuple(limit.holds(Fraction(v)) for v in (4, 5, 6, 8)) == tuple(kept)
