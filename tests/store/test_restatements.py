"""What was reported before as another figure is put to the department when the store is judged (历史数改动)."""

import json
from pathlib import Path

import pytest
from tests.support.office import GREEN, SEWAGE, THEME, Office, row, write_rules

CHECKS = """\
checks:
  - {id: changed, title: 报过的数后来改了, kind: restated, level: question}
"""


@pytest.fixture(autouse=True)
def asked(office: Office) -> None:
    (office.rules / "checks.yaml").write_text(CHECKS, encoding="utf-8")


def asked_about(office: Office, *words: str | Path) -> list[str]:
    """The arithmetic of each flag, with its year."""
    return [f"{flag['year']}: {flag['arithmetic']}" for flag in office.check(*words)["flags"]]


def test_who_said_what_when_and_where(office: Office) -> None:
    office.take(office.file("a.csv", row(93)), at="2024-01-10")
    office.take(office.file("b.csv", row(94), row(44, GREEN)), at="2024-02-10", by="统计局")
    (flag,) = office.check("--year", "2023")["flags"]
    assert flag["arithmetic"] == "93% → 94%"
    assert flag["at"] == ["b.csv:2:4", "a.csv:2:4"]
    assert "原报 93%（城管局，2024-01-10 00:00，a.csv:2:4）" in json.dumps(flag, ensure_ascii=False)


def test_another_unit_is_no_change(office: Office) -> None:
    office.take(office.file("a.csv", "小县,2023,床位,1500,张"), at="2024-01-10")
    office.take(office.file("b.csv", "小县,2023,床位,0.15,万张"), at="2024-02-10")
    assert asked_about(office) == []


def test_rules_in_another_unit_change_nothing(office: Office) -> None:
    office.take(office.file("a.csv", "小县,2023,床位,1500,张"), at="2024-01-10")
    write_rules(office.rules, THEME.replace("unit: 张", "unit: 万张").replace("1000", "0.1").replace("2000", "0.2"))
    office.take(office.file("b.csv", "小县,2023,床位,1500,张"), at="2024-02-10")
    assert asked_about(office) == []
    office.take(office.file("c.csv", "小县,2023,床位,1600,张"), at="2024-03-10")
    assert asked_about(office) == ["2023: 0.15 万张 → 0.16 万张"]


def test_each_change_is_told_up_to_the_moment_asked_about(office: Office) -> None:
    for number, value in enumerate(("93", "94", "> 95", "94.5"), start=1):
        office.take(office.file(f"{number}.csv", row(value)), at=f"2024-0{number}-10")
    assert asked_about(office, "--as-of", "2024-01-31") == []
    assert asked_about(office, "--as-of", "2024-02-28") == ["2023: 93% → 94%"]
    said = office.said()
    assert asked_about(office) == ["2023: 93% → 94%", "2023: 94% → > 95%", "2023: > 95% → 94.5%"]
    assert office.said("--as-of", "2024-04-30") == said


def test_a_change_of_an_earlier_year_is_told_in_the_year_whose_report_brought_it(office: Office) -> None:
    office.take(office.file("2023.csv", row(93)), at="2024-01-10")
    office.take(office.file("2024.csv", row(92), row(94, year=2024)), at="2025-01-10")
    assert asked_about(office, "--year", "2024") == ["2024: 93% → 92%"]
    assert asked_about(office, "--year", "2023") == ["2023: 93% → 92%"]


def test_files_beside_the_store_are_held_against_it(office: Office) -> None:
    office.take(office.file("a.csv", row(93)), at="2024-01-10")
    assert asked_about(office, office.file("b.csv", row(94))) == ["2023: 93% → 94%"]
    assert asked_about(office, office.file("c.csv", row(93))) == []


def test_a_real_figure_takes_the_place_of_a_made_up_one(office: Office) -> None:
    header = "地区,年份,指标,数值,单位,数据性质\n"
    office.take(office.file("a.csv", f"{row(90)},示例", f"{row(40, GREEN)},示例", header=header), at="2024-01-10")
    office.take(office.file("b.csv", row(93)), at="2024-02-10")
    office.take(office.file("c.csv", f"{row(91)},示例", f"{row(41, GREEN)},示例", header=header), at="2024-03-10")
    assert asked_about(office) == ["2023: 40% → 41%"]


def test_what_cannot_be_read_and_what_is_not_known_is_no_change(office: Office) -> None:
    office.take(office.file("a.csv", row(93), row(44, GREEN)), at="2024-01-10")
    office.take(office.file("b.csv", row("约95"), "小县,2023,绿地,45,%"), at="2024-02-10")
    assert asked_about(office) == []
    office.take(office.file("c.csv", row(96)), at="2024-03-10")
    assert asked_about(office) == ["2023: 93% → 96%"]


def test_without_such_a_check_nothing_is_said(office: Office) -> None:
    (office.rules / "checks.yaml").unlink()
    office.take(office.file("a.csv", row(93)), at="2024-01-10")
    office.take(office.file("b.csv", row(94)), at="2024-02-10")
    assert asked_about(office) == []
    assert office.vintages("--indicator", SEWAGE)[-1][3] is True
