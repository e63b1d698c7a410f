"""Milestones, yearly amounts, a benchmark, a range, towns and grids, doubts of the text: in every form of report."""

import io
import json
import re

import jsonschema
import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.support.html_reader import read
from tests.support.panels import panels
from tests.support.rendered import render
from tests.support.wide_plan import GRIDS, TOWNS, catalogue, evaluation

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.judgement import Judgement
from zhunsheng.model.page_panels import Panel
from zhunsheng.model.text import Lang
from zhunsheng.report import arithmetic, contract, rules_json, terminal
from zhunsheng.report.doubts import chosen
from zhunsheng.report.explain import explain_finding, explain_judgement
from zhunsheng.report.explain_rule import explain_rule
from zhunsheng.report.markdown import escape
from zhunsheng.report.panels import MOST_COURSES


@pytest.fixture(scope="module")
def wide() -> Evaluation:
    return evaluation()


@pytest.fixture(scope="module")
def unnamed() -> Evaluation:
    return evaluation(with_roster=False, with_benchmark=False)


@pytest.fixture(scope="module")
def html(wide: Evaluation) -> str:
    return render(wide, "html", "zh")


@pytest.fixture(scope="module")
def by_rule(wide: Evaluation) -> dict[str, Panel]:
    return panels(wide)


def judged(made: Evaluation, rule: str, place: str, year: int) -> Judgement:
    return next(j for j in made.judgements if (j.rule, j.entity, j.year) == (rule, place, year))


def test_the_page_holds_together(wide: Evaluation, html: str) -> None:
    page = read(html)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for _, attrs in page.tags if "href" in attrs} <= set(ids)
    assert len({f.id for f in wide.findings}) == len(wide.findings)
    assert all(any(f.id in text for text in page.cards.values()) for f in wide.findings)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nobody_ever_prints_one_done(wide: Evaluation, lang: Lang) -> None:
    texts = [render(wide, "html", lang), render(wide, "markdown", lang), summary(wide, lang)]
    texts += [explain_rule(wide.catalogue, rule, lang) for rule in wide.catalogue.rules.values()]
    texts += [explain_judgement(wide, judgement, lang) for judgement in wide.judgements]
    texts += [explain_finding(wide, finding, lang) for finding in wide.findings]
    for text in texts:
        assert not re.search(r"[\d≥]\s*done|done or not", text)
        assert "≥ 1 完成" not in text


def summary(made: Evaluation, lang: Lang = "zh", width: int = 80) -> str:
    out = io.StringIO()
    terminal.show(made, lang, Console(file=out, width=width, highlight=False))
    return out.getvalue()


SENTENCES = [
    ("bridge", "county", 2020, "未完成，应于 2021 年完成：未到期"),
    ("bridge", "county", 2021, "已完成，应于 2021 年完成：达标"),
    ("bridge", "county", 2022, "2021 年已完成，应于 2021 年完成：达标"),
    ("village-plans", "town-1", 2020, "应于 2021 年完成：未到期"),
    ("village-plans", "town-1", 2021, "未完成，应于 2021 年完成：未达标"),
    ("villages", "core", 2020, "4 − 5 = −1 个，目标 ≥ 5：未达标"),
    ("villages", "core", 2022, "2022 年为 1 个，规划对本年未作要求：未到期"),
    ("ppp", "city", 2022, "60 − 62.5 = −2.5 个百分点，目标 ≥ 62.5（全省平均水平）：未达标"),
    ("schools", "city", 2022, "4 − 5 = −1 所，目标 5—8：未达标"),
    ("growth", "city", 2021, "规划对本年未作要求：未到期"),
]


@pytest.mark.parametrize(("rule", "place", "year", "said"), SENTENCES)
def test_the_sentence_of_a_verdict(wide: Evaluation, rule: str, place: str, year: int, said: str) -> None:
    assert arithmetic.sentence(wide.catalogue, judged(wide, rule, place, year), "zh") == said


def test_a_milestone_has_its_evidence_and_neither_gap_nor_picture(by_rule: dict[str, Panel], html: str) -> None:
    panel = by_rule["bridge"]
    (course,) = panel.courses
    assert (panel.demand, panel.unit, panel.base, panel.way, panel.place) == ("应于 2021 年完成", "", "", "", "某县")
    assert (course.milestone, course.chart) == (True, None)
    assert [(r.value.text, r.evidence, r.reason) for r in course.rows][1:] == [
        ("未完成", ("county的验收单",), ""),
        ("已完成", ("county的验收单",), ""),
        ("已完成", ("county的验收单",), ""),
    ]
    missed = next(card for card in read(html).cards.values() if "ZS-off-target-village-plans-2021-town-1" in card)
    assert "未完成" in missed
    assert "town-1的验收单" in missed


