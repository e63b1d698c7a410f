"""Issued targets: only where the plan awaits one, only with a citation."""

from decimal import Decimal

import pytest
from tests.intake.conftest import ReadFiles, row

from zhunsheng.model.quantity import Operator

AIR = "城市空气质量优良天数比率"
CITED = "江府〔2024〕2号，2024-02-20"


@pytest.mark.parametrize(("value", "operator"), [("90", None), ("≥90", Operator.AT_LEAST), (">90", Operator.ABOVE)])
@pytest.mark.parametrize("record", ["下达目标", "issued"])
def test_an_issued_target(read_csv: ReadFiles, value: str, operator: Operator | None, record: str) -> None:
    read = read_csv(row(value, indicator=AIR, year=2025, record=record, evidence=CITED, basis="示例"))
    target = read.issued
    assert (target.entity, target.year, target.indicator, target.value) == ("jianghai", 2025, "air", Decimal(90))
    assert (target.operator, target.citation, target.illustrative, target.unit) == (operator, CITED, True, "%")
    assert read.codes == []
    assert read.submission.observations == ()


def test_a_yearly_target_on_the_way_is_taken(read_csv: ReadFiles) -> None:
    assert read_csv(row("89", indicator=AIR, year=2023, record="下达目标", evidence=CITED)).issued.year == 2023


def test_a_result_beside_it_is_another_figure(read_csv: ReadFiles) -> None:
    read = read_csv(row("90", indicator=AIR, record="下达目标", evidence=CITED), row("89", indicator=AIR))
    assert read.issued.value == 90
    assert read.observation.value == 89
    assert read.codes == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"evidence": ""}, "missing-citation"),
        ({"evidence": "  "}, "missing-citation"),
        ({"indicator": "sewage"}, "no-issued-target"),
        ({"entity": "外海街道"}, "issued-out-of-scope"),
        ({"value": "≤90"}, "issued-operator"),
        ({"value": "约90"}, "approximate-figure"),
        ({"unit": "亩"}, "unit-not-convertible"),
    ],
)
def test_refused_with_the_reason(read_csv: ReadFiles, changed: dict[str, str], code: str) -> None:
    good = {"value": "90", "unit": "%", "indicator": AIR, "evidence": CITED}
    read = read_csv(row(**{**good, **changed}, record="下达目标", year=2025))
    assert read.errors == [code]
    assert read.submission.issued == ()
    assert (read.refusal.code, read.refusal.issued) == (code, True)


def test_a_dash_is_no_issued_target_yet(read_csv: ReadFiles) -> None:
    read = read_csv(row("—", indicator=AIR, record="下达目标"))
    assert (read.codes, read.submission.issued) == ([], ())


def test_two_that_agree_and_two_that_do_not(read_csv: ReadFiles) -> None:
    first = row("90", indicator=AIR, record="下达目标", evidence=CITED)
    same = read_csv(first, row("900‰", "", AIR, record="下达目标", evidence=CITED))
    assert same.issued.value == 90
    assert same.codes == ["figure-repeated"]
    differ = read_csv(first, row("≥90", indicator=AIR, record="下达目标", evidence=CITED))
    assert differ.submission.issued == ()
    assert differ.errors == ["figures-disagree"]
    assert differ.refusal.issued
