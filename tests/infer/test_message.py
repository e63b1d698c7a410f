"""The sentence of a finding, in both languages."""

from fractions import Fraction

import msgspec
import pytest
from tests.support.judgements import judged
from tests.support.messages import POLICY_RULE, limit, said

from zhunsheng.infer import wording
from zhunsheng.infer.message import Teller
from zhunsheng.infer.tallies import Tallied
from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.figures import pace_figure
from zhunsheng.model.finding import Because, Finding, FindingKind, Level
from zhunsheng.model.judgement import Phase, Reason, Status
from zhunsheng.model.policy import Tally
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Trajectory
from zhunsheng.model.text import Text


def test_a_missed_target(catalogue: Catalogue) -> None:
    j = judged("sewage", 2025, "missed", value=Fraction("94.2"), gap=Fraction("-0.8"), **limit("95"))
    assert said(catalogue, j) == Text(
        "2025年城镇污水集中收集率94.2%，目标≥95%，差0.8个百分点：约束性指标未达目标。",
        "In 2025, 城镇污水集中收集率 was 94.2%; the target is ≥ 95%; 0.8 percentage points short: it was missed.",
    )


def test_another_place_and_a_ceiling(catalogue: Catalogue) -> None:
    details = limit("5", operator="<=", due=2023)
    j = judged("sewage", 2024, "missed", entity="lile", value=Fraction(6), gap=Fraction(1), **details)
    assert said(catalogue, j) == Text(
        "礼乐街道2024年城镇污水集中收集率6%，2023年目标≤5%，超出1个百分点：约束性指标未达目标。",
        "In 2024, 城镇污水集中收集率 of 礼乐街道 was 6%; the target for 2023 is ≤ 5%; 1 percentage point too much: "
        "it was missed.",
    )


def test_a_level_to_be_kept_every_year_is_not_told_as_a_later_target(catalogue: Catalogue) -> None:
    kept = {"phase": Phase.STANDING, "value": Fraction(98), "gap": Fraction(-2), **limit("100")}
    assert said(catalogue, judged("sewage", 2023, "missed", **kept)) == Text(
        "2023年城镇污水集中收集率98%，须保持≥100%，差2个百分点：约束性指标未达目标。",
        "In 2023, 城镇污水集中收集率 was 98%; it must stay ≥ 100%; 2 percentage points short: it was missed.",
    )


@pytest.mark.parametrize(
    ("operator", "zh", "en"),
    [
        (">", "恰在限值而未超过", "which must be exceeded"),
        ("<", "恰在限值而未低于", "below which it must stay"),
    ],
)
def test_exactly_on_a_strict_limit(catalogue: Catalogue, operator: str, zh: str, en: str) -> None:
    j = judged("places", 2025, "missed", value=Fraction(40), gap=Fraction(0), **limit("40", operator))
    text = said(catalogue, j)
    assert text.zh == f"2025年幼儿园千人学位数40个/千人，目标{operator}40个/千人，{zh}：约束性指标未达目标。"
    assert en in text.en


def test_a_range(catalogue: Catalogue) -> None:
    details = limit("5", operator="in", upper="8")
    j = judged("places", 2025, "missed", value=Fraction("4.5"), gap=Fraction("-0.5"), **details)
    assert said(catalogue, j) == Text(
        "2025年幼儿园千人学位数4.5个/千人，目标5—8个/千人，差0.5个/千人：约束性指标未达目标。",
        "In 2025, 幼儿园千人学位数 was 4.5 个/千人; the target is 5–8 个/千人; 0.5 个/千人 short: it was missed.",
    )


def test_rounding_decides_and_is_shown(catalogue: Catalogue) -> None:
    j = judged("sewage", 2025, "missed", value=Fraction("95.4"), gap=Fraction("0.4"), decimals=0, **limit("95", ">"))
    assert said(catalogue, j).zh == (
        "2025年城镇污水集中收集率95.4%（修约为95%），目标>95%，恰在限值而未超过：约束性指标未达目标。"
    )
    assert "95.4% (rounded: 95%)" in said(catalogue, j).en


