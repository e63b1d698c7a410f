"""The sentence of a finding about a milestone, a benchmark, an amount of the year, or nobody in particular."""

from fractions import Fraction
from typing import Any

import pytest
from tests.support.judgements import judged
from tests.support.judging import seen
from tests.support.messages import limit, said

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.judgement import Judgement, Reason
from zhunsheng.model.quantity import Operator
from zhunsheng.model.text import Text


def milestone(year: int, status: str, word: int | None, said_in: int | None = None, **details: Any) -> Judgement:  # noqa: ANN401
    observations = () if said_in is None else (seen(str(word), said_in, "platform", "jianghai"),)
    value = None if word is None else Fraction(word)
    return judged("platform", year, status, value=value, observations=observations, **limit("1", due=2022), **details)


@pytest.mark.parametrize(
    ("judgement", "zh", "en"),
    [
        (
            milestone(2022, "missed", 0, 2022),
            "数据共享平台应于2022年完成，2022年报送为未完成",
            "数据共享平台 was to be done in 2022; in 2022 it was reported not done",
        ),
        (
            milestone(2024, "missed", 0, 2024, relapsed=True, first_met=2021, entity="lile"),
            "礼乐街道数据共享平台应于2022年完成，2024年报送为未完成，而2021年曾报送为已完成",
            (
                "数据共享平台 of 礼乐街道 was to be done in 2022; in 2024 it was reported not done; "
                "though in 2021 it was reported done"
            ),
        ),
        (
            milestone(2023, "not_reported", None),
            "数据共享平台应于2022年完成，2023年未报送",
            "数据共享平台 was to be done in 2022; nothing was reported in 2023",
        ),
        (
            milestone(2023, "not_evaluable", None, reason=Reason.REFUSED),
            "数据共享平台应于2022年完成，2023年不可判定（有数据无法读取）",
            "数据共享平台 was to be done in 2022; in 2023 it is not evaluable (something submitted could not be read)",
        ),
        (
            milestone(2024, "met", 1, 2021),
            "数据共享平台应于2022年完成，2021年报送为已完成，达标",
            "数据共享平台 was to be done in 2022; in 2021 it was reported done; met",
        ),
        (
            milestone(2021, "not_due", 0),
            "数据共享平台应于2022年完成，2021年报送为未完成，未到期",
            "数据共享平台 is to be done in 2022; in 2021 it was reported not done; not due",
        ),
    ],
)
def test_a_milestone(catalogue: Catalogue, judgement: Judgement, zh: str, en: str) -> None:
    assert said(catalogue, judgement) == Text(f"{zh}：约束性指标未达目标。", f"{en}: it was missed.")


def test_a_milestone_without_a_limit(catalogue: Catalogue) -> None:
    done = judged("platform", 2022, "pending", value=Fraction(1))
    assert said(catalogue, done).zh == "2022年数据共享平台已完成，待下达：约束性指标未达目标。"


@pytest.mark.parametrize(
    ("value", "gap", "details", "zh", "en"),
    [
        (
            "58",
            "-3",
            limit("61", due=2021),
            "58%，应不低于全省平均水平61%（粤财1号），低于全省平均水平3个百分点",
            "58%; it must be at least 全省平均水平, 61% (粤财1号); 3 percentage points below 全省平均水平",
        ),
        (
            "66",
            "5",
            limit("61", operator="<=", due=2020),
            "66%，应不高于2020年全省平均水平61%（粤财1号），高于全省平均水平5个百分点",
            "66%; it must be at most 全省平均水平 of 2020, 61% (粤财1号); 5 percentage points above 全省平均水平",
        ),
        (
            "66",
            "5",
            limit("61", operator="in", due=2021, upper="61"),
            "66%，应等于全省平均水平61%（粤财1号），高于全省平均水平5个百分点",
            "66%; it must be exactly 全省平均水平, 61% (粤财1号); 5 percentage points above 全省平均水平",
        ),
        (
            "61",
            "0",
            limit("61", operator=">", due=2021),
            "61%，应高于全省平均水平61%（粤财1号），恰在限值而未超过",
            "61%; it must be above 全省平均水平, 61% (粤财1号); exactly on the limit, which must be exceeded",
        ),
    ],
)
def test_a_benchmark(catalogue: Catalogue, value: str, gap: str, details: dict[str, Any], zh: str, en: str) -> None:
    j = judged("ppp", 2021, "missed", value=Fraction(value), gap=Fraction(gap), citation="粤财1号", **details)
    assert said(catalogue, j) == Text(
        f"2021年PPP项目落地率{zh}：约束性指标未达目标。", f"In 2021, PPP项目落地率 was {en}: it was missed."
    )


def test_a_benchmark_of_which_only_a_bound_is_known_to_be_missed(catalogue: Catalogue) -> None:
    known = {"value": Fraction(58), "gap": Fraction(-3), "bound": Operator.BELOW}
    text = said(catalogue, judged("ppp", 2021, "missed", **known, **limit("61", due=2021)))
    assert "应不低于全省平均水平61%，低于全省平均水平至少3个百分点：" in text.zh
    assert "at least 3 percentage points below" in text.en


@pytest.mark.parametrize("value", [None, Fraction(58)])
def test_a_benchmark_that_has_not_been_reported_is_named(catalogue: Catalogue, value: Fraction | None) -> None:
    text = said(catalogue, judged("ppp", 2021, "pending", reason=Reason.NO_BENCHMARK, value=value))
    assert text.zh.endswith("待下达（全省平均水平尚未报来）：约束性指标未达目标。")
    assert text.en.endswith("pending (全省平均水平 has not been reported): it was missed.")


def test_an_amount_of_the_year(catalogue: Catalogue) -> None:
    j = judged("paddies", 2021, "missed", value=Fraction(250), gap=Fraction(-50), **limit("300", due=2021))
    assert said(catalogue, j).zh == "2021年垦造水田250亩，目标≥300亩，差50亩：约束性指标未达目标。"
    other = judged("paddies", 2022, "not_due", reason=Reason.NO_TARGET_THIS_YEAR, value=Fraction(7))
    assert said(catalogue, other).zh == "2022年垦造水田7亩，未到期（规划对本年未作要求）：约束性指标未达目标。"


def test_places_that_nobody_has_named(catalogue: Catalogue) -> None:
    j = judged("paddies", 2022, "not_evaluable", reason=Reason.NO_ROSTER, **limit("1", due=2022))
    assert said(catalogue, j) == Text(
        "2022年垦造水田不可判定（名册尚未报来，不知有哪些对象）：约束性指标未达目标。",
        "In 2022, 垦造水田: not evaluable (no roster has named the places yet): it was missed.",
    )
