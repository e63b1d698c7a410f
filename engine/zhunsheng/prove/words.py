"""The vocabulary of the features: what an inspector says, and what the model calls it."""

from enum import StrEnum
from fractions import Fraction

from zhunsheng.model.figures import figure
from zhunsheng.model.finding import FindingKind, Level
from zhunsheng.model.judgement import Reason, Status
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Nature

STATUSES = {
    "已达标": Status.MET,
    "进度正常": Status.ON_TRACK,
    "滞后": Status.BEHIND,
    "严重滞后": Status.FAR_BEHIND,
    "倒退": Status.REGRESSING,
    "未达标": Status.MISSED,
    "目标待下达": Status.PENDING,
    "基准值待报": Status.PENDING,
    "未报送": Status.NOT_REPORTED,
    "未到期": Status.NOT_DUE,
    "不可判定": Status.NOT_EVALUABLE,
}

REASONS = {
    "达到目标": Reason.LIMIT_MET,
    "未达到目标": Reason.LIMIT_MISSED,
    "提前达到目标": Reason.ALREADY_MET,
    "符合进度": Reason.PACE_ON_TRACK,
    "接近进度": Reason.PACE_NEARLY,
    "进度滞后": Reason.PACE_BEHIND,
    "严重滞后": Reason.PACE_FAR_BEHIND,
    "低于基数": Reason.PACE_REGRESSING,
    "目标尚未下达": Reason.NO_TARGET_ISSUED,
    "基准值尚未报来": Reason.NO_BENCHMARK,
    "没有报送": Reason.NO_OBSERVATION,
    "基期年": Reason.BASE_YEAR,
    "未约定年度进度": Reason.NO_TRAJECTORY,
    "规划对本年未作要求": Reason.NO_TARGET_THIS_YEAR,
    "名册尚未报来": Reason.NO_ROSTER,
    "目标与基数相同": Reason.FLAT_PATH,
    "缺少基数": Reason.NO_BASE,
    "分母为零": Reason.ZERO_DENOMINATOR,
    "缺少组成数": Reason.MISSING_COMPONENT,
    "缺少年份": Reason.MISSING_YEAR,
    "只报了界限": Reason.ONLY_A_BOUND,
    "数字无法辨认": Reason.REFUSED,
}

OPERATORS = {
    "不低于": Operator.AT_LEAST,
    "高于": Operator.ABOVE,
    "不高于": Operator.AT_MOST,
    "低于": Operator.BELOW,
    "等于": Operator.EQUAL,
}

KINDS = {"违反": FindingKind.VIOLATION, "预警": FindingKind.ALERT, "提示": FindingKind.NOTICE}

LEVELS = {"红色": Level.RED, "橙色": Level.ORANGE, "黄色": Level.YELLOW, "蓝色": Level.BLUE}

SIDES = {"高": 1, "多": 1, "低": -1, "少": -1}
"""Which way a figure lies of its target."""

NATURES = {Nature.BINDING: "约束性指标", Nature.ANTICIPATORY: "预期性指标", Nature.TASK: "任务类"}
"""How a feature's introduction names the nature of its rule."""

MILESTONES = {"已完成": 1, "未完成": 0}

WHOLE_DEPARTMENT = "（部门）"
"""Stands where a finding is about a department rather than an indicator."""

PERCENTAGE_POINTS = "个百分点"
"""How the distance between two percentages is told."""


def quoted(title: str) -> str:
    """Write a title as it stands between quotation marks: its own marks are single ones there."""
    return title.replace("“", "‘").replace("”", "’")


_WORDS: dict[StrEnum, str] = {
    value: word for each in (LEVELS, KINDS, REASONS, STATUSES) for word, value in reversed(each.items())
}


def in_words(value: object) -> str:
    """Write what a step asks for or finds as features write it: a word of theirs, or a figure; nothing is “没有”."""
    if value is None:
        return "没有"
    if isinstance(value, tuple):
        return "、".join(map(in_words, value)) or "没有"
    if isinstance(value, Fraction):
        return figure(value).text("zh")
    return _WORDS.get(value, str(value)) if isinstance(value, StrEnum) else str(value)