def test_rounding_that_changes_nothing_is_not_shown(catalogue: Catalogue) -> None:
    j = judged("sewage", 2025, "missed", value=Fraction(94), gap=Fraction(-1), decimals=1, **limit("95"))
    assert "修约" not in said(catalogue, j).zh


def test_rounding_has_no_part_in_pace(catalogue: Catalogue) -> None:
    pace = {"pace": Fraction(1, 2), "expected": Fraction(93)}
    j = judged("sewage", 2023, "behind", value=Fraction("92.45"), gap=Fraction("-2.55"), decimals=1, **pace)
    assert "修约" not in said(catalogue, j).zh


@pytest.mark.parametrize(
    ("bound", "value", "gap", "expected"),
    [
        ("<", 94, -1, "<94%，目标≥95%，至少差1个百分点："),
        ("<", 95, 0, "<95%，目标≥95%："),
    ],
)
def test_only_a_bound_was_reported(catalogue: Catalogue, bound: str, value: int, gap: int, expected: str) -> None:
    known = {"value": Fraction(value), "gap": Fraction(gap), "bound": Operator(bound)}
    j = judged("sewage", 2025, "missed", **known, **limit("95"))
    assert expected in said(catalogue, j).zh
    assert ("at least 1 percentage point short" in said(catalogue, j).en) == (gap != 0)


def test_pace(catalogue: Catalogue) -> None:
    pace = {"pace": Fraction(599, 1000), "expected": Fraction("93.2"), "gap": Fraction("-2.4")}
    j = judged("sewage", 2022, "far_behind", value=Fraction("92.6"), **pace, **limit("95"))
    assert said(catalogue, j) == Text(
        "2022年城镇污水集中收集率92.6%，2025年目标≥95%，尚差2.4个百分点，时序进度0.599（按直线进度应为93.2%）："
        "约束性指标未达目标。",
        "In 2022, 城镇污水集中收集率 was 92.6%; the target for 2025 is ≥ 95%; 2.4 percentage points short; "
        "pace R = 0.599 (a straight path asks for 93.2%): it was missed.",
    )


def test_pace_of_steady_growth(catalogue: Catalogue) -> None:
    steady = msgspec.structs.replace(catalogue.rules["places"], trajectory=Trajectory.CAGR)
    rules = {**catalogue.rules, "places": steady}
    pace = {"pace": Fraction(1, 2), "expected": Fraction("43.123456789012"), "gap": Fraction(-5)}
    j = judged("places", 2022, "behind", value=Fraction(41), **pace, **limit("46"))
    text = said(msgspec.structs.replace(catalogue, rules=rules), j)
    assert "时序进度0.5（按均速增长应为约43.1235个/千人）" in text.zh
    assert "steady growth asks for about 43.1235 个/千人" in text.en


def test_a_flow_is_a_sum_so_far(catalogue: Catalogue) -> None:
    pace = {"pace": Fraction(2, 3), "expected": Fraction("1.62"), "gap": Fraction("-1.6")}
    j = judged("jobs", 2023, "behind", value=Fraction("1.1"), **pace, **limit("2.7"))
    assert said(catalogue, j).zh.startswith("截至2023年城镇累计新增就业人数1.1万人，2025年目标≥2.7万人，尚差1.6万人，")
    assert said(catalogue, j).en.startswith("By the end of 2023, ")


def test_moving_away_on_a_flat_path_names_the_base(catalogue: Catalogue) -> None:
    j = judged("places", 2022, "regressing", value=Fraction(38), gap=Fraction(-2), **limit("40", ">"))
    assert said(catalogue, j) == Text(
        "2022年幼儿园千人学位数38个/千人，2025年目标>40个/千人，尚差2个/千人，基期（2020年）为40个/千人：约束性指标未达目标。",
        "In 2022, 幼儿园千人学位数 was 38 个/千人; the target for 2025 is > 40 个/千人; 2 个/千人 short; "
        "the base (2020) was 40 个/千人: it was missed.",
    )


