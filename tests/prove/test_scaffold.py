"""What the scaffold writes for a rule of any kind proves that rule completely, and reads as the others do."""

from pathlib import Path

import pytest
from tests.support.every_kind import RULES

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.prove.proof import prove_rule
from zhunsheng.prove.reading import read_feature
from zhunsheng.prove.scaffold import feature_of
from zhunsheng.use_cases.proof import StageJudge

NAMES = [line.partition("id: ")[2] for line in RULES.splitlines() if line.startswith("  - id: ")]

EQUIVALENT = {
    "bound": {"base-up", "base-down", "base-dropped", "trajectory-linear", "trajectory-cagr"},
    "capped-sum": {"trajectory-none", "trajectory-cagr"},
    "equal": {"trajectory-linear", "trajectory-cagr"},
    "kept": {"base-up", "base-down", "base-dropped", "trajectory-linear", "trajectory-cagr"},
    "no-base": {"trajectory-cagr"},
    "range": {"trajectory-linear", "trajectory-cagr"},
    "rural-grids": {"trajectory-cagr"},
    "steps-only": {"trajectory-cagr"},
    "strict": {"trajectory-cagr"},
    "sum": {"base-up", "base-down", "base-dropped"},
}
"""Where a base is only shown, or no path is walked, nobody can notice another."""


@pytest.mark.parametrize("rule", NAMES)
def test_a_written_feature_proves_its_rule(rule: str, catalogue: Catalogue, features: Path, judge: StageJudge) -> None:
    proof = prove_rule(catalogue, rule, features / f"{rule}.feature", judge)
    assert proof.gaps == ()
    assert proof.scenarios == proof.passed > 8
    assert proof.situations == proof.covered >= 7
    assert proof.mutants == proof.killed + len(proof.equivalent) > 15
    assert {each.mutant for each in proof.equivalent} == EQUIVALENT.get(rule, set())


@pytest.mark.parametrize("rule", NAMES)
def test_no_scenario_hides_another_of_the_same_name(rule: str, features: Path) -> None:
    titles = [scenario.title for scenario in read_feature(features / f"{rule}.feature").scenarios]
    assert len(titles) == len(set(titles))


def test_it_reads_like_the_ones_told_by_hand(catalogue: Catalogue) -> None:
    text = feature_of(catalogue, "rising")
    assert text.startswith("# language: zh-CN\n功能: 上升比例\n  依据：表1，约束性指标，责任单位甲局。\n")
    assert "要求：2020年基数92%，2025年不低于95%。\n  其间按直线进度推进。" in text
    assert "场景: 2025年只差0.01个百分点，仍是未达标" in text
    assert "而且 认定违反（红色），由甲局负责，理由是“约束性指标未达目标”" in text


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("range", "执行的目标为5至8所，2025年到期"),
        ("range", "比上限多1所"),
        ("mid-year", "应于2023年完成"),
        ("mid-year", "甲区2023年中途节点已完成"),
        ("yearly", "原因是规划对本年未作要求"),
        ("yearly", "2021—2022年每年不低于50个，2024年不低于60个"),
        ("benchmark", "全省平均水平2022年对照平均为60%，依据“示例统计公报〔2022〕1号”"),
        ("issued", "上级下达甲区2025年下达目标目标91%，文号“示例文〔2025〕1号”"),
        ("rural-grids", "名册列有农村网格“甲网格”"),
        ("rural-grids", "每个农村网格，2025年不低于1名"),
        ("streets", "考核对象为“东街道”“西街道”"),
        ("last-year", "对照规划指标“‘期末’节点”"),
        ("share", "缺的是2025年收入"),
        ("sum", "缺的是2024年累计人数"),
    ],
)
def test_the_words_for_what_is_special(rule: str, said: str, catalogue: Catalogue) -> None:
    assert said in feature_of(catalogue, rule)


def test_a_formula_without_exact_figures_asks_for_a_feature_by_hand(catalogue: Catalogue) -> None:
    from fractions import Fraction

    from msgspec.structs import replace

    share = catalogue.indicators[catalogue.rules["share"].indicator]
    thirds = replace(share, expression_factor=share.expression_factor * Fraction(3))
    changed = replace(catalogue, indicators={**catalogue.indicators, thirds.id: thirds})
    with pytest.raises(ValueError, match="请手写"):
        feature_of(changed, "share")
