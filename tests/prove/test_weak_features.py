"""A feature that leaves something out is told what, and which change it would not notice."""

import re
from pathlib import Path

import pytest

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.prove.proof import Gap, prove_rule
from zhunsheng.use_cases.proof import StageJudge


def without(tag: str, features: Path, rule: str, folder: Path) -> Path:
    """The feature of `rule` without the scenarios tagged `tag`."""
    head, *scenarios = re.split(r"(?m)^(?=  @)", (features / f"{rule}.feature").read_text(encoding="utf-8"))
    left = [scenario for scenario in scenarios if not scenario.startswith(f"  @{tag}\n")]
    assert len(left) < len(scenarios)
    path = folder / f"{rule}.feature"
    path.write_text(head + "".join(left), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rule", "tag", "told"),
    [
        ("rising", "差一点", "2025年差一点就未达标"),
        ("rising", "临界", "2025年恰好等于目标"),
        ("rising", "滞后", "中间年度严重滞后"),
        ("rising", "未报送", "2025年未报送"),
        ("rising", "特例", "报送了却无法辨认"),
        ("strict", "倒退", "停在起点"),
        ("kept", "保持", "中间年度失守"),
        ("no-base", "无基数", "没有基数"),
        ("no-path", "未到期", "到期以前不催"),
        ("no-path", "保持", "到期之后仍然有效"),
        ("capped-sum", "未到期", "提前突破上限"),
        ("schedule", "临界", "2024年达标"),
        ("yearly", "未作要求", "2025年没有要求"),
        ("issued", "待下达", "2025年目标没有到"),
        ("benchmark", "待下达", "2022年基准值没有到"),
        ("sum", "特例", "中间缺一年"),
        ("share", "特例", "分母为零"),
        ("share", "特例", "缺收入"),
        ("streets", "各地", "西街道未达标"),
        ("rural-grids", "名册", "名册没有报来"),
        ("mid-year", "特例", "以前完成的，不必再报"),
        ("mid-year", "特例", "完成之后又报作未完成"),
        ("mid-year", "未到期", "提前完成"),
        ("range", "临界", "2025年恰好在上限"),
    ],
)
def test_what_is_left_out_is_told(
    rule: str,
    tag: str,
    told: str,
    catalogue: Catalogue,
    features: Path,
    judge: StageJudge,
    tmp_path: Path,
) -> None:
    proof = prove_rule(catalogue, rule, without(tag, features, rule, tmp_path), judge)
    uncovered = [gap for gap in proof.gaps if gap.kind == "uncovered"]
    assert f"没有演示：{told}" in [gap.to("zh") for gap in uncovered]
    assert f"not shown: {told}" in [gap.to("en") for gap in uncovered]
    assert proof.covered < proof.situations


@pytest.mark.parametrize(
    ("rule", "tag", "mutant"),
    [
        ("rising", "滞后", "base-up"),
        ("rising", "滞后", "bands-harsher"),
        ("streets", "各地", "place-dropped-west"),
        ("rural-grids", "名册", "members-None"),
        ("no-path", "差一点", "decimals-0"),
        ("kept", "保持", "trajectory-none"),
    ],
)
def test_a_change_that_nothing_notices_survives(
    rule: str, tag: str, mutant: str, catalogue: Catalogue, features: Path, judge: StageJudge, tmp_path: Path
) -> None:
    proof = prove_rule(catalogue, rule, without(tag, features, rule, tmp_path), judge)
    survivors = [gap for gap in proof.gaps if gap.kind == "survived"]
    assert proof.mutants == proof.killed + len(proof.equivalent) + len(survivors)
    assert any(gap.to("zh").startswith(f"{mutant}（") for gap in survivors)
    assert any(gap.to("en").startswith(f"no scenario notices {mutant} (") for gap in survivors)


def test_a_scenario_that_fails_is_told_with_its_line(
    catalogue: Catalogue, features: Path, judge: StageJudge, tmp_path: Path
) -> None:
    text = (features / "rising.feature").read_text(encoding="utf-8")
    path = tmp_path / "rising.feature"
    path.write_text(text.replace("判定为已达标", "判定为滞后", 1), encoding="utf-8")
    (gap,) = [each for each in prove_rule(catalogue, "rising", path, judge).gaps if each.kind == "failed"]
    assert gap.line == text[: text.index("  场景: ")].count("\n") + 1
    assert gap.told.endswith("判定为滞后：判定是 已达标，应为 滞后")
    assert gap.to("en") == gap.told, "a feature is quoted as it is written"


def test_a_step_that_nobody_knows_is_broken_and_no_notice_taken(
    catalogue: Catalogue, features: Path, judge: StageJudge, tmp_path: Path
) -> None:
    text = (features / "rising.feature").read_text(encoding="utf-8")
    path = tmp_path / "rising.feature"
    path.write_text(text.replace("判定为已达标", "判定得很好", 1), encoding="utf-8")
    proof = prove_rule(catalogue, "rising", path, judge)
    assert [gap.kind for gap in proof.gaps][:1] == ["broken"]
    assert proof.mutants == 0


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, Gap(rule="rising", kind="no-feature", told="没有场景文件", path="")),
        ("功能 没有冒号\n", Gap(rule="rising", kind="broken", told="", path="")),
    ],
)
def test_no_feature_and_a_feature_that_is_none(
    content: str | None, expected: Gap, catalogue: Catalogue, judge: StageJudge, tmp_path: Path
) -> None:
    path = tmp_path / "rising.feature"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    (gap,) = prove_rule(catalogue, "rising", path, judge).gaps
    assert (gap.kind, gap.path) == (expected.kind, str(path))
    assert expected.told in gap.told
