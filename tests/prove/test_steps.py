"""Steps that cannot be run are told as such: they say nothing about the rule."""

from pathlib import Path

import pytest

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.prove.reading import Ready, ReadyStep
from zhunsheng.prove.registry import DEFINITIONS, UnknownStepError, find, then
from zhunsheng.prove.runner import Outcome, Run, run
from zhunsheng.use_cases.proof import StageJudge

TABLE = (("年份", "指标", "类别", "级别", "责任单位"),)


def tried(catalogue: Catalogue, judge: StageJudge, *lines: str, table: tuple[tuple[str, ...], ...] = ()) -> Run:
    """Run a scenario: 假如 … 当 … 那么 …, the table below its last step."""
    kinds = {"假如": "given", "当": "when", "那么": "then"}
    steps = [ReadyStep(kinds[line.split()[0]], line.split()[1], ()) for line in lines]  # type: ignore[arg-type]
    steps[-1] = steps[-1]._replace(table=table)
    return run(Ready("试", (), tuple(steps), 1), catalogue, judge)


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        (("假如 对照规划指标“没有的”",), "规划里没有这些指标"),
        (("假如 对照规划指标“上升比例”", "假如 乙区2025年上升比例为95%"), "没有这个地区"),
        (("假如 对照规划指标“上升比例”", "假如 甲区2025年下跌比例为95%"), "没有这项数据"),
        (("假如 对照规划指标“上升比例”", "假如 甲区2025年上升比例为95个"), "不能以“个”报送"),
        (
            ("假如 对照规划指标“上升比例”", "假如 甲区2025年上升比例为95%", "假如 甲区2025年未报送上升比例"),
            "前面已经报送过甲区2025年上升比例",
        ),
        (("假如 名册列有山区网格“甲网格”",), "规划没有这种名册"),
        (("假如 名册列有农村网格“甲网格”", "假如 名册没有报来"), "前面已经报过名册"),
        (("假如 对照规划指标“上升比例”“下降比例”", "当 考核2025年", "那么 判定为未报送"), "考核的不止一项指标"),
        (("假如 甲区2025年上升比例大约95%",), "没有这样的步骤"),
    ],
)
def test_a_step_that_cannot_be_run_is_broken(
    steps: tuple[str, ...], why: str, catalogue: Catalogue, judge: StageJudge
) -> None:
    ended = tried(catalogue, judge, *steps)
    assert ended.outcome is Outcome.BROKEN
    assert why in ended.why


@pytest.mark.parametrize(
    ("step", "table", "why"),
    [
        ("假如 甲区历年上升比例如下", (("年", "数"), ("2025", "95%")), "表头应为“年份、数值”"),
        ("那么 结论如下", TABLE, "表头应为“年份、指标"),
    ],
)
def test_a_table_with_the_wrong_head_is_broken(
    step: str, table: tuple[tuple[str, ...], ...], why: str, catalogue: Catalogue, judge: StageJudge
) -> None:
    ended = tried(catalogue, judge, "假如 对照规划指标“上升比例”", "当 考核2025年", step, table=table)
    assert (ended.outcome, why in ended.why) == (Outcome.BROKEN, True)


@pytest.mark.parametrize(
    ("rule", "given", "steps"),
    [
        ("街道比例", "假如 东街道2025年街道比例为95%", "那么 判定为已达标"),
        ("街道比例", "假如 东街道2025年街道比例为95%", "那么 考核对象为“东街道”"),
        ("上升比例", "假如 甲区2025年上升比例为95%", "那么 其余地区均判定为已达标"),
        ("街道比例", "假如 东街道2025年街道比例为95%", "那么 其余地区均判定为已达标"),
        ("范围", "假如 甲区2025年范围为9所", "那么 在范围之内"),
        ("范围", "假如 甲区2025年范围为9所", "那么 比上限多2所"),
        ("范围", "假如 甲区2025年范围为9所", "那么 比下限多1所"),
        ("范围", "假如 甲区2025年范围为9所", "那么 执行的目标为5至9所，2025年到期"),
        ("中途节点", "假如 甲区2023年中途节点已完成", "那么 应于2024年完成"),
        (
            "上升比例",
            "假如 甲区2025年上升比例为94%",
            "那么 对东街道认定违反（红色），由甲局负责，理由是“约束性指标未达目标”",
        ),
        ("严格上升", "假如 甲区2025年严格上升为41个", "那么 比目标高1个百分点"),
    ],
)
def test_what_is_not_so_fails(rule: str, given: str, steps: str, catalogue: Catalogue, judge: StageJudge) -> None:
    ended = tried(catalogue, judge, f"假如 对照规划指标“{rule}”", given, "当 考核2025年", steps)
    assert ended.outcome is Outcome.FAILED, ended.why


def test_a_range_and_a_milestone_in_words(catalogue: Catalogue, judge: StageJudge) -> None:
    given = ("假如 对照规划指标“范围”", "假如 甲区2025年范围为8所", "当 考核2025年")
    for said in ("在范围之内", "执行的目标为5至8所，2025年到期", "判定所用数值为8所"):
        assert tried(catalogue, judge, *given, f"那么 {said}").outcome is Outcome.PASSED


def test_two_definitions_of_one_sentence_are_refused() -> None:
    before = list(DEFINITIONS)
    then("判定为一塌糊涂")(lambda case: None)  # noqa: ARG005
    try:
        with pytest.raises(UnknownStepError, match="有多种读法"):
            find("then", "判定为一塌糊涂")
    finally:
        DEFINITIONS[:] = before


def test_tables_of_examples_with_different_heads_are_refused(tmp_path: Path) -> None:
    from zhunsheng.prove.reading import BadFeatureError, read_feature

    path = tmp_path / "x.feature"
    path.write_text(
        "# language: zh-CN\n功能: 甲\n  场景大纲: 乙\n    当 考核<年份>年\n\n"
        "    例子:\n      | 年份 |\n      | 2025 |\n\n    例子:\n      | 年 |\n      | 2024 |\n",
        encoding="utf-8",
    )
    with pytest.raises(BadFeatureError, match="表头应当相同"):
        read_feature(path)
    path.write_text("# 空的\n", encoding="utf-8")
    with pytest.raises(BadFeatureError, match="没有“功能”"):
        read_feature(path)
