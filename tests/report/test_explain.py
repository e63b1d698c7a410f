"""The chain behind a verdict, in plain text: nothing on the way from cell to finding is left out."""

import msgspec
import pytest

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding, JudgementKey
from zhunsheng.model.text import Lang
from zhunsheng.report import arithmetic
from zhunsheng.report.explain import explain_finding, explain_judgement
from zhunsheng.report.explain_rule import explain_rule
from zhunsheng.report.lookup import Lookup


def finding(whole: Evaluation, rule: str | None, year: int) -> Finding:
    return next(f for f in whole.findings if (f.rule, f.year) == (rule, year))


def test_a_finding_is_told_from_cell_to_policy(whole: Evaluation) -> None:
    assert explain_finding(whole, finding(whole, "land-share", 2025), "zh").splitlines() == [
        "农业农村支出比例 · 某区 · 2025",
        "  填报      data/2025.csv:29:4：农业农村支出 2025 = 6290 万元（示例数据，非真实填报）",
        "  填报      data/2025.csv:28:4：土地出让收入 2025 = 6.3 亿元（示例数据，非真实填报）",
        "  换算      6290 万元 × 1/10000 = 0.629 亿元",
        "  取值      0.629 ÷ 6.3 × 100 = 9.9841%（约）",
        "  比较      9.9841 − 10 = −0.0159 个百分点（约），目标 ≥ 10：未达标",
        "  判定      未达标（目标年，不符合本年限值）",
        "  条款      某区规划 表1 第22项 “农业农村支出比例”",
        "  规则      land-share  rules.yaml:220:9",
        "  政策规则  classify / off-target  policy.yaml:20:13：偏离目标",
        "  结论      预警（黄色） · 区财政局 · 偏离目标  [ZS-off-target-land-share-2025]",
    ]


def test_a_departments_finding_is_told_with_what_it_counts(whole: Evaluation) -> None:
    tally = next(f for f in whole.findings if f.rule is None)
    told = explain_finding(whole, tally, "zh")
    assert all(f"[{identifier}]" in told for identifier in tally.because.findings)
    assert arithmetic.tally(Lookup(whole), tally, "zh") in told
    assert "load / three-alerts  policy.yaml:40:13" in told


def test_a_finding_of_two_years_tells_both(whole: Evaluation) -> None:
    one = finding(whole, "beds", 2025)
    keys = (JudgementKey("beds", "here", 2024), JudgementKey("beds", "here", 2025), JudgementKey("beds", "here", 1999))
    both = msgspec.structs.replace(one, because=msgspec.structs.replace(one.because, judgements=keys))
    told = explain_finding(whole, both, "zh")
    assert "  涉及      2024: 时序进度 R = [(1.97 − 1.89)" in told
    assert "1999" not in told


def test_a_tally_may_count_what_this_run_does_not_hold(whole: Evaluation) -> None:
    tally = next(f for f in whole.findings if f.rule is None)
    because = msgspec.structs.replace(tally.because, findings=("ZS-gone",))
    assert "ZS-gone" in explain_finding(whole, msgspec.structs.replace(tally, because=because), "zh")


def test_silence_and_an_unreadable_cell_are_told_apart(whole: Evaluation) -> None:
    silent = next(j for j in whole.judgements if (j.rule, j.year) == ("infants", 2024))
    refused = next(j for j in whole.judgements if (j.rule, j.year) == ("waste", 2024))
    assert "  填报      没有填报" in explain_judgement(whole, silent, "zh")
    told = explain_judgement(whole, refused, "zh")
    assert "2024.xlsx[Sheet <1>!D21]：无法读取" in told
    assert "没有填报" not in told


def test_an_issued_target_is_told_with_its_document_and_cell(whole: Evaluation) -> None:
    judged = next(j for j in whole.judgements if (j.rule, j.year) == ("5g", 2025))
    assert "  下达      市发〔2023〕1号 <i>x</i>  data/2023.csv:40:4" in explain_judgement(whole, judged, "zh")


def test_interim_years_are_told_with_what_a_straight_path_asks_for(whole: Evaluation) -> None:
    judged = next(j for j in whole.judgements if (j.rule, j.year) == ("sewage", 2022))
    told = explain_judgement(whole, judged, "en")
    assert "a straight path asks for 93.2% this year" in told
    assert "behind (interim year, pace behind)" in told


def test_a_relapse_and_the_first_year_met_are_told(whole: Evaluation) -> None:
    judged = next(j for j in whole.judgements if (j.rule, j.year) == ("black-water", 2023))
    told = explain_judgement(whole, judged, "zh")
    assert judged.relapsed
    assert "上年达标，本年失守" in told
    assert "首次达标：2020 年" in told


def test_a_rule_is_told_in_a_paragraph(whole: Evaluation) -> None:
    told = explain_rule(whole.catalogue, whole.catalogue.rules["sewage"], "zh")
    assert told.splitlines() == [
        "sewage",
        (
            "区城管局负责的“污水收集率”（约束性，年度数，单位 %）：2025 年不低于 95%。基期：92（2020 年）。"
            "按直线推进，中间年度相当于 "
            "2021: 92.6，2022: 93.2，2023: 93.8，2024: 94.4。约束性指标由政府负责完成：到期未达或突破限值，构成违反。"
        ),
        "  条款      某区规划 表1 第14项 “污水收集率”",
        "  规则      rules.yaml:140:9",
    ]


@pytest.mark.parametrize(
    ("rule", "lang", "said"),
    [
        ("5g", "zh", "2025 年的目标由市里下达，下达前一律待下达"),
        ("band", "zh", "2025 年保持在 5—8% 之间（含两端）"),
        ("junior", "en", "above 40 个/千人 by 2025"),
        ("energy", "en", "at most 80 吨 by 2025"),
        ("jobs", "zh", "从零累计（2016—2020 年合计 2.82 仅作对照）"),
        ("insurance", "zh", "基期：> 95（2020 年）"),
        ("rounded", "zh", "按修约值比较：从原始值一次修约到 1 位。"),
        ("land-share", "en", "Supported by 区发改局."),
        ("migrants", "en", "Base: none in the plan."),
        ("growth", "en", "Path: a constant rate of growth: in the years between, 2021: 114.8698"),
    ],
)
def test_what_a_rule_demands(whole: Evaluation, rule: str, lang: Lang, said: str) -> None:
    assert said in explain_rule(whole.catalogue, whole.catalogue.rules[rule], lang)


def test_hidden_characters_of_a_note_do_not_reach_the_terminal(whole: Evaluation) -> None:
    rule = msgspec.structs.replace(whole.catalogue.rules["beds"], note="a\x1b[2Jb\nc")
    assert "说明：a\ufffd[2Jb c" in explain_rule(whole.catalogue, rule, "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_judgement_and_finding_can_be_told(whole: Evaluation, lang: Lang) -> None:
    for judgement in whole.judgements:
        assert explain_judgement(whole, judgement, lang)
    for one in whole.findings:
        assert one.id in explain_finding(whole, one, lang)