def test_a_year_of_which_nothing_is_asked_is_quiet(by_rule: dict[str, Panel]) -> None:
    (course,) = by_rule["villages"].courses
    assert [(r.year, r.quiet) for r in course.rows] == [(2019, False), (2020, False), (2021, False), (2022, True)]
    assert course.rows[3].reason == "规划对本年未作要求"
    assert course.chart is not None
    assert [s.style for s in course.chart.shapes].count("limit") == 2
    assert "actual" not in {s.style for s in course.chart.shapes}


def test_a_single_amount_is_no_picture(by_rule: dict[str, Panel]) -> None:
    assert by_rule["growth"].courses[0].chart is None


def test_a_benchmark_is_named_with_its_figure_and_citation(by_rule: dict[str, Panel], unnamed: Evaluation) -> None:
    assert by_rule["ppp"].demand == "2022 年 ≥ 62.5%（全省平均水平）（省统计月报）（示例）"
    waiting = panels(unnamed)["ppp"]
    assert waiting.demand == "2022 年 ≥ 全省平均水平（尚未报来）"
    assert waiting.courses[0].rows[-1].reason == "对照的基准值尚未报来"
    assert "1 个基准值" in render(evaluation(), "markdown", "zh")


def test_many_places_are_counted_and_only_those_that_fall_short_told_in_full(by_rule: dict[str, Panel]) -> None:
    towns, grids = by_rule["sewage"], by_rule["grid-staff"]
    assert towns.place == "第1镇等 12 处"
    assert [(t.mark.word, t.count) for t in towns.latest] == [("未达标", 5), ("达标", 7)]
    assert [c.place for c in towns.courses] == [f"第{n}镇" for n in range(1, 6)]
    assert (len(towns.folded), towns.folded_heading) == (len(TOWNS) - 5, "其余 7 处")
    assert grids.place == f"农村网格（{GRIDS} 处）"
    assert len(grids.courses) == MOST_COURSES
    assert grids.folded_heading == "其余 34 处，其中 8 处未达要求"
    assert [y.year for y in grids.counts] == [2019, 2020, 2021, 2022]


def test_places_that_all_do_well_are_folded(wide: Evaluation) -> None:
    plans = panels(wide)["village-plans"]
    assert [c.place for c in plans.courses] == []
    assert plans.folded_heading == "全部 12 处"
    assert plans.folded[0].cells[2].value.text == "未完成"


def test_findings_about_one_rule_lie_upon_each_other(html: str) -> None:
    folded = re.findall(r'<details class="others \w+"><summary>(.*?)</summary>', html)
    assert "污水处理率：2022 年另有 2 处违反" in folded
    assert "网格员：2022 年另有 11 处预警" in folded


def test_a_table_of_markdown_holds_the_folded_rows_too(wide: Evaluation) -> None:
    text = render(wide, "markdown", "zh")
    assert set(re.findall(r"<[^>]*>", text)) == {"<br>", "<details>", "</details>", "<summary>", "</summary>"}
    assert text.count("<details>") == text.count("</details>") >= 2
    assert all(finding.id in text for finding in wide.findings)
    assert all(line.startswith("|") for line in text.splitlines() if "ZS-" in line)
    assert "个还是条" in text


def test_grids_that_no_roster_names_are_not_passed_over(unnamed: Evaluation) -> None:
    panel = panels(unnamed)["grid-staff"]
    assert panel.place == "农村网格（名册尚未报来）"
    (course,) = panel.courses
    assert course.rows[-1].reason == "名册尚未报来，不知有哪些对象"
    assert "名册尚未报来" in render(unnamed, "markdown", "zh")
    assert all(json.loads(render(unnamed, "json", "zh"))["judgements"])


def test_a_place_is_named_unless_it_is_the_plans_own(wide: Evaluation, html: str) -> None:
    named = set(re.findall(r'class="where">([^<]*)<', html))
    assert "某市" not in named
    assert {"第1镇", "0号网格", "核心区", "某县"} <= named
    assert "污水处理率（第1镇等 5 处）" in summary(wide)


