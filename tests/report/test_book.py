"""The book of rules: every rule in it, in a plain sentence, with clause, history, scenarios and doubts."""

import re

import msgspec
import pytest
from tests.support.evaluations import SCRIPT, TABLE_BREAKER
from tests.support.evaluations import catalogue as table_one
from tests.support.html_reader import read
from tests.support.wide_plan import at_least, catalogue

from zhunsheng.model.catalogue import Catalogue
from zhunsheng.model.feature import Feature, Scenario, Step
from zhunsheng.model.quantity import Operator
from zhunsheng.model.rule import Rule
from zhunsheng.model.text import Lang
from zhunsheng.report import book
from zhunsheng.report.book.sentence import sentence
from zhunsheng.report.markdown import escape
from zhunsheng.report.names import Names

FEATURE = Feature(
    rule="bridge",
    title="大桥建成",
    description="",
    background=(Step(keyword="假如", text="对照规划指标“大桥建成”"),),
    scenarios=(
        Scenario(
            title="如期完成 <b>x</b>",
            tags=("达标",),
            steps=(Step(keyword="当", text="考核2021年", table=(("年份", "数值"), ("2021", "a | b"))),),
            line=7,
            examples=(("情况", "判定"), ("已完成", "达标")),
        ),
    ),
    path="features/wide/bridge.feature",
)


def volume(*, with_features: bool = True) -> book.Volume:
    return book.Volume(
        catalogue=catalogue(), folder="rules/wide", features={"bridge": FEATURE} if with_features else None
    )


def hostile() -> book.Volume:
    return book.Volume(catalogue=table_one(), folder="rules/<i>test</i>", features={})


@pytest.fixture(scope="module")
def html() -> str:
    return book.render([volume(), hostile()], "html", "zh")


@pytest.fixture(scope="module")
def markdown() -> str:
    return book.render([volume(), hostile()], "markdown", "zh")


def said(rule: str, lang: Lang = "zh", of: Catalogue | None = None) -> str:
    made = of or catalogue()
    return sentence(Names(made), made.rules[rule], lang)


SENTENCES = [
    ("bridge", "到2021年，某县应完成：大桥建成，列为任务，由市交通运输局负责。"),
    ("villages", "核心区示范村：2020年当年不低于5个，2021年当年不低于3个，列为任务，由市交通运输局负责。"),
    ("ppp", "到2022年，某市项目落地率不低于全省平均水平，列为任务，由市交通运输局负责。"),
    ("schools", "到2022年，某市新建学校为5—8所，约束性，由市交通运输局负责。"),
    ("sewage", "到2022年，污水处理率不低于95%（2019年60%）（第1镇等12处分别考核），约束性，由市交通运输局负责。"),
    ("grid-staff", "到2022年，网格员不低于1名（逐个农村网格考核），列为任务，由市交通运输局负责。"),
    ("growth", "2020年，某市投资增速不低于5%，列为任务，由市交通运输局负责。"),
]


@pytest.mark.parametrize(("rule", "written"), SENTENCES)
def test_a_rule_in_one_sentence(rule: str, written: str) -> None:
    assert said(rule) == written


TABLE_ONE = [
    ("sewage", "到2025年，某区污水收集率不低于95%（2020年92%），约束性，由区城管局负责。"),
    ("jobs", "2021—2025年合计，某区新增就业不低于2.7万人（2016—2020年2.82万人），预期性，由区人社局负责。"),
    ("urban-rate", "到2025年，某区城镇化率不低于99.8%（2020年99.8%），逐年保持，预期性，由区发改局负责。"),
    ("roads", "到2025年，某区农村公路达到100%（2020年89%），预期性，由区住建局负责。"),
    ("5g", "到2025年，某区5G普及率完成市下达的任务（2020年18.1%），预期性，由区经促局负责。"),
    ("junior", "到2025年，某区初中高于40个/千人（2020年40个/千人），预期性，由区教育局负责。"),
]


@pytest.mark.parametrize(("rule", "written"), TABLE_ONE)
def test_an_indicator_of_table_one_in_one_sentence(rule: str, written: str) -> None:
    assert said(rule, of=table_one()) == written


def changed(rule: str, **details: object) -> Catalogue:
    made = catalogue()
    other: Rule = msgspec.structs.replace(made.rules[rule], **details)
    return msgspec.structs.replace(made, rules={**made.rules, rule: other})


def test_the_same_amount_every_year_is_said_once() -> None:
    every = changed("villages", targets=tuple(at_least(year, "50") for year in (2020, 2021, 2022)))
    assert said("villages", of=every).startswith("2020—2022年每年，核心区示范村不低于50个，")


def test_a_schedule_is_told_year_by_year() -> None:
    steps = changed("schools", targets=(at_least(2020, "65"), at_least(2021, "75"), at_least(2022, "85")))
    assert said("schools", of=steps).startswith("某市新建学校：2020年不低于65所，2021年不低于75所，2022年不低于85所，")


def test_what_the_city_may_set_downwards_is_no_different_in_words() -> None:
    issued = changed("schools", targets=(msgspec.structs.replace(at_least(2022, None), operator=Operator.AT_MOST),))
    assert "完成市下达的任务" in said("schools", of=issued)


def test_a_title_that_begins_with_its_place_does_not_name_it_twice() -> None:
    twice = changed("bridge", title="某县大桥")
    assert said("bridge", of=twice).startswith("到2021年应完成：某县大桥，")


