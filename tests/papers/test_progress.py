"""How far and where to: worked by hand, and held against the verdicts."""

from fractions import Fraction

import msgspec
import pytest
from tests.papers.conftest import Write
from tests.support import word

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.judgement import Status
from zhunsheng.papers.progress import Course, Outlook, Stage, courses, elapsed, project


def course(evaluation: Evaluation, rule: str, year: int) -> Course:
    (found,) = [each for each in courses(evaluation, year) if each.rule.id == rule]
    return found


def until(evaluation: Evaluation, year: int) -> Evaluation:
    return msgspec.structs.replace(evaluation, judgements=tuple(j for j in evaluation.judgements if j.year <= year))


def test_share_done_and_share_of_the_time_gone(whole: Evaluation) -> None:
    sewage = course(whole, "sewage", 2023)  # 92 → 95 by 2025; 93.2 in 2023
    assert sewage.share == Fraction(2, 5)
    assert sewage.elapsed == Fraction(3, 5)
    assert sewage.stage is Stage.LATE


def test_a_projection_worked_by_hand(whole: Evaluation) -> None:
    sewage = project(course(whole, "sewage", 2023))  # 92, 92.4, 93, 93.2: changes 0.4, 0.6, 0.2; mean 0.4
    assert sewage is not None
    assert (sewage.years, sewage.pace, sewage.value) == (2, Fraction(2, 5), Fraction(94))
    assert (sewage.low, sewage.high) == (Fraction("93.6"), Fraction("94.4"))
    assert sewage.outlook is Outlook.HARD


def test_a_range_across_the_limit_is_open_and_one_beyond_it_is_likely(whole: Evaluation) -> None:
    green = project(course(whole, "green", 2024))  # 43.31, 43.6, 43.5, 44, 44.7: mean 0.3475, changes −0.1 to 0.7
    assert green is not None
    assert green.value == Fraction("45.0475")
    assert green.outlook is Outlook.OPEN
    nursing = project(course(whole, "nursing", 2023))  # 40.5, 43.5, 46.4, 49.2 → 55: least change 2.8, 54.8
    assert nursing is not None
    assert nursing.low == Fraction("54.8")
    assert nursing.outlook is Outlook.OPEN
    primary = project(course(whole, "roads", 2024))  # 89, 91.5, 93, 95.8, 98 → 100: 1.5 a year is too little
    assert primary is not None
    assert primary.outlook is Outlook.OPEN


def test_one_change_gives_no_range(whole: Evaluation) -> None:
    sewage = project(course(whole, "sewage", 2021))
    assert sewage is not None
    assert sewage.low is None
    assert sewage.high is None
    assert sewage.value == Fraction("93.6") + Fraction("0.4")


def test_a_sum_starts_from_nothing(whole: Evaluation) -> None:
    found = [each for each in courses(whole, 2023) if each.rule.id == "jobs"]
    assert found[0].known[0][1] in (0, Fraction("0.52"))


def test_what_is_reached_or_has_no_figure_is_not_carried_on(whole: Evaluation) -> None:
    for each in courses(whole, 2024):
        ahead = project(each)
        if each.judgement.value is None or each.stage is Stage.REACHED or each.path is None:
            assert ahead is None


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_what_is_not_slower_than_the_time_is_never_judged_off_target(example: Evaluation, year: int) -> None:
    """Completion share against elapsed share is R against 1: the paper and the verdict cannot contradict each other."""
    seen = 0
    for each in courses(until(example, year), year):
        if each.share is None or each.elapsed is None or each.judgement.pace is None or each.path is None:
            continue
        seen += 1
        if not each.path.compound and each.path.until == each.judgement.due:
            assert each.share / each.elapsed == each.judgement.pace
        if each.stage is Stage.IN_TIME:
            assert each.judgement.status in (Status.ON_TRACK, Status.MET)
    assert seen > 3


def test_stages_add_up_in_the_paper(example: Evaluation, write: Write) -> None:
    (paper,) = write("midterm", example, 2023).values()
    groups = [table for table in word.tables(paper) if table[0][1] == "合计"]
    assert len(groups) == 2
    judged = sum(each.year == 2023 for each in example.judgements)
    for table in groups:
        counts = [[0 if cell == "—" else int(cell) for cell in row[1:7]] for row in table[1:]]
        assert all(row[0] == sum(row[1:]) for row in counts)
        assert [sum(column) for column in zip(*counts[:-1], strict=True)] == counts[-1]
        assert counts[-1][0] == judged


def test_every_projection_in_the_paper_has_clause_cells_and_arithmetic(example: Evaluation, write: Write) -> None:
    (paper,) = write("midterm", example, 2023).values()
    carried = [ahead for each in courses(until(example, 2023), 2023) if (ahead := project(each)) is not None]
    tables = [table for table in word.tables(paper) if table[0][-1] == "推算区间"]
    rows = [(first, second) for table in tables for first, second in zip(table[1::2], table[2::2], strict=True)]
    assert len(rows) == len(carried) > 3
    for first, (below,) in rows:
        assert "“" in first[1]
        assert "算式：" in below
        assert "单元格：" in below
        assert ".csv:" in below


def test_a_share_of_the_time_stays_within_the_period(whole: Evaluation) -> None:
    period = whole.catalogue.plan.period
    assert [elapsed(period, year) for year in (2019, 2020, 2023, 2025, 2030)] == [0, 0, Fraction(3, 5), 1, 1]
