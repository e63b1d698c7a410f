"""城市体检报告: nothing of a plan is silently gone, the diagnosis is the verdict, and last year's is told beside it."""

from pathlib import Path

import pytest
from tests.papers.conftest import Write
from tests.support import word
from tests.support.paths import RULES

from zhunsheng import api
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.paper import Letterhead, Scope
from zhunsheng.model.words import STATUS
from zhunsheng.papers import Dossier, contexts
from zhunsheng.papers.checkup_shapes import Advice, Aspect, Diagnosis, Outside, Turns
from zhunsheng.report import view
from zhunsheng.use_cases import papers


def told(evaluation: Evaluation, year: int) -> dict[str, object]:
    """Return what the check-up of a year says."""
    declared = evaluation.catalogue.checkup
    assert declared is not None
    meant = papers.of_rules(papers.until(evaluation, year), declared.rules)
    ((_, context),) = contexts(
        "checkup", Dossier(meant, view.build(meant, "zh"), Letterhead(), Scope(rules=declared.rules))
    )
    return context


def diagnoses(context: dict[str, object]) -> list[Diagnosis]:
    aspects = context["aspects"]
    assert isinstance(aspects, tuple)
    return [row for aspect in aspects if isinstance(aspect, Aspect) for row in aspect.rows]


@pytest.mark.parametrize("year", [2021, 2024])
def test_every_rule_is_in_an_aspect_or_told_to_be_outside(example: Evaluation, year: int) -> None:
    context, rules = told(example, year), example.catalogue.rules
    outside = context["outside"]
    assert isinstance(outside, tuple)
    assert len(diagnoses(context)) + sum(e.count for e in outside if isinstance(e, Outside)) == len(rules)
    assert [row.no for row in diagnoses(context)] == list(range(1, len(diagnoses(context)) + 1))


def test_the_diagnosis_is_the_verdict_of_either_year(whole: Evaluation) -> None:
    rows = {row.title: row for row in diagnoses(told(whole, 2023))}
    judged = {(j.rule, j.year): j for j in whole.judgements}
    for rule, title in (("sewage", "污水收集率"), ("black-water", "黑臭水体"), ("insurance", "参保率")):
        row = rows[title]
        assert row.status.split(" ")[1].startswith(STATUS[judged[rule, 2023].status].zh)
        assert row.status_before == STATUS[judged[rule, 2022].status].zh
    assert (rows["黑臭水体"].turn, rows["黑臭水体"].change) == ("转差", "−2 个百分点")
    assert (rows["污水收集率"].before, rows["污水收集率"].change) == ("93%（示例）", "+0.2 个百分点")


def test_every_turn_is_counted_once(example: Evaluation) -> None:
    context = told(example, 2023)
    turns = context["turns"]
    assert isinstance(turns, tuple)
    assert sum(each.count for each in turns if isinstance(each, Turns)) == len(diagnoses(context))
    assert {each.turn for each in turns} == {"转好", "转差", "仍未达到", "保持", "不可比"}


def test_the_first_year_has_nothing_to_be_compared_with(whole: Evaluation) -> None:
    assert {row.turn for row in diagnoses(told(whole, 2020))} == {"不可比"}
    assert {row.before for row in diagnoses(told(whole, 2020))} == {"—"}


def test_advice_is_what_the_figures_bear_out(whole: Evaluation) -> None:
    advice = told(whole, 2023)["advice"]
    assert isinstance(advice, tuple)
    of = {each.matter: each.advice for each in advice if isinstance(each, Advice)}
    assert "此后每年须推进原定年均进度的 1.5 倍" in of["污水收集率"]  # 93.2 → 95 in two years: 0.9 a year for 0.6
    assert "差 2 个百分点" in of["黑臭水体"]
    assert all(matter in {row.title for row in diagnoses(told(whole, 2023))} for matter in of)


def test_a_figure_that_could_not_be_read_is_named_by_its_cell_and_never_called_not_reported(tmp_path: Path) -> None:
    data, rows = tmp_path / "data.csv", ("城镇污水集中收集率,约94,%", "农村生活污水治理率,99,%")
    lines = ["地区,年份,指标,数值,单位", *(f"江海区,2024,{row}" for row in rows)]
    data.write_text("\n".join(lines), encoding="utf-8")
    evaluation = api.check(api.catalogues(RULES, "jianghai-urbanization-14fyp"), [data], [2024])
    (row,) = (row for row in diagnoses(told(evaluation, 2024)) if row.title == "城镇污水集中收集率")
    assert "不可判定" in row.status
    assert row.cells == "data.csv:2:4（无法读取）"


def test_no_score_is_given(example: Evaluation, write: Write) -> None:
    (paper,) = write("checkup", example, 2023).values()
    text = word.text(paper)
    assert "不另评分" in text
    assert "得分" not in text
    assert "住房和城乡建设部关于开展2021年城市体检工作的通知" in text
    assert "第八章第四节“城市体检”" in text
