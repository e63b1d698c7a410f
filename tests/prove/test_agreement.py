"""pytest-bdd, the official runner, and the fast one run the same scenarios and come to the same outcomes."""

from pathlib import Path

import pytest
from features.plans import PLANS, policy_features, real_catalogue, told_apart
from pytest_bdd.parser import FeatureParser

from zhunsheng.prove.reading import read_feature, ready
from zhunsheng.prove.runner import Outcome, run
from zhunsheng.use_cases.proof import StageJudge

MIXED = """\
# language: zh-CN
功能: 有好有坏
  两种跑法必须说一样的话。

  背景:
    假如 对照规划指标“城镇污水集中收集率”

  @达标
  场景: 说对了
    假如 江海区2025年城镇污水集中收集率为95%
    当 考核2025年
    那么 判定为已达标
    但是 没有违反、预警或提示

  场景: 说错了判定
    假如 江海区2025年城镇污水集中收集率为95%
    当 考核2025年
    那么 判定为未达标

  场景: 说错了结论
    假如 江海区2025年城镇污水集中收集率为94%
    当 考核2025年
    那么 没有违反、预警或提示

  场景: 没有这样的步骤
    假如 江海区2025年城镇污水集中收集率差不多95%
    当 考核2025年
    那么 判定为已达标

  场景: 没有这项数据
    假如 江海区2025年捕鱼量为95%
    当 考核2025年
    那么 判定为已达标

  场景: 表格
    假如 江海区历年城镇污水集中收集率如下
      | 年份 | 数值   |
      | 2022 | 92.96% |
      | 2023 | 93.44% |
    当 考核2023年
    那么 结论如下
      | 年份 | 指标               | 类别 | 级别 | 责任单位 | 理由             |
      | 2023 | 城镇污水集中收集率 | 预警 | 橙色 | 城管局   | 约束性指标滞后   |
      | 2023 | 城镇污水集中收集率 | 预警 | 橙色 | 城管局   | 连续两年偏离目标 |

  @临界
  场景大纲: <年份>年<数值>
    假如 江海区<年份>年城镇污水集中收集率为<数值>
    当 考核<年份>年
    那么 判定为<判定>

    例子:
      | 年份 | 数值   | 判定   |
      | 2025 | 95%    | 已达标 |
      | 2025 | 94.99% | 已达标 |
      | 2025 | 94.9%  | 未达标 |

    例子: 中间年度
      | 年份 | 数值 | 判定   |
      | 2023 | 95%  | 已达标 |
"""

BINDING = """\
from features.conftest import *  # noqa: F403
from features.plans import real_catalogue
from zhunsheng.prove.case import Case
import pytest


@pytest.fixture
def case(judge):
    return Case(real_catalogue("jianghai-urbanization-14fyp"), judge)
"""


class Collector:
    """A pytest plugin that notes the outcome of each scenario, and whether a step failed by what it states."""

    def __init__(self) -> None:
        self.outcomes: dict[str, list[Outcome]] = {}
        self.stated = False

    def pytest_bdd_step_error(self, exception: Exception) -> None:
        self.stated = isinstance(exception, AssertionError)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            name = report.nodeid.partition("::")[2].partition("[")[0]
            failed = Outcome.FAILED if self.stated else Outcome.BROKEN
            self.outcomes.setdefault(name, []).append(Outcome.PASSED if report.passed else failed)
            self.stated = False


def by_pytest_bdd(folder: Path) -> list[list[Outcome]]:
    """Outcomes scenario by scenario, in the order of the file; an outline has several."""
    (folder / "conftest.py").write_text(BINDING, encoding="utf-8")
    binds = f"from pytest_bdd import scenarios\nscenarios({str(folder / 'mixed.feature')!r})\n"
    (folder / "test_mixed.py").write_text(binds, encoding="utf-8")
    collector = Collector()
    quiet = ["-q", "--no-header", "--no-summary", "--tb=no", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
    apart = ["-p", "no:xdist", "-p", "no:cov", "-c", str(folder / "none.ini"), "--rootdir", str(folder)]
    (folder / "none.ini").write_text("[pytest]\n", encoding="utf-8")
    pytest.main([*quiet, *apart, str(folder / "test_mixed.py")], plugins=[collector])
    return list(collector.outcomes.values())


def test_both_runners_come_to_the_same_outcomes(judge: StageJudge, tmp_path: Path) -> None:
    path = tmp_path / "mixed.feature"
    path.write_text(MIXED, encoding="utf-8")
    fast: dict[int, list[Outcome]] = {}
    catalogue = real_catalogue("jianghai-urbanization-14fyp")
    for scenario in ready(read_feature(path)):
        fast.setdefault(scenario.line, []).append(run(scenario, catalogue, judge).outcome)
    good, bad, broken = Outcome.PASSED, Outcome.FAILED, Outcome.BROKEN
    assert list(fast.values()) == [[good], [bad], [bad], [broken], [broken], [good], [good, bad, good, good]]
    assert by_pytest_bdd(tmp_path) == list(fast.values())


@pytest.mark.parametrize("plan", PLANS)
def test_both_runners_read_the_same_scenarios(plan: str) -> None:
    for path in (*told_apart(plan)[0], *policy_features(plan)):
        official = FeatureParser(str(path.parent), path.name).parse()
        read = read_feature(path)
        assert (read.title, len(read.scenarios)) == (official.name, len(official.scenarios))
        for ours, theirs in zip(read.scenarios, official.scenarios.values(), strict=True):
            assert (ours.title, ours.line, set(ours.tags)) == (theirs.name, theirs.line_number, theirs.tags)
            contexts = [context for table in theirs.examples for context in table.as_contexts()]
            assert [dict(zip(ours.examples[0], row, strict=True)) for row in ours.examples[1:]] == contexts
            told = [(step.type, step.name) for step in theirs.steps]
            assert len(ours.steps) == len(told) - len(read.background) or len(ours.steps) == len(told)


@pytest.mark.parametrize("plan", PLANS)
def test_both_runners_fill_the_gaps_alike(plan: str) -> None:
    for path in (*told_apart(plan)[0], *policy_features(plan)):
        official = FeatureParser(str(path.parent), path.name).parse()
        ours = [[(step.kind, step.text) for step in each.steps] for each in ready(read_feature(path))]
        theirs = []
        for template in official.scenarios.values():
            contexts = [context for table in template.examples for context in table.as_contexts()]
            for context in contexts or [{}]:
                steps = template.render(context).steps
                theirs.append([(step.type, step.name) for step in steps])
        assert [each[-len(other) :] for each, other in zip(ours, theirs, strict=True)] == theirs
