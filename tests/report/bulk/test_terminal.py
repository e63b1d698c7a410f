"""The summary on a terminal: short, the worst first, and how to go on."""

import io

import pytest
from rich.console import Console
from tests.support.bulk_summaries import catalogue, summary

from zhunsheng.model.bulk import BulkSummary
from zhunsheng.model.judgement import Reason
from zhunsheng.model.text import Lang
from zhunsheng.report.bulk import Beside, terminal


def shown(run: BulkSummary, lang: Lang, width: int = 100) -> str:
    out = io.StringIO()
    terminal.show(run, catalogue(), lang, Console(file=out, width=width), Beside(data=("全国.parquet",)))
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 100, 160])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_country_is_told_in_a_page(lang: Lang, width: int) -> None:
    text = shown(summary(40_000, 300, problems=230), lang, width)
    assert text.count("\n") < 60
    said = {
        "zh": ("核查 40,000 处", "另有 295 行", "另有 45 行", "数据问题 230", "另有 225 行"),
        "en": ("40,000 places", "295 more", "45 more", "Problems of the data 230", "225 more"),
    }
    assert all(each in text for each in said[lang])
    assert "zhunsheng check '全国.parquet' --plan example-counties --year 2021-2023 --place 900000" in text
    assert "<script>" in text
    assert "\u202e" not in text


def test_what_was_not_used_is_said_before_any_count() -> None:
    from msgspec.structs import replace

    run = summary(9, 2)
    concerned = sum(each.count for each in run.statuses if each.key == Reason.REFUSED)
    wrong = (replace(run.problems[0], refused=True, times=1234), replace(run.problems[1], refused=False, of_rules=True))
    text = shown(replace(run, problems=wrong), "zh", 200)
    unused = f"! 数据有 1,234 处没有采用。受影响的 {concerned} 条判定为“不可判定”，不是“未报送”"
    assert 0 < text.index(unused) < text.index("! 有 1 条政策规则未能执行") < text.index("核查 9 处")
    assert concerned


def test_where_verdicts_are_not_written_that_is_said() -> None:
    from msgspec.structs import replace

    run = summary(9, 2)
    alone = replace(run, run=replace(run.run, findings_only=True))
    assert ("没有逐条写出" in shown(alone, "zh"), "没有逐条写出" in shown(run, "zh")) == (True, False)


def test_made_up_data_say_so() -> None:
    assert "151 行为演示虚构" in shown(summary(9, 2, illustrative=151), "zh")
    assert "虚构。" not in shown(summary(9, 2), "zh")


def test_a_run_of_which_nothing_is_wrong_is_short() -> None:
    from msgspec.structs import replace

    run = summary(9, 0)
    told = tuple(each for each in run.statuses if each.key != Reason.REFUSED)
    quiet = replace(run, statuses=told, statuses_around=(), drawn_around=(), departments=(), worst=(), problems=())
    text = shown(quiet, "zh")
    assert "逐条规则" in text
    assert not [each for each in ("按上级地区", "部门结论", "数据问题", "下钻", "!") if each in text]
