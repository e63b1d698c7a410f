"""The rows of an indicator: what is asked in each year, and which figures stood behind it."""

import pytest
from tests.support.evaluations import evaluation
from tests.support.panels import courses

from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.page_panels import Course


@pytest.fixture(scope="module")
def rows(whole: Evaluation) -> dict[str, Course]:
    return courses(whole)


def asked(panel: Course) -> list[tuple[str, bool]]:
    return [(r.asked.text, r.due) for r in panel.rows]


def test_an_interim_year_is_asked_for_its_share_not_for_the_target(rows: dict[str, Course]) -> None:
    interim = [("—", False), ("92.6", False), ("93.2", False), ("93.8", False), ("94.4", False)]
    assert asked(rows["sewage"]) == [*interim, ("≥ 95", True)]


def test_a_level_to_be_kept_is_asked_for_every_year(rows: dict[str, Course]) -> None:
    assert asked(rows["black-water"])[1:] == [("≥ 100", True)] * 5


def test_nothing_is_asked_where_no_target_was_issued(rows: dict[str, Course]) -> None:
    assert {text for text, _ in asked(rows["housing"])} == {"—"}


def test_a_sum_names_the_cell_of_its_year_where_the_others_have_rows(rows: dict[str, Course]) -> None:
    assert [len(r.cells) for r in rows["jobs"].rows][1:] == [1] * 5
    alone = courses(evaluation((2025,)))["jobs"]
    assert [len(r.cells) for r in alone.rows] == [5]


def test_a_reason_is_given_where_the_status_does_not_say_it_all(rows: dict[str, Course]) -> None:
    reasons = {r.status.word: r.reason for p in rows.values() for r in p.rows}
    assert reasons["滞后"] == ""
    assert reasons["不可判定"] != ""
