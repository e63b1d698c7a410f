"""`zhunsheng test` over a whole folder of plans: what it says, and its exit code."""

import json
import shutil
from pathlib import Path

import pytest
from features.plans import PLANS, policy_features
from tests.support import every_kind
from tests.support.paths import RULES

from zhunsheng import resources
from zhunsheng.cli import main

KEPT = ("rising", "yearly", "mid-year")

POLICY = """\
# language: zh-CN
功能: 跨年跨项
  一条规则自己的场景演示不了的，都在这里。

  场景: 连续两年落后，部门三项预警
    假如 对照规划指标“逐年提高”“下降比例”“严格上升”
    而且 甲区历年逐年提高如下
      | 年份 | 数值 |
      | 2021 | 50%  |
      | 2022 | 50%  |
    而且 甲区2022年下降比例为10%
    而且 甲区2022年严格上升为30个
    当 考核2022年
    那么 结论如下
      | 年份 | 指标     | 类别 | 级别 | 责任单位 | 理由                           |
      | 2022 | 逐年提高 | 预警 | 橙色 | 甲局     | 任务到期未完成                 |
      | 2022 | 逐年提高 | 预警 | 橙色 | 甲局     | 连续两年偏离目标               |
      | 2022 | 下降比例 | 预警 | 黄色 | 甲局     | 预期性指标倒退                 |
      | 2022 | 严格上升 | 预警 | 黄色 | 甲局     | 任务进度滞后                   |
      | 2022 | （部门） | 预警 | 橙色 | 甲局     | 同一部门当年三项及以上指标预警 |

  场景: 失守
    假如 对照规划指标“逐年提高”
    而且 甲区历年逐年提高如下
      | 年份 | 数值 |
      | 2021 | 70%  |
      | 2022 | 60%  |
    当 考核2022年
    那么 结论如下
      | 年份 | 指标     | 类别 | 级别 | 责任单位 | 理由                 |
      | 2022 | 逐年提高 | 预警 | 橙色 | 甲局     | 任务到期未完成       |
      | 2022 | 逐年提高 | 预警 | 橙色 | 甲局     | 上年已达标，本年失守 |
"""


@pytest.fixture
def plan(tmp_path: Path, features: Path) -> Path:
    """Rules and features side by side: three rules, those that the policy's feature speaks of, and that feature."""
    rules = tmp_path / "rules"
    every_kind.write(rules)
    folder = tmp_path / "features" / "every-kind"
    shutil.copytree(features, folder)
    (folder / "policy").mkdir()
    (folder / "policy" / "over-the-years.feature").write_text(POLICY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small(plan: Path) -> Path:
    """The same with a few rules only."""
    file = plan / "rules" / "every-kind" / "rules.yaml"
    head, *rules = file.read_text(encoding="utf-8").split("  - id: ")
    indicators = [each for each in rules if each.startswith(("{", "income", "spending"))]
    kept = [each for each in rules if each.partition("\n")[0] in (*KEPT, "schedule", "falling", "strict")]
    file.write_text("  - id: ".join([head, *indicators, *kept]), encoding="utf-8")
    names = {each.partition("\n")[0] for each in kept}
    for path in (plan / "features" / "every-kind").glob("*.feature"):
        if path.stem not in names:
            path.unlink()
    return plan


def test_a_plan_that_is_proven(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--rules", str(small / "rules"), "--jobs", "2"]) == 0
    out = capsys.readouterr().out
    assert "100.0%" in out
    assert "every-kind" in out


def test_the_same_as_json(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--rules", str(small / "rules"), "--jobs", "1", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (plan,) = told["plans"]
    assert told["schema"] == "zhunsheng/proof/1"
    assert (plan["plan"], plan["totals"]["rules"], plan["totals"]["score"]) == ("every-kind", 6, "100.0")
    assert plan["gaps"] == []
    assert {each["mutant"] for each in plan["equivalent"]} == {"trajectory-cagr"}
    assert all(each["proof"].startswith("同判：") for each in plan["equivalent"])


def test_equivalent_changes_are_listed_when_asked(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--rules", str(small / "rules"), "--jobs", "1", "--equivalent", "--lang", "en"]) == 0
    assert "strict: trajectory-cagr" in capsys.readouterr().out


def test_a_slip_in_the_yaml_itself_is_caught(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = small / "rules" / "every-kind" / "rules.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count('">= 95"') == text.count("figure: 95") == 1
    # Both, for the compiler already refuses a target that differs from the figure of its own source.
    file.write_text(text.replace('">= 95"', '">= 94"').replace("figure: 95", "figure: 94"), encoding="utf-8")
    assert main(["test", "--rules", str(small / "rules"), "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "rising.feature:11: 场景不符: rising: 2025年报来97.5%，达标" in out
    assert "yearly.feature" not in out


def test_what_is_missing_is_told_with_its_place(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small / "features" / "every-kind"
    (folder / "yearly.feature").rename(folder / "monthly.feature")
    shutil.rmtree(folder / "policy")
    shutil.copy(small / "rules" / "policy.yaml", small / "rules" / "every-kind")
    assert main(["test", "--rules", str(small / "rules"), "--jobs", "1", "--features", str(small / "features")]) == 1
    out = capsys.readouterr().out
    assert "yearly.feature:1: 缺场景: yearly" in out
    assert "monthly.feature:1: 缺规则: monthly" in out
    assert "policy:1: 缺场景: policy" in out


def test_the_policy_of_the_program_is_proven_with_it(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(small / "features" / "every-kind" / "policy")
    policy = small / "rules" / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text("# 本单位注\n" + text.partition("\n")[2], encoding="utf-8", newline="\r\n")
    asked = ["test", "--rules", str(small / "rules"), "--jobs", "1", "--lang", "en"]
    assert main(asked) == 0
    assert "every-kind: its policy is the one that comes with the program" in capsys.readouterr().out
    assert text.count("连续两年偏离目标") == 1
    policy.write_text(text.replace("连续两年偏离目标", "两年偏离目标"), encoding="utf-8")
    assert main(asked) == 1
    out = capsys.readouterr().out
    assert "comes with the program" not in out
    assert "policy:1: no feature: policy" in out


def test_the_program_proves_its_policy() -> None:
    assert RULES.samefile(resources.rules_dir())
    assert all(map(policy_features, PLANS))


def test_policy_that_no_feature_pins_down(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small / "features" / "every-kind" / "policy" / "over-the-years.feature"
    path.write_text(POLICY[: POLICY.index("  场景: 失守")], encoding="utf-8")
    assert main(["test", "--rules", str(small / "rules"), "--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "policy-level-relapse" in out
    assert "policy-kind-relapse" in out
    assert "off-target" not in out


def test_no_features_folder_is_a_usage_error(small: Path) -> None:
    assert main(["test", "--rules", str(small / "rules"), "--features", str(small / "nowhere")]) == 2