def test_in_english() -> None:
    assert said("bridge", "en") == "By 2021, to be done in 某县: 大桥建成; a task; 市交通运输局 answers for it."
    assert said("schools", "en") == "By 2022, 某市: 新建学校: 5–8 所; binding; 市交通运输局 answers for it."


def test_the_page_holds_together_and_runs_nothing(html: str) -> None:
    page = read(html)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "iframe", "object", "embed", "img", "base", "form", "use"}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for _, attrs in page.tags if "href" in attrs} <= set(ids)
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    style = html[html.index("<style>") : html.index("</style>")]
    assert not re.search(r"url\(|@import|expression\(", style)
    assert SCRIPT in "".join(page.text)


def test_two_plans_with_a_rule_of_the_same_id_are_kept_apart(html: str) -> None:
    assert 'id="p1-i-sewage"' in html
    assert 'id="p2-i-sewage"' in html


def test_every_rule_has_its_entry_and_stands_in_every_index(html: str) -> None:
    for prefix, made in (("p1-", catalogue()), ("p2-", table_one())):
        for rule in made.rules.values():
            anchor = f"{prefix}i-{rule.id}"
            entry = html[html.index(f'id="{anchor}"') :].partition("</article>")[0]
            assert all(text in entry for text in (rule.id, f"{rule.at.line}:9", rule.source.locator))
            assert html.count(f'href="#{anchor}"') >= 3  # theme, department, place


def test_an_entry_has_history_passages_task_and_doubts(html: str) -> None:
    entry = html[html.index('id="p1-i-villages"') :].partition("</article>")[0]
    assert '<th scope="col">2020</th><th scope="col">2021</th>' in entry
    assert "<td>≥ 5 个</td><td>≥ 3 个</td>" in entry
    assert "正文 第14项" in entry
    assert '<a href="#p1-k-7">第 7 项：打通出入口</a>' in entry
    assert '<a href="#p1-t-villages-unit">村数是个还是条（前后不一），采用附件2 第7项的读法</a>' in entry
    sewage = html[html.index('id="p1-i-sewage"') :].partition("</article>")[0]
    assert '<th scope="col">2019 基期</th>' in sewage
    assert "<td>60%</td><td>≥ 95%</td>" in sewage
    assert "第12镇" in sewage
    ppp = html[html.index('id="p1-i-ppp"') :].partition("</article>")[0]
    assert "<td>≥ 全省平均水平</td>" in ppp


def test_base_of_an_earlier_period_and_what_the_city_sets(html: str) -> None:
    assert '<th scope="col">2016—2020 合计</th>' in html
    assert "<td>≥ 市下达</td>" in html


def test_tasks_places_and_all_doubts_are_listed(html: str) -> None:
    tasks = html[html.index('id="p1-plan-tasks"') :].partition("</table>")[0]
    assert "无人认领的事项" in tasks
    assert tasks.count("p1-i-") == len(catalogue().rules)
    places = html[html.index('id="p1-plan-places"') :].partition("</table>")[0]
    assert re.search(r"核心区</th><td>.*某县.*</td><td>第12镇</td>", places)
    assert "与规则无关的疑点" in html
    assert "不单独采用任何一处" in html


def test_scenarios_are_folded_below_their_rule(html: str) -> None:
    entry = html[html.index('id="p1-i-bridge"') :].partition("</article>")[0]
    assert '<details class="feature"><summary>场景 1 个' in entry
    assert "features/wide/bridge.feature" in entry
    assert "如期完成 &lt;b&gt;x&lt;/b&gt;" in entry
    assert all(f">{cell}</t" in entry for cell in ("年份", "a | b", "情况", "达标"))
    assert "没有给出场景文件夹" not in html


def test_a_book_without_features_says_so() -> None:
    for fmt in book.FORMATS:
        assert "没有给出场景文件夹" in book.render([volume(with_features=False)], fmt, "zh")


def test_markdown_has_every_rule_and_no_markup_of_its_data(markdown: str) -> None:
    for made in (catalogue(), table_one()):
        assert all(f"`{escape(rule.id)}`" in markdown for rule in made.rules.values())
    tags = set(re.findall(r"<[^>]*>", markdown))
    anchors = {f'<a id="{anchor}">' for anchor in re.findall(r"\]\(#([\w-]+)\)", markdown)}
    assert tags - anchors == {"<br>", "<details>", "</details>", "<summary>", "</summary>", "</a>"}
    assert len(tags & anchors) == len(catalogue().rules) + len(table_one().rules)
    assert TABLE_BREAKER.replace("\n", " ") not in markdown
    assert escape("到2021年，某县应完成：大桥建成") in markdown


def test_tables_of_markdown_hold(markdown: str) -> None:
    width = 0
    for before, line in zip(["", *markdown.splitlines()], markdown.splitlines(), strict=False):
        if not line.startswith("|"):
            continue
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        width = width if before.startswith("|") else len(cells)
        assert len(cells) == width


def test_english_pages_hold_no_chinese_of_their_own() -> None:
    plain = book.Volume(catalogue=table_one(ascii_only=True), folder="rules/plain")
    for fmt in book.FORMATS:
        text = re.sub(r"<style>.*?</style>", "", book.render([plain], fmt, "en"), flags=re.DOTALL)
        assert re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+", text) == []


def test_the_same_catalogue_gives_the_same_book(html: str) -> None:
    assert book.render([volume(), hostile()], "html", "zh") == html


def test_a_base_that_is_only_a_bound_stays_one() -> None:
    assert "（2020年>95%）" in said("insurance", of=table_one())
