"""A closed year: what comes in later is kept, told by its cell, and not used; reopening takes a reason."""

import pytest
from tests.support.office import GREEN, PLAN_ID, Office, row


def turn(office: Office, deed: str, year: str = "2023", at: str | None = None, reason: str = "年度核定") -> int:
    words = [deed, "--store", office.store, "--year", year, "--by", "督查室", "--reason", reason]
    code, _, _ = office.run(*words, *(["--at", at] if at else []))
    return code


def test_a_late_figure_is_kept_told_by_its_cell_and_not_used(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    assert turn(office, "close") == 0
    code, out, err = office.take(office.file("b.csv", row(94), row(94.5, year=2024)))
    assert code == 3
    assert "b.csv:2:4" in err
    assert "year-closed" in err
    assert "因锁定未用 1" in out
    assert office.value("sewage", 2023) == "93"
    assert office.value("sewage", 2024) == "94.5"
    assert office.vintages("--year", "2023") == [(1, "taken", "93", False), (None, "closed", "94", False)]


def test_a_report_says_which_late_figure_it_did_not_use(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    turn(office, "close")
    office.take(office.file("b.csv", row(44, GREEN), row(94, year=2024)))
    report = office.check("--year", "2023", "--fail-on", "never", code=0)
    (problem,) = report["problems"]
    assert (problem["code"], problem["severity"], problem["at"]) == ("year-closed", "warning", "b.csv:2:4")


def test_a_reopened_year_takes_figures_and_what_was_refused_only_when_it_comes_again(office: Office) -> None:
    late = office.file("b.csv", row(94))
    office.take(office.file("a.csv", row(93)))
    turn(office, "close")
    office.take(late)
    assert turn(office, "reopen", reason="复核发现漏报") == 0
    assert office.value("sewage", 2023) == "93"
    office.take(late, again=True)
    assert office.value("sewage", 2023) == "94"
    closings = [(each["deed"], each["year"], each["by"], each["reason"]) for each in office.history()["closings"]]
    assert closings == [("close", 2023, "督查室", "年度核定"), ("reopen", 2023, "督查室", "复核发现漏报")]


def test_what_a_late_row_cannot_be_read_changes_nothing(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    turn(office, "close")
    office.take(office.file("b.csv", row("约95"), row(94, year=2024)))
    assert office.value("sewage", 2023) == "93"


def test_data_judged_beside_the_store_come_too_late_as_well(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    turn(office, "close")
    assert office.value("sewage", 2023, office.file("b.csv", row(94))) == "93"


@pytest.mark.parametrize(("first", "second"), [(None, "reopen"), ("close", "close")])
def test_a_year_is_not_turned_twice(office: Office, first: str | None, second: str) -> None:
    office.take(office.file("a.csv", row(93)))
    if first:
        assert turn(office, first) == 0
    assert turn(office, second) == 2


@pytest.mark.parametrize("years", ["2019", "2026", "2025-2042"])
def test_a_year_outside_the_plan_is_not_closed(office: Office, years: str) -> None:
    office.take(office.file("a.csv", row(93)))
    assert turn(office, "close", years) == 2
    assert office.history()["closings"] == []


def test_the_plan_is_called_by_its_title(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    words = ("--store", office.store, "--year", "2022-2023", "--by", "督查室", "--reason", "年度核定")
    assert office.run("close", *words)[1] == "小县规划 2022 年已锁定\n小县规划 2023 年已锁定\n"
    assert office.run("reopen", *words, "--lang", "en")[1].endswith("小县规划: 2023 reopened\n")


def test_of_several_years_all_are_closed_or_none(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    turn(office, "close", "2022")
    assert turn(office, "close", "2021-2022") == 2
    assert [each["year"] for each in office.history()["closings"]] == [2022]


@pytest.mark.parametrize(("by", "reason"), [("督查室", " "), ("　", "年度核定")])
def test_nobody_closes_a_year_without_a_name_or_a_reason(office: Office, by: str, reason: str) -> None:
    office.take(office.file("a.csv", row(93)))
    code, _, err = office.run("close", "--store", office.store, "--year", "2023", "--by", by, "--reason", reason)
    assert code == 2
    assert "不能空白" in err


def test_as_of_a_day_a_year_stands_as_it_stood(office: Office) -> None:
    office.take(office.file("a.csv", row(93), row(92.5, year=2022)), at="2024-01-01")
    turn(office, "close", at="2024-02-01")
    office.take(office.file("b.csv", row(94), row(92.6, year=2022)), at="2024-03-01")
    turn(office, "reopen", at="2024-04-01")
    office.take(office.file("c.csv", row(95)), at="2024-05-01")
    figures = [office.value("sewage", 2023, "--as-of", f"2024-0{month}-15") for month in range(1, 6)]
    assert figures == ["93", "93", "93", "93", "95"]
    assert len(office.history("--as-of", "2024-02-15")["closings"]) == 1


def test_another_plan_is_not_closed(office: Office) -> None:
    office.take(office.file("a.csv", row(93)))
    words = ["--store", office.store, "--year", "2023", "--by", "督查室", "--reason", "x", "--plan"]
    assert office.run("close", *words, "other-14fyp")[0] == 2
    assert office.run("close", *words, PLAN_ID)[0] == 0
