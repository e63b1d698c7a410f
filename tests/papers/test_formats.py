"""Papers as HTML and PDF say what they say as Word documents: every finding, with all that proves it."""

import pytest
from tests.papers.conftest import CARRIED_ONLY, Write
from tests.papers.test_findings import NO_CELL, of_year
from tests.support import html_reader, portable, word
from tests.support.evaluations import SCRIPT

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import FindingKind
from zhunsheng.model.paper import KINDS, Letterhead
from zhunsheng.report import cards
from zhunsheng.report.arithmetic import of_finding
from zhunsheng.report.lookup import Lookup
from zhunsheng.use_cases import papers, stationery

FORMS = ("html", "pdf")
OF_ANY_PLAN = [kind for kind in KINDS if kind != "checkup"]
"""A check-up is written for plans that declare one."""
bare = portable.bare


@pytest.mark.parametrize(("form", "year"), [("html", 2025), ("pdf", 2024)])
def test_every_finding_is_in_the_annual_report_with_clause_cell_and_arithmetic(
    example: Evaluation, write: Write, form: str, year: int
) -> None:
    (paper,) = write("annual", example, year, form=form).values()
    shown, lookup = portable.proven(paper, form), Lookup(example)
    asked = of_year(example, year)
    assert len(asked) >= 3
    assert shown.keys() >= {each.id for each in asked}
    for finding in asked:
        told = shown[finding.id]
        if finding.source is not None:
            assert bare(f"{finding.source.locator}“{finding.source.anchor}”") in told
        expected = [sent.cell for sent in cards.cells_of(lookup, finding).values()]
        assert all(bare(cell) in told for cell in expected)
        assert expected or "（空白）" in told or any(each in told for each in NO_CELL)
        assert bare(of_finding(lookup, finding, "zh")) in told
        assert bare(finding.because.text.zh) in told


@pytest.mark.parametrize("form", FORMS)
def test_every_violation_and_alert_is_in_the_notice_of_its_department_and_in_no_other(
    example: Evaluation, write: Write, form: str
) -> None:
    served = {name: portable.proven(paper, form) for name, paper in write("notice", example, 2024, form=form).items()}
    titles = {each.id: each.title for each in example.catalogue.plan.departments}
    asked = [each for each in of_year(example, 2024) if each.kind is not FindingKind.NOTICE]
    for finding in asked:
        name = f"整改通知书-2024-{titles[finding.owner]}.{form}"
        assert [each for each, shown in served.items() if finding.id in shown] == [name]
    assert sum(map(len, served.values())) == len(asked)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_paragraph_of_the_word_document_is_in_the_others(
    example: Evaluation, write: Write, kind: str, form: str
) -> None:
    made = write(kind, example, 2024, form=form)
    for name, document in write(kind, example, 2024).items():
        said = portable.text(made[name.replace(".docx", f".{form}")], form).replace("×", "✕")
        told = {bare(each).replace("×", "✕") for each in word.paragraphs(document)}
        told = {each for each in told if "含示例数据" not in each}  # pictures
        assert len(told) > 20
        assert [each for each in told if each not in said] == []


@pytest.mark.parametrize("kind", KINDS)
def test_made_up_figures_are_marked_on_every_page_and_pages_are_numbered(
    example: Evaluation, write: Write, kind: str
) -> None:
    for paper in write(kind, example, 2024, form="pdf").values():
        pages = [bare(page) for page in portable.pages(paper)]
        assert [page for page in pages if "【示例数据，非真实填报】" not in page] == []
        assert [number for number, page in enumerate(pages, 1) if not page.endswith(f"—{number}—")] == []
    for paper in write(kind, example, 2024, form="html").values():
        assert 'content: "【示例数据，非真实填报】"' in paper.decode()  # the margin of every printed page


@pytest.mark.parametrize("year", [2022, 2024])
def test_the_briefing_is_one_page(example: Evaluation, write: Write, year: int) -> None:
    assert [len(portable.pages(paper)) for paper in write("briefing", example, year, form="pdf").values()] == [1]


@pytest.mark.parametrize("form", FORMS)
def test_pictures_are_vectors_whose_text_can_be_found(example: Evaluation, write: Write, form: str) -> None:
    (paper,) = write("annual", example, 2024, form=form).values()
    said = portable.text(paper, form)
    assert "新建污水管网长度：2020—2025年走势" in said
    assert said.count("含示例数据") >= 3  # stands in pictures only
    assert b"/Subtype/Image" not in paper


@pytest.mark.parametrize("kind", OF_ANY_PLAN)
def test_a_page_needs_nothing_but_itself_and_runs_nothing(whole: Evaluation, write: Write, kind: str) -> None:
    for paper in write(kind, whole, 2025, form="html").values():
        page = html_reader.read(paper.decode())
        policies = [known["content"] for _, known in page.tags if known.get("http-equiv") == "Content-Security-Policy"]
        assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
        assert {tag for tag, _ in page.tags} & {"script", "iframe", "object", "embed", "link", "img", "form"} == set()
        assert not any(name.startswith("on") or name in ("src", "href") for _, known in page.tags for name in known)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", OF_ANY_PLAN)
def test_hostile_names_stay_text(whole: Evaluation, write: Write, kind: str, form: str) -> None:
    made = write(kind, whole, 2025, form=form)
    assert made
    assert all("/" not in name and "\\" not in name and name.endswith(form) for name in made)
    assert any(SCRIPT in portable.text(paper, form) for paper in made.values())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", OF_ANY_PLAN)
def test_the_same_data_give_the_same_bytes(whole: Evaluation, write: Write, kind: str, form: str) -> None:
    fills = stationery.fills(kind, [form], None, CARRIED_ONLY)
    again = papers.write(kind, whole, 2025, Letterhead(), fills)
    assert write(kind, whole, 2025, form=form) == {each.name: each.content for each in again}