def test_doubts_of_the_text_stand_beside_their_rule_and_in_a_section(html: str, by_rule: dict[str, Panel]) -> None:
    short = "村数是个还是条（前后不一），采用附件2 第7项的读法"
    assert by_rule["villages"].doubts == (("t-villages-unit", short),)
    section = html[html.index('id="doubts"') :]
    assert all(said in section for said in ("附件1", "写作5个", "附件2 第7项", "写作6条", "表列为准", ">采用<"))
    assert "与规则无关的疑点" not in html
    assert escape("村数是个还是条") in render(evaluation(), "markdown", "zh")


def test_the_reading_chosen_of_two_in_one_passage_is_told_by_its_anchor(wide: Evaluation) -> None:
    doubt = wide.catalogue.plan.discrepancies[0]
    first = msgspec.structs.replace(doubt.readings[0], locator=doubt.readings[1].locator, anchor="别处")
    both = msgspec.structs.replace(doubt, readings=(first, doubt.readings[1]))
    assert chosen(both, "zh") == "采用附件2 第7项“村”的读法"
    alone = msgspec.structs.replace(doubt, readings=doubt.readings[:1], chosen=0)
    assert chosen(alone, "en") == "followed as 附件1 has it"


def test_a_rule_is_explained_with_task_passages_and_doubts(wide: Evaluation) -> None:
    told = explain_rule(wide.catalogue, wide.catalogue.rules["villages"], "zh").splitlines()
    assert told[1].startswith(
        "市交通运输局负责的“示范村（核心区）”（任务，当年数，单位 个）：2020 年不低于 5 个；2021 年"
    )
    assert told[2] == "配合部门：市农业农村局。"
    assert told[3:] == [
        "  任务      第 7 项：打通出入口",
        "  条款      某市方案 附件2 第7项 “示范村” 5",
        "  另见      某市方案 正文 第14项 “另一处” 5",
        "  文本疑点  村数是个还是条（前后不一），采用附件2 第7项的读法",
        "            附件1 “村”：写作5个",
        "            附件2 第7项 “村”：写作6条（采用）",
        "            理由：表列为准",
        "  规则      rules.yaml:7:9",
    ]


def test_what_a_benchmark_and_a_milestone_demand(wide: Evaluation) -> None:
    rules = wide.catalogue.rules
    assert "2022 年不低于全省平均水平" in explain_rule(wide.catalogue, rules["ppp"], "zh")
    assert "应于 2021 年完成" in explain_rule(wide.catalogue, rules["bridge"], "zh")
    told = explain_judgement(wide, judged(wide, "bridge", "county", 2022), "zh")
    assert "= 已完成，佐证：county的验收单" in told


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_summary_stays_short_and_narrow(wide: Evaluation, width: int) -> None:
    lines = summary(wide, width=width).splitlines()
    assert len(lines) <= 30
    assert max(map(cell_len, lines)) <= width


def test_the_document_keeps_its_schema_and_has_the_doubts(wide: Evaluation) -> None:
    document = json.loads(render(wide, "json", "zh"))
    jsonschema.Draft202012Validator(contract.schema()).validate(document)
    (doubt,) = document["discrepancies"]
    assert (doubt["id"], doubt["kind"], doubt["chosen"], doubt["rules"]) == (
        "villages-unit",
        "disagreement",
        2,
        ["villages"],
    )
    source = next(f["source"] for f in document["findings"] if f["rule"] == "villages")
    assert (source["figure"], source["figures"]) == ("5", ["5"])
    assert source["also"] == [{"locator": "正文 第14项", "anchor": "另一处", "figures": ["5"]}]


def test_the_list_of_rules_has_what_is_new() -> None:
    listed = json.loads(rules_json([(catalogue(), "rules/wide")]))
    rules = {rule["id"]: rule for rule in listed["rules"]}
    assert (rules["bridge"]["kind"], rules["bridge"]["unit"], rules["bridge"]["task"]) == ("milestone", "done", "7")
    assert rules["bridge"]["targets"] == [{"year": 2021, "operator": ">=", "value": "1"}]
    assert rules["ppp"]["benchmark"] == "全省平均水平"
    assert rules["grid-staff"]["members"] == {"level": "grid", "kind": "农村"}
    assert [task["id"] for task in listed["tasks"]] == ["7", "8"]
    assert [doubt["chosen"] for doubt in listed["discrepancies"]] == [2, None]


def test_themes_are_an_index_with_counts(html: str) -> None:
    index = html[html.index('<ul class="themes">') :]
    index = index[: index.index("</ul>")]
    assert re.findall(r'<a href="#(th-[^"]*)">([^<]*)</a> <small>(\d+)</small>', index) == [
        ("th-_4ea4_901a", "交通", "5"),
        ("th-_4e61_6751", "乡村", "3"),
    ]