def test_moving_away_without_a_base(catalogue: Catalogue) -> None:
    rules = {**catalogue.rules, "places": msgspec.structs.replace(catalogue.rules["places"], base=None)}
    j = judged("places", 2022, "regressing", value=Fraction(38))
    text = said(msgspec.structs.replace(catalogue, rules=rules), j)
    assert text.zh == "2022年幼儿园千人学位数38个/千人：约束性指标未达目标。"


def test_nothing_reported_has_no_figures(catalogue: Catalogue) -> None:
    text = said(catalogue, judged("jobs", 2025, "not_reported", **limit("95")))
    assert text == Text(
        "2025年城镇累计新增就业人数未报送：约束性指标未达目标。",
        "In 2025, 城镇累计新增就业人数 was not reported: it was missed.",
    )


def test_not_evaluable_says_why(catalogue: Catalogue) -> None:
    zero = judged("sewage", 2025, "not_evaluable", reason=Reason.ZERO_DENOMINATOR)
    assert said(catalogue, zero).zh == "2025年城镇污水集中收集率不可判定（分母为零）：约束性指标未达目标。"
    vague = judged("sewage", 2025, "not_evaluable", reason=Reason.ONLY_A_BOUND, value=Fraction(94), **limit("95"))
    assert "94%，目标≥95%，不可判定（只报了界限，不足以判定）" in said(catalogue, vague).zh
    assert "not evaluable (only a bound was reported" in said(catalogue, vague).en


@pytest.mark.parametrize("status", list(Status))
def test_every_status_can_be_told(catalogue: Catalogue, status: Status) -> None:
    for value in (None, Fraction(90)):
        for phase in Phase:
            text = said(catalogue, judged("sewage", 2023, status.value, value=value, phase=phase))
            assert text.zh.startswith("2023年城镇污水集中收集率")
            assert text.zh.endswith("：约束性指标未达目标。")


def test_what_was_matched_beside_it_is_named(catalogue: Catalogue) -> None:
    others = [judged("sewage", 2022, "behind"), judged("waste", 2023, "met", entity="lile")]
    text = said(catalogue, judged("sewage", 2023, "not_reported"), *others)
    assert text.zh.endswith("（另据：2022年滞后、礼乐街道2023年垃圾收运体系覆盖的自然村比例达标）。")
    assert text.en.endswith(" (also: 2022 behind, 2023 垃圾收运体系覆盖的自然村比例 of 礼乐街道 met).")


def test_a_long_list_is_cut(catalogue: Catalogue) -> None:
    text = said(catalogue, judged("sewage", 2023, "missed"), *[judged("sewage", y, "met") for y in range(2010, 2020)])
    assert text.zh.endswith("、2015年达标等）。")
    assert text.en.endswith(", 2015 met …).")


def a_finding(rule: str) -> Finding:
    because = Because(policy="p", stratum="s", text=Text("", ""))
    return Finding(
        id=f"ZS-{rule}",
        kind=FindingKind.ALERT,
        level=Level.RED,
        rule=rule,
        entity="jianghai",
        year=2023,
        owner="城管局",
        message=Text("", ""),
        because=because,
        source=None,
    )


def test_a_tally_lists_counts_and_titles_in_the_plan_s_order(catalogue: Catalogue) -> None:
    counted = {"alerts": tuple(map(a_finding, ("waste", "sewage", "sewage"))), "violations": (a_finding("green"),)}
    tallied = Tallied(owner="城管局", entity="jianghai", year=2023, counted=counted)
    tallies = [Tally(name="alerts", kind=FindingKind.ALERT), Tally(name="violations", kind=FindingKind.VIOLATION)]
    assert Teller(catalogue).about_tally(tallied, tallies, POLICY_RULE) == Text(
        "2023年城管局预警2项（城镇污水集中收集率、垃圾收运体系覆盖的自然村比例），违反1项（城市城区绿化覆盖率）："
        "约束性指标未达目标。",
        "In 2023, 城管局 had 2 indicators on alert (城镇污水集中收集率; 垃圾收运体系覆盖的自然村比例) and "
        "1 indicator in violation (城市城区绿化覆盖率): it was missed.",
    )


