"""The HTML report: whole, safe against names that look like markup, and with everything that proves a finding."""

import re

import msgspec
import pytest
from markupsafe import escape
from tests.support.evaluations import SCRIPT, evaluation, problem
from tests.support.html_reader import Reader, read
from tests.support.rendered import render

from zhunsheng.model.diagnostic import Severity
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding, FindingKind
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Submission
from zhunsheng.model.text import Lang
from zhunsheng.report import arithmetic, groups
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.view import MOST_PROBLEMS


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def small() -> Evaluation:
    return evaluation((2025,))


@pytest.fixture(scope="module")
def html(whole: Evaluation, lang: Lang) -> str:
    return render(whole, "html", lang)


@pytest.fixture(scope="module")
def page(html: str) -> Reader:
    return read(html)


def test_the_page_is_one_file_that_fetches_and_runs_nothing(html: str, page: Reader) -> None:
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "iframe", "object", "embed", "img", "base", "form", "use"}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert all(attrs[k].startswith("#") for _, attrs in page.tags for k in ("href", "src", "action") if k in attrs)
    style = html[html.index("<style>") : html.index("</style>")]
    assert not re.search(r"url\(|@import|expression\(", style)
    policy = next(a["content"] for t, a in page.tags if t == "meta" and "http-equiv" in a)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert len(html.encode()) < 1_000_000


def test_names_that_look_like_markup_stay_names(html: str, page: Reader) -> None:
    assert SCRIPT in "".join(page.text)
    assert "<script" not in html
    assert "<img" not in html
    assert not {"b", "i"} & {tag for tag, attrs in page.tags if tag in ("b", "i") and not _ours(tag, attrs)}


def _ours(tag: str, attrs: dict[str, str]) -> bool:
    return (tag == "i" and attrs.get("aria-hidden") == "true") or (tag == "b" and not attrs)


def test_every_link_leads_somewhere_and_every_id_is_used_once(page: Reader) -> None:
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for _, attrs in page.tags if "href" in attrs} <= set(ids)


def test_tables_and_pictures_can_be_heard(page: Reader) -> None:
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    pictures = [attrs for tag, attrs in page.tags if tag == "svg" and "aria-hidden" not in attrs]
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert len(pictures) == 26
    assert all(p["role"] == "img" and set(p["aria-labelledby"].split()) <= ids for p in pictures)


def test_the_language_is_declared(page: Reader, lang: Lang) -> None:
    assert page.tags[0] == ("html", {"lang": {"zh": "zh-CN", "en": "en"}[lang]})


def test_summary_first_then_violations_then_alerts_then_departments(page: Reader) -> None:
    headings = [attrs["id"] for tag, attrs in page.tags if tag == "h2"]
    assert headings == [
        "summary", "violation", "alert", "notice", "departments", "supporting", "overview",
        "alert-before", "notice-before", "indicators", "problems", "method", "digests",
    ]  # fmt: skip


def test_every_finding_shows_all_that_proves_it(whole: Evaluation, page: Reader, lang: Lang) -> None:
    lookup = Lookup(whole)
    everything = " ".join(page.cards.values())
    assert whole.findings
    for finding in whole.findings:
        card = next(text for text in page.cards.values() if finding.id in text)
        assert finding.because.policy in card
        assert "policy.yaml:" in card
        assert finding.because.text.to(lang) in card
        assert arithmetic.of_finding(lookup, finding, lang) in card
        assert lookup.department(finding.owner) in card
        subject = lookup.subject(finding)
        if subject is None:
            assert "≥ 3" in card
            continue
        assert finding.source is not None
        assert finding.source.locator in card
        assert all(lookup.short(o.at) in card for o in subject.observations)
        assert arithmetic.gap_text(subject, lang) in card
        assert str(subject.year) in card
    assert everything.count("ZS-") == len(whole.findings)


def test_the_first_section_names_each_violation_its_owner_and_its_clause(whole: Evaluation, html: str) -> None:
    lookup = Lookup(whole)
    summary = html[html.index('id="summary"') : html.index('<ul class="tiles">')]
    found = [f for f in whole.findings if f.kind is FindingKind.VIOLATION]
    assert summary.count('scope="row"') == len(found) == 6
    for finding in found:
        row = next(r for r in summary.split("<tr>") if f"<td>{finding.year}</td>" in r and _title(lookup, finding) in r)
        assert finding.source is not None
        assert str(escape(lookup.department(finding.owner))) in row
        assert finding.source.locator in row


def _title(lookup: Lookup, finding: Finding) -> str:
    return f">{escape(lookup.rule_title(finding.rule))}</a>"


def test_alerts_of_earlier_years_are_rows_and_those_of_the_latest_are_cards(whole: Evaluation, page: Reader) -> None:
    tags = {attrs["id"]: tag for tag, attrs in page.tags if attrs.get("id") in page.cards}
    for finding in whole.findings:
        anchor = next(anchor for anchor, text in page.cards.items() if finding.id in text)
        carded = finding.kind is FindingKind.VIOLATION or (finding.kind is FindingKind.ALERT and finding.year == 2025)
        assert tags[anchor] == ("article" if carded else "tbody")


