"""Input that cannot be read never turns into an accusation of silence."""

from fractions import Fraction
from pathlib import Path

import msgspec
import pytest
from tests.intake.conftest import ReadFiles, csv_text, row
from tests.support.catalogues_intake import catalogue

from zhunsheng import intake
from zhunsheng.model.location import Location
from zhunsheng.model.submission import Submission
from zhunsheng.model.validation import CheckLevel, Components

PLAN = catalogue()
REPORTED = {name for name, one in PLAN.indicators.items() if one.expression is None}


def refused(submission: Submission) -> set[tuple[str, int, str]]:
    return {(each.entity, each.year, each.indicator) for each in submission.refusals}


def test_a_misspelt_indicator_may_be_any_absent_one_of_that_year(read_csv: ReadFiles) -> None:
    got = read_csv(row("95"), row("1", indicator="城镇污水")).submission
    keys = refused(got)
    assert {year for _, year, _ in keys} == {2023}
    assert {place for place, _, _ in keys} == {got.observations[0].entity}
    assert ("sewage" in {name for _, _, name in keys}) is False
    assert {each.code for each in got.refusals} == {"unknown-indicator"}
    assert {place.line for each in got.refusals for place in each.at} == {3}


def test_an_unknown_year_concerns_that_indicator_in_every_year_without_a_figure(read_csv: ReadFiles) -> None:
    got = read_csv(row("95"), row("96", year="去年")).submission
    assert {name for _, _, name in refused(got)} == {"sewage"}
    assert {year for _, year, _ in refused(got)} == set(PLAN.plan.period.years) - {2023}


def test_a_file_that_cannot_be_opened_may_have_held_everything(tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text(csv_text([row("95")]), encoding="utf-8")
    got = intake.read([good, tmp_path / "gone.csv"], PLAN)
    assert len(got.observations) == 1
    assert {name for _, _, name in refused(got)} == REPORTED & {name for _, _, name in refused(got)}
    assert ("sewage" in {name for _, year, name in refused(got) if year == 2023}) is False
    assert ("sewage" in {name for _, year, name in refused(got) if year == 2024}) is True


@pytest.mark.parametrize("value", ["约95", "n/a?"])
def test_a_figure_whose_place_is_known_costs_no_other(read_csv: ReadFiles, value: str) -> None:
    assert [key[1:] for key in refused(read_csv(row(value)).submission)] == [(2023, "sewage")]


def test_a_target_that_cannot_be_read_accuses_nobody(read_csv: ReadFiles) -> None:
    assert refused(read_csv(row("95", indicator="?", record="下达目标", evidence="文号")).submission) == set()


def test_what_a_check_asks_for_beside_a_share_may_have_stood_there_too(tmp_path: Path) -> None:
    at = Location(file="checks.yaml", line=2)
    held = {"share": "sewage", "numerator": "spending", "denominator": "growth"}
    check = Components(id="c", title="c", level=CheckLevel.QUESTION, at=at, factor=Fraction(1), **held)
    asked = msgspec.structs.replace(PLAN, checks=(check,))
    for plan, seen in ((PLAN, False), (asked, True)):
        got = intake.read([tmp_path / "gone.csv"], plan)
        assert (("jianghai", 2023, "growth") in refused(got)) is seen
