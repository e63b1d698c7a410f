"""The summary on a terminal: short, whole, and quiet in colour where nobody sees it."""

import io

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.support.evaluations import evaluation, problem

from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Submission
from zhunsheng.model.text import Lang
from zhunsheng.report import problem_text, show_rules, terminal


def shown(evaluation: Evaluation, lang: Lang = "zh", width: int = 80) -> str:
    out = io.StringIO()
    terminal.show(evaluation, lang, Console(file=out, width=width, highlight=False))
    return out.getvalue()


def test_the_summary_says_how_the_year_stands(whole: Evaluation) -> None:
    text = shown(whole)
    assert text.startswith("某区规划 & <b>附件</b> 2020—2025\n* 示例数据，非真实填报")
    assert "2025  ● 达标 16   ✕ 未达标 8   ○ 待下达 2" in text
    order = [
        "违反 6 条，其中 2025 年 3 条",
        "预警 42 条，其中 2025 年 5 条",
        "提示 1 条，其中 2025 年 0 条",
        "数据问题：1 个错误",
    ]
    assert [text.index(line) for line in order] == sorted(text.index(line) for line in order)


def test_a_finding_is_listed_with_owner_year_value_limit_and_gap(whole: Evaluation) -> None:
    narrow = shown(whole).splitlines()
    row = narrow.index("红色 2025 区城管局 污水收集率")
    assert narrow[row + 1].strip().startswith("实际 94.2%*  目标 ≥ 95  差距 −0.8  ")
    (wide,) = (line for line in shown(whole, width=120).splitlines() if "污水收集率" in line and "红色" in line)
    assert wide.split() == ["红色", "2025", "区城管局", "污水收集率", "94.2%*", "≥", "95", "−0.8"]


def test_a_department_on_alert_is_named_once_and_its_count_is_no_target() -> None:
    lines = shown(evaluation((2022,))).splitlines()
    row = next(n for n, line in enumerate(lines) if "项指标  ≥ 3 项即触发" in line)
    assert lines[row - 1] == "橙色 2022 区城管局"


def test_violations_of_every_year_are_listed(whole: Evaluation) -> None:
    assert any("黑臭水体" in line and "2023" in line for line in shown(whole).splitlines())


def test_what_is_not_listed_is_counted(whole: Evaluation) -> None:
    assert "……另有" in shown(whole)
    many = tuple(problem(Location(file="a.csv", line=n), Severity.WARNING) for n in range(9))
    assert "……另有 4 项，见报告。" in shown(msgspec.structs.replace(whole, problems=many))


@pytest.mark.parametrize("width", [60, 80, 109, 110, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_keeps_within_the_terminal(whole: Evaluation, width: int, lang: Lang) -> None:
    quiet = msgspec.structs.replace(whole, problems=())
    lines = shown(quiet, lang, width).splitlines()
    assert all(cell_len(line) <= width for line in lines)
    assert not [line for line in lines if line.strip() in ("）", ")")]


def test_no_colour_and_no_control_characters_where_nobody_looks(whole: Evaluation) -> None:
    hostile = msgspec.structs.replace(
        problem(Location(file="a\x1b]0;x\x07.csv", line=1)), message=whole.problems[0].message
    )
    text = shown(msgspec.structs.replace(whole, problems=(hostile,)))
    assert "\x1b" not in text
    assert "\x07" not in text


def test_markup_of_the_terminal_library_is_plain_text_in_a_name(whole: Evaluation) -> None:
    plan = msgspec.structs.replace(whole.catalogue.plan, title="[bold red]plan[/] :smile:")
    changed = msgspec.structs.replace(whole, catalogue=msgspec.structs.replace(whole.catalogue, plan=plan))
    assert "[bold red]plan[/] :smile:" in shown(changed)


def test_english(plain: Evaluation) -> None:
    text = shown(plain, "en", 100)
    assert "2025  ● met 16   ✕ missed 8   ○ pending 2" in text
    assert "Violations: 6, of which 3 in 2025" in text
    assert "Data: 1 errors, 0 warnings, 0 notes" in text


def test_nothing_to_say_is_said_shortly(whole: Evaluation) -> None:
    quiet = msgspec.structs.replace(
        whole, years=(2025,), submission=Submission(), judgements=(), findings=(), problems=()
    )
    assert shown(quiet).endswith("\n违反 0 条\n\n预警 0 条\n")


def test_rules_are_listed(whole: Evaluation) -> None:
    out = io.StringIO()
    show_rules([whole.catalogue], "zh", Console(file=out, width=160))
    rows = {line.split()[0]: line.split()[1:] for line in out.getvalue().splitlines()}
    assert rows["sewage"] == ["污水收集率", "约束性", "≥", "95%", "city", "表1", "第14项"]
    assert "待下达" in rows["5g"]


def test_a_problem_is_told_with_its_place_and_a_hint() -> None:
    told = problem_text(problem(Location(file="a.xlsx", sheet="表", cell="B7")), "zh")
    assert told.splitlines() == [
        "a.xlsx[表!B7]: 错误：“<script>alert(1)</script>”不是数 [not-a-number]",
        "    应为：一个数，如 95.1",
        "    建议：没有数就留空",
    ]