def test_every_heading_of_findings_says_which_year(html: str, lang: Lang) -> None:
    heading = {"zh": "2025 年违反 <small>3</small>", "en": "Violations in 2025 <small>3</small>"}[lang]
    assert heading in html
    assert {"zh": "以前年度预警（2021—2024）", "en": "Alerts of earlier years (2021–2024)"}[lang] in html


def test_many_alerts_of_one_year_become_rows_after_the_gravest(small: Evaluation) -> None:
    alert = next(f for f in small.findings if f.kind is FindingKind.ALERT and f.rule is not None)
    rules = list(small.catalogue.rules)[: groups.MOST_ALERT_CARDS + 3]
    many = tuple(msgspec.structs.replace(alert, rule=rule, id=f"ZS-{n}") for n, rule in enumerate(rules))
    page = read(render(msgspec.structs.replace(small, findings=many), "html", "zh"))
    shown = [tag for tag, attrs in page.tags if attrs.get("id") in page.cards]
    assert (shown.count("article"), shown.count("tbody")) == (groups.MOST_ALERT_CARDS, 3)


def test_no_style_asks_for_a_page_inside_a_page(html: str) -> None:
    style = html[html.index("<style>") : html.index("</style>")]
    assert all(line.index("html[") == 0 for line in style.splitlines() if "html[" in line)


def test_made_up_figures_are_announced_and_marked(whole: Evaluation, page: Reader, lang: Lang) -> None:
    text = "".join(page.text)
    assert {"zh": "示例数据，非真实填报", "en": "Illustrative data, not real submissions"}[lang] in text
    marks = [attrs for tag, attrs in page.tags if attrs.get("class") == "ill"]
    shown = [j for j in whole.judgements if j.value is not None and any(o.illustrative for o in j.observations)]
    assert len(marks) >= 2 * len(shown)


def test_real_figures_raise_no_banner(lang: Lang) -> None:
    made = evaluation((2020,))
    real = Submission(observations=tuple(o for o in made.submission.observations if not o.illustrative))
    page = read(render(msgspec.structs.replace(made, submission=real, problems=()), "html", lang))
    assert "made-up" not in " ".join(attrs.get("class", "") for _, attrs in page.tags)


def test_an_unreadable_cell_is_told_near_the_top(page: Reader, lang: Lang) -> None:
    text = "".join(page.text)
    said = {
        "zh": "有 1 处数据无法读取。受影响的 1 项判定为“不可判定”，不是“未报送”",
        "en": "Entries of the data that could not be read: 1.",
    }
    assert said[lang] in text
    headline = {"zh": "2025 年 26 项判定", "en": "26 verdicts for 2025"}[lang]
    assert text.index(said[lang]) < text.index(headline)
    assert "2024.xlsx[Sheet <1>!D21]" in text


def test_a_policy_rule_that_broke_is_told_near_the_top(small: Evaluation) -> None:
    broken = problem(Location(file="policy.yaml", line=3))
    page = read(render(msgspec.structs.replace(small, problems=(*small.problems, broken)), "html", "zh"))
    assert "有 1 条政策规则未能执行" in "".join(page.text)


def test_very_many_problems_are_counted_not_hidden(small: Evaluation) -> None:
    many = tuple(problem(Location(file="a.csv", line=n), Severity.WARNING) for n in range(MOST_PROBLEMS + 7))
    page = read(render(msgspec.structs.replace(small, problems=many), "html", "zh"))
    assert "另有 7 条未列出" in "".join(page.text)


def test_an_empty_evaluation_still_makes_a_page(whole: Evaluation, lang: Lang) -> None:
    empty = msgspec.structs.replace(whole, submission=Submission(), judgements=(), findings=(), problems=())
    assert read(render(empty, "html", lang)).tags


def test_english_pages_hold_no_chinese_of_their_own(plain: Evaluation) -> None:
    for fmt in ("html", "markdown"):  # data in ASCII: what is Chinese here would be the report's own
        text = render(plain, fmt, "en")
        text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
        assert re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+", text) == []


def test_the_same_evaluation_gives_the_same_page(small: Evaluation) -> None:
    assert render(small, "html", "zh") == render(evaluation((2025,)), "html", "zh")


def test_a_date_is_printed_only_when_given(small: Evaluation, html: str) -> None:
    assert "2026-11-22" in render(small, "html", "zh", generated="2026-11-22")
    assert "2026-11-22" not in html


def test_an_unknown_format_is_refused(small: Evaluation) -> None:
    with pytest.raises(ValueError, match="unknown report format 'pdf'"):
        render(small, "pdf", "zh")


def test_the_places_of_problems_have_room_in_their_table(html: str) -> None:
    assert '<table class="faults">' in html[html.index('id="problems"') :]
    assert ".faults { table-layout: fixed;" in html
