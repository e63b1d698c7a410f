"""The Markdown report: tables that hold, and nothing foreign that becomes markup."""

import re

import pytest
from tests.support.evaluations import SCRIPT, TABLE_BREAKER
from tests.support.rendered import render

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.text import Lang
from zhunsheng.report import arithmetic
from zhunsheng.report.lookup import Lookup
from zhunsheng.report.markdown import escape


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def text(whole: Evaluation, lang: Lang) -> str:
    return render(whole, "markdown", lang)


def cells(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line)[1:-1]


def test_every_row_has_as_many_cells_as_its_heading(text: str) -> None:
    width = 0
    for before, line in zip(["", *text.splitlines()], text.splitlines(), strict=False):
        if not line.startswith("|"):
            continue
        if not before.startswith("|"):
            width = len(cells(line))
        assert len(cells(line)) == width


def test_no_tag_but_the_line_break_of_our_own(text: str) -> None:
    assert set(re.findall(r"<[^>]*>", text)) == {"<br>"}
    assert escape(SCRIPT) in text


@pytest.mark.parametrize(
    ("foreign", "harmless"),
    [
        ("a | b", "a \\| b"),
        ("**x** _y_ `z`", "\\*\\*x\\*\\* \\_y\\_ \\`z\\`"),
        ("[link](https://evil.example)", "\\[link\\](https&#58;//evil.example)"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("@everyone www.evil.example", "&#64;everyone www&#46;evil.example"),
        ("# title ~~x~~", "\\# title \\~\\~x\\~\\~"),
        ("back\\slash & co", "back\\\\slash &amp; co"),
    ],
)
def test_markup_in_a_name_stays_text(foreign: str, harmless: str) -> None:
    assert escape(foreign) == harmless


def test_escaping_leaves_no_bare_markup_of_a_hostile_note() -> None:
    written = escape(TABLE_BREAKER)
    assert not re.search(r"(?<!\\)[|*`\[\]<>]", written)


def test_every_finding_has_a_row_with_all_that_proves_it(whole: Evaluation, text: str, lang: Lang) -> None:
    lookup = Lookup(whole)
    rows = [line for line in text.splitlines() if "ZS-" in line]
    assert sum(row.count("ZS-") for row in rows) == len(whole.findings)
    for finding in whole.findings:
        row = next(r for r in rows if finding.id in r)
        assert escape(finding.because.text.to(lang)) in row
        assert escape(arithmetic.of_finding(lookup, finding, lang)) in row
        assert finding.because.policy in row
        subject = lookup.subject(finding)
        if subject is not None:
            assert finding.source is not None
            assert escape(finding.source.locator) in row
            assert escape(arithmetic.gap_text(subject, lang)) in row
            assert all(escape(lookup.short(o.at)) in row for o in subject.observations)


def test_what_is_made_up_or_unreadable_is_said_first(text: str, lang: Lang) -> None:
    summary = text.index({"zh": "## 总体情况", "en": "## Summary"}[lang])
    assert text.index({"zh": "示例数据", "en": "Illustrative data"}[lang]) < summary
    assert text.index({"zh": "无法读取", "en": "could not be read"}[lang]) < summary


def test_every_indicator_and_year_stands_in_the_overview(whole: Evaluation, text: str, lang: Lang) -> None:
    start = text.index({"zh": "## 一览", "en": "## At a glance"}[lang])
    rows = [line for line in text[start:].splitlines() if re.match(r"\| .*\|.*\|.*\|.*(●|▲|◆|■|▼|✕|○|—|·|\?)", line)]
    for rule in whole.catalogue.rules.values():
        (row,) = (r for r in rows if cells(r)[0].strip() == escape(rule.title))
        assert len(cells(row)) == 4 + len(whole.years)


def test_the_same_evaluation_gives_the_same_text(whole: Evaluation, text: str, lang: Lang) -> None:
    assert render(whole, "markdown", lang) == text
