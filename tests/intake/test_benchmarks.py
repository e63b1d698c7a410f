"""Benchmarks: for the place judged, or for all places judged by them; only with a citation, never by guess."""

from decimal import Decimal

import msgspec
import pytest
from tests.intake.conftest import Read, ReadFiles, csv_text, zone_row
from tests.support.catalogues_intake import zones

from zhunsheng.intake.benchmarks import BenchmarkRules
from zhunsheng.intake.complaint import Complaint

LANDING, BOTH, MIXED = "项目落地率", "优良率", "投产率"
CITED = "省统计公报 2022-03"


def benchmark(read: ReadFiles, indicator: str, entity: str = "", value: object = "78", **more: str) -> Read:
    known = {"evidence": CITED, "unit": "%", "record": "基准值", **more}
    return read(a_csv=csv_text([zone_row(value, indicator, 2022, entity, **known)]))


@pytest.mark.parametrize("entity", ["", "全省", "广东省", "广东 省", "省", "全省平均水平", "全省平均"])
@pytest.mark.parametrize("record", ["基准值", "benchmark"])
def test_the_whole_province_gives_it_to_every_place_judged(read_zones: ReadFiles, entity: str, record: str) -> None:
    read = benchmark(read_zones, LANDING, entity, record=record)
    assert read.codes == []
    assert [(each.entity, each.year, each.value) for each in read.submission.issued] == [
        ("kaiping", 2022, Decimal(78)),
        ("enping", 2022, Decimal(78)),
    ]
    assert all(each.benchmark and each.citation == CITED and each.operator is None for each in read.submission.issued)
    assert read.submission.observations == ()


@pytest.mark.parametrize("entity", ["开平市", "江门市开平市"])
def test_a_place_that_is_judged_gets_it_for_itself(read_zones: ReadFiles, entity: str) -> None:
    assert benchmark(read_zones, LANDING, entity).issued.entity == "kaiping"


@pytest.mark.parametrize("entity", ["江门市", "塘口镇", "湖南省", "全国", "中国", "全市", "平"])
def test_what_stays_unclear_is_refused(read_zones: ReadFiles, entity: str) -> None:
    read = benchmark(read_zones, LANDING, entity)
    assert read.errors == ["benchmark-place"]
    assert read.submission.issued == ()
    expected = read.problem("benchmark-place").expected
    assert expected is not None
    assert "全省平均水平" in expected.zh
    assert read.submission.refusals == ()


@pytest.mark.parametrize("entity", ["全国", "中国"])
def test_a_benchmark_of_the_whole_country(read_zones: ReadFiles, entity: str) -> None:
    assert benchmark(read_zones, BOTH, entity).issued.entity == "city"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"evidence": ""}, "missing-citation"),
        ({"value": "≥78"}, "benchmark-with-bound"),
        ({"value": "约78"}, "approximate-figure"),
        ({"unit": "亩"}, "unit-not-convertible"),
    ],
)
def test_refused_for_each_place_with_the_reason(read_zones: ReadFiles, changed: dict[str, str], code: str) -> None:
    read = benchmark(read_zones, LANDING, **changed)
    assert read.errors == [code]
    assert [(each.entity, each.code, each.issued) for each in read.submission.refusals] == [
        ("kaiping", code, True),
        ("enping", code, True),
    ]


def test_an_indicator_that_is_compared_with_nothing(read_zones: ReadFiles) -> None:
    read = benchmark(read_zones, "当年整备土地", unit="亩")
    assert read.errors == ["no-benchmark"]
    assert read.submission.refusals == ()


def test_an_issued_target_where_only_a_benchmark_is_awaited(read_zones: ReadFiles) -> None:
    read = benchmark(read_zones, LANDING, "开平市", record="下达目标")
    problem = read.problem("no-issued-target")
    assert problem.hint is not None
    assert "基准值" in problem.hint.zh


def test_an_issued_target_and_a_benchmark_are_two_figures(read_zones: ReadFiles) -> None:
    rows = [
        zone_row("80", BOTH, 2022, unit="%", record="下达目标", evidence=CITED),
        zone_row("78", BOTH, 2022, unit="%", record="基准值", evidence=CITED),
        zone_row("79", BOTH, 2022, unit="%"),
    ]
    read = read_zones(a_csv=csv_text(rows))
    assert read.codes == []
    assert {(each.value, each.benchmark) for each in read.submission.issued} == {
        (Decimal(80), False),
        (Decimal(78), True),
    }
    assert read.observation.value == 79


def test_two_benchmarks_that_differ_are_both_refused(read_zones: ReadFiles) -> None:
    rows = [
        zone_row("78", LANDING, 2022, "全省", unit="%", record="基准值", evidence=CITED),
        zone_row("77", LANDING, 2022, "开平市", unit="%", record="基准值", evidence=CITED),
    ]
    read = read_zones(a_csv=csv_text(rows))
    assert read.errors == ["figures-disagree"]
    assert read.issued.entity == "enping"
    assert read.refusal.issued


@pytest.mark.parametrize(("entity", "errors"), [("", 1), ("全省", 1), ("江门市", 1), ("开平市", 0)])
def test_where_one_place_has_two_benchmarks_it_is_not_guessed_which(
    read_zones: ReadFiles, entity: str, errors: int
) -> None:
    read = benchmark(read_zones, MIXED, entity)
    assert read.errors == ["benchmark-unclear"] * errors


def test_a_rule_whose_places_no_roster_has_named_yet_takes_no_benchmark() -> None:
    plan = zones()
    rule = msgspec.structs.replace(plan.rules["landing"], scope=())
    rules = BenchmarkRules(msgspec.structs.replace(plan, rules={"landing": rule}))
    refused = rules.places("", None, plan.indicators["landing"])
    assert isinstance(refused, Complaint)
    assert refused.code == "benchmark-place"


def test_an_unknown_record_offers_all_three(read_zones: ReadFiles) -> None:
    expected = benchmark(read_zones, LANDING, "开平市", record="基准").problem("unknown-record").expected
    assert expected is not None
    assert all(word in expected.zh for word in ("实绩", "下达目标", "基准值"))
