"""Nothing that was found is missing from the papers meant for it, and each finding comes with all that proves it."""

import itertools
import re

import pytest
from tests.papers.conftest import CARRIED_ONLY, Write
from tests.support import word

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.finding import Finding, FindingKind
from zhunsheng.model.paper import Letterhead
from zhunsheng.model.readable import readable
from zhunsheng.report import cards
from zhunsheng.report.arithmetic import of_finding
from zhunsheng.report.lookup import Lookup
from zhunsheng.use_cases import papers, stationery

YEARS = (2021, 2023, 2025)
NO_CELL = ("未报送，没有单元格", "据所列各条，没有单元格")


def of_year(evaluation: Evaluation, year: int) -> list[Finding]:
    return [each for each in evaluation.findings if each.year == year]


def proven(paper: bytes) -> dict[str, tuple[list[str], str]]:
    """Return, for each finding's number, its row of a table and the text of the row below."""
    found = {}
    for table in word.tables(paper):
        for first, second in itertools.pairwise(table):
            numbers = re.search(r"编号 (.+)", second[0])
            for number in numbers[1].split("、") if numbers else ():
                found[number] = (first, second[0])
    return found


@pytest.mark.parametrize("year", YEARS)
def test_every_finding_is_in_the_annual_report_with_clause_cell_and_arithmetic(
    example: Evaluation, write: Write, year: int
) -> None:
    (paper,) = write("annual", example, year).values()
    shown, asked, lookup = proven(paper), of_year(example, year), Lookup(example)
    assert shown.keys() == {each.id for each in asked}
    assert len(asked) >= 3
    for finding in asked:
        row, below = shown[finding.id]
        clauses, cells = row[2], row[6]
        assert clauses
        if finding.source is not None:
            assert f"{finding.source.locator}“{finding.source.anchor}”" in clauses
        expected = [sent.cell for sent in cards.cells_of(lookup, finding).values()]
        assert all(cell in cells for cell in expected)
        assert expected or "（空白）" in cells or cells in NO_CELL
        assert of_finding(lookup, finding, "zh") in below
        assert finding.because.text.zh in below


@pytest.mark.parametrize("year", YEARS)
def test_every_violation_and_alert_is_in_the_notice_of_its_department_and_in_no_other(
    example: Evaluation, write: Write, year: int
) -> None:
    served = {name: proven(paper) for name, paper in write("notice", example, year).items()}
    titles = {each.id: each.title for each in example.catalogue.plan.departments}
    asked = [each for each in of_year(example, year) if each.kind is not FindingKind.NOTICE]
    for finding in asked:
        name = f"整改通知书-{year}-{titles[finding.owner]}.docx"
        assert [each for each, shown in served.items() if finding.id in shown] == [name]
        row, below = served[name][finding.id]
        assert row[2]
        assert row[6]
        assert "算式：" in below
    assert sum(map(len, served.values())) == len(asked)


def test_a_finding_about_figures_that_were_not_reported_names_the_blank_cell_or_says_that_there_is_none(
    example: Evaluation, write: Write
) -> None:
    lookup = Lookup(example)
    silent = [f for year in YEARS for f in of_year(example, year) if "未报送" in of_finding(lookup, f, "zh")]
    made = {year: proven(next(iter(write("annual", example, year).values()))) for year in YEARS}
    assert silent
    for finding in silent:
        cells = made[finding.year][finding.id][0][6]
        assert "（空白）" in cells or cells in NO_CELL or ".csv:" in cells


def test_the_briefing_shows_the_gravest_and_counts_the_rest(example: Evaluation, write: Write) -> None:
    (paper,) = write("briefing", example, 2025).values()
    text = word.text(paper)
    shown = [row for table in word.tables(paper) for row in table if len(row) == 6][1:]
    assert len(shown) == 5
    assert all(clause and cells for _, _, clause, _, _, cells in shown)
    assert re.search(r"其余 \d+ 条见年度监测报告和各部门整改通知书。", text)
    of_kind = [each for each in of_year(example, 2025) if each.kind is FindingKind.VIOLATION]
    assert sum("违反" in row[0] for row in shown) == min(5, len({(f.rule, f.entity) for f in of_kind}))


@pytest.mark.parametrize("kind", ["notice", "annual", "briefing", "midterm"])
def test_made_up_figures_are_marked_in_the_text_and_on_every_page(example: Evaluation, write: Write, kind: str) -> None:
    for paper in write(kind, example, 2024).values():
        assert "示例数据，非真实填报" in word.text(paper)
        assert "示例数据" in word.paragraphs(paper, "word/header1.xml")[0]
        assert "（示例）" in word.text(paper)


def test_real_figures_are_not_marked(example: Evaluation, write: Write) -> None:
    import msgspec

    submission = example.submission
    honest = msgspec.structs.replace(
        example,
        submission=msgspec.structs.replace(
            submission,
            observations=tuple(msgspec.structs.replace(o, illustrative=False) for o in submission.observations),
            issued=tuple(msgspec.structs.replace(i, illustrative=False) for i in submission.issued),
        ),
    )
    (paper,) = write("briefing", honest, 2024).values()
    assert "示例数据" not in word.text(paper)
    assert "示例数据" not in word.paragraphs(paper, "word/header1.xml")[0]


@pytest.mark.parametrize("kind", ["notice", "annual", "briefing", "midterm"])
def test_hostile_names_stay_text(whole: Evaluation, write: Write, kind: str) -> None:
    made = write(kind, whole, 2025)
    assert made
    assert all("/" not in name and "\\" not in name and not name.startswith(".") for name in made)
    assert any("<script>alert(1)</script>" in word.text(paper) for paper in made.values())


def test_the_same_data_give_the_same_bytes(whole: Evaluation, write: Write) -> None:
    fills = stationery.fills("annual", ["docx"], None, CARRIED_ONLY)
    again = papers.write("annual", whole, 2025, Letterhead(), fills)
    assert write("annual", whole, 2025) == {each.name: each.content for each in again}


def test_questions_are_those_of_the_year_and_of_the_department(example: Evaluation, write: Write) -> None:
    flagged = {flag.owner for flag in example.flags if flag.year == 2024}
    titles = {each.id: readable(each.title) for each in example.catalogue.plan.departments}
    for name, paper in write("notice", example, 2024).items():
        asked = {row[2] for table in word.tables(paper) for row in table[1:] if table[0][-1] == "答复"}
        owner = name.removeprefix("整改通知书-2024-").removesuffix(".docx")
        assert asked <= {owner}
        assert bool(asked) == (owner in {titles[each] for each in flagged})


@pytest.mark.parametrize("year", [2020, 2022, 2025])
@pytest.mark.parametrize("kind", ["notice", "annual", "briefing", "midterm"])
def test_every_paper_of_every_year_is_sound(example: Evaluation, write: Write, kind: str, year: int) -> None:
    for name, paper in write(kind, example, year).items():
        assert str(year) in name
        assert f"{year}" in word.text(paper)
        assert [part for part in word.parts(paper) if part.endswith(".xml") and not word.body(paper, part).tag] == []