@pytest.mark.parametrize(
    ("tally", "zh", "en"),
    [
        (Tally(name="n", kind=FindingKind.ALERT, level=Level.RED), "红色预警0项", "0 indicators on alert (red)"),
        (Tally(name="n", level=Level.BLUE), "蓝色结论0项", "0 indicators with a blue finding"),
        (Tally(name="n"), "结论0项", "0 indicators with a finding"),
    ],
)
def test_tallies_of_any_kind(catalogue: Catalogue, tally: Tally, zh: str, en: str) -> None:
    tallied = Tallied(owner="城管局", entity="lile", year=2023, counted={"n": ()})
    text = Teller(catalogue).about_tally(tallied, [tally], POLICY_RULE)
    assert text.zh == f"礼乐街道2023年城管局{zh}：约束性指标未达目标。"
    assert text.en == f"In 2023, 城管局 of 礼乐街道 had {en}: it was missed."


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (Fraction("94.20"), "percent", "94.2%", "94.2%"),
        (Fraction(1, 3), "%", "约0.3333%", "about 0.3333%"),
        (Fraction(3), "per_mille", "3‰", "3‰"),
        (Fraction(1), "percentage_point", "1个百分点", "1 percentage point"),
        (Fraction("-2.5"), "百分点", "−2.5个百分点", "−2.5 percentage points"),
        (Fraction("1460.5"), "平方米/万人", "1460.5平方米/万人", "1460.5 平方米/万人"),
        (Fraction(7), "", "7", "7"),
        (Fraction(1, 2**13), "个", "约0.0001个", "about 0.0001 个"),
        (Fraction(12345678901234567890), "元", "12345678901234567890元", "12345678901234567890 元"),
    ],
)
def test_figures(value: Fraction, unit: str, zh: str, en: str) -> None:
    assert wording.quantity(value, unit) == Text(zh, en)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (Fraction("-0.8"), "percent", "0.8个百分点", "0.8 percentage points"),
        (Fraction(-1), "%", "1个百分点", "1 percentage point"),
        (Fraction(1, 10**7), "percent", "0.0000001个百分点", "0.0000001 percentage points"),
        (Fraction(1, 3 * 10**7), "percent", "不足0.0001个百分点", "less than 0.0001 percentage points"),
        (Fraction(-2, 3), "万人", "约0.6667万人", "about 0.6667 万人"),
    ],
)
def test_differences(value: Fraction, unit: str, zh: str, en: str) -> None:
    assert wording.difference(value, unit) == Text(zh, en)


def test_what_did_not_reach_its_limit_never_reads_as_if_it_had(catalogue: Catalogue) -> None:
    short = Fraction(95) - Fraction(1, 3_000_000)
    j = judged("sewage", 2025, "missed", value=short, gap=short - 95, **limit("95"))
    assert "约94.9999997%，目标≥95%，差不足0.0001个百分点" in said(catalogue, j).zh


def test_pace_is_told_as_the_report_s_table_writes_it(catalogue: Catalogue) -> None:
    pace = Fraction(95, 100) - Fraction(1, 3_000_000)
    j = judged("sewage", 2022, "behind", value=Fraction(93), pace=pace, expected=Fraction("93.2"), **limit("95"))
    written = pace_figure(pace, catalogue.rules["sewage"].bands).digits
    assert written == "0.9499997"
    assert f"时序进度约{written}（" in said(catalogue, j).zh
    assert f"pace R ≈ {written} (" in said(catalogue, j).en
